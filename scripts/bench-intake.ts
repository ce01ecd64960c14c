import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import PostalMime from "postal-mime";
import type { MailSource } from "../src/intake/bounce-mail.js";

/** A folder of saved mails and pastes, or ours. */
const FOLDER = process.env["MAIL_FOLDER"] ?? "test/fixtures/bounces";
const TYPES: Readonly<Record<string, MailSource["contentType"]>> = {
  ".eml": "message/rfc822",
  ".txt": "text/plain",
  ".html": "text/html",
};
const ROUNDS = 7;

/** The whole way from mail to answer may take so many times what the MIME parser takes alone. */
const GOAL = 2;

/** What is deployed is measured: the loader that runs this script would slow it down. */
const BUILT = new URL("../dist/", import.meta.url);

const ALONE = "postal-mime alone";
const EXPLAIN = "explain, in process";
const PROCESS = "explain --json, a process";
const START = "its start, with one mail";

/**
 * How many mails a second are read and explained, beside the MIME parser alone. Each round does all of
 * it in turn, so that a busy machine slows all of it down; and the articles are indexed anew for each
 * round, so that nothing is known of a mail before it comes.
 */
export async function benchIntake(): Promise<void> {
  run("npm", ["run", "--silent", "build"]);
  const { parseMail } = await built<typeof import("../src/intake/intake.js")>("intake/intake.js");
  const { explain } = await built<typeof import("../src/explain.js")>("explain.js");
  const { createMatcher } = await built<typeof import("../src/match/match.js")>("match/match.js");
  const { BUILT_IN_KNOWLEDGE, loadKnowledgeBase } = await built<
    typeof import("../src/knowledge/knowledge-base.js")
  >("knowledge/knowledge-base.js");
  const articles = await loadKnowledgeBase([BUILT_IN_KNOWLEDGE]);
  const files = readdirSync(FOLDER, { recursive: true, encoding: "utf8" })
    .filter((name) => extname(name) in TYPES)
    .map((name) => join(FOLDER, name));
  const mails = files.map((name) => ({
    contentType: TYPES[extname(name)] ?? "text/plain",
    content: readFileSync(name),
  }));

  const times = new Map<string, number[]>();
  for (let round = 0; round <= ROUNDS; round++) {
    const match = createMatcher(articles);
    const works: Readonly<Record<string, () => unknown>> = {
      [ALONE]: () => eachOf(mails, ({ content }) => PostalMime.parse(content, AS_ATTACHMENTS)),
      "parseMail, in process": () => eachOf(mails, (mail) => parseMail(mail)),
      [EXPLAIN]: () => eachOf(mails, (mail) => explain(mail, match)),
      [PROCESS]: () => {
        runCli(files);
      },
      [START]: () => {
        runCli(files.slice(0, 1));
      },
    };
    for (const [name, work] of Object.entries(works)) {
      const started = performance.now();
      await work();
      // The first round teaches the compiler.
      if (round > 0) times.set(name, [...(times.get(name) ?? []), performance.now() - started]);
    }
  }
  print(times, files.length);
}

async function built<Module>(path: string): Promise<Module> {
  return (await import(new URL(path, BUILT).href)) as Module;
}

/** Reports are read so, that the mails in them stay apart. */
const AS_ATTACHMENTS = { forceRfc822Attachments: true };

async function eachOf<Item>(
  items: readonly Item[],
  work: (item: Item) => Promise<unknown>,
): Promise<void> {
  for (const item of items) await work(item);
}

function runCli(files: readonly string[]): void {
  run(process.execPath, [fileURLToPath(new URL("cli.js", BUILT)), "explain", "--json", ...files]);
}

function run(command: string, args: readonly string[]): void {
  const { error, signal, stderr } = spawnSync(command, args, { maxBuffer: 1 << 30 });
  // Exit code 1 is an answer: one of the mails cannot be read.
  if (error || signal) throw new Error(`${command} failed: ${String(stderr)}`, { cause: error });
}

function print(times: ReadonlyMap<string, readonly number[]>, mails: number): void {
  const took = (name: string) => times.get(name) ?? [];
  const perSecond = (ms: number) => Math.round((mails * 1000) / ms);
  const timesAlone = (name: string) =>
    round2(median(took(name).map((ms, i) => ms / (took(ALONE)[i] ?? NaN))));
  const rows = [...times.keys()].map((name) => ({
    "": name,
    "min ms": Math.round(Math.min(...took(name))),
    "median ms": Math.round(median(took(name))),
    "max ms": Math.round(Math.max(...took(name))),
    "mails/s": name === START ? 0 : perSecond(median(took(name))),
    "× alone": timesAlone(name),
  }));
  console.log(`${mails} mails of ${FOLDER}, ${ROUNDS} rounds:`);
  console.table(rows);
  const running = median(took(PROCESS).map((ms, i) => ms - (took(START)[i] ?? 0)));
  console.log(`Once it has started, a process explains ${perSecond(running)} mails a second.`);
  const ratio = timesAlone(EXPLAIN);
  const verdict = ratio <= GOAL ? "as it should be" : "TOO SLOW";
  console.log(
    `From mail to answer takes ${ratio} times what the MIME parser takes alone, of ${GOAL} at most: ${verdict}.`,
  );
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN;
}

function round2(value: number): number {
  return Number(value.toFixed(2));
}
