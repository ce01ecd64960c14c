import { locksRows } from "../database/database.js";
import { transact } from "../database/transact.js";
import type { Database } from "../database/schema.js";
import { enqueue } from "../outbox/outbox-store.js";
import { followUp } from "./messages.js";

/** The mail is sent again by then, and a bounce would have come back. */
const ASKED_AFTER_MS = 24 * 60 * 60_000;
const AT_ONCE = 100;

/**
 * Queues the question whether it works now for tickets that were resolved a day ago, each once for each
 * resolution; who has said so already is not asked. How many it looked at: fewer than a batch when none
 * are left. Several copies may call it at once, and each ticket is one's.
 */
export function queueFollowUps(db: Database, now: Date): Promise<number> {
  const before = new Date(now.getTime() - ASKED_AFTER_MS).toISOString();
  return transact(db, async (transaction) => {
    let due = transaction
      .selectFrom("tickets")
      .select(["number", "case_id"])
      // Only what is resolved has a date of that. Not asked by state: that would be another index.
      .where("asked_at", "is", null)
      .where("resolved_at", "<=", before)
      .orderBy("resolved_at")
      .limit(AT_ONCE);
    if (locksRows(transaction)) due = due.forUpdate().skipLocked();
    const tickets = await due.execute();
    if (tickets.length === 0) return 0;
    await transaction
      .updateTable("tickets")
      .set({ asked_at: now.toISOString() })
      .where(
        "number",
        "in",
        tickets.map(({ number }) => number),
      )
      .execute();
    const silent = await transaction
      .selectFrom("cases")
      .select("id")
      .where(
        "id",
        "in",
        tickets.map(({ case_id }) => case_id),
      )
      .where("outcome", "is", null)
      .execute();
    const asked = new Set(silent.map(({ id }) => id));
    const messages = tickets.filter(({ case_id }) => asked.has(case_id)).map(followUp);
    await enqueue(transaction, messages, now);
    return tickets.length;
  });
}
