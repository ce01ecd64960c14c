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
