import { locksRows } from "../database/database.js";
import type { Database } from "../database/schema.js";
import { transact } from "../database/transact.js";
import type { Queue } from "./queue.js";

/** Something that has to be shown or said, to be queued in the transaction that makes it so. */
export interface Message {
  /** What must not overtake each other shares a lane, e.g. "ticket/42". */
  readonly lane: string;
  readonly kind: string;
  /** What it is about, as plain JSON: ids, and words only where they are kept nowhere else. */
  readonly about: About;
  /**
   * Of what is drawn: it is drawn as it stands when it is delivered, which settles what was queued for the
   * same or an earlier version. Absent for what must be said by itself.
   */
  readonly version?: number | undefined;
  /** Not to be said before so many milliseconds have passed. */
  readonly afterMs?: number | undefined;
}

export type About = Readonly<Record<string, string | number>>;

/** One message that waits to be delivered. */
export interface OutboxEntry extends Message {
  readonly id: number;
  /** Attempts begun so far, among them the one it was claimed for. */
  readonly attempts: number;
  /** When its lease ends. ISO 8601, UTC. */
  readonly leasedUntil: string;
}

/** What delivering came to: the version that was shown, where something was drawn. */
export type Shown = number | undefined;

/** Which kinds a queue is about; all, unless told otherwise. */
export interface Kinds {
  readonly only?: readonly string[] | undefined;
  readonly except?: readonly string[] | undefined;
}

/** Whoever has to do something about how messages of some kinds ended, in the transaction that notes it. */
export interface Endings {
  readonly kinds: ReadonlySet<string>;
  /** It was delivered and is about to be struck out. */
  onDelivered(transaction: Database, entry: OutboxEntry): Promise<void>;
  /** It is a dead letter now. */
  onGivenUp(transaction: Database, entry: OutboxEntry): Promise<void>;
}

/** The table of messages, or some kinds of them. In one lane nothing overtakes another. */
export function queueOfMessages(
  db: Database,
  kinds: Kinds = {},
  endings?: Endings,
): Queue<OutboxEntry, Shown> {
  const hears = ({ kind }: OutboxEntry) => (endings?.kinds.has(kind) ? endings : undefined);
  return {
    claim: (now, limit, busy, leaseMs) =>
      claim(db, now, limit, busy as readonly string[], leaseMs, kinds),
    laneOf: ({ lane }) => lane,
    describe: ({ lane, kind }) => ({ lane, kind }),
    async settle(entry, shown) {
      const heard = hears(entry);
      if (!heard) return settle(db, entry, shown);
      await transact(db, async (transaction) => {
        await heard.onDelivered(transaction, entry);
        await settle(transaction, entry, shown);
      });
    },
    postpone: (entry, dueAt, error) =>
      ending(db, entry).set({ due_at: dueAt.toISOString(), last_error: error }).execute(),
    putBack: (entry, dueAt) =>
      ending(db, entry)
        .set({ due_at: dueAt.toISOString(), attempts: entry.attempts - 1 })
        .execute(),
    async bury(entry, now, error) {
      const heard = hears(entry);
      if (!heard) return bury(db, entry, now, error);
      return transact(db, async (transaction) => {
        const isBuried = await bury(transaction, entry, now, error);
        if (isBuried) await heard.onGivenUp(transaction, entry);
        return isBuried;
      });
    },
  };
}

/** Of one statement: SQLite takes 32,766 values, PostgreSQL 65,535, and an incident may be of any number. */
const ROWS_AT_ONCE = 500;

/** Queues messages; to be called in the transaction that stores what they are about. */
export async function enqueue(
  transaction: Database,
  messages: readonly Message[],
  now: Date,
): Promise<void> {
  const at = now.toISOString();
  const rows = messages.map(({ lane, kind, about, version, afterMs = 0 }) => ({
    lane,
    kind,
    about: JSON.stringify(about),
    version: version ?? null,
    attempts: 0,
    due_at: new Date(now.getTime() + afterMs).toISOString(),
    queued_at: at,
    last_error: null,
    died_at: null,
  }));
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE)
    await transaction
      .insertInto("outbox")
      .values(rows.slice(from, from + ROWS_AT_ONCE))
      .execute();
}

/**
 * One statement, so that no two copies claim the same: on PostgreSQL rows that another one is claiming are
 * passed over, SQLite has one writer at a time. The attempt is counted before the message goes out: on a full
 * disk the same line would otherwise be said once a second, and a message that ends the process would end it
 * at every start.
 */
async function claim(
  db: Database,
  now: Date,
  limit: number,
  busy: readonly string[],
  leaseMs: number,
  { only = [], except = [] }: Kinds,
): Promise<readonly OutboxEntry[]> {
  const leased = new Date(now.getTime() + leaseMs).toISOString();
  const rows = await db
    .with("due", (qb) => {
      const due = qb
        .selectFrom("outbox as waiting")
        .select("id")
        .where("died_at", "is", null)
        .where("due_at", "<=", now.toISOString())
        .where((eb) =>
          eb.not(
            eb.exists(
              eb
                .selectFrom("outbox as earlier")
                .select("earlier.id")
                .whereRef("earlier.lane", "=", "waiting.lane")
                .where("earlier.died_at", "is", null)
                .whereRef("earlier.id", "<", "waiting.id"),
            ),
          ),
        )
        .$if(busy.length > 0, (query) => query.where("lane", "not in", busy))
        .$if(only.length > 0, (query) => query.where("kind", "in", only))
        .$if(except.length > 0, (query) => query.where("kind", "not in", except))
        .orderBy("due_at")
        .orderBy("id")
        .limit(limit);
      return locksRows(db) ? due.forUpdate().skipLocked() : due;
    })
    .updateTable("outbox")
    .set((eb) => ({ attempts: eb("attempts", "+", 1), due_at: leased }))
    .where("id", "in", (eb) => eb.selectFrom("due").select("due.id"))
    .returning(["id", "lane", "kind", "about", "version", "attempts", "due_at"])
    .execute();
  return rows
    .sort((a, b) => a.id - b.id)
    .map((row) => ({
      id: row.id,
      lane: row.lane,
      kind: row.kind,
      about: JSON.parse(row.about) as About,
      version: row.version ?? undefined,
      attempts: row.attempts,
      leasedUntil: row.due_at,
    }));
}

/**
 * By the end of its lease it is seen whether an entry is still ours. Not by its attempts alone: they come again
 * after it was put back untried, or revived.
 */
function ending(db: Database, { id, attempts, leasedUntil }: OutboxEntry) {
  return db
    .updateTable("outbox")
    .where("id", "=", id)
    .where("attempts", "=", attempts)
    .where("due_at", "=", leasedUntil)
    .where("died_at", "is", null);
}

/** False where its lease has ended. */
async function bury(db: Database, entry: OutboxEntry, now: Date, error: string): Promise<boolean> {
  const { numUpdatedRows } = await ending(db, entry)
    .set({ died_at: now.toISOString(), last_error: error })
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/**
 * Strikes out an entry, and every other one of its kind that showing `shown` has made superfluous.
 * By version and not by id: a step taken while the message was on its way is not struck out unseen.
 */
async function settle(db: Database, entry: OutboxEntry, shown: Shown): Promise<void> {
  await db
    .deleteFrom("outbox")
    .where((eb) =>
      eb.or([
        eb("id", "=", entry.id),
        ...(shown === undefined
          ? []
          : [
              eb.and([
                eb("lane", "=", entry.lane),
                eb("kind", "=", entry.kind),
                eb("version", "<=", shown),
              ]),
            ]),
      ]),
    )
    .execute();
}

/** A lease is no longer. */
const SOON_MS = 30_000;

/**
 * Makes the messages of a kind in these lanes due at once, given up or not. What is due soon anyway is left as it
 * is: somebody may be delivering it, and it would be said twice.
 */
export async function revive(
  db: Database,
  kind: string,
  lanes: readonly string[],
  now: Date,
): Promise<void> {
  if (lanes.length === 0) return;
  await db
    .updateTable("outbox")
    .set({ attempts: 0, due_at: now.toISOString(), died_at: null })
    .where("kind", "=", kind)
    .where("lane", "in", lanes)
    .where((eb) =>
      eb.or([
        eb("died_at", "is not", null),
        eb("due_at", ">", new Date(now.getTime() + SOON_MS).toISOString()),
      ]),
    )
    .execute();
}
