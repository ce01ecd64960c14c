import { findQuestion } from "../advice/question.js";
import type { Bounce } from "../explain.js";
import { ASK_AGAIN, NONE_OF_THEM } from "../narrow.js";
import { harmless } from "./foreign.js";
import { sentence, type TextRun, words } from "./rich-text.js";

/** A question, or the answer to it, with a button per choice; no choices is no question. */
export interface QuestionView {
  readonly asks: readonly TextRun[];
  readonly choices: readonly ChoiceView[];
}

/** A row that is pressed: a button's title would be cut where a phone is narrow. */
interface ChoiceView {
  readonly title: string;
  readonly label: readonly TextRun[];
  readonly answer: string;
}

export const NO_QUESTION: QuestionView = { asks: [], choices: [] };

/** What the card asks where the bounce does not decide. */
export function question(explanation: Bounce): QuestionView {
  if (explanation.kind !== "diagnosed") return NO_QUESTION;
  const { diagnoses, ndr, told } = explanation;
  if (told !== undefined) {
    const said = diagnoses[0]?.reasons.find(({ signal }) => signal === "answer")?.evidence;
    return {
      asks: sentence(`You said: ${harmless(said ?? "None of these")}.`),
      choices: [choice("Change my answer", ASK_AGAIN)],
    };
  }
  const asked = findQuestion(diagnoses, ndr);
  if (!asked) return NO_QUESTION;
  return {
    asks: [words(asked.asks, { weight: "Bolder" })],
    choices: [
      ...asked.answers.map(({ says, article }) => choice(says, article)),
      choice("None of these, or I can't tell", NONE_OF_THEM),
    ],
  };
}

function choice(title: string, answer: string): ChoiceView {
  const says = harmless(title);
  return { title: says, label: [words(says, { color: "Accent" })], answer };
}
