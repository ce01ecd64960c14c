import type { Selectable } from "kysely";
import type { Database, TicketEntryRow } from "../database/schema.js";
import type { Entry, Person, Ticket } from "./ticket.js";
import type { Verb } from "./transitions.js";

/** Adds a step to a ticket's history; to be called in the transaction that stores the ticket. Its id. */
export async function addEntry(
  transaction: Database,
  ticket: Ticket,
  verb: string,
  by: Person,
  text: string | undefined,
): Promise<number> {
  const { id } = await transaction
    .insertInto("ticket_entries")
    .values({
      ticket: ticket.number,
      version: ticket.version,
      verb,
      by_id: by.id,
      by_name: by.name,
      text: text ?? null,
      at: ticket.changedAt,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  return id;
}

export async function findEntry(db: Database, id: number): Promise<Entry | undefined> {
  const row = await db
    .selectFrom("ticket_entries")
    .selectAll()
    .where("id", "=", id)
    .executeTakeFirst();
  return row && readEntry(row);
}

/** The step a ticket's history begins with. */
export async function findFirstEntry(db: Database, ticket: number): Promise<Entry | undefined> {
  const row = await db
    .selectFrom("ticket_entries")
    .selectAll()
    .where("ticket", "=", ticket)
    .orderBy("id")
    .limit(1)
    .executeTakeFirst();
  return row && readEntry(row);
}

/** The last `limit` steps of a ticket, oldest first. */
export async function listEntries(
  db: Database,
  ticket: number,
  limit = 50,
): Promise<readonly Entry[]> {
  const rows = await db
    .selectFrom("ticket_entries")
    .selectAll()
    .where("ticket", "=", ticket)
    .orderBy("id", "desc")
    .limit(limit)
    .execute();
  return rows.map(readEntry).reverse();
}

/** What is said between requester and helpdesk. */
const PUBLIC = ["ask", "reply", "add"] satisfies readonly Verb[];

/** The last `limit` of the words that both sides see, oldest first. */
export async function listPublicEntries(
  db: Database,
  ticket: number,
  limit: number,
): Promise<readonly Entry[]> {
  const rows = await db
    .selectFrom("ticket_entries")
    .selectAll()
    .where("ticket", "=", ticket)
    .where("verb", "in", PUBLIC)
    .orderBy("id", "desc")
    .limit(limit)
    .execute();
  return rows.map(readEntry).reverse();
}

function readEntry(row: Selectable<TicketEntryRow>): Entry {
  return {
    id: row.id,
    verb: row.verb,
    by: { id: row.by_id, name: row.by_name },
    text: row.text ?? undefined,
    at: row.at,
  };
}
