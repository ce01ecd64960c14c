import { OPEN_STATES, type TicketState } from "./ticket.js";

/** What can be done with a ticket. */
export const VERBS = [
  "claim",
  "assign",
  "ask",
  "reply",
  "note",
  "wait-for-other-side",
  "wait-for-microsoft",
  "merge",
  "resolve",
  "reopen",
  "add",
  "withdraw",
  "it-works",
  "still-bouncing",
] as const;
export type Verb = (typeof VERBS)[number];

/** requester: whose ticket it is. agent: a member of the helpdesk's team. owner: an owner of that team. */
export type Role = "requester" | "agent" | "owner";

/** Where a verb leads from a state, and for whom. */
export interface Transition {
  readonly to: TicketState;
  readonly by: readonly Role[];
}

export type Transitions = Readonly<Partial<Record<TicketState, Transition>>>;

const AGENTS: readonly Role[] = ["agent", "owner"];
const OWNERS: readonly Role[] = ["owner"];
const REQUESTER: readonly Role[] = ["requester"];
const WAITING = [
  "waiting-for-requester",
  "waiting-for-other-side",
  "waiting-for-microsoft",
] as const;
const CLOSED = ["resolved", "withdrawn", "merged"] as const;

/** verb → the state it starts from → where it leads, and for whom. What is not listed is refused. */
export const TRANSITIONS: Readonly<Record<Verb, Transitions>> = {
  // Claiming what waits goes on with it; what a colleague holds is had by assigning it to oneself.
  claim: lead(["new", ...WAITING], "claimed", AGENTS),
  assign: { ...stay(OPEN_STATES, AGENTS), new: { to: "claimed", by: AGENTS } },
  ask: lead(OPEN_STATES, "waiting-for-requester", AGENTS),
  reply: stay([...OPEN_STATES, "resolved"], AGENTS),
  note: stay([...OPEN_STATES, ...CLOSED], AGENTS),
  "wait-for-other-side": lead(OPEN_STATES, "waiting-for-other-side", AGENTS),
  "wait-for-microsoft": lead(OPEN_STATES, "waiting-for-microsoft", AGENTS),
  merge: lead(OPEN_STATES, "merged", AGENTS),
  // A colleague may resolve what somebody else claimed: people go home, and a ticket must not wait
  // for one person. Whoever resolves it is then its agent.
  resolve: lead(OPEN_STATES, "resolved", AGENTS),
  // Taking a ticket out of another one again undoes a colleague's work on both: for owners.
  reopen: {
    ...lead(["resolved", "withdrawn"], "claimed", AGENTS),
    ...lead(["merged"], "claimed", OWNERS),
  },
  // What was asked for is there: the agent goes on.
  add: {
    ...stay([...OPEN_STATES, "resolved"], REQUESTER),
    "waiting-for-requester": { to: "claimed", by: REQUESTER },
  },
  withdraw: lead(OPEN_STATES, "withdrawn", REQUESTER),
  "it-works": stay([...OPEN_STATES, "resolved"], REQUESTER),
  "still-bouncing": {
    ...stay(OPEN_STATES, REQUESTER),
    resolved: { to: "claimed", by: REQUESTER },
  },
};

/**
 * The verbs that only add words, and are right whatever happened since the card was drawn. All others
 * need the version that the person saw.
 */
export const FOR_ANY_VERSION: ReadonlySet<Verb> = new Set([
  "reply",
  "note",
  "add",
  "it-works",
  "still-bouncing",
]);

/** What somebody in one of these roles can do with a ticket in a state, in the order of `VERBS`. */
export function verbsFor(state: TicketState, roles: readonly Role[]): readonly Verb[] {
  return VERBS.filter((verb) => TRANSITIONS[verb][state]?.by.some((role) => roles.includes(role)));
}

function lead(from: readonly TicketState[], to: TicketState, by: readonly Role[]): Transitions {
  return Object.fromEntries(from.map((state) => [state, { to, by }]));
}

function stay(states: readonly TicketState[], by: readonly Role[]): Transitions {
  return Object.fromEntries(states.map((state) => [state, { to: state, by }]));
}
