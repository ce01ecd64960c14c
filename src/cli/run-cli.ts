import { parseArgs } from "node:util";
import pc from "picocolors";
import { readKnowledgePath, type Environment } from "../config.js";
import { explain } from "../explain.js";
import type { Explanation } from "../explain.js";
import {
  BUILT_IN_KNOWLEDGE,
  KnowledgeError,
  loadKnowledgeBase,
} from "../knowledge/knowledge-base.js";
import { createMatcher } from "../match/match.js";
import { articlesForPeople, explanationForPeople } from "./for-people.js";
import { articlesAsJson, explanationAsJson } from "./as-json.js";
import { readSource } from "./read-source.js";

/** What a command line talks to; a test hands in its own. */
export interface Terminal {
  readonly env: Environment;
  readonly stdin: AsyncIterable<Uint8Array | string>;
  readonly stdout: { write(text: string): unknown; readonly isTTY?: boolean };
  readonly stderr: { write(text: string): unknown };
}

const USAGE = `Usage:
  ndr-bot explain [--json] FILE…      what bounced mail says, why, and who can fix it
  ndr-bot knowledge list [--json]     the articles it knows

FILE is a saved mail (.eml), saved HTML (.html) or text; "-" is standard input.
KNOWLEDGE_PATH names folders of your own articles.
`;

/** Runs one command; returns the exit code: 0 done, 1 an input could not be read, 2 wrong usage. */
export async function runCli(args: readonly string[], terminal: Terminal): Promise<number> {
  const command = parseCommand(args);
  if (!command) {
    terminal.stderr.write(USAGE);
    return 2;
  }
  try {
    switch (command.kind) {
      case "help":
        terminal.stdout.write(USAGE);
        return 0;
      case "explain":
        return await explainAll(command, terminal);
      case "list":
        return await listArticles(command, terminal);
    }
  } catch (error) {
    if (!(error instanceof KnowledgeError)) throw error;
    terminal.stderr.write(`${error.message}\n`);
    return 1;
  }
}

type Command =
  | { readonly kind: "help" }
  | { readonly kind: "explain"; readonly json: boolean; readonly files: readonly string[] }
  | { readonly kind: "list"; readonly json: boolean };

function parseCommand(args: readonly string[]): Command | undefined {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { json: { type: "boolean", default: false }, help: { type: "boolean", short: "h" } },
      allowPositionals: true,
    });
    const [verb, ...rest] = positionals;
    if (values.help || verb === "help") return { kind: "help" };
    if (verb === "explain" && rest.length > 0)
      return { kind: "explain", json: values.json, files: rest };
    if (verb === "knowledge" && rest.length === 1 && rest[0] === "list")
      return { kind: "list", json: values.json };
    return undefined;
  } catch {
    return undefined; // An option that does not exist.
  }
}

async function explainAll(
  { files, json }: Extract<Command, { kind: "explain" }>,
  terminal: Terminal,
): Promise<number> {
  const match = createMatcher(await loadArticles(terminal.env));
  const colors = pc.createColors(wantsColour(terminal));
  let isAllRead = true;
  for (const file of files) {
    const source = await readSource(file, terminal.stdin);
    const explanation: Explanation =
      typeof source === "string"
        ? { kind: "unreadable", says: source }
        : await explain(source, match);
    if (explanation.kind === "unreadable") isAllRead = false;
    terminal.stdout.write(
      json
        ? jsonLine(explanationAsJson(file, explanation))
        : explanationForPeople(file.replace(/\p{C}/gu, ""), explanation, colors),
    );
  }
  return isAllRead ? 0 : 1;
}

async function listArticles(
  { json }: Extract<Command, { kind: "list" }>,
  terminal: Terminal,
): Promise<number> {
  const articles = await loadArticles(terminal.env);
  terminal.stdout.write(
    json
      ? jsonLine(articlesAsJson(articles))
      : articlesForPeople(articles, pc.createColors(wantsColour(terminal))),
  );
  return 0;
}

// JSON.stringify leaves C1 controls and direction marks as they are; a terminal obeys them.
const OBEYED = /[\u007F-\u009F\u202A-\u202E\u2066-\u2069]/g;

function jsonLine(value: object): string {
  const escaped = (mark: string) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, "0")}`;
  return `${JSON.stringify(value).replace(OBEYED, escaped)}\n`;
}

function loadArticles(env: Environment): ReturnType<typeof loadKnowledgeBase> {
  return loadKnowledgeBase([
    BUILT_IN_KNOWLEDGE,
    ...readKnowledgePath(env).map((folder) => ({ folder, origin: folder })),
  ]);
}

/** Colour for a person at a terminal, plain for a pipe; NO_COLOR and FORCE_COLOR have their say. */
function wantsColour({ env, stdout }: Terminal): boolean {
  if (env["NO_COLOR"]) return false;
  const forced = env["FORCE_COLOR"];
  return forced ? !/^(?:0|false)$/i.test(forced) : stdout.isTTY === true;
}
