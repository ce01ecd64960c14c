import { mkdir, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { readReadingConfig } from "../config.js";
import { BUILT_IN } from "../knowledge/article.js";
import { readCodeRange } from "../knowledge/front-matter.js";
import { isArticleId } from "../knowledge/read-article.js";
import { reasonOf } from "./reason.js";
import type { Command } from "./command.js";
import type { Terminal } from "./terminal.js";

/** `knowledge new`: begins an article; `check` names the places that are left to fill in. */
export async function newArticle(
  { slug, codes, folder }: Extract<Command, { kind: "new" }>,
  { env, stdout, stderr, now }: Terminal,
): Promise<number> {
  const refuse = (says: string): number => {
    stderr.write(`${says}\n`);
    return 1;
  };
  if (!isArticleId(slug))
    return refuse(
      `"${slug}" is no name for an article: write small letters with hyphens, such as recipient-not-found`,
    );
  const list = (codes ?? "").split(/[\s,]+/).filter(Boolean);
  const fault = list.map(readCodeRange).find((range) => typeof range === "string");
  if (fault) return refuse(fault);
  const own = readReadingConfig(env).knowledgeFolders.findLast(
    ({ origin }) => origin !== BUILT_IN,
  )?.folder;
  const place = folder ?? own;
  if (!place)
    return refuse("Where to? Name a folder with --folder, or set KNOWLEDGE_PATH to one of yours.");
  const path = join(place, `${slug}.md`);
  try {
    await mkdir(place, { recursive: true });
    // Never in place of what somebody has written.
    await writeFile(path, template(list, now()), { flag: "wx" });
  } catch (error) {
    return refuse(`${path} could not be written: ${reasonOf(error)}`);
  }
  stdout.write(`${resolve(path)}\nFill it in, then: ndr-bot knowledge check ${place}\n`);
  return 0;
}

/** All that an article has, with hints where a hint is allowed: only the front matter has comments. */
function template(codes: readonly string[], today: Date): string {
  return `---
# The cause as a short sentence; it is the first thing people read.
title:
# Status codes such as 5.7.1, ranges such as 5.7.606-5.7.649; none where servers give no code too.
codes: [${codes.join(", ")}]
# Pieces of what servers say when this is the cause, letter by letter, without what differs from
# bounce to bounce. One a line: "  - blocked using Blocklist 1".
phrases: []
# Who has to act first: sender, sender-admin, recipient, recipient-admin, microsoft or wait.
who:
# Whose servers mean this by the codes: microsoft or others. Leave it out if it is the same for all.
# servers: microsoft
# How a person tells this cause from others of the same code; the words on a button, 60 characters.
# tell: It says “Relay Access Denied”
# The https address of the page you checked this against, and the day you did.
source:
reviewed: ${today.toISOString().slice(0, 10)}
---

## What happened

## What you can do

1.

## What an admin can do

1.
`;
}
