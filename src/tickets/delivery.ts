import type { Database } from "../database/schema.js";
import { transact } from "../database/transact.js";
import { DeliveryError, isPermanent } from "../outbox/delivery-error.js";
import type { Deliver } from "../outbox/outbox.js";
import { rememberAnswer } from "./case-store.js";
import type { HelpdeskChannel } from "./channel.js";
import { findEntry } from "./entry-store.js";
import { isForgotten } from "./forgotten.js";
import { findLastHelpdesk } from "./helpdesk-store.js";
import { FOR_REQUESTER, isFollowUpDue, type TicketMessage } from "./messages.js";
import { redrawForRequester } from "./reach.js";
import { viewForRequester } from "./requester-view.js";
import { deliverNudge } from "./nudge.js";
import { channelFor } from "./route-store.js";
import { findHelpdeskCard, findTicket, rememberHelpdeskCard } from "./ticket-store.js";
import { surroundingsOf } from "./surroundings.js";
import { type Entry, isSharedThread, type Ticket } from "./ticket.js";

export interface DeliveryOptions {
  readonly db: Database;
  readonly channel: HelpdeskChannel;
  readonly now: () => Date;
}

/**
 * Delivers what is to be said about tickets. A card's message says which card, not what is on it: the
 * ticket is shown as it stands now, so ten quick steps need one redraw.
 */
export function createDelivery({ db, channel, now }: DeliveryOptions): Deliver {
  return async ({ kind, about, version }) => {
    const ticket = await findTicket(db, Number(about["ticket"]));
    if (!ticket) {
      throw new DeliveryError(`There is no ticket ${about["ticket"]}.`, { permanent: true });
    }
    if (FOR_REQUESTER.has(kind) && isForgotten(ticket)) return version;
    switch (kind as TicketMessage) {
      case "helpdesk-card":
        await showToHelpdesk(db, channel, ticket, now());
        return ticket.version;
      case "requester-card":
        // In a thread that became a ticket there is one card, and everybody looks at it.
        if (isSharedThread(ticket)) return ticket.version;
        await rememberAnswer(
          db,
          ticket.case.id,
          await channel.showToRequester(await viewForRequester(db, ticket), ticket.case.answer),
        );
        return ticket.version;
      case "requester-line":
        await channel.tellRequester(ticket, await entryOf(db, about["entry"]));
        return version === undefined ? undefined : ticket.version;
      case "helpdesk-line":
        await tellHelpdesk(db, channel, ticket, await entryOf(db, about["entry"]));
        return undefined;
      case "follow-up":
        if (isFollowUpDue(ticket)) await channel.askRequester(ticket);
        return undefined;
      case "on-call-line":
      case "reminder-line": {
        const helpdesk = await findLastHelpdesk(db, ticket.case.place.tenant);
        await deliverNudge(db, channel, ticket, helpdesk, about);
        return undefined;
      }
    }
  };
}

async function showToHelpdesk(
  db: Database,
  channel: HelpdeskChannel,
  ticket: Ticket,
  now: Date,
): Promise<void> {
  const helpdesk = await findLastHelpdesk(db, ticket.case.place.tenant);
  if (!helpdesk) {
    throw new DeliveryError(`Ticket ${ticket.number} has no helpdesk.`, { permanent: true });
  }
  const shown = await findHelpdeskCard(db, ticket.number);
  // Where the card stands already it stays, also when the helpdesk has since moved to another channel:
  // there people have talked about it. The new channel is for what comes after.
  const view = { ticket, shown, ...(await surroundingsOf(db, ticket)) };
  const routed = await channelFor(db, helpdesk, ticket);
  const card = await channel
    .showToHelpdesk({ ...view, helpdesk: routed })
    .catch((error: unknown) => {
      // The channel of a route can be deleted, and the ticket must be seen all the same.
      if (routed === helpdesk || !isPermanent(error)) throw error;
      return channel.showToHelpdesk({ ...view, helpdesk });
    });
  await transact(db, async (transaction) => {
    await rememberHelpdeskCard(transaction, ticket.number, card);
    // Theirs may say that nobody at the helpdesk can see it.
    if (!shown) await redrawForRequester(transaction, ticket, now);
  });
  // There it is the answer, too: an edit of what was asked looks for that.
  if (isSharedThread(ticket)) await rememberAnswer(db, ticket.case.id, card);
}

/** Where the card could not be posted there is no thread, and nobody who follows it. */
async function tellHelpdesk(
  db: Database,
  channel: HelpdeskChannel,
  ticket: Ticket,
  entry: Entry | undefined,
): Promise<void> {
  const card = await findHelpdeskCard(db, ticket.number);
  if (card && entry) await channel.tellHelpdesk(ticket, entry, card);
}

function entryOf(db: Database, id: string | number | undefined): Promise<Entry | undefined> {
  return id === undefined ? Promise.resolve(undefined) : findEntry(db, Number(id));
}
