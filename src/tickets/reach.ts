import type { Database } from "../database/schema.js";
import { type LaneEntry, listInLane, rewriteAbout } from "../outbox/lane.js";
import {
  type About,
  enqueue,
  type Endings,
  type Message,
  type OutboxEntry,
} from "../outbox/outbox-store.js";
import { isForgotten } from "./forgotten.js";
import {
  FOR_REQUESTER,
  helpdeskCard,
  isFollowUpDue,
  laneOf,
  requesterCard,
  type TicketMessage,
} from "./messages.js";
import { findHelpdeskCard, findTicket } from "./ticket-store.js";
import { isSharedThread, type Ticket } from "./ticket.js";

/**
 * Whether both sides of a ticket can be reached, as the outbox tells. Each side learns that the other one
 * cannot be from its own card, which is redrawn once for each time that this comes to be so. It ends there:
 * a requester's card is announced to only while the helpdesk has none, a helpdesk's card only once it has,
 * and neither while a dead letter of the same side was there before.
 */

const HELPDESK_CARD: readonly TicketMessage[] = ["helpdesk-card"];

/** A dead letter that was followed by something that did arrive says no more that nothing does. */
const OVERTAKEN = "overtaken";

/** Whether a new ticket stands nowhere and nobody tries to show it. What was discarded is not tried either. */
export async function isUnseen(db: Database, ticket: Ticket): Promise<boolean> {
  // Who has taken it has found it another way, and a thread of both has one card for both.
  if (ticket.state !== "new" || isSharedThread(ticket)) return false;
  if (await findHelpdeskCard(db, ticket.number)) return false;
  const cards = await listInLane(db, laneOf(ticket.number), HELPDESK_CARD);
  return cards.length === 0 || cards.some(({ isDead }) => isDead);
}

/** Whether what was last said to the requester was given up. */
export async function isOutOfReach(db: Database, ticket: Ticket): Promise<boolean> {
  // They are done with it, nobody any more, or read the thread that the helpdesk reads.
  if (ticket.state === "withdrawn" || isForgotten(ticket) || isSharedThread(ticket)) return false;
  return (await listUnheard(db, laneOf(ticket.number))).length > 0;
}

/** Tells each side when the other one cannot be reached, and when the requester can be again. */
export function reachEndings(now: () => Date): Endings {
  return {
    kinds: new Set([...HELPDESK_CARD, ...FOR_REQUESTER]),

    async onDelivered(transaction, entry) {
      if (!FOR_REQUESTER.has(entry.kind)) return;
      const unheard = await listUnheard(transaction, entry.lane);
      if (unheard.length === 0) return;
      const ticket = await ticketOf(transaction, entry);
      // What had become superfluous was struck out without being said.
      if (!ticket || (entry.kind === "follow-up" && !isFollowUpDue(ticket))) return;
      for (const { id, about } of unheard)
        await rewriteAbout(transaction, id, { ...about, [OVERTAKEN]: 1 });
      await redrawForHelpdesk(transaction, ticket, now());
    },

    async onGivenUp(transaction, entry) {
      const ticket = await ticketOf(transaction, entry);
      if (!ticket || isSharedThread(ticket)) return;
      if (FOR_REQUESTER.has(entry.kind)) {
        // It was replayed, and again in vain.
        if (OVERTAKEN in entry.about)
          await rewriteAbout(transaction, entry.id, notOvertaken(entry.about));
        const unheard = await listUnheard(transaction, entry.lane);
        if (unheard.length === 1) await redrawForHelpdesk(transaction, ticket, now());
      } else {
        const cards = await listInLane(transaction, entry.lane, HELPDESK_CARD);
        const isFirst = cards.filter(({ isDead }) => isDead).length === 1;
        if (isFirst && (await isUnseen(transaction, ticket)))
          await redrawForRequester(transaction, ticket, now());
      }
    },
  };
}

/** To be called in the transaction that replays dead letters: what the helpdesk's cards say of them is over. */
export async function redrawReplayed(
  transaction: Database,
  replayed: readonly Pick<OutboxEntry, "kind" | "about">[],
  now: Date,
): Promise<void> {
  const numbers = replayed
    .filter(({ kind }) => FOR_REQUESTER.has(kind))
    .map(({ about }) => Number(about["ticket"]));
  for (const number of new Set(numbers)) {
    const ticket = await findTicket(transaction, number);
    if (ticket) await redrawForHelpdesk(transaction, ticket, now);
  }
}

/** To be called in the transaction that names a helpdesk, after what is left of their cards was revived. */
export async function showDiscarded(
  transaction: Database,
  unseen: readonly number[],
  now: Date,
): Promise<void> {
  for (const number of unseen) {
    const cards = await listInLane(transaction, laneOf(number), HELPDESK_CARD);
    const ticket = cards.length === 0 ? await findTicket(transaction, number) : undefined;
    if (ticket) await enqueue(transaction, helpdeskCard(ticket), now);
  }
}

/** To be called in the transaction that keeps where the helpdesk's first card of a ticket stands. */
export async function redrawForRequester(
  transaction: Database,
  ticket: Ticket,
  now: Date,
): Promise<void> {
  // Theirs does not say so while the helpdesk is at it, and with a step they are redrawn anyway.
  if (ticket.state === "new" && !isSharedThread(ticket))
    await redraw(transaction, requesterCard(ticket), now);
}

/** A card that was never posted is not tried again for this: when it is posted, it says so by itself. */
async function redrawForHelpdesk(transaction: Database, ticket: Ticket, now: Date): Promise<void> {
  if (await findHelpdeskCard(transaction, ticket.number))
    await redraw(transaction, helpdeskCard(ticket), now);
}

/** What waits in the lane already is drawn as things stand then. */
async function redraw(transaction: Database, cards: readonly Message[], now: Date): Promise<void> {
  for (const card of cards) {
    const before = await listInLane(transaction, card.lane, [card.kind]);
    if (before.every(({ isDead }) => isDead)) await enqueue(transaction, [card], now);
  }
}

async function listUnheard(db: Database, lane: string): Promise<readonly LaneEntry[]> {
  const letters = await listInLane(db, lane, [...FOR_REQUESTER]);
  return letters.filter(({ isDead, about }) => isDead && about[OVERTAKEN] === undefined);
}

function notOvertaken(about: About): About {
  return Object.fromEntries(Object.entries(about).filter(([key]) => key !== OVERTAKEN));
}

function ticketOf(db: Database, { about }: OutboxEntry): Promise<Ticket | undefined> {
  return findTicket(db, Number(about["ticket"]));
}
