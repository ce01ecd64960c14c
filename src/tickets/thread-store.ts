import type { Database } from "../database/schema.js";
import { findTicket } from "./ticket-store.js";
import type { Ticket } from "./ticket.js";

/** The ticket that a conversation is about: where several were posted in one, the last. */
export async function findTicketByThread(
  db: Database,
  tenant: string,
  thread: string,
): Promise<Ticket | undefined> {
  const row = await db
    .selectFrom("tickets")
    .select("number")
    .where("thread", "=", thread)
    .where("tenant", "=", tenant)
    .orderBy("number", "desc")
    .limit(1)
    .executeTakeFirst();
  return row && findTicket(db, row.number);
}

/** Whether new tickets of a tenant go to a channel: the helpdesk's own, or one that a route leads to. */
export async function takesTickets(
  db: Database,
  tenant: string,
  channel: string,
): Promise<boolean> {
  const helpdesk = await db
    .selectFrom("helpdesks")
    .select(["conversation", "team"])
    .where("tenant", "=", tenant)
    .where("removed_at", "is", null)
    .executeTakeFirst();
  if (!helpdesk) return false;
  if (helpdesk.conversation === channel) return true;
  const route = await db
    .selectFrom("routes")
    .select("id")
    .where("tenant", "=", tenant)
    // One from when the helpdesk was another team's counts no more.
    .where("team", "=", helpdesk.team)
    .where("conversation", "=", channel)
    .limit(1)
    .executeTakeFirst();
  return route !== undefined;
}

/** The numbers of the tickets that were merged into another one, oldest first. */
export async function listMergedInto(db: Database, number: number): Promise<readonly number[]> {
  const rows = await db
    .selectFrom("tickets")
    .select("number")
    .where("merged_into", "=", number)
    .orderBy("number")
    .execute();
  return rows.map((row) => row.number);
}
