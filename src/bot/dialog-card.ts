import { inDialog, isReview } from "../cards/dialog.js";
import type { Card } from "../cards/fit.js";
import type { CaseStore } from "../tickets/case-store.js";
import type { TicketDesk } from "../tickets/helpdesk.js";
import type { Case } from "../tickets/ticket.js";
import { findCases } from "./message-case.js";

const POSTED = "My answer stands in this thread already.";

/** A card of a case for a dialog, with the way into the thread where the answer is not there yet. */
export async function dialogCard(
  { cases, desk }: { readonly cases: CaseStore; readonly desk: TicketDesk },
  opened: Case,
  card: Card,
  remarks: readonly string[] = [],
): Promise<Card> {
  if (isReview(card)) return inDialog(card, { remarks });
  // A ticket brings the card there by itself.
  if (await desk.findTicketByCase(opened.id)) return inDialog(card, { remarks });
  const known = await findCases(cases, opened.place, opened.question);
  return known.some(({ answer }) => answer !== undefined)
    ? inDialog(card, { remarks: [...remarks, POSTED] })
    : inDialog(card, { post: opened.id, remarks });
}
