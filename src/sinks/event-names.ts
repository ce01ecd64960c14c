import type { Verb } from "../tickets/transitions.js";

/** What other systems call a step. */
export interface EventName {
  readonly name: string;
  /** Whether its words are for colleagues: the requester is not told them. */
  readonly isInternal: boolean;
}

const shown = (name: string): EventName => ({ name: `ticket.${name}`, isInternal: false });
const internal = (name: string): EventName => ({ name: `ticket.${name}`, isInternal: true });

const NAMES: Readonly<Record<Verb | "open" | "come-back", EventName>> = {
  open: shown("opened"),
  claim: shown("claimed"),
  assign: internal("assigned"),
  ask: shown("asked"),
  reply: shown("replied"),
  note: internal("noted"),
  "wait-for-other-side": internal("waiting-for-other-side"),
  "wait-for-microsoft": internal("waiting-for-microsoft"),
  merge: shown("merged"),
  // Out of a ticket that was withdrawn.
  "come-back": shown("back"),
  resolve: shown("resolved"),
  reopen: shown("reopened"),
  add: shown("added"),
  withdraw: shown("withdrawn"),
  "it-works": shown("works"),
  "still-bouncing": shown("still-bouncing"),
};

const KNOWN: ReadonlyMap<string, EventName> = new Map(Object.entries(NAMES));

export const EVENT_NAMES: readonly string[] = [...KNOWN.values()].map(({ name }) => name);

/** The event of a step; one that has no name here is kept from the requester, to be on the safe side. */
export function eventOf(verb: string): EventName {
  return KNOWN.get(verb) ?? internal(verb);
}
