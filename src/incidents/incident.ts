import type { Case, KnownProblem, Person } from "../tickets/ticket.js";

export type IncidentState = KnownProblem["state"];

/** The same problem of several people. */
export interface Incident {
  /** 1, 2, 3, …; never used twice. */
  readonly number: number;
  /** Grows by one with every bounce and every step. */
  readonly version: number;
  /** The version in which somebody last decided something: a button that was drawn before is stale. */
  readonly decidedIn: number;
  readonly state: IncidentState;
  readonly tenant: string;
  /** See SharedProblem. */
  readonly problem: string;
  /** "" for all of the problem, or the recipients' domain that was split off. */
  readonly part: string;
  /** Id of the case that is shown for all of them. */
  readonly example: string;
  /** Who closed it. */
  readonly agent?: Person | undefined;
  /** What those who met it were told. */
  readonly resolution?: string | undefined;
  /** ISO 8601, UTC. */
  readonly openedAt: string;
  /** Of the first and the last bounce that belong to it. */
  readonly firstSeenAt: string;
  readonly lastSeenAt: string;
  readonly closedAt?: string | undefined;
}

/** When the same problem is an incident, and for how long. */
export interface IncidentSettings {
  /** From how many different people; 0: never. */
  readonly people: number;
  /** Within how many minutes. */
  readonly windowMinutes: number;
  /** It is over when nobody has met it for so many hours. */
  readonly quietHours: number;
}

/** How many of an incident's bounces, and of their people, are for one domain. */
export interface Part {
  readonly name: string;
  readonly people: number;
  readonly bounces: number;
}

/** How many bounces came in the time that begins at `from` and is `minutes` long. */
export interface Bar {
  /** ISO 8601, UTC. */
  readonly from: string;
  readonly minutes: number;
  readonly bounces: number;
}

/** All that the helpdesk's card shows. */
export interface IncidentView {
  readonly incident: Incident;
  readonly people: number;
  readonly bounces: number;
  /** Who wants to be told, those with an open ticket in it among them. */
  readonly followers: number;
  /** The names of the first who met it. */
  readonly names: readonly string[];
  /** Oldest first; at most a dozen. */
  readonly bars: readonly Bar[];
  /** The first bounces that say something different; the first stands for all. Empty once they are deleted. */
  readonly examples: readonly Case[];
  /** Numbers of the tickets in it. */
  readonly tickets: readonly number[];
  /** Most people first. */
  readonly parts: readonly Part[];
}
