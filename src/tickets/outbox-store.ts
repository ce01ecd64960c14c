import type { Queue } from "./delivery-loop.js";
import type { Database } from "./schema.js";
import type { Ticket } from "./ticket.js";

/** What has to be shown or said about a ticket. */
export type OutboxMessage = "helpdesk-card" | "requester-card" | "requester-line";

/** One message that waits to be delivered. */
export interface OutboxEntry {
  readonly id: number;
  readonly ticketNumber: number;
  readonly message: OutboxMessage;
  /** Attempts begun so far. */
  readonly attempts: number;
}

/** The table of messages about tickets. Of one ticket nothing overtakes another. */
export function queueOfTickets(db: Database): Queue<OutboxEntry, number> {
  return {
    findDue: (now, limit, busy) => findDue(db, now, limit, busy),
    laneOf: ({ ticketNumber }) => ticketNumber,
    describe: ({ ticketNumber, message }) => ({ ticket: ticketNumber, message }),
    beginAttempt: (entry, dueAt) => beginAttempt(db, entry, dueAt),
    settle: (entry, version) => settle(db, entry, version),
    postpone: (entry, dueAt, error) => postpone(db, entry, dueAt, error),
    bury: (entry, now, error) => bury(db, entry, now, error),
  };
}

/** Queues messages about a ticket; to be called in the transaction that stores the ticket. */
export async function enqueue(
  transaction: Database,
  ticket: Ticket,
  messages: readonly OutboxMessage[],
  now: Date,
): Promise<void> {
  const at = now.toISOString();
  const rows = messages.map((message) => ({
    ticket_number: ticket.number,
    version: ticket.version,
    message,
    attempts: 0,
    due_at: at,
    queued_at: at,
    last_error: null,
    died_at: null,
  }));
  await transaction.insertInto("outbox").values(rows).execute();
}

/** Up to `limit` entries that are due: of each ticket the oldest only, and none of the tickets in `except`. */
async function findDue(
  db: Database,
  now: Date,
  limit: number,
  except: readonly number[],
): Promise<readonly OutboxEntry[]> {
  let query = db
    .selectFrom("outbox as waiting")
    .select(["id", "ticket_number", "message", "attempts"])
    .where("died_at", "is", null)
    .where("due_at", "<=", now.toISOString())
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom("outbox as earlier")
            .select("earlier.id")
            .whereRef("earlier.ticket_number", "=", "waiting.ticket_number")
            .where("earlier.died_at", "is", null)
            .whereRef("earlier.id", "<", "waiting.id"),
        ),
      ),
    );
  if (except.length > 0) query = query.where("ticket_number", "not in", except);
  const rows = await query.orderBy("due_at").orderBy("id").limit(limit).execute();
  return rows.map((row) => ({
    id: row.id,
    ticketNumber: row.ticket_number,
    message: row.message as OutboxMessage,
    attempts: row.attempts,
  }));
}

/**
 * Strikes out an entry, and every other one of its kind that showing `version` has made superfluous.
 * By version and not by id: a step taken while the message was on its way is not struck out unseen.
 */
async function settle(db: Database, entry: OutboxEntry, version: number): Promise<void> {
  await db
    .deleteFrom("outbox")
    .where("ticket_number", "=", entry.ticketNumber)
    .where("died_at", "is", null)
    .where((eb) =>
      eb.or([
        eb("id", "=", entry.id),
        eb.and([eb("message", "=", entry.message), eb("version", "<=", version)]),
      ]),
    )
    .execute();
}

/**
 * Notes that an attempt begins, due again at `dueAt` should nothing more be heard of it. False when another
 * copy of the program was faster. Written before the message goes out: on a full disk the same line would
 * otherwise be said once a second, and a message that ends the process would end it at every start.
 */
async function beginAttempt(db: Database, entry: OutboxEntry, dueAt: Date): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("outbox")
    .set({ attempts: entry.attempts + 1, due_at: dueAt.toISOString() })
    .where("id", "=", entry.id)
    .where("attempts", "=", entry.attempts)
    .where("died_at", "is", null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Keeps an entry whose attempt failed for another one. */
async function postpone(
  db: Database,
  entry: OutboxEntry,
  dueAt: Date,
  error: string,
): Promise<void> {
  await db
    .updateTable("outbox")
    .set({ due_at: dueAt.toISOString(), last_error: error })
    .where("id", "=", entry.id)
    .execute();
}

/** Gives an entry up: it is kept, but neither tried again nor waited for. */
async function bury(db: Database, entry: OutboxEntry, now: Date, error: string): Promise<void> {
  await db
    .updateTable("outbox")
    .set({ died_at: now.toISOString(), last_error: error })
    .where("id", "=", entry.id)
    .execute();
}

/**
 * Makes the helpdesk cards of a tenant due whose tickets stand in no channel yet, given up or not: a
 * ticket that nobody can see cannot be claimed either.
 */
export async function reviveUnseen(db: Database, tenant: string, now: Date): Promise<void> {
  await db
    .updateTable("outbox")
    .set({ attempts: 0, due_at: now.toISOString(), died_at: null })
    .where("message", "=", "helpdesk-card")
    .where("ticket_number", "in", (eb) =>
      eb
        .selectFrom("tickets")
        .innerJoin("cases", "cases.id", "tickets.case_id")
        .select("tickets.number")
        .where("cases.tenant", "=", tenant)
        .where("tickets.helpdesk_card", "is", null),
    )
    .execute();
}
