import { findQuestion } from "./advice/question.js";
import { type Explanation, summarise } from "./explain.js";
import type { Diagnosis, Reason } from "./match/diagnosis.js";

type Diagnosed = Extract<Explanation, { kind: "diagnosed" }>;

/** What the asker may say to the question: an article's id, that it is none of them, or to be asked again. */
// No article is called so: ids have no underscore.
export const NONE_OF_THEM = "_none";
export const ASK_AGAIN = "_again";

/**
 * The explanation after the asker answered its question: the cause they named comes first, with
 * their word as a reason. `undefined` for an answer that was not offered.
 */
export function narrow(explanation: Diagnosed, answer: string): Diagnosed | undefined {
  const asked = undecided(explanation);
  if (answer === ASK_AGAIN) return asked;
  if (answer === NONE_OF_THEM) return { ...asked, told: { answer: NONE_OF_THEM } };
  const choice = findQuestion(asked.diagnoses, asked.ndr)?.answers.find(
    ({ article }) => article === answer,
  );
  const place = asked.diagnoses.findIndex(({ article }) => article.id === choice?.article);
  const chosen = asked.diagnoses[place];
  if (!choice || !chosen) return undefined;
  const said: Reason = {
    signal: "answer",
    points: 0,
    evidence: choice.says,
    says: `The person whose mail came back says: ${choice.says}.`,
  };
  return {
    ...asked,
    told: { answer, place },
    says: summarise(chosen, asked.ndr),
    diagnoses: [
      { ...chosen, confidence: "likely", reasons: [said, ...chosen.reasons] },
      ...asked.diagnoses.toSpliced(place, 1),
    ],
  };
}

/** As it was before anything was answered; a question is asked only where every cause is `possible`. */
function undecided(explanation: Diagnosed): Diagnosed {
  const { told, ...asked } = explanation;
  const [chosen, ...others] = asked.diagnoses;
  if (told?.place === undefined || !chosen) return asked;
  const restored: Diagnosis = {
    ...chosen,
    confidence: "possible",
    reasons: chosen.reasons.filter(({ signal }) => signal !== "answer"),
  };
  const diagnoses = others.toSpliced(told.place, 0, restored);
  const [best = restored] = diagnoses;
  return { ...asked, says: summarise(best, asked.ndr), diagnoses };
}
