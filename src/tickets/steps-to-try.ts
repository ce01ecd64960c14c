import { inGeneral } from "../advice/advise.js";
import type { Explanation } from "../explain.js";
import type { Ticket } from "./ticket.js";

/**
 * The steps that a sender was told and can say they have tried, in the article's own words: a choice of a
 * card may read as markup what a mail says.
 */
export function stepsToTry(explanation: Explanation): readonly string[] {
  const best = explanation.kind === "diagnosed" ? explanation.diagnoses[0] : undefined;
  return (best?.article.senderSteps ?? [])
    .filter(({ isRemark }) => !isRemark)
    .map(({ text }) => inGeneral(text));
}

/** Those of them that a requester had tried when asking. */
export function stepsTried({ tried = [], case: { explanation } }: Ticket): readonly string[] {
  return stepsToTry(explanation).filter((_, place) => tried.includes(place));
}
