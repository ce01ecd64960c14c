import type { Message } from "../outbox/outbox-store.js";
import { TOLD } from "./told.js";
import type { Person, Ticket } from "./ticket.js";
import type { Verb } from "./transitions.js";

/** What has to be shown or said about a ticket. */
export const TICKET_MESSAGES = [
  "helpdesk-card",
  "requester-card",
  /** One line to the requester about a step. */
  "requester-line",
  /** One line in the ticket's thread about a step. */
  "helpdesk-line",
  /** Asks the requester whether it works now. */
  "follow-up",
  /** A line in the thread of a new ticket that mentions whoever is on call. */
  "on-call-line",
  /** The same for a ticket that nobody has taken. */
  "reminder-line",
] as const;
export type TicketMessage = (typeof TICKET_MESSAGES)[number];

/** What is said to the requester. */
export const FOR_REQUESTER: ReadonlySet<string> = new Set<TicketMessage>([
  "requester-card",
  "requester-line",
  "follow-up",
]);

export const laneOf = (ticket: number): string => `ticket/${ticket}`;

/** Both cards, as they stand when they are delivered. */
export function bothCards({ number, version }: Ticket): readonly Message[] {
  return (["helpdesk-card", "requester-card"] as const).map((kind) => ({
    lane: laneOf(number),
    kind,
    about: { ticket: number },
    version,
  }));
}

/** The requester's card alone, where nothing changed on the helpdesk's. */
export function requesterCard(ticket: Ticket): readonly Message[] {
  return bothCards(ticket).filter(({ kind }) => kind === "requester-card");
}

/**
 * The same where something else than a step of the ticket has changed how its cards look: its version stays,
 * and by that a card which was drawn before and is on its way would strike these out unseen.
 */
export function drawnAnew(cards: readonly Message[]): readonly Message[] {
  return cards.map(({ lane, kind, about }) => ({ lane, kind, about }));
}

/** The helpdesk's card alone. */
export function helpdeskCard(ticket: Ticket): readonly Message[] {
  return bothCards(ticket).filter(({ kind }) => kind === "helpdesk-card");
}

/** What a step leads to: both cards, and lines to those who wait for it. */
export function messagesFor(
  before: Ticket,
  ticket: Ticket,
  verb: Verb,
  by: Person,
  entry: number,
): readonly Message[] {
  const told = TOLD[verb];
  return [
    ...bothCards(ticket),
    ...(isNewsToRequester(before, ticket, verb) && by.id !== ticket.requester.id
      ? [requesterLine(ticket, verb, entry)]
      : []),
    ...(told.helpdesk && by.id !== ticket.agent?.id ? [line(ticket, "helpdesk-line", entry)] : []),
  ];
}

/** That somebody has taken it is news once: not when they go on with it, but also when it was given to them. */
function isNewsToRequester(before: Ticket, { agent }: Ticket, verb: Verb): boolean {
  switch (verb) {
    case "claim":
      return before.agent?.id !== agent?.id;
    case "assign":
      return before.agent === undefined;
    default:
      return TOLD[verb].requester;
  }
}

/** A line about how the ticket stands is said once for quick steps; what somebody wrote is always said. */
export function requesterLine(ticket: Ticket, verb: Verb, entry: number): Message {
  const message = line(ticket, "requester-line", entry);
  return verb === "ask" || verb === "reply" ? message : { ...message, version: ticket.version };
}

/** The question whether it works now, a day after the ticket was resolved. */
export function followUp({ number }: Pick<Ticket, "number">): Message {
  return {
    lane: laneOf(number),
    kind: "follow-up" satisfies TicketMessage,
    about: { ticket: number },
  };
}

/** By then they may have said so, or somebody is at it again. */
export function isFollowUpDue(ticket: Ticket): boolean {
  return ticket.state === "resolved" && !ticket.case.outcome;
}

function line(ticket: Ticket, kind: TicketMessage, entry: number): Message {
  const { number } = ticket;
  return { lane: laneOf(number), kind, about: { ticket: number, entry } };
}
