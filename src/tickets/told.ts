import type { Verb } from "./transitions.js";

/** Who hears of a step in words. Both cards are redrawn with every step; an edited card notifies nobody. */
export interface Told {
  /** A line to the requester, unless it was the requester's own step. */
  readonly requester: boolean;
  /** A line in the ticket's thread, unless it was the agent's own step. */
  readonly helpdesk: boolean;
}

const NOBODY: Told = { requester: false, helpdesk: false };
const REQUESTER: Told = { requester: true, helpdesk: false };
const HELPDESK: Told = { requester: false, helpdesk: true };

/**
 * Lines are for what somebody waits for; everything else is on the cards. The requester hears of a new agent
 * once, be it by a claim or by what a colleague assigned.
 */
export const TOLD: Readonly<Record<Verb, Told>> = {
  claim: REQUESTER,
  assign: HELPDESK,
  ask: REQUESTER,
  reply: REQUESTER,
  note: NOBODY,
  "wait-for-other-side": NOBODY,
  "wait-for-microsoft": NOBODY,
  merge: REQUESTER,
  resolve: REQUESTER,
  reopen: REQUESTER,
  add: HELPDESK,
  withdraw: HELPDESK,
  "it-works": NOBODY,
  "still-bouncing": HELPDESK,
};
