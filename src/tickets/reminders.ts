import type { Database } from "../database/schema.js";
import { transact } from "../database/transact.js";
import { enqueue } from "../outbox/outbox-store.js";
import { laneOf } from "./messages.js";
import { isWorkingTime, type WorkingHours, workingMinutes } from "./working-hours.js";

/** When the helpdesk is reminded of a ticket that nobody has taken. */
export interface ReminderSettings {
  /** So many minutes of working time after it was opened. */
  readonly afterMinutes: number;
  readonly hours: WorkingHours;
}

const BATCH = 100;

/** Queues one line for each ticket that has waited too long, once; nothing outside working hours. */
export async function queueReminders(
  db: Database,
  { afterMinutes, hours }: ReminderSettings,
  now: Date,
): Promise<void> {
  if (!isWorkingTime(now, hours)) return;
  // Oldest first: where the oldest has not waited long enough, none has.
  const waiting = await db
    .selectFrom("tickets")
    .select(["number", "opened_at"])
    .where("state", "=", "new")
    .where("reminded_at", "is", null)
    .where("opened_at", "<=", new Date(now.getTime() - afterMinutes * 60_000).toISOString())
    .orderBy("opened_at")
    .orderBy("number")
    .limit(BATCH)
    .execute();
  for (const { number, opened_at: openedAt } of waiting) {
    if (workingMinutes(new Date(openedAt), now, hours) < afterMinutes) return;
    await remind(db, number, afterMinutes, now);
  }
}

/** Of several copies of the program, and of somebody who claims it now, one is first. */
async function remind(db: Database, number: number, minutes: number, now: Date): Promise<void> {
  await transact(db, async (transaction) => {
    const { numUpdatedRows } = await transaction
      .updateTable("tickets")
      .set({ reminded_at: now.toISOString() })
      .where("number", "=", number)
      .where("state", "=", "new")
      .where("reminded_at", "is", null)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) return;
    const about = { ticket: number, minutes };
    await enqueue(transaction, [{ lane: laneOf(number), kind: "reminder-line", about }], now);
  });
}
