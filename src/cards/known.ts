import { timeInWords } from "../advice/dates.js";
import type { Bounce } from "../explain.js";
import type { FromHelpdesk, NextStep } from "../incidents/channel.js";
import type { Case, KnownProblem } from "../tickets/ticket.js";
import { typedLines } from "./receipt.js";
import { unreached } from "./recipients.js";
import { type Paragraph, paragraph, sentence, type TextRun, words } from "./rich-text.js";

/** What an answer says of the incident that its bounce belongs to. */
export interface KnownLines {
  readonly known: readonly Paragraph[];
  readonly knownStyle: "good" | "emphasis";
}

export const NOT_KNOWN: KnownLines = { known: [], knownStyle: "emphasis" };

/** Above everything else on the answer: that somebody works on it, or that it is over. */
export function knownLines(
  problem: KnownProblem,
  explanation: Bounce,
  answeredAt: string,
): KnownLines {
  switch (problem.state) {
    case "open":
      return {
        known: [
          paragraph(
            sentence(
              words(`Known since ${clock(problem.since, answeredAt)}. The helpdesk is on it.`, {
                weight: "Bolder",
                color: "Accent",
              }),
              problem.follows ? " You'll hear from me when it's fixed." : "",
            ),
          ),
        ],
        knownStyle: "emphasis",
      };
    case "resolved":
      return {
        known: [
          paragraph(
            sentence(
              bold(`Fixed at ${clock(problem.closedAt ?? problem.since, answeredAt)}.`),
              ` ${whatNow(explanation)}`,
            ),
          ),
          ...typedLines(problem.resolution ?? "").map((line) => paragraph([line], "Small")),
        ],
        knownStyle: "good",
      };
    case "expired":
      return {
        known: [paragraph(sentence(bold("It seems to be over."), ` ${OVER}`))],
        knownStyle: "emphasis",
      };
    case "dismissed":
      return NOT_KNOWN;
  }
}

/** One line to somebody who wanted to be told how the incident of a case ended. Plain text. */
export function toldLine({ known, explanation }: Case, next: NextStep | undefined): string {
  const about = subjectOf(explanation);
  if (known?.state === "dismissed")
    return [
      `About the problem with ${about}: the helpdesk has looked, and found that it is not one problem that many people share.`,
      ...(next ? [`${stillSo(explanation)} ${NEXT[next]}`] : []),
    ].join(" ");
  const now = "ndr" in explanation ? whatNow(explanation) : "";
  if (known?.state === "expired") return `The problem with ${about} seems to be over. ${OVER}`;
  const said = known?.resolution?.trim();
  return [`The problem with ${about} is fixed.`, ...(said ? [said] : []), now].join(" ").trim();
}

/** The same about what somebody of the helpdesk writes meanwhile. */
export function passedOnLine({ explanation }: Case, { by, text }: FromHelpdesk): string {
  return `About the problem with ${subjectOf(explanation)}, ${by}: ${text}`;
}

const OVER =
  "Nobody has met it for a while. Please send your message again, and if it comes back, send me the new bounce.";

const NEXT: Readonly<Record<NextStep, string>> = {
  ask: "press “Ask the helpdesk” on my answer to it.",
  send: "send me the new bounce.",
};

function stillSo({ kind }: Case["explanation"]): string {
  return kind === "delayed" ? "If it does not arrive," : "If it still bounces,";
}

function whatNow({ kind }: Bounce): string {
  return kind === "delayed"
    ? "Your message should arrive by itself."
    : "Please send your message again.";
}

function subjectOf(explanation: Case["explanation"]): string {
  if (!("ndr" in explanation)) return "your message";
  const [first, ...others] = unreached(explanation.ndr);
  if (first === undefined) return "your message";
  const more = others.length > 0 ? ` and ${others.length} more` : "";
  return `your message to ${first.slice(0, LONGEST_ADDRESS)}${more}`;
}

const LONGEST_ADDRESS = 254;

const bold = (text: string): TextRun => words(text, { weight: "Bolder" });

/** The time of day alone where it is the day of the answer. */
function clock(time: string, answeredAt: string): string {
  const isSameDay = time.slice(0, 10) === answeredAt.slice(0, 10);
  return isSameDay ? `${time.slice(11, 16)} UTC` : (timeInWords(time) ?? time.slice(0, 10));
}
