import Fuse from "fuse.js";
import { leastScore, THRESHOLD } from "./least-score.js";
import { normaliseGeneral, originalOf } from "./normal-form.js";
import type { NormalForm } from "./normal-form.js";
import type { Find } from "./phrase-index.js";
import type { TrigramIndex } from "./trigram-index.js";
import { standsOut } from "./word-borders.js";

/** Fuse's cost grows with the length of what it looks in. */
const PIECE = 256;

/** Work is bounded: so many pieces are looked up, and so many comparisons made. */
const MAX_PIECES = 40;
const MAX_COMPARED = 8;

/** Fuse's score of a find: 0 is perfect. Above this, other words were meant. */
const MAX_SCORE = 0.34;

/** Of a phrase, this much must be said. */
const MIN_SAID = 0.4;

/** A piece of what was said, and a phrase that it has much in common with. */
export interface AlikePiece {
  /** The phrase's place in the index. */
  readonly entry: number;
  readonly share: number;
  readonly piece: Piece;
  readonly form: NormalForm;
}

/** The likeliest of the phrases that were not found by their very words, best first. */
export function findAlike(
  said: string,
  trigrams: TrigramIndex,
  known: ReadonlyMap<number, Find>,
): readonly AlikePiece[] {
  const found: AlikePiece[] = [];
  for (const piece of piecesOf(said)) {
    const form = normaliseGeneral(piece.text);
    for (const { entry, share } of trigrams.alike(form.text))
      if (!known.has(entry)) found.push({ entry, share, piece, form });
  }
  return found.sort((a, b) => b.share - a.share || a.entry - b.entry).slice(0, MAX_COMPARED);
}

/** Phrases said with typing errors, or in part, by their place in the index. */
export function findSimilar(
  alike: readonly AlikePiece[],
  phrases: readonly string[],
): ReadonlyMap<number, Find> {
  const found = new Map<number, Find>();
  for (const { entry, piece, form } of alike) {
    const find = compare(phrases[entry] ?? "", piece, form);
    if (find && find.likeness > (found.get(entry)?.likeness ?? 0)) found.set(entry, find);
  }
  return found;
}

interface Piece {
  readonly text: string;
  /** Where it begins in what was said. */
  readonly start: number;
}

/** Overlapping, so that no phrase is cut in two. */
function piecesOf(said: string): readonly Piece[] {
  const pieces = new Map<string, Piece>();
  for (let start = 0; start === 0 || start + PIECE / 2 < said.length; start += PIECE / 2) {
    const text = said.slice(start, start + PIECE);
    if (!pieces.has(text)) pieces.set(text, { text, start });
    if (pieces.size === MAX_PIECES) break;
  }
  return [...pieces.values()];
}

function compare(entry: string, piece: Piece, form: NormalForm): Find | undefined {
  const phrase = entry.trim();
  const said = form.text.trim();
  if (said.length < 6) return undefined;
  const isPart = said.length < phrase.length;
  // "Office 365" is a part of many phrases and says nothing of them.
  if (isPart && said.length < phrase.length * MIN_SAID) return undefined;
  const [pattern, text] = isPart ? [said, phrase] : [phrase, said];
  if (leastScore(pattern, text) > MAX_SCORE) return undefined;
  const { isMatch, score, indices } = Fuse.match(pattern, text, OPTIONS);
  if (!isMatch || score > MAX_SCORE) return undefined;
  const ends = (isPart ? undefined : indices) ?? [[0, said.length - 1]];
  const from = Math.min(...ends.map(([start]) => start)) + 1;
  const to = Math.max(...ends.map(([, end]) => end)) + 2;
  if (!standsOut(to - from, form.text[from - 1] === " ", form.text[to] === " ")) return undefined;
  return {
    evidence: originalOf(piece.text, form, from, to),
    isLiteral: false,
    // A part says the less the more of the phrase is missing.
    likeness: (1 - score) * (isPart ? Math.max(0.65, said.length / phrase.length) : 0.9),
    from: piece.start + (form.starts[from] ?? 0),
    to: piece.start + (form.ends[to - 1] ?? piece.text.length),
  };
}

const OPTIONS = {
  includeMatches: true,
  ignoreLocation: true,
  threshold: THRESHOLD,
  minMatchCharLength: 4,
};
