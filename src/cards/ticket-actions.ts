import { type Person, REASONS, type Ticket } from "../tickets/ticket.js";
import { isForNobody } from "../tickets/step.js";
import { TRANSITIONS, type Verb, verbsFor } from "../tickets/transitions.js";
import { harmless, shorten } from "./foreign.js";
import { REASON_WORDS } from "./reasons.js";

/** Whom a list can name before it is searched instead. */
const MOST_AGENTS = 30;
const NAME_LENGTH = 40;

/** What a choice of a list shows, and what comes back when it is chosen. */
interface Choice {
  readonly title: string;
  readonly value: string;
}

/** The buttons below a ticket, and what the lists behind them offer. */
export interface TicketActions {
  /** verb → whether the helpdesk can do that now. */
  readonly can: Readonly<Partial<Record<Verb, boolean>>>;
  readonly reasons: readonly Choice[];
  readonly agents: readonly Choice[];
}

/** Whoever of the helpdesk looks at the card, it is the same one: who may not, is told when pressing. */
export function ticketActions(ticket: Ticket, agents: readonly Person[]): TicketActions {
  const verbs = verbsFor(ticket.state, ["agent", "owner"]);
  return {
    can: Object.fromEntries(
      verbs
        .filter((verb) => !isIdle(verb, ticket) && !isForNobody(verb, ticket))
        .map((verb) => [verb, true]),
    ),
    reasons: REASONS.map((value) => ({ title: REASON_WORDS[value], value })),
    agents: agents
      .filter(({ id }) => id !== ticket.agent?.id)
      .slice(0, MOST_AGENTS)
      .map(({ id, name }) => ({ title: shorten(harmless(name), NAME_LENGTH), value: id })),
  };
}

/** To wait for what is waited for already. */
function isIdle(verb: Verb, { state }: Ticket): boolean {
  const isWait = verb === "wait-for-other-side" || verb === "wait-for-microsoft";
  return isWait && TRANSITIONS[verb][state]?.to === state;
}
