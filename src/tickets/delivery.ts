import { rememberAnswer } from "./case-store.js";
import { DeliveryError } from "./delivery-error.js";
import { findLastHelpdesk } from "./helpdesk-store.js";
import type { HelpdeskChannel } from "./helpdesk.js";
import type { Deliver } from "./outbox.js";
import type { Database } from "./schema.js";
import { findHelpdeskCard, findTicket, rememberHelpdeskCard } from "./ticket-store.js";
import type { Ticket } from "./ticket.js";

/**
 * Delivers what the outbox holds over a channel. A message says which card, not what is on it: the ticket
 * is shown as it stands now, so ten quick steps need one redraw.
 */
export function createDelivery({
  db,
  channel,
}: {
  readonly db: Database;
  readonly channel: HelpdeskChannel;
}): Deliver {
  return async ({ ticketNumber, message }) => {
    const ticket = await findTicket(db, ticketNumber);
    if (!ticket) {
      throw new DeliveryError(`There is no ticket ${ticketNumber}.`, { permanent: true });
    }
    switch (message) {
      case "helpdesk-card":
        await showToHelpdesk(db, channel, ticket);
        break;
      case "requester-card":
        await rememberAnswer(
          db,
          ticket.case.id,
          await channel.showToRequester(ticket, ticket.case.answer),
        );
        break;
      case "requester-line":
        await channel.tellRequester(ticket);
        break;
    }
    return ticket.version;
  };
}

async function showToHelpdesk(
  db: Database,
  channel: HelpdeskChannel,
  ticket: Ticket,
): Promise<void> {
  const helpdesk = await findLastHelpdesk(db, ticket.case.place.tenant);
  if (!helpdesk) {
    throw new DeliveryError(`Ticket ${ticket.number} has no helpdesk.`, { permanent: true });
  }
  const shown = await findHelpdeskCard(db, ticket.number);
  // Where the card stands already it stays, also when the helpdesk has since moved to another channel:
  // there people have talked about it. The new channel is for what comes after.
  const card = await channel.showToHelpdesk(ticket, helpdesk, shown);
  await rememberHelpdeskCard(db, ticket.number, card);
}
