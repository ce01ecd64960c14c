import { shorten } from "./foreign.js";

/** An Adaptive Card as plain JSON. */
export type Card = Readonly<Record<string, unknown>>;

// Teams has published limits of 28, 40 and 100 KB; this fits them all with the activity around it.
const MAX_BYTES = 25_000;
/** As long as a server's reply mostly is: what is cut to that has said what it is about. */
const LONG_ENOUGH = 240;
/** Below this a text says nothing any more. */
const SHORTEST = 60;
/** What is behind a line to press; what a reader misses least comes first. */
const EXPENDABLE = ["message-trace", "other-causes", "way", "why", "told", "looked-up"];
/** Of no use without its end. */
const WHOLE = "way";
const STEPS = ["owner-steps", "admin-steps", "steps"];

type Json = Record<string, unknown>;

/**
 * A card of at most 25 KB: the second looks of commands go first, then foreign texts are cut, but for what
 * a server said in short; then what is behind lines to press, then all foreign texts, then whole steps, never
 * a command in two.
 */
export function fit(card: Json): Card {
  unfoldCode(card);
  const runs = findAll(card, (node) => node["type"] === "TextRun");
  const foreign = runs.filter((run) => run["foreign"] === true);
  shortenLongest(card, foreign, LONG_ENOUGH);
  for (const id of EXPENDABLE) dropFrom(card, id, NOTHING_MORE);
  dropEmptied(card);
  shortenLongest(card, foreign, SHORTEST);
  for (const id of STEPS) dropFrom(card, id, MORE_STEPS);
  shortenLongest(card, runs, SHORTEST);
  for (const run of runs) delete run["foreign"];
  return card;
}

const isTooBig = (card: Json) => Buffer.byteLength(JSON.stringify(card)) > MAX_BYTES;

/** A code block has its commands twice, the second time for clients that draw none; all of them can show that. */
function unfoldCode(card: Json): void {
  const blocks = findAll(card, (node) => node["type"] === "CodeBlock");
  for (const block of blocks.toReversed()) {
    if (!isTooBig(card)) return;
    const { fallback } = block;
    for (const key of Object.keys(block)) Reflect.deleteProperty(block, key);
    Object.assign(block, fallback);
  }
}

function shortenLongest(card: Json, runs: readonly Json[], shortest: number): void {
  while (isTooBig(card)) {
    const longest = runs.reduce<Json | undefined>(
      (best, run) => (lengthOf(run) > lengthOf(best) ? run : best),
      undefined,
    );
    if (lengthOf(longest) <= shortest || longest === undefined) return;
    longest["text"] = shorten(String(longest["text"]), Math.max(shortest, lengthOf(longest) >> 1));
  }
}

const lengthOf = (run: Json | undefined) =>
  typeof run?.["text"] === "string" ? run["text"].length : 0;

/** Steps that are left out stand in full on the page the article was checked against. */
const MORE_STEPS = "… More than fits here: see the source.";

/** Leaves out from the end on what the parts of this name hold, and says so. */
function dropFrom(card: Json, id: string, more: string): void {
  for (const { items } of findAll(card, (node) => node["id"] === id)) {
    if (!Array.isArray(items) || !isTooBig(card)) continue;
    items.push(shownAs(more));
    const atOnce = id === WHOLE ? items.length - 1 : 1;
    while (isTooBig(card) && items.length > 1) items.splice(-1 - atOnce, atOnce);
  }
}

const NOTHING_MORE = "…";

/** A line to press that would open three dots is no use to anybody. */
function dropEmptied(card: Json): void {
  const partsOf = (node: Json) => node["items"] ?? node["body"];
  for (const node of findAll(card, (one) => Array.isArray(partsOf(one)))) {
    const parts = partsOf(node) as Json[];
    parts.splice(0, parts.length, ...parts.filter((part) => !isEmptied(part)));
  }
}

/** A section is its line and, below it, what that opens. */
function isEmptied({ items }: Json): boolean {
  const [, inner] = Array.isArray(items) ? (items as Json[]) : [];
  const id = inner?.["id"];
  if (typeof id !== "string" || !EXPENDABLE.includes(id)) return false;
  return JSON.stringify(inner?.["items"]) === JSON.stringify([shownAs(NOTHING_MORE)]);
}

const shownAs = (text: string) => ({
  type: "RichTextBlock",
  inlines: [{ type: "TextRun", text }],
});

function findAll(node: unknown, isWanted: (node: Json) => boolean): readonly Json[] {
  if (Array.isArray(node)) return node.flatMap((item) => findAll(item, isWanted));
  if (typeof node !== "object" || node === null) return [];
  const found = Object.values(node).flatMap((value) => findAll(value, isWanted));
  return isWanted(node as Json) ? [node as Json, ...found] : found;
}
