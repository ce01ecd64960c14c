import { stepsTried } from "../tickets/steps-to-try.js";
import type { Entry, Person, Reason, Ticket, TicketState } from "../tickets/ticket.js";
import { type EventEvidence, eventEvidence } from "./event-evidence.js";
import { eventOf } from "./event-names.js";

/**
 * One step of a ticket as other systems get it; docs/webhook.md explains it to their authors. What is not
 * known is left out. Texts are data, as typed or as the servers wrote them, never markup.
 */
export interface TicketEvent {
  /** Of this shape: fields may be added to a format, never changed or taken away. */
  readonly format: 1;
  /** The same however often the event is delivered. */
  readonly id: string;
  /** E.g. `ticket.claimed`. */
  readonly event: string;
  /** When the step was taken; all dates are ISO 8601 in UTC. */
  readonly at: string;
  readonly by: Person;
  /** The words of the step; of an assignment the new agent's name, of a merge the other ticket's number. */
  readonly text?: string | undefined;
  /** Whether the words are for colleagues: the requester has not seen them, and is not to. */
  readonly internal: boolean;
  /** As it stands when the event is delivered: later steps may show in it already. */
  readonly ticket: {
    readonly number: number;
    readonly tenant: string;
    readonly state: TicketState;
    /** Grows with every step. */
    readonly version: number;
    readonly reason?: Reason | undefined;
    readonly resolution?: string | undefined;
    readonly mergedInto?: number | undefined;
    readonly incident?: number | undefined;
    readonly openedAt: string;
    readonly changedAt: string;
    readonly resolvedAt?: string | undefined;
  };
  readonly requester: Person;
  /** The steps that the requester had tried before asking, in the words of the article. */
  readonly tried?: readonly string[] | undefined;
  readonly agent?: Person | undefined;
  readonly evidence: EventEvidence;
}

export function ticketEvent(ticket: Ticket, entry: Entry): TicketEvent {
  const { name, isInternal } = eventOf(entry.verb);
  const tried = stepsTried(ticket);
  return {
    format: 1,
    id: eventId(ticket, entry),
    event: name,
    at: entry.at,
    by: entry.by,
    text: entry.text,
    internal: isInternal,
    ticket: {
      number: ticket.number,
      tenant: ticket.case.place.tenant,
      state: ticket.state,
      version: ticket.version,
      reason: ticket.reason,
      resolution: ticket.resolution,
      mergedInto: ticket.mergedInto,
      incident: ticket.incident,
      openedAt: ticket.openedAt,
      changedAt: ticket.changedAt,
      resolvedAt: ticket.resolvedAt,
    },
    requester: ticket.requester,
    tried: tried.length > 0 ? tried : undefined,
    agent: ticket.agent,
    evidence: eventEvidence(ticket.case.explanation),
  };
}

/**
 * Names the step to other systems, which forget what they have seen twice. With the date of the ticket: in a
 * new database numbers begin again, and its tickets must not pass for those of the old one.
 */
export function eventId({ number, openedAt }: Ticket, entry: Pick<Entry, "id">): string {
  const second = Math.floor(Date.parse(openedAt) / 1000);
  return `ticket-${number}.entry-${entry.id}.${second.toString(36)}`;
}
