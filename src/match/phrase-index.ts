import type { Article } from "../knowledge/article.js";
import { indexLiterals } from "./literal-index.js";
import type { Literal, LiteralIndex } from "./literal-index.js";
import { compact, lettersOf, normalise, normaliseGeneral, originalOf } from "./normal-form.js";
import type { CompactForm } from "./normal-form.js";
import { findAlike, findSimilar } from "./similar.js";
import { indexTrigrams } from "./trigram-index.js";
import { standsOut } from "./word-borders.js";

/** A phrase of an article, found in what somebody said. */
export interface PhraseHit {
  readonly article: Article;
  readonly phrase: string;
  /** The piece that it was found as, verbatim but for line ends. */
  readonly evidence: string;
  /** 1 for the very words, less the more they differ. */
  readonly likeness: number;
  /** Whether the very words stand there. */
  readonly isLiteral: boolean;
  /** Where it was found, in characters of what was said. */
  readonly from: number;
  readonly to: number;
}

export interface PhraseIndex {
  lookInto(said: string): Look;
}

/** What phrases are in a text. */
export interface Look {
  /** Phrases whose letters stand there. */
  readonly words: readonly PhraseHit[];
  /** Those, and phrases that something there is like, of articles for which that is worth a look. */
  all(isWorth: (article: Article) => boolean): readonly PhraseHit[];
}

/** What articles call the same words are one phrase. */
export interface Phrase {
  readonly phrase: string;
  readonly articles: readonly Article[];
}

export type Find = Omit<PhraseHit, "article" | "phrase">;

/**
 * Indexes the phrases of all articles. The very words are looked up by their letters, blanks and
 * signs aside: mail programs lose some and add others. What is only like a phrase goes through a
 * short list to Fuse.
 */
export function indexPhrases(articles: readonly Article[]): PhraseIndex {
  const phrases = differentPhrases(articles);
  const literals = indexLiterals(phrases.map(({ phrase }) => compact(normalise(phrase)).text));
  const general = phrases.map(({ phrase }) => normaliseGeneral(phrase).text);
  const trigrams = indexTrigrams(general);
  const toHits = (found: Iterable<readonly [number, Find]>) =>
    [...found].flatMap(([entry, find]) => {
      const { phrase = "", articles = [] } = phrases[entry] ?? {};
      return articles.map((article): PhraseHit => ({ article, phrase, ...find }));
    });
  return {
    lookInto(said) {
      const found = findLiterals(said, phrases, literals);
      let alike: ReturnType<typeof findAlike> | undefined;
      return {
        words: toHits(found),
        all(isWorth) {
          alike ??= findAlike(said, trigrams, found);
          const worth = alike.filter(({ entry }) => phrases[entry]?.articles.some(isWorth));
          return toHits([...found, ...findSimilar(worth, general)]);
        },
      };
    },
  };
}

function differentPhrases(articles: readonly Article[]): readonly Phrase[] {
  const byLetters = new Map<string, { readonly phrase: string; readonly articles: Article[] }>();
  for (const article of articles)
    for (const phrase of article.phrases) {
      const letters = lettersOf(phrase);
      const same = byLetters.get(letters);
      if (!same) byLetters.set(letters, { phrase, articles: [article] });
      else if (!same.articles.includes(article)) same.articles.push(article);
    }
  return [...byLetters.values()];
}

function findLiterals(
  said: string,
  phrases: readonly Phrase[],
  literals: LiteralIndex,
): ReadonlyMap<number, Find> {
  const form = compact(normalise(said));
  const found = new Map<number, Find>();
  for (const literal of literals.find(form.text)) {
    const before = found.get(literal.entry);
    if (before?.isLiteral) continue;
    const next = toFind(literal, said, form, phrases[literal.entry]?.phrase ?? "");
    if (next && next.likeness > (before?.likeness ?? 0)) found.set(literal.entry, next);
  }
  return found;
}

/** The same letters with a look-alike among them are not the very words. */
const MISREAD = 0.95;
/** Nor are words that run into others. */
const RUN_TOGETHER = 0.9;

function toFind(
  { from, to }: Literal,
  said: string,
  form: CompactForm,
  phrase: string,
): Find | undefined {
  const [isAtStart, isAtEnd] = [form.isBorder(from), form.isBorder(to)];
  if (!standsOut(to - from, isAtStart, isAtEnd)) return undefined;
  const evidence = originalOf(said, form, from, to);
  const isWhole = isAtStart && isAtEnd;
  const isLiteral = isWhole && lettersOf(evidence) === lettersOf(phrase);
  return {
    evidence,
    isLiteral,
    likeness: isLiteral ? 1 : isWhole ? MISREAD : RUN_TOGETHER,
    from: form.starts[from] ?? 0,
    to: form.ends[to - 1] ?? said.length,
  };
}
