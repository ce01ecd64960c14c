import type { Database } from "../database/schema.js";
import type { About } from "../outbox/outbox-store.js";
import type { HelpdeskChannel } from "./channel.js";
import type { Helpdesk } from "./helpdesk-store.js";
import { listOnCall } from "./on-call-store.js";
import { findHelpdeskCard } from "./ticket-store.js";
import type { MessageRef, Person, Ticket } from "./ticket.js";

/** A line in a ticket's thread that asks somebody to take it. */
export interface Nudge {
  readonly ticket: Ticket;
  readonly helpdesk: Helpdesk;
  /** Where the ticket's card stands. */
  readonly card: MessageRef;
  /** Whom it mentions. */
  readonly people: readonly Person[];
  /** How many minutes of working time nobody took it; absent where it is new. */
  readonly waitedMinutes?: number | undefined;
}

/** Asks for a ticket, unless somebody has taken it since that was queued, or nobody can see it. */
export async function deliverNudge(
  db: Database,
  channel: HelpdeskChannel,
  ticket: Ticket,
  helpdesk: Helpdesk | undefined,
  about: About,
): Promise<void> {
  const card = await findHelpdeskCard(db, ticket.number);
  if (ticket.state !== "new" || !card || !helpdesk) return;
  const people = await listOnCall(db, helpdesk.place.tenant);
  const waitedMinutes = about["minutes"] === undefined ? undefined : Number(about["minutes"]);
  if (people.length === 0 && waitedMinutes === undefined) return;
  await channel.nudge({ ticket, helpdesk, card, people, waitedMinutes });
}
