import { type Article, isOwn } from "../knowledge/article.js";
import { compareStatusCodes, type StatusCode } from "../ndr/status-code.js";
import { findTypedCodes, fitTyped, type TypedCodeFit, withoutCodes } from "./typed-codes.js";
import { indexForWords } from "./word-search.js";

/**
 * Finds articles for somebody who looks for one by a code, the beginning of a code, or words; best
 * first. This is no opinion on a bounce: for that there is the matcher.
 */
export type ArticleSearch = (typed: string) => readonly Article[];

/** Longer texts are no search. */
const LONGEST = 300;
/** What words are worth beside a code, and the share of the best one's points that is worth showing. */
const WORDS = 40;
const RIVAL = 0.35;

export function createArticleSearch(articles: readonly Article[]): ArticleSearch {
  const findWords = indexForWords(articles);
  return (text) => {
    const typed = text.slice(0, LONGEST);
    const byCode = fitCodes(articles, typed);
    const byWords = findWords(withoutCodes(typed));
    const found = [...new Set([...byCode.keys(), ...byWords.keys()])].map((article): Found => {
      const fit = byCode.get(article);
      const points = (fit?.points ?? 0) + WORDS * (byWords.get(article) ?? 0);
      return { article, points, code: fit?.code };
    });
    const best = Math.max(...found.map(({ points }) => points));
    return found
      .filter(({ points }) => points >= best * RIVAL)
      .sort(inOrder)
      .map(({ article }) => article);
  };
}

interface Found {
  readonly article: Article;
  readonly points: number;
  readonly code?: StatusCode | undefined;
}

function fitCodes(articles: readonly Article[], typed: string): ReadonlyMap<Article, TypedCodeFit> {
  const codes = findTypedCodes(typed);
  const fits = new Map<Article, TypedCodeFit>();
  if (codes.length === 0) return fits;
  for (const article of articles)
    for (const code of codes) {
      const fit = fitTyped(article, code);
      if (fit && fit.points > (fits.get(article)?.points ?? 0)) fits.set(article, fit);
    }
  return fits;
}

/** Among equals an organisation's own first, then by code, then what servers have more words for. */
function inOrder(a: Found, b: Found): number {
  return (
    b.points - a.points ||
    Number(isOwn(b.article)) - Number(isOwn(a.article)) ||
    (a.code && b.code ? compareStatusCodes(a.code, b.code) : 0) ||
    b.article.phrases.length - a.article.phrases.length ||
    a.article.title.localeCompare(b.article.title)
  );
}
