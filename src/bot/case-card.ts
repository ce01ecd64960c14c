import { diagnosisCard } from "../cards/diagnosis.js";
import type { Bounce } from "../explain.js";
import { ticketCard } from "../cards/ticket.js";
import type { Card } from "../cards/fit.js";
import type { RequesterView, TicketDesk } from "../tickets/helpdesk.js";
import type { Case, Person, Ticket } from "../tickets/ticket.js";

/** The answer card of a case as it stands now. */
export async function caseCard(opened: Case, desk: TicketDesk): Promise<Card> {
  const ticket = await desk.findTicketByCase(opened.id);
  return drawCase(
    opened,
    ticket && (await desk.viewForRequester(ticket)),
    (await desk.findHelpdesk(opened.place.tenant)) ? "available" : "none",
    desk.isCheckable(opened),
  );
}

/** The same, with its ticket at hand. */
export function drawCase(
  opened: Case,
  ticket: RequesterView | undefined,
  helpdesk: "available" | "none" | "unreachable",
  canCheck: boolean,
): Card {
  const { explanation, id: caseId, outcome, known, findings, openedAt } = opened;
  if (explanation.kind === "not-an-ndr" || explanation.kind === "unreadable")
    throw new Error(`Case ${caseId} is about no bounce.`);
  return diagnosisCard({
    explanation: explanation satisfies Bounce,
    caseId,
    ticket,
    outcome,
    known,
    findings,
    canCheck,
    answeredAt: openedAt,
    helpdesk,
  });
}

/** The helpdesk's card of a ticket as it stands now; `agents` are those it can be given to. */
export async function drawTicket(
  ticket: Ticket,
  desk: TicketDesk,
  agents: readonly Person[],
): Promise<Card> {
  const canCheck = desk.isCheckable(ticket.case);
  return ticketCard(ticket, { ...(await desk.surroundingsOf(ticket)), agents, canCheck });
}
