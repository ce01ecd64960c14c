import type { Article } from "../knowledge/article.js";
import { firstProblem } from "../match/fragments.js";
import type { Ndr } from "../ndr/ndr.js";

/** A longer phrase is not compared by eye. */
const PHRASE_LENGTH = 80;

/** A phrase that the other candidates lack and this bounce does not show anyway. */
export function tellingPhrase(
  article: Article,
  candidates: readonly Article[],
  ndr: Ndr,
): string | undefined {
  const seen = firstProblem(ndr).diagnosticCode ?? "";
  const others = candidates.filter((candidate) => candidate.id !== article.id);
  const taken = [seen, ...others.flatMap((other) => other.phrases)].map(lowerCase);
  return article.phrases.find(
    (phrase) =>
      phrase.length <= PHRASE_LENGTH && !taken.some((text) => text.includes(lowerCase(phrase))),
  );
}

const lowerCase = (text: string) => text.toLowerCase();

/** A range wider than this was not made for one problem: 5.7.0-5.7.999. */
const NARROW = 15;

/** An article that knows only a family of codes: no cause among others, but what to do meanwhile. */
export function isLastResort(article: Article): boolean {
  return (
    article.phrases.length === 0 &&
    article.codes.some(
      ({ from, to }) => from.subject !== to.subject || to.detail - from.detail >= NARROW,
    )
  );
}
