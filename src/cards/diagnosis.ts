import type { Findings } from "../checks/check.js";
import { CUT, type Bounce } from "../explain.js";
import type { RequesterView } from "../tickets/helpdesk.js";
import { type KnownProblem, OPEN_STATES, type Outcome } from "../tickets/ticket.js";
import { answer } from "./answer.js";
import { outcomeWords, stillTitle } from "./evidence.js";
import { slips, withLookedUp } from "./findings.js";
import type { Card } from "./fit.js";
import { knownLines, NOT_KNOWN } from "./known.js";
import { ONLY_THE_BEGINNING } from "./withheld.js";
import { NO_QUESTION, question } from "./question.js";
import { NO_TICKET, ticketPart } from "./requester-ticket.js";
import { type Paragraph, paragraph, sentence } from "./rich-text.js";
import { readInPicture } from "./read-in-picture.js";
import { renderCard } from "./templates.js";

export interface DiagnosisView {
  readonly explanation: Bounce;
  /** Absent where the case could not be kept: then there is nothing a button could refer to. */
  readonly caseId?: string | undefined;
  readonly ticket?: RequesterView | undefined;
  readonly outcome?: Outcome | undefined;
  /** The incident it belongs to, and when the bounce was answered. */
  readonly known?: KnownProblem | undefined;
  readonly findings?: Findings | undefined;
  /** Whether there is anything that could be looked up now. */
  readonly canCheck?: boolean | undefined;
  readonly answeredAt?: string | undefined;
  /** `elsewhere`: where this card is going, nothing on it can be pressed. */
  readonly helpdesk: "available" | "none" | "unreachable" | "elsewhere";
}

/** The answer to a bounce: who can fix it, what happened, what to do, and where to go from there. */
export function diagnosisCard(view: DiagnosisView): Card {
  const isKnown = isShownAsKnown(view);
  const canAsk = isAskable(view) && !isKnown;
  const part = view.ticket ? ticketPart(view.ticket) : NO_TICKET;
  const asked = isQuestionOpen(view) ? question(view.explanation) : NO_QUESTION;
  const isDelayed = view.explanation.kind === "delayed";
  const answered = answer(view.explanation, {
    canAsk: isAskable(view),
    hasQuestion: asked.choices.length > 1,
  });
  return renderCard("diagnosis", {
    ...known(view),
    ...answered,
    cause: [...slips(view.findings), ...answered.cause],
    sections: withLookedUp(answered.sections, view.findings),
    ...asked,
    ...readInPicture(isCorrectable(view) ? view.explanation.readInPicture : undefined),
    ...part,
    remarks: [
      ...cutRemark(view),
      ...togetherRemark(view),
      ...outcomeRemark(view, canAsk),
      ...helpdeskRemark(view),
    ],
    workedTitle: isDelayed ? "It arrived" : "It worked",
    stillTitle: stillTitle(view.explanation),
    caseId: view.caseId ?? "",
    canAsk,
    canFollow: isKnown && isAskable(view) && view.known?.follows === false,
    canAskOther: isKnown && isAskable(view),
    canCheck: view.canCheck === true && view.caseId !== undefined && view.outcome !== "worked",
    canSayWorked: view.caseId !== undefined && part.canSay && view.outcome !== "worked",
    canSayStillBouncing:
      view.caseId !== undefined &&
      part.canSay &&
      view.outcome !== "still-bouncing" &&
      // What is on its way may take its time, unless somebody said that it would arrive.
      (!isDelayed || view.ticket?.ticket.state === "resolved"),
  });
}

/** The helpdesk works with what it was sent, and what worked needs no question. */
function isQuestionOpen({ caseId, ticket, outcome }: DiagnosisView): boolean {
  return caseId !== undefined && ticket === undefined && outcome !== "worked";
}

/** The helpdesk works with what it was sent. */
function isCorrectable({ caseId, ticket }: DiagnosisView): boolean {
  return caseId !== undefined && ticket === undefined;
}

function isAskable(view: DiagnosisView): boolean {
  const hasNoTicket = view.ticket === undefined && view.outcome !== "worked";
  return hasNoTicket && view.helpdesk === "available" && view.caseId !== undefined;
}

/** Whether somebody works on it already. */
function isShownAsKnown({ known, helpdesk, ticket, caseId }: DiagnosisView): boolean {
  return (
    known?.state === "open" &&
    helpdesk === "available" &&
    ticket === undefined &&
    caseId !== undefined
  );
}

/** Who has a ticket reads of that; what worked needs no news. */
function known(view: DiagnosisView) {
  const isOver = view.known?.state !== "open";
  if (!view.known || view.ticket || view.outcome === "worked") return NOT_KNOWN;
  if (!isOver && !isShownAsKnown(view)) return NOT_KNOWN;
  return knownLines(view.known, view.explanation, view.answeredAt ?? view.known.since);
}

function cutRemark({ explanation }: DiagnosisView): readonly Paragraph[] {
  return [
    ...(explanation.isCut ? [paragraph(sentence(CUT))] : []),
    ...(explanation.isBeginning ? [paragraph(sentence(ONLY_THE_BEGINNING))] : []),
  ];
}

function togetherRemark({ explanation: { bounces } }: DiagnosisView): readonly Paragraph[] {
  if (bounces === undefined) return [];
  return [
    paragraph(
      sentence(`${bounces} bounces say this. Hosts, times and ids here are from one of them.`),
    ),
  ];
}

function outcomeRemark(view: DiagnosisView, canAsk: boolean): readonly Paragraph[] {
  if (view.outcome === undefined) return [];
  const said = `You said: ${outcomeWords(view.outcome, view.explanation)}.`;
  return [paragraph(sentence(`${said}${afterwards(view, view.outcome, canAsk)}`))];
}

/** What follows from it for the person who said so. */
function afterwards(
  { ticket: view, explanation }: DiagnosisView,
  outcome: Outcome,
  canAsk: boolean,
): string {
  const isOpen = view !== undefined && OPEN_STATES.includes(view.ticket.state);
  switch (outcome) {
    case "worked":
      return isOpen ? " The helpdesk sees that." : " Nothing more to do.";
    case "still-bouncing":
      if (isOpen)
        return explanation.kind === "delayed"
          ? " The helpdesk sees that."
          : " The helpdesk sees that it still bounces.";
      return canAsk ? " Ask the helpdesk to look at it." : "";
  }
}

function helpdeskRemark(view: DiagnosisView): readonly Paragraph[] {
  if (view.ticket || view.outcome === "worked") return [];
  if (view.helpdesk === "none") {
    return [
      paragraph(
        sentence(
          "No helpdesk is connected to me yet. If the steps don't help, forward the bounce to your mail admin.",
        ),
      ),
    ];
  }
  if (view.helpdesk === "elsewhere")
    return [
      paragraph(sentence("If the steps don't help, send me the bounce in a chat of our own.")),
    ];
  if (view.helpdesk === "available" && view.caseId !== undefined) return [];
  return [
    paragraph(
      sentence(
        "I can't reach the helpdesk right now. If the steps don't help, contact it the way you usually do.",
      ),
    ),
  ];
}
