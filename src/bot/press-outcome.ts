import { asideSaid } from "../cards/aside.js";
import type { TicketDesk } from "../tickets/helpdesk.js";
import { type Case, OPEN_STATES, type Outcome, type Ticket } from "../tickets/ticket.js";
import type { Pressed, Presser } from "./buttons.js";
import { caseCard } from "./case-card.js";

export interface OutcomePress {
  readonly verb: Outcome;
  readonly aside?: boolean | undefined;
}

const NOT_YOURS = "Only the person whose mail came back can say this.";

/** Keeps what the asker says after trying; where they asked the helpdesk, it hears of that. */
export function createOutcomePress(
  desk: TicketDesk,
): (opened: Case, pressed: OutcomePress, presser: Presser) => Promise<Pressed> {
  return async (opened, { verb, aside }, { person }) => {
    const ticket = await desk.findTicketByCase(opened.id);
    // In a group one can ask the helpdesk about another's bounce: either may say how it went.
    const isTheirs = person.id === opened.asker.id || person.id === ticket?.requester.id;
    if (!isTheirs) return { kind: "message", text: NOT_YOURS };
    const result = await desk.recordOutcome(opened.id, verb, person);
    if (result.kind === "refused") return { kind: "message", text: result.says };
    const about = result.kind === "recorded" ? result.case : opened;
    if (!aside || !ticket) return { kind: "card", card: await caseCard(about, desk) };
    const now = (await desk.findTicket(ticket.number)) ?? ticket;
    return { kind: "card", card: asideSaid(saysOutcome(now, verb)) };
  };
}

function saysOutcome({ number, state }: Ticket, outcome: Outcome): string {
  if (outcome === "worked") return "Good to hear. Thank you.";
  return OPEN_STATES.includes(state)
    ? `The helpdesk works on ticket #${number} again.`
    : `Ticket #${number} is closed. Send me the new bounce, and I open the way to the helpdesk.`;
}
