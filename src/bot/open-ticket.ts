import type { Pressed, Presser } from "./buttons.js";
import { caseCard, drawTicket } from "./case-card.js";
import type { TicketDesk } from "../tickets/helpdesk.js";
import type { HelpdeskPeople } from "./helpdesk-people.js";
import { CANNOT_CHECK, type FindStanding } from "./standing.js";

/** The same whether there is none, it is another organisation's, or not theirs to see. */
export const NO_TICKET = "There is no such ticket.";

type Opener = Pick<Presser, "person" | "tenant">;

export type OpenTicket = (number: number, opener: Opener) => Promise<Pressed>;

/**
 * Shows a ticket to who may see it: its requester as theirs, the helpdesk's people with all there is. What
 * it is answered with is for the eyes of who asked alone.
 */
export function createTicketOpener({
  desk,
  standingOf,
  people,
}: {
  readonly desk: TicketDesk;
  readonly standingOf: FindStanding;
  readonly people: Pick<HelpdeskPeople, "agentsOf">;
}): OpenTicket {
  return async (number, { person, tenant }) => {
    const ticket = await desk.findTicket(number);
    if (!ticket || ticket.case.place.tenant !== tenant) return say(NO_TICKET);
    if (ticket.requester.id === person.id)
      return { kind: "card", card: await caseCard(ticket.case, desk) };
    switch (await standingOf(tenant, person)) {
      case undefined:
        return say(CANNOT_CHECK);
      case "none":
        return say(NO_TICKET);
      default: {
        const helpdesk = await desk.findLastHelpdesk(tenant);
        const agents = helpdesk ? await people.agentsOf(helpdesk) : [];
        return { kind: "card", card: await drawTicket(ticket, desk, agents) };
      }
    }
  };
}

const say = (text: string): Pressed => ({ kind: "message", text });
