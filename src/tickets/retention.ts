import type { Database } from "../database/schema.js";
import { createCasePurge, type Purge } from "./purge-cases.js";
import { purgeDead, purgeIncidents, purgeProblems, purgeTickets } from "./purge.js";
import type { Sweep } from "./sweep.js";

/** How many days things are kept; 0 is for ever. */
export interface Retention {
  /** Answers that were never made a ticket. */
  readonly caseDays: number;
  /** Closed tickets, with all that belongs to them. */
  readonly ticketDays: number;
}

export interface PurgeLog {
  info(fields: object, message: string): void;
}

export interface PurgeOptions {
  readonly db: Database;
  readonly retention: Retention;
  readonly log?: PurgeLog | undefined;
  /** Rows of one transaction. */
  readonly batch?: number | undefined;
}

const BATCH = 200;
/** Batches of one sweep: what is left waits a minute, and so does nobody else. */
const MOST_BATCHES = 20;
const DAY_MS = 24 * 60 * 60_000;

/** Deletes what was kept long enough. The numbers of tickets and incidents are not given again. */
export function purgeSweep({ db, retention, log, batch = BATCH }: PurgeOptions): Sweep {
  const purgeCases = createCasePurge(db, batch);
  const { caseDays, ticketDays } = retention;

  return {
    name: "retention",
    async run(now) {
      const before = (days: number) => new Date(now.getTime() - days * DAY_MS).toISOString();
      const counts: Record<string, number> = {};
      const purge = async (what: string, days: number, step: Purge) => {
        if (days > 0) counts[what] = await inBatches(step, before(days));
      };
      await purge("tickets", ticketDays, (limit) => purgeTickets(db, limit, batch));
      await purge("incidents", ticketDays, (limit) => purgeIncidents(db, limit, batch));
      await purge("deadMessages", ticketDays, (limit) => purgeDead(db, limit, batch));
      await purge("cases", caseDays, purgeCases);
      await purge("problems", caseDays, (limit) => purgeProblems(db, limit, batch));
      if (Object.values(counts).some((count) => count > 0)) log?.info(counts, "purged");
    },
  };
}

async function inBatches(step: Purge, limit: string): Promise<number> {
  let sum = 0;
  for (let count = 0; count < MOST_BATCHES; count++) {
    const { deleted, isLast } = await step(limit);
    sum += deleted;
    if (isLast) break;
  }
  return sum;
}
