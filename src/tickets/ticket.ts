import type { Findings } from "../checks/check.js";
import type { Explanation } from "../explain.js";

/** Somebody in Teams. */
export interface Person {
  /** The Entra object id, or the channel's own user id where there is none. */
  readonly id: string;
  readonly name: string;
}

/** A conversation that messages can be sent to. */
export interface Place {
  readonly serviceUrl: string;
  readonly tenant: string;
  readonly conversation: string;
}

/** A message that can be redrawn in place. */
export interface MessageRef {
  readonly serviceUrl: string;
  readonly conversation: string;
  readonly activity: string;
}

/** What the requester said after trying the steps. */
export type Outcome = "worked" | "still-bouncing";

/** An answer that was given, kept so that it can be redrawn and escalated: evidence, never the mail. */
export interface Case {
  /** Random, unguessable: it travels in buttons. */
  readonly id: string;
  readonly place: Place;
  /** The message that was answered, in `place`; an edit of it redraws the answer. */
  readonly question: string;
  readonly asker: Person;
  readonly explanation: Explanation;
  /** The answer card, once it was sent. */
  readonly answer?: MessageRef | undefined;
  readonly outcome?: Outcome | undefined;
  /** What was looked up about it, once that is known. */
  readonly findings?: Findings | undefined;
  /** The incident it belongs to. */
  readonly known?: KnownProblem | undefined;
  /** ISO 8601, UTC. */
  readonly openedAt: string;
}

/** An incident as somebody who met it sees it. */
export interface KnownProblem {
  readonly incident: number;
  readonly state: "open" | "resolved" | "dismissed" | "expired";
  /** When the first bounce of it came. ISO 8601, UTC. */
  readonly since: string;
  /** Whether the asker of the case wants to be told when it is fixed. */
  readonly follows: boolean;
  /** What the helpdesk told those who met it. */
  readonly resolution?: string | undefined;
  readonly closedAt?: string | undefined;
}

export const TICKET_STATES = [
  "new",
  "claimed",
  "waiting-for-requester",
  "waiting-for-other-side",
  "waiting-for-microsoft",
  "resolved",
  "withdrawn",
  "merged",
] as const;
export type TicketState = (typeof TICKET_STATES)[number];

/** The states in which somebody still has something to do. */
export const OPEN_STATES = TICKET_STATES.slice(0, 5);

/** Why a ticket could be resolved: what the articles and the mail system are measured by. */
export const REASONS = [
  "wrong-address",
  "other-side",
  "our-settings",
  "block-list",
  "microsoft",
  "sender-fixed-it",
  "article-wrong",
  "not-known",
] as const;
export type Reason = (typeof REASONS)[number];

export interface Ticket {
  /** 1, 2, 3, …; never used twice. */
  readonly number: number;
  /** Grows by one with every step. */
  readonly version: number;
  /** The version in which state or agent last changed: a button that was drawn before is stale. */
  readonly decidedIn: number;
  readonly state: TicketState;
  readonly case: Case;
  readonly requester: Person;
  /** What the requester added when asking. */
  readonly note?: string | undefined;
  /** Which of the steps they were told they had tried: places among them, from 0. */
  readonly tried?: readonly number[] | undefined;
  readonly agent?: Person | undefined;
  readonly reason?: Reason | undefined;
  /** What the agent told the requester when resolving. */
  readonly resolution?: string | undefined;
  /** The ticket that is worked on instead. */
  readonly mergedInto?: number | undefined;
  readonly incident?: number | undefined;
  /** The conversation that its card stands in, and in which people talk about it. */
  readonly thread?: string | undefined;
  readonly openedAt: string;
  readonly changedAt: string;
  readonly resolvedAt?: string | undefined;
}

/** Whether the thread that was asked in became the ticket: requester and helpdesk read the same one. */
export function isSharedThread({ thread, case: { place } }: Ticket): boolean {
  return thread === place.conversation;
}

/** One step of a ticket's history. */
export interface Entry {
  readonly id: number;
  /** What was done: a verb of the transitions, or "open". */
  readonly verb: string;
  readonly by: Person;
  /** In whose words, as typed. */
  readonly text?: string | undefined;
  readonly at: string;
}
