import type { Article } from "../knowledge/article.js";
import { isLastResort } from "../match/code-range.js";
import type { Diagnosis } from "../match/diagnosis.js";
import type { Ndr } from "../ndr/ndr.js";
import { tellingPhrase } from "./telling.js";

/** The one question that decides between the causes that fit. */
export interface Question {
  readonly asks: string;
  /** Two at least; each leads to an article. */
  readonly answers: readonly Choice[];
}

export interface Choice {
  /** Id of the article that it is then. */
  readonly article: string;
  readonly says: string;
}

/** More buttons than this are a list, and nobody reads it to the end. */
const MAX_CHOICES = 6;

/** What to ask where nothing speaks for the first cause more than for the others. */
export function findQuestion(diagnoses: readonly Diagnosis[], ndr: Ndr): Question | undefined {
  if (diagnoses[0]?.confidence !== "possible") return undefined;
  const articles = diagnoses.map(({ article }) => article).filter((one) => !isLastResort(one));
  const answers = articles
    .flatMap((article) => choiceOf(article, articles, ndr) ?? [])
    .slice(0, MAX_CHOICES);
  if (answers.length < 2) return undefined;
  const isAboutWords = answers.every(({ says }) => says.startsWith(IT_SAYS));
  return { asks: isAboutWords ? "What does the bounce say?" : "Which of these is it?", answers };
}

const IT_SAYS = "It says ";

/** What fits on a button beside "It says". */
const SHORT = 46;

/** The article's own words for a button; else its words in the bounce. */
function choiceOf(article: Article, candidates: readonly Article[], ndr: Ndr): Choice | undefined {
  const phrase = tellingPhrase(article, candidates, ndr);
  const quoted =
    phrase !== undefined && phrase.length <= SHORT ? `${IT_SAYS}“${phrase}”` : undefined;
  const says = article.tell ?? quoted;
  return says === undefined ? undefined : { article: article.id, says };
}
