import { locksRows } from "../database/database.js";
import { transact } from "../database/transact.js";
import type { Database } from "../database/schema.js";
import { laneOf } from "./messages.js";
import { deleteCases, deleteOldCases, type Purged } from "./purge-cases.js";
import { OPEN_STATES, TICKET_STATES } from "./ticket.js";

const CLOSED_STATES = TICKET_STATES.filter((state) => !OPEN_STATES.includes(state));

export async function purgeTickets(db: Database, limit: string, batch: number): Promise<Purged> {
  return transact(db, async (transaction) => {
    const query = transaction
      .selectFrom("tickets")
      .select(["number", "case_id"])
      .where("state", "in", CLOSED_STATES)
      .where("changed_at", "<", limit)
      // Who was merged into an open ticket still waits for its end.
      .where((eb) =>
        eb.not(
          eb.exists(
            eb
              .selectFrom("tickets as target")
              .select("target.number")
              .whereRef("target.number", "=", "tickets.merged_into")
              .where("target.state", "in", OPEN_STATES),
          ),
        ),
      )
      .limit(batch);
    // Another copy of the program takes others, and nobody can reopen these meanwhile.
    const locked = locksRows(transaction) ? query.forUpdate("tickets").skipLocked() : query;
    const rows = await locked.execute();
    const numbers = rows.map(({ number }) => number);
    if (numbers.length > 0) {
      await transaction.deleteFrom("outbox").where("lane", "in", numbers.map(laneOf)).execute();
      await transaction.deleteFrom("ticket_words").where("ticket", "in", numbers).execute();
      await transaction.deleteFrom("ticket_entries").where("ticket", "in", numbers).execute();
      await transaction.deleteFrom("tickets").where("number", "in", numbers).execute();
      await deleteCases(
        transaction,
        rows.map((row) => row.case_id),
      );
    }
    return { deleted: numbers.length, isLast: numbers.length < batch };
  });
}

export async function purgeIncidents(db: Database, limit: string, batch: number): Promise<Purged> {
  return transact(db, async (transaction) => {
    const query = transaction
      .selectFrom("incidents")
      .select(["number", "example"])
      .where("state", "!=", "open")
      .where("closed_at", "<", limit)
      .limit(batch);
    const rows = await (locksRows(transaction) ? query.forUpdate().skipLocked() : query).execute();
    const numbers = rows.map(({ number }) => number);
    if (numbers.length > 0) {
      await transaction.deleteFrom("incident_people").where("incident", "in", numbers).execute();
      await transaction.deleteFrom("incidents").where("number", "in", numbers).execute();
      // An example was kept for the incident's sake.
      await deleteOldCases(
        transaction,
        rows.map(({ example }) => example),
        limit,
      );
    }
    return { deleted: numbers.length, isLast: numbers.length < batch };
  });
}

export async function purgeDead(db: Database, limit: string, batch: number): Promise<Purged> {
  const rows = await db
    .selectFrom("outbox")
    .select("id")
    .where("died_at", "<", limit)
    .limit(batch)
    .execute();
  await deleteByIds(
    db,
    rows.map(({ id }) => id),
  );
  return { deleted: rows.length, isLast: rows.length < batch };
}

async function deleteByIds(db: Database, ids: readonly number[]): Promise<void> {
  // Once more by its date: it may have been revived since.
  if (ids.length > 0)
    await db.deleteFrom("outbox").where("id", "in", ids).where("died_at", "is not", null).execute();
}

export async function purgeProblems(db: Database, limit: string, batch: number): Promise<Purged> {
  const rows = await db
    .selectFrom("problems")
    .select(["tenant", "problem"])
    .where("seen_at", "<", limit)
    .limit(batch)
    .execute();
  for (const { tenant, problem } of rows)
    await db
      .deleteFrom("problems")
      .where("tenant", "=", tenant)
      .where("problem", "=", problem)
      .where("seen_at", "<", limit)
      .execute();
  return { deleted: rows.length, isLast: rows.length < batch };
}
