import Fuse from "fuse.js";
import type { Article } from "../knowledge/article.js";
import { normalise, originalOf } from "./normal-form.js";

/** A phrase of an article, found in a fragment of the mail. */
export interface PhraseHit {
  readonly article: Article;
  readonly phrase: string;
  /** The piece of the fragment that it was found as, verbatim. */
  readonly evidence: string;
  /** 1 for the very words, less the more they differ. */
  readonly likeness: number;
  /** Whether the very words stand there. */
  readonly isLiteral: boolean;
  /** Where it was found, in characters of the fragment's normal form. */
  readonly from: number;
  readonly to: number;
}

export interface PhraseIndex {
  /** Best first; at most a handful. */
  find(fragment: string): readonly PhraseHit[];
}

/** Fuse's cost grows with the length of what it looks in. */
export const MAX_FRAGMENT = 256;

/** Phrases that get a closer look, and what share of their trigrams must be there to be one. */
const SHORT_LIST = 10;
const MIN_SHARE = 0.45;

/** Fuse's score of a find: 0 is perfect. Above this, other words were meant. */
const MAX_SCORE = 0.34;

/** Of a phrase, this much must be said. */
const MIN_PIECE = 0.4;

interface Entry {
  readonly article: Article;
  readonly phrase: string;
  readonly text: string;
  readonly trigrams: ReadonlySet<string>;
}

/**
 * Indexes the phrases of all articles. A trigram index makes a short list, Fuse looks at that: the
 * combination measured as good as Fuse alone at a twentieth of its cost.
 */
export function indexPhrases(articles: readonly Article[]): PhraseIndex {
  const entries = articles.flatMap((article) =>
    article.phrases.map((phrase): Entry => {
      const { text } = normalise(phrase);
      return { article, phrase, text, trigrams: trigramsOf(text) };
    }),
  );
  const byTrigram = new Map<string, number[]>();
  for (const [i, entry] of entries.entries())
    for (const trigram of entry.trigrams) push(byTrigram, trigram, i);

  return {
    find(fragment) {
      const cut = fragment.slice(0, MAX_FRAGMENT);
      const form = normalise(cut);
      const trigrams = trigramsOf(form.text);
      const shared = new Map<number, number>();
      for (const trigram of trigrams)
        for (const i of byTrigram.get(trigram) ?? []) shared.set(i, (shared.get(i) ?? 0) + 1);

      const candidates = [...shared]
        .flatMap(([i, count]) => {
          const entry = entries[i];
          if (!entry) return [];
          // The smaller of the two should be found in the larger.
          const share = count / Math.max(1, Math.min(entry.trigrams.size, trigrams.size));
          return share >= MIN_SHARE ? [{ entry, share }] : [];
        })
        .sort((a, b) => b.share - a.share || b.entry.text.length - a.entry.text.length)
        .slice(0, SHORT_LIST);

      return candidates
        .flatMap(({ entry }) => literalHit(entry, cut, form) ?? similarHit(entry, cut, form) ?? [])
        .sort((a, b) => b.likeness - a.likeness || b.phrase.length - a.phrase.length);
    },
  };
}

type Form = ReturnType<typeof normalise>;

function literalHit(entry: Entry, fragment: string, form: Form): PhraseHit | undefined {
  const from = form.text.indexOf(entry.text);
  if (from < 0) return undefined;
  const to = from + entry.text.length - 1;
  return hit(entry, fragment, form, { from: from + 1, to, likeness: 1, isLiteral: true });
}

/** The phrase with typing errors in the fragment, or a fragment that is a piece of the phrase. */
function similarHit(entry: Entry, fragment: string, form: Form): PhraseHit | undefined {
  const phrase = entry.text.trim();
  const said = form.text.trim();
  if (said.length < 6) return undefined;
  const isPiece = said.length < phrase.length;
  // "Office 365" is a piece of many phrases and says nothing of them.
  if (isPiece && said.length < phrase.length * MIN_PIECE) return undefined;
  const { isMatch, score, indices } = isPiece
    ? Fuse.match(said, phrase, OPTIONS)
    : Fuse.match(phrase, said, OPTIONS);
  if (!isMatch || score > MAX_SCORE) return undefined;
  const ends = (isPiece ? undefined : indices) ?? [[0, said.length - 1]];
  const from = Math.min(...ends.map(([start]) => start)) + 1;
  const to = Math.max(...ends.map(([, end]) => end)) + 2;
  // A piece says the less the more of the phrase is missing.
  const likeness = (1 - score) * (isPiece ? Math.max(0.65, said.length / phrase.length) : 0.9);
  return hit(entry, fragment, form, { from, to, likeness, isLiteral: false });
}

const OPTIONS = {
  includeMatches: true,
  ignoreLocation: true,
  threshold: 0.4,
  minMatchCharLength: 4,
};

function hit(
  { article, phrase }: Entry,
  fragment: string,
  form: Form,
  found: Pick<PhraseHit, "from" | "to" | "likeness" | "isLiteral">,
): PhraseHit {
  return { article, phrase, evidence: originalOf(fragment, form, found.from, found.to), ...found };
}

function trigramsOf(text: string): ReadonlySet<string> {
  const trigrams = new Set<string>();
  for (let i = 0; i + 3 <= text.length; i++) trigrams.add(text.slice(i, i + 3));
  return trigrams;
}

function push(lists: Map<string, number[]>, key: string, value: number): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}
