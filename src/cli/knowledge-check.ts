import { join, resolve } from "node:path";
import { readReadingConfig } from "../config.js";
import { explain } from "../explain.js";
import type { Article } from "../knowledge/article.js";
import {
  BUILT_IN_KNOWLEDGE,
  KnowledgeError,
  loadKnowledgeBase,
} from "../knowledge/knowledge-base.js";
import type { KnowledgeFolder } from "../knowledge/knowledge-base.js";
import { warningsOf } from "../knowledge/warnings.js";
import type { Warning } from "../knowledge/warnings.js";
import { createMatcher } from "../match/match.js";
import type { Matcher } from "../match/match.js";
import { formatStatusCode } from "../ndr/status-code.js";
import { notesOn } from "./knowledge-notes.js";
import { colorsFor, inert } from "./terminal.js";
import type { Terminal } from "./terminal.js";

/**
 * `knowledge check`: every mistake in the articles as `file:line:column: what to write instead`, then
 * what may be one. With a folder, what it would add to the articles in use; only its own are named.
 */
export async function checkArticles(
  folder: string | undefined,
  terminal: Terminal,
): Promise<number> {
  const c = colorsFor(terminal);
  const print = (lines: readonly string[]) =>
    terminal.stdout.write(inert(lines.map((line) => `${line}\n`).join(""), c));
  const inUse = readReadingConfig(terminal.env).knowledgeFolders;
  const folders = folder === undefined ? inUse : beside(folder, inUse);
  let articles: readonly Article[];
  try {
    articles = await loadKnowledgeBase(folders);
  } catch (error) {
    if (!(error instanceof KnowledgeError)) throw error;
    const { problems } = error;
    print([...problems, "", c.red(`${countOf(problems.length, "problem")}.`)]);
    return 1;
  }
  const checked = articles.filter(({ origin }) => folder === undefined || origin === folder);
  const notes = (await notesOn(folders)).filter(
    (note) => folder === undefined || note.folder === folder,
  );
  const warnings = [
    ...warningsOf(articles, terminal.now()),
    ...(await findUnreachable(checked, createMatcher(articles))),
  ].filter(({ article }) => checked.includes(article));
  print([
    ...warnings.map(({ article, says }) => `${fileOf(article)}: ${c.yellow("warning")}: ${says}`),
    ...notes.map(({ path, says }) => `${path}: ${c.cyan("note")}: ${says}`),
    ...(warnings.length > 0 || notes.length > 0 ? [""] : []),
    `${countOf(checked.length, "article")}, no problems, ${countOf(warnings.length, "warning")}.`,
  ]);
  return 0;
}

/** The folders in use with one more at the end, which may be one of them in another spelling. */
function beside(folder: string, inUse: readonly KnowledgeFolder[]): readonly KnowledgeFolder[] {
  const others = inUse.filter((known) => resolve(known.folder) !== resolve(folder));
  return [...others, { folder, origin: folder }];
}

/** Articles that not even a bounce made of their own codes and phrases leads to. */
async function findUnreachable(
  articles: readonly Article[],
  match: Matcher,
): Promise<readonly Warning[]> {
  const warnings: Warning[] = [];
  for (const article of articles) {
    if (await isReached(article, match)) continue;
    const says =
      "no bounce leads here, not even one with its own code and phrases; others are always before it";
    warnings.push({ article, says });
  }
  return warnings;
}

async function isReached(article: Article, match: Matcher): Promise<boolean> {
  for (const content of ownBounces(article)) {
    const explanation = await explain({ contentType: "text/plain", content }, match);
    const found = "diagnoses" in explanation ? explanation.diagnoses : [];
    if (found.some((diagnosis) => diagnosis.article === article)) return true;
  }
  return false;
}

/** A bounce of each phrase, and one of each end of its codes. */
function ownBounces({ codes, phrases }: Article): readonly string[] {
  const replies = codes
    .flatMap(({ from, to }) => [from, to])
    .map((code) => `${code.class}50 ${formatStatusCode(code)}`);
  const [reply = "550"] = replies;
  return [...phrases.map((phrase) => `${reply} ${phrase}`), ...replies];
}

/** The file an article was read from; a section of a page of Learn has the page's. */
function fileOf({ id, origin }: Article): string {
  const folder = origin === BUILT_IN_KNOWLEDGE.origin ? BUILT_IN_KNOWLEDGE.folder : origin;
  return join(folder, `${id.split("--")[0] ?? id}.md`);
}

function countOf(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}
