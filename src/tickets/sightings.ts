import type { Database } from "../database/schema.js";
import type { Place } from "./ticket.js";

/** What must happen once only, however often it is delivered. */
export interface Sightings {
  /** True for the first who asks about an activity, false for everybody after, for a day. */
  firstSight(conversation: string, activity: string): Promise<boolean>;
  /** True for the first who asks about a conversation: it is to be welcomed. */
  firstGreeting(place: Place): Promise<boolean>;
}

// Teams delivers again within a minute; a day leaves room for clocks and outages.
const KEPT_MS = 24 * 60 * 60 * 1000;
const PURGED_EVERY_MS = 60 * 60 * 1000;

export function createSightings({
  db,
  now,
}: {
  readonly db: Database;
  readonly now: () => Date;
}): Sightings {
  let purgedAt = -Infinity;

  const purge = async (at: Date) => {
    if (at.getTime() - purgedAt < PURGED_EVERY_MS) return;
    purgedAt = at.getTime();
    const limit = new Date(at.getTime() - KEPT_MS).toISOString();
    await db.deleteFrom("seen_activities").where("seen_at", "<", limit).execute();
  };

  return {
    async firstSight(conversation, activity) {
      const at = now();
      await purge(at);
      const { numInsertedOrUpdatedRows } = await db
        .insertInto("seen_activities")
        .values({ conversation, activity, seen_at: at.toISOString() })
        .onConflict((conflict) => conflict.columns(["conversation", "activity"]).doNothing())
        .executeTakeFirst();
      return numInsertedOrUpdatedRows === 1n;
    },

    async firstGreeting({ tenant, conversation }) {
      const { numInsertedOrUpdatedRows } = await db
        .insertInto("greetings")
        .values({ tenant, conversation, greeted_at: now().toISOString() })
        .onConflict((conflict) => conflict.columns(["tenant", "conversation"]).doNothing())
        .executeTakeFirst();
      return numInsertedOrUpdatedRows === 1n;
    },
  };
}
