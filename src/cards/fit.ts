import { shorten } from "./foreign.js";

/** An Adaptive Card as plain JSON. */
export type Card = Readonly<Record<string, unknown>>;

// Teams has published limits of 28, 40 and 100 KB; this fits them all with the activity around it.
const MAX_BYTES = 25_000;
/** Below this a text says nothing any more. */
const SHORTEST = 60;
/** What a reader misses least comes first. */
const EXPENDABLE = [
  "message-trace",
  "other-causes",
  "way",
  "why",
  "told",
  "looked-up",
  "owner-steps",
  "admin-steps",
  "steps",
];

type Json = Record<string, unknown>;

/**
 * A card of at most 25 KB: the second looks of commands go first, then foreign texts are cut, then whole
 * steps, never a command in two.
 */
export function fit(card: Json): Card {
  unfoldCode(card);
  const runs = findAll(card, (node) => node["type"] === "TextRun");
  shortenLongest(
    card,
    runs.filter((run) => run["foreign"] === true),
  );
  for (const id of EXPENDABLE) {
    for (const container of findAll(card, (node) => node["id"] === id)) dropLast(card, container);
  }
  dropEmptied(card);
  shortenLongest(card, runs);
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

function shortenLongest(card: Json, runs: readonly Json[]): void {
  while (isTooBig(card)) {
    const longest = runs.reduce<Json | undefined>(
      (best, run) => (lengthOf(run) > lengthOf(best) ? run : best),
      undefined,
    );
    if (lengthOf(longest) <= SHORTEST || longest === undefined) return;
    longest["text"] = shorten(String(longest["text"]), Math.max(SHORTEST, lengthOf(longest) >> 1));
  }
}

const lengthOf = (run: Json | undefined) =>
  typeof run?.["text"] === "string" ? run["text"].length : 0;

/** Steps that are left out stand in full on the page the article was checked against. */
const MORE_STEPS = "… More than fits here: see the source.";

function dropLast(card: Json, container: Json): void {
  const items = container["items"];
  if (!Array.isArray(items) || !isTooBig(card)) return;
  const text = String(container["id"]).endsWith("steps") ? MORE_STEPS : NOTHING_MORE;
  items.push(shownAs(text));
  while (isTooBig(card) && items.length > 1) items.splice(-2, 1);
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
  if (typeof id !== "string" || !EXPENDABLE.includes(id) || id.endsWith("steps")) return false;
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
