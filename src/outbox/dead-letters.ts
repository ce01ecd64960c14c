import type { Database } from "../database/schema.js";
import type { About, OutboxEntry } from "./outbox-store.js";

/** A message that has not been delivered. */
export interface Undelivered {
  readonly id: number;
  readonly lane: string;
  readonly kind: string;
  readonly attempts: number;
  /** ISO 8601, UTC. */
  readonly queuedAt: string;
  readonly dueAt: string;
  /** Name of the last error. */
  readonly lastError: string | undefined;
  /** Set when it was given up: a dead letter. */
  readonly diedAt: string | undefined;
}

/** How much waits, since when (ISO 8601, UTC), and how many messages were given up. */
export interface OutboxSummary {
  readonly waiting: number;
  readonly oldest: string | undefined;
  readonly dead: number;
}

export async function summarize(db: Database): Promise<OutboxSummary> {
  const { waiting, oldest } = await db
    .selectFrom("outbox")
    .select((eb) => [eb.fn.countAll().as("waiting"), eb.fn.min("queued_at").as("oldest")])
    .where("died_at", "is", null)
    .executeTakeFirstOrThrow();
  const { dead } = await db
    .selectFrom("outbox")
    .select((eb) => eb.fn.countAll().as("dead"))
    .where("died_at", "is not", null)
    .executeTakeFirstOrThrow();
  // An aggregate of no rows is null, whatever its type says.
  const found = oldest as string | null;
  return { waiting: Number(waiting), oldest: found ?? undefined, dead: Number(dead) };
}

/** What was given up and what was tried in vain, in the order it was queued, up to `limit` each. */
export async function listUndelivered(
  db: Database,
  limit: number,
): Promise<readonly Undelivered[]> {
  const some = db.selectFrom("outbox").selectAll().orderBy("id").limit(limit);
  const dead = await some.where("died_at", "is not", null).execute();
  const waiting = await some.where("died_at", "is", null).where("attempts", ">", 0).execute();
  return [...dead, ...waiting].map((row) => ({
    id: row.id,
    lane: row.lane,
    kind: row.kind,
    attempts: row.attempts,
    queuedAt: row.queued_at,
    dueAt: row.due_at,
    lastError: row.last_error ?? undefined,
    diedAt: row.died_at ?? undefined,
  }));
}

/** Deletes dead letters for good; what waits stays. The ids of those that were found. */
export async function discard(
  db: Database,
  ids: readonly number[] | "all",
): Promise<readonly number[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .deleteFrom("outbox")
    .where("died_at", "is not", null)
    .$if(ids !== "all", (query) => query.where("id", "in", ids as readonly number[]))
    .returning("id")
    .execute();
  return rows.map(({ id }) => id).sort((a, b) => a - b);
}

/**
 * Makes dead letters due at once, as if they had never been tried. In its lane each comes before what was
 * queued after it. Those that were found.
 */
export async function replay(
  db: Database,
  ids: readonly number[] | "all",
  now: Date,
): Promise<readonly Pick<OutboxEntry, "id" | "kind" | "about">[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .updateTable("outbox")
    .set({ attempts: 0, due_at: now.toISOString(), died_at: null })
    .where("died_at", "is not", null)
    .$if(ids !== "all", (query) => query.where("id", "in", ids as readonly number[]))
    .returning(["id", "kind", "about"])
    .execute();
  return rows
    .map(({ about, ...row }) => ({ ...row, about: JSON.parse(about) as About }))
    .sort((a, b) => a.id - b.id);
}
