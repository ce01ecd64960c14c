import type { Database } from "../database/schema.js";
import { queueFollowUps } from "./follow-up.js";
import { indexOlderTickets } from "./older-words.js";
import type { Sweep } from "./sweep.js";

/** Asks those whose tickets were resolved a day ago, and makes tickets of before findable. */
export function requesterSweeps(db: Database, onQueued: () => void): readonly Sweep[] {
  return [
    {
      name: "follow-ups",
      run: async (now) => {
        if ((await queueFollowUps(db, now)) > 0) onQueued();
      },
    },
    {
      name: "words of older tickets",
      run: async () => {
        await indexOlderTickets(db);
      },
    },
  ];
}
