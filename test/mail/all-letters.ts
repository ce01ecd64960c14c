import type { Explanation } from "../../src/explain.js";
import { type Letter, type LetterOptions, writeLetter } from "../../src/mail/letter.js";
import { diagnosesWith, ndrWith } from "../cards/all-cards.js";
import {
  BARE_CODE,
  DELAYED,
  diagnosed,
  GROUP,
  LIKELY,
  LONG_NAMES,
  MANY,
  TEMPORARY,
  UNDIAGNOSED,
} from "../cards/examples.js";

export const REFERENCE = `ndr-bot.${"0123456789abcdef".repeat(2)}`;

export function letterOf(
  explanations: readonly Explanation[],
  options: Partial<LetterOptions> = {},
): Letter {
  return writeLetter(explanations, { reference: REFERENCE, isLast: false, ...options });
}

const PLAIN_TALK: Explanation = {
  kind: "not-an-ndr",
  looksLike: "plain talk",
  says: "There is no bounce message in this.",
};
const UNREADABLE: Explanation = { kind: "unreadable", says: "This could not be read as a mail." };

/** Answers of every kind. */
export const ALL_LETTERS: Readonly<Record<string, Letter>> = {
  certain: letterOf([diagnosed()]),
  possible: letterOf([GROUP]),
  likely: letterOf([LIKELY], { helpdesk: "Where the steps don't help, call 1234." }),
  "bare-code": letterOf([BARE_CODE]),
  "long-names": letterOf([LONG_NAMES]),
  temporary: letterOf([TEMPORARY]),
  many: letterOf([MANY]),
  undiagnosed: letterOf([UNDIAGNOSED]),
  delayed: letterOf([DELAYED]),
  "three-bounces": letterOf([diagnosed(), UNDIAGNOSED, DELAYED]),
  "plain-talk": letterOf([PLAIN_TALK]),
  unreadable: letterOf([UNREADABLE]),
  "last-within-the-hour": letterOf([PLAIN_TALK], { isLast: true }),
  cut: letterOf([{ ...diagnosed(), isCut: true }]),
};

/** Answers with one text in every place that a mail can fill. */
export function lettersWith(text: string): Readonly<Record<string, Letter>> {
  const ndr = ndrWith(text);
  return {
    diagnosed: letterOf([{ kind: "diagnosed", says: text, ndr, diagnoses: diagnosesWith(text) }]),
    undiagnosed: letterOf([{ kind: "undiagnosed", says: text, general: "It was refused.", ndr }]),
    delayed: letterOf([{ kind: "delayed", says: text, ndr, diagnoses: diagnosesWith(text) }]),
    unreadable: letterOf([{ kind: "unreadable", says: text }]),
  };
}
