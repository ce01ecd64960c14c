import { isOwn } from "../knowledge/article.js";
import { compareStatusCodes } from "../ndr/status-code.js";
import type { Candidate } from "./candidate.js";
import { isLastResort, scopeOf } from "./code-range.js";

/** Below this there is a likeness but no reason. */
export const MIN_POINTS = 12;

/** A candidate with less than this share of the best one's points is no rival. */
export const RIVAL = 0.45;

/** Best first. Where the evidence is equal, what an organisation wrote itself comes first. */
export function rank(candidates: readonly Candidate[]): readonly Candidate[] {
  const owner = onlyOwner(candidates);
  return candidates.toSorted(
    (a, b) =>
      b.points - a.points ||
      Number(isOwn(b.article)) - Number(isOwn(a.article)) ||
      Number(b === owner) - Number(a === owner) ||
      b.coverage - a.coverage ||
      (a.words || b.words ? byNarrowness(a, b) : byCommonness(a, b)) ||
      a.article.id.localeCompare(b.article.id),
  );
}

/** The one article that names the very code, a last resort aside. */
function onlyOwner(candidates: readonly Candidate[]): Candidate | undefined {
  const owners = candidates.filter(
    ({ fit, article }) => fit?.signal === "code" && !isLastResort(article),
  );
  return owners.length === 1 ? owners[0] : undefined;
}

/** The same words: the article with fewer codes was written for the case at hand. */
function byNarrowness(a: Candidate, b: Candidate): number {
  return a.article.codes.length - b.article.codes.length;
}

/**
 * Nothing but the code: first what to do in any case, then the causes whose first code this is,
 * those of all servers before those of some, and those that servers have many words for.
 */
function byCommonness(a: Candidate, b: Candidate): number {
  const [first, second] = [a, b].map(({ article, fit }) => ({
    scope: isLastResort(article) ? scopeOf(article) : 0,
    place: article.codes.findIndex(
      ({ from }) => fit !== undefined && compareStatusCodes(from, fit.range.from) === 0,
    ),
    ofSome: Number(article.servers !== undefined),
    codes: article.codes.length,
    phrases: article.phrases.length,
  }));
  if (!first || !second) return 0;
  return (
    second.scope - first.scope ||
    first.place - second.place ||
    first.ofSome - second.ofSome ||
    second.codes - first.codes ||
    second.phrases - first.phrases
  );
}
