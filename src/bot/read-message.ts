import { type Bounce, type Explanation, isBounce } from "../explain.js";
import { asBeginning } from "../explain/beginning.js";
import { evidenceIn } from "../grouping/evidence.js";
import { groupBounces } from "../grouping/group-bounces.js";
import type { MailSource } from "../intake/bounce-mail.js";
import type { FileOffer, Said } from "./said.js";

/** What a message came to. */
export interface Reading {
  /** The bounces in it, each kind of problem once. */
  readonly problems: readonly Bounce[];
  /** What else was handed over: no bounces, or not to be read. */
  readonly rest: readonly Rest[];
  /** Files that were not even looked at, because there were too many. */
  readonly unread: number;
}

export interface Rest {
  /** The file's name; absent for the message itself. */
  readonly name?: string | undefined;
  readonly explanation: NoBounce;
}

export type NoBounce = Exclude<Explanation, Bounce>;

/** Every bounce in what was handed over, explained; or the one thing that it is instead. */
export type ExplainAll = (source: MailSource) => Promise<readonly [Explanation, ...Explanation[]]>;

/** The same for files, in their order; what cannot be fetched is unreadable. */
export type ExplainFiles = (files: readonly FileOffer[]) => Promise<readonly ExplainedFile[]>;

export interface ExplainedFile {
  readonly name: string;
  readonly explanations: readonly Explanation[];
}

/** Reads all that was said in one message; `mostFiles` of the files. */
export async function readMessage(
  said: Said,
  explain: ExplainAll,
  explainFiles: ExplainFiles,
  mostFiles: number,
): Promise<Reading> {
  const found: Explanation[] = [];
  for (const source of said.forwarded) found.push(...(await explain(source)));
  found.push(...(await readTwins(said.own, explain)));
  const files = await explainFiles(said.files.slice(0, mostFiles));
  const read = [...found, ...files.flatMap(({ explanations }) => explanations)];

  // A picture beside a bounce is a logo; the beginning of one is for want of the whole.
  const needsMore = !read.some(isBounce);
  const quoted = needsMore ? await readTwins(said.quoted, explain) : [];
  const pictures = needsMore ? await explainFiles(said.pictures.slice(0, mostFiles)) : [];
  const bounces = [
    ...read,
    ...quoted.filter(isBounce).map(asBeginning),
    ...pictures.flatMap(({ explanations }) => explanations),
  ].filter(isBounce);
  return {
    problems: groupBounces(bounces),
    rest: [
      ...found
        .filter(isNoBounce)
        .filter(isMoreThanTalk)
        .map((explanation) => ({ explanation })),
      ...[...files, ...pictures].flatMap(({ name, explanations }) =>
        explanations.filter(isNoBounce).map((explanation) => ({ name, explanation })),
      ),
    ],
    unread: Math.max(0, said.files.length - mostFiles),
  };
}

/** Explains each way something can be read and keeps the one that yields most. */
async function readTwins(
  twins: readonly MailSource[],
  explain: ExplainAll,
): Promise<readonly Explanation[]> {
  const readings: (readonly Explanation[])[] = [];
  for (const twin of twins) readings.push(await explain(twin));
  // What one twin shows to be a fake is not believed for the sake of the other.
  const fake = readings.flat().find(isFake);
  if (fake) return [fake];
  const [best = []] = readings.sort((a, b) => evidenceInAll(b) - evidenceInAll(a));
  return best;
}

function evidenceInAll(explanations: readonly Explanation[]): number {
  return explanations.reduce((sum, explanation) => sum + evidenceIn(explanation), 0);
}

function isFake(explanation: Explanation): boolean {
  return explanation.kind === "not-an-ndr" && explanation.looksLike === "suspicious imitation";
}

function isNoBounce(explanation: Explanation): explanation is NoBounce {
  return !isBounce(explanation);
}

/** Words around a bounce or a file need no answer. */
function isMoreThanTalk(explanation: NoBounce): boolean {
  return explanation.kind !== "not-an-ndr" || explanation.looksLike !== "plain talk";
}
