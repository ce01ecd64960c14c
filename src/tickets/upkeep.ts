import type { Database } from "../database/schema.js";
import { queueReminders, type ReminderSettings } from "./reminders.js";
import { purgeSweep, type PurgeLog, type Retention } from "./retention.js";
import type { Sweep } from "./sweep.js";

/** What comes due by time, as far as the operator wants it. */
export interface Upkeep {
  /** Absent: nobody is reminded. */
  readonly reminders?: ReminderSettings | undefined;
  readonly retention: Retention;
}

/** What the helpdesk is reminded of, and what is deleted. */
export function upkeepSweeps(
  db: Database,
  { reminders, retention }: Upkeep,
  log: PurgeLog,
): readonly Sweep[] {
  return [
    ...(reminders
      ? [{ name: "reminders", run: (now: Date) => queueReminders(db, reminders, now) }]
      : []),
    purgeSweep({ db, retention, log }),
  ];
}
