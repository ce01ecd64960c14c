import type { Card } from "../cards/fit.js";
import type { CaseStore } from "../tickets/case-store.js";
import type { TicketDesk } from "../tickets/helpdesk.js";
import type { Case } from "../tickets/ticket.js";
import { caseCard } from "./case-card.js";

export interface ShowProblemOptions {
  readonly cases: CaseStore;
  readonly desk: TicketDesk;
}

const SHOWN = "Its card stands below.";

/**
 * Posts the card of one problem in a list, once: there it is redrawn and asked about like any other
 * answer. Resolves to what the person who pressed is told.
 */
export function createShowProblem({
  cases,
  desk,
}: ShowProblemOptions): (
  opened: Case,
  post: (card: Card) => Promise<string | undefined>,
) => Promise<string> {
  // A second press while the first is still at work.
  const atWork = new Set<string>();

  return async (opened, post) => {
    if (opened.answer !== undefined || atWork.has(opened.id)) return SHOWN;
    atWork.add(opened.id);
    try {
      const activity = await post(await caseCard(opened, desk));
      const { serviceUrl, conversation } = opened.place;
      if (activity) await cases.rememberAnswer(opened.id, { serviceUrl, conversation, activity });
      return SHOWN;
    } finally {
      atWork.delete(opened.id);
    }
  };
}
