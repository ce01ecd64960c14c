import type { Database } from "../database/schema.js";
import { queueFollowUps } from "./follow-up.js";
import { indexOlderTickets } from "./older-words.js";
import { queueReminders, type ReminderSettings } from "./reminders.js";
import { purgeSweep, type PurgeLog, type Retention } from "./retention.js";
import type { Sweep } from "./sweep.js";

/** What comes due by time, as far as the operator wants it. */
export interface Upkeep {
  /** Absent: nobody is reminded. */
  readonly reminders?: ReminderSettings | undefined;
  readonly retention: Retention;
}

/** Everything that is to be looked at once a minute. */
export function upkeepSweeps(
  db: Database,
  { reminders, retention }: Upkeep,
  log: PurgeLog,
): readonly Sweep[] {
  return [
    ...(reminders
      ? [{ name: "reminders", run: (now: Date) => queueReminders(db, reminders, now) }]
      : []),
    {
      name: "follow-ups",
      run: async (now: Date) => {
        await queueFollowUps(db, now);
      },
    },
    {
      name: "words of older tickets",
      run: async () => {
        await indexOlderTickets(db);
      },
    },
    purgeSweep({ db, retention, log }),
  ];
}
