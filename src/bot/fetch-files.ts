import type { Downloaded, Trusted, Wanted } from "../download/download.js";
import type { Fault } from "../download/fault.js";
import { type Explanation, unreadable } from "../explain.js";
import { fileAsSource } from "../intake/file-kind.js";
import type { Limits } from "../intake/limits.js";
import type { Log } from "../log.js";
import type { ExplainAll, ExplainedFile } from "./read-message.js";
import type { FileOffer } from "./said.js";

export interface FileReaderOptions {
  readonly download: (wanted: Wanted) => Promise<Downloaded>;
  readonly limits: Limits;
  readonly log: Log;
}

/** The files of one message together may be as large as so many of the largest. */
const LARGEST_TOGETHER = 5;
/** So many are fetched and read at a time, of all messages: each is in memory meanwhile. */
const AT_ONCE = 6;
/** And so many of one person, in however many messages: nobody else waits for all of them. */
const AT_ONCE_OF_ONE = 3;

/** Fetches files and explains what is in them; of one that fails it says why, and the others are read. */
export function createFileReader({
  download,
  limits,
  log,
}: FileReaderOptions): (
  files: readonly FileOffer[],
  person: string,
  connector: () => Promise<Trusted | undefined>,
  explain: ExplainAll,
) => Promise<readonly ExplainedFile[]> {
  const gate = createGate(AT_ONCE);
  const own = createGates(AT_ONCE_OF_ONE);

  return async (files, person, connector, explain) => {
    if (files.length === 0) return [];
    const trusted = await connector();
    let left = LARGEST_TOGETHER * limits.file;
    const share = (count: number) => (left -= count) >= 0;
    return Promise.all(
      files.map(async ({ name, url = "" }) => ({
        name,
        explanations: await own(person, () =>
          gate(() => read(name, { url, most: limits.file, share, trusted }, explain)),
        ),
      })),
    );
  };

  async function read(
    name: string,
    wanted: Wanted,
    explain: ExplainAll,
  ): Promise<readonly Explanation[]> {
    const downloaded = await download(wanted);
    if (downloaded.kind === "failed") {
      log.warn({ why: downloaded.why }, "file not fetched");
      return [faulty(downloaded.why, limits)];
    }
    const source = fileAsSource(name, downloaded.bytes);
    return typeof source === "string" ? [unreadable(source, limits)] : explain(source);
  }
}

function faulty(why: Fault, limits: Limits): Explanation {
  return why === "too-large"
    ? unreadable("too-large", limits)
    : { kind: "unreadable", says: SAYS[why] };
}

const SAYS: Readonly<Record<Exclude<Fault, "too-large">, string>> = {
  "not-allowed":
    "This file is kept in a place that I fetch nothing from: paste the text of the bounce instead.",
  expired: "The link to this file works no more: send the file again.",
  busy: "The place where this file is kept is busy: send it again in a few minutes.",
  "too-much": "These files are too large together: send this one by itself.",
  "too-slow": "This file did not arrive in time: send it again, or paste the text of the bounce.",
  failed: "This file could not be fetched: send it again, or paste the text of the bounce.",
};

/** A gate for each person, as long as there is somebody at it. */
function createGates(places: number): <T>(person: string, work: () => Promise<T>) => Promise<T> {
  const gates = new Map<string, { readonly pass: Gate; visitors: number }>();
  return async (person, work) => {
    const gate = gates.get(person) ?? { pass: createGate(places), visitors: 0 };
    gates.set(person, gate);
    gate.visitors++;
    try {
      return await gate.pass(work);
    } finally {
      gate.visitors--;
      if (gate.visitors === 0) gates.delete(person);
    }
  };
}

type Gate = <T>(work: () => Promise<T>) => Promise<T>;

/** Lets so many through at a time, in the order they came. */
function createGate(places: number): Gate {
  let free = places;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (free > 0) free--;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else free++;
    }
  };
}
