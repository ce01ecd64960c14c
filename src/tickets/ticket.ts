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
  /** ISO 8601, UTC. */
  readonly openedAt: string;
}

export type TicketState = "new" | "claimed" | "resolved";

export interface Ticket {
  /** 1, 2, 3, …; never used twice. */
  readonly number: number;
  /** Grows by one with every step; a step on an older version is refused. */
  readonly version: number;
  readonly state: TicketState;
  readonly case: Case;
  readonly requester: Person;
  /** What the requester added. */
  readonly note?: string | undefined;
  readonly agent?: Person | undefined;
  /** What the agent told the requester when resolving. */
  readonly resolution?: string | undefined;
  readonly openedAt: string;
  readonly changedAt: string;
}
