import { locksRows } from "../database/database.js";
import { transact } from "../database/transact.js";
import type { Database } from "../database/schema.js";
import { advance, earliest, freeAt, type Limit, type RateState } from "./rate.js";

/** How often something may be done, under a name by which all copies of the program know it. */
export interface Rate {
  readonly key: string;
  readonly limits: readonly Limit[];
}

export type Reserved =
  /** It is ours, after so many milliseconds. */
  | { readonly kind: "reserved"; readonly waitMs: number }
  /** Nothing was reserved: it would have been so many milliseconds. */
  | { readonly kind: "too-early"; readonly waitMs: number };

/** Reserves one moment that all the rates allow, unless it is further away than `patienceMs`. */
export type Reserve = (rates: readonly Rate[], patienceMs: number) => Promise<Reserved>;

const PURGED_EVERY_MS = 60 * 60_000;

/** Rates that hold for all copies of the program on one database. */
export function createRateStore({
  db,
  now,
}: {
  readonly db: Database;
  readonly now: () => Date;
}): Reserve {
  let purgedAt = -Infinity;

  /** What says nothing any more. */
  async function purge(at: number): Promise<void> {
    if (at - purgedAt < PURGED_EVERY_MS) return;
    purgedAt = at;
    await db.deleteFrom("rate_limits").where("free_at", "<", isoOf(at)).execute();
  }

  return async (rates, patienceMs) => {
    await purge(now().getTime());
    return transact(db, async (transaction): Promise<Reserved> => {
      const states = await lock(transaction, rates, now().getTime());
      // After waiting for the lock.
      const at = now().getTime();
      const moment = Math.max(
        ...rates.map(({ key, limits }) => earliest(states.get(key) ?? [], limits, at)),
      );
      const waitMs = moment - at;
      if (waitMs > patienceMs) return { kind: "too-early", waitMs };
      for (const { key, limits } of rates) {
        const state = advance(states.get(key) ?? [], limits, moment);
        await transaction
          .updateTable("rate_limits")
          .set({ state: JSON.stringify(state), free_at: isoOf(freeAt(state)) })
          .where("key", "=", key)
          .execute();
      }
      return { kind: "reserved", waitMs };
    });
  };
}

/** The states, which are nobody else's until the transaction ends. */
async function lock(
  transaction: Database,
  rates: readonly Rate[],
  now: number,
): Promise<ReadonlyMap<string, RateState>> {
  // In one order, so that two who need the same ones never wait for each other.
  const keys = rates.map(({ key }) => key).sort();
  // Not to be purged before this transaction ends.
  const free_at = isoOf(now + PURGED_EVERY_MS);
  await transaction
    .insertInto("rate_limits")
    .values(keys.map((key) => ({ key, state: "[]", free_at })))
    .onConflict((conflict) => conflict.column("key").doNothing())
    .execute();
  const query = transaction
    .selectFrom("rate_limits")
    .selectAll()
    .where("key", "in", keys)
    .orderBy("key");
  const rows = await (locksRows(transaction) ? query.forUpdate() : query).execute();
  return new Map(rows.map(({ key, state }) => [key, JSON.parse(state) as RateState]));
}

const isoOf = (milliseconds: number): string => new Date(Math.ceil(milliseconds)).toISOString();
