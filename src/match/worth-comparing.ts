import type { Article } from "../knowledge/article.js";
import { mostOfLikeness } from "./candidate.js";
import type { Report } from "./candidate.js";
import { pointsOfCode } from "./code-fit.js";
import type { CodeFit } from "./code-fit.js";
import { firstProblem } from "./fragments.js";
import type { Statement } from "./fragments.js";
import { MIN_POINTS, RIVAL } from "./rank.js";

/**
 * Whether words that are only like a phrase of an article may change the answer. Where the report has
 * a code, those of articles for other codes count little: from the report itself nothing, from a
 * server too little beside an article that the code speaks for.
 */
export function isWorthComparing(
  fits: ReadonlyMap<Article, CodeFit>,
  { ndr, system }: Report,
): (saidBy: Statement["saidBy"]) => (article: Article) => boolean {
  const best = [...fits].map(([article, fit]) => pointsOfCode(fit, article, ndr, system));
  const least = Math.max(MIN_POINTS, ...best.map((points) => points * RIVAL));
  const hasCode = ndr.parsedBy !== "words" && firstProblem(ndr).status !== undefined;
  return (saidBy) => {
    const isOtherWorth = !hasCode || mostOfLikeness(saidBy) >= least;
    return (article) => isOtherWorth || article.codes.length === 0 || fits.has(article);
  };
}
