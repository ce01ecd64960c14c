import type { Article, CodeRange } from "../knowledge/article.js";

/** How many codes a range spans within one subject. */
export function widthOf(range: CodeRange): number {
  return range.from.subject === range.to.subject ? range.to.detail - range.from.detail + 1 : 1000;
}

/** A wider range was not made for one problem, unless the article knows the words as well. */
const ONE_PROBLEM = 15;

/** An article that knows a family of codes and no words: what to do where nothing better fits. */
export function isLastResort(article: Article): boolean {
  return article.phrases.length === 0 && scopeOf(article) > ONE_PROBLEM;
}

/** The widest range of codes an article speaks for: 5.7.0-5.7.999 is about a thousand. */
export function scopeOf(article: Article): number {
  return Math.max(0, ...article.codes.map(widthOf));
}
