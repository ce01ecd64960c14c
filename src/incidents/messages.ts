import type { Message } from "../outbox/outbox-store.js";
import type { FromHelpdesk } from "./channel.js";
import type { Incident } from "./incident.js";

/** What has to be shown or said about an incident. */
export const INCIDENT_MESSAGES = [
  /** The helpdesk's card. */
  "incident-card",
  /** A line in the thread of a new incident that mentions whoever is on call. */
  "incident-on-call-line",
  /** Somebody's answer, which now says that the problem is known, or no longer. */
  "answer-card",
  /** One line to somebody who wanted to be told. */
  "incident-told",
  /** What the helpdesk writes to them meanwhile. */
  "incident-words",
] as const;
export type IncidentMessage = (typeof INCIDENT_MESSAGES)[number];

/** People press faster than a card can be redrawn; what only counts on may wait so long. */
const REDRAW_MS = 3_000;

export const incidentLane = (incident: number): string => `incident/${incident}`;

/** The helpdesk's card as it stands when it is delivered. */
export function incidentCard({ number, version }: Incident): Message {
  return {
    lane: incidentLane(number),
    kind: "incident-card",
    about: { incident: number },
    version,
  };
}

/** The same where only a number on it has changed: bounces that come at once are one redraw. */
export function countedCard(incident: Incident): Message {
  return { ...incidentCard(incident), afterMs: REDRAW_MS };
}

export function onCallLine({ number }: Incident): Message {
  return { lane: incidentLane(number), kind: "incident-on-call-line", about: { incident: number } };
}

/** A lane for each case: who has blocked the bot holds nobody else up. */
export function answerCard(caseId: string): Message {
  return { lane: `case/${caseId}`, kind: "answer-card", about: { case: caseId } };
}

/** The same for people who are being answered in this moment: what they see first is drawn by then. */
export function laterAnswerCard(caseId: string): Message {
  return { ...answerCard(caseId), afterMs: REDRAW_MS };
}

/** One line in the conversation of a case, about how its incident ended. */
export function told(caseId: string): Message {
  return { lane: `case/${caseId}`, kind: "incident-told", about: { case: caseId } };
}

/**
 * Somebody's words, in the conversation of a case. They stand in the message itself: nobody needs them once
 * they were said, and so they are deleted with it.
 */
export function fromHelpdesk(caseId: string, { by, text }: FromHelpdesk): Message {
  return { lane: `case/${caseId}`, kind: "incident-words", about: { case: caseId, by, text } };
}
