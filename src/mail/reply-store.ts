import { randomBytes } from "node:crypto";
import type { Queue } from "../outbox/queue.js";
import { locksRows, lockName } from "../database/database.js";
import { transact } from "../database/transact.js";
import type { Database } from "../database/schema.js";
import { formatReference, type Reply } from "./reply.js";

/** One answer that waits to be delivered. */
export interface ReplyEntry {
  readonly id: number;
  readonly reference: string;
  readonly reply: Reply;
  /** ISO 8601, UTC. */
  readonly queuedAt: string;
  /** Attempts begun so far, among them the one it was claimed for. */
  readonly attempts: number;
}

/** What is to be answered. */
export interface Question {
  /** The same for the same mail, however often it is delivered. */
  readonly question: string;
  /** The same for the same person. */
  readonly asker: string;
}

export type Queued =
  | { readonly kind: "queued"; readonly reference: string }
  /** The same mail was answered before. */
  | { readonly kind: "answered-before" }
  /** The sender had as many answers within the hour as one gets. */
  | { readonly kind: "answered-too-often" };

/** The answers on their way. Every method rejects when the database does not answer. */
export interface ReplyStore {
  /** Whether this mail was answered within the last day. */
  isAnswered(question: string): Promise<boolean>;
  /** Queues an answer; once it resolves, nothing short of a lost disk loses it. */
  enqueue(question: Question, compose: (about: Draft) => Reply): Promise<Queued>;
  readonly queue: Queue<ReplyEntry, unknown>;
}

/** What an answer has to say of itself. */
export interface Draft {
  readonly reference: string;
  /** No further one is given within the hour. */
  readonly isLast: boolean;
}

const HOUR_MS = 60 * 60_000;
const KEPT_MS = 24 * HOUR_MS;

export function createReplyStore({
  db,
  now,
  perHour,
}: {
  readonly db: Database;
  readonly now: () => Date;
  /** Answers an hour to one sender. */
  readonly perHour: number;
}): ReplyStore {
  let purgedAt = -Infinity;

  /** What is left of an answer after its delivery, hashes and dates, is kept for a day. */
  async function purge(at: Date): Promise<void> {
    if (at.getTime() - purgedAt < HOUR_MS) return;
    purgedAt = at.getTime();
    await db
      .deleteFrom("mail_replies")
      .where("queued_at", "<", before(at, KEPT_MS))
      .where("mail", "is", null)
      .execute();
  }

  return {
    isAnswered: (question) => isAnswered(db, question),

    async enqueue({ question, asker }, compose) {
      const at = now();
      await purge(at);
      return transact(db, async (transaction): Promise<Queued> => {
        // Two mails of one sender would otherwise both find themselves to be the last that is answered.
        await lockName(transaction, `mail/${asker}`);
        if (await isAnswered(transaction, question)) return { kind: "answered-before" };
        const given = await countSince(transaction, asker, before(at, HOUR_MS));
        if (given >= perHour) return { kind: "answered-too-often" };
        const reference = formatReference(randomBytes(16));
        const reply = compose({ reference, isLast: given + 1 === perHour });
        await transaction
          .insertInto("mail_replies")
          .values({
            reference,
            question,
            asker,
            mail: JSON.stringify(reply),
            attempts: 0,
            due_at: at.toISOString(),
            queued_at: at.toISOString(),
            last_error: null,
          })
          .execute();
        return { kind: "queued", reference };
      });
    },

    queue: queueOfReplies(db),
  };
}

const before = (at: Date, milliseconds: number) =>
  new Date(at.getTime() - milliseconds).toISOString();

async function isAnswered(db: Database, question: string): Promise<boolean> {
  const row = await db
    .selectFrom("mail_replies")
    .select("id")
    .where("question", "=", question)
    .executeTakeFirst();
  return row !== undefined;
}

async function countSince(db: Database, asker: string, since: string): Promise<number> {
  const { count } = await db
    .selectFrom("mail_replies")
    .select((eb) => eb.fn.countAll().as("count"))
    .where("asker", "=", asker)
    .where("queued_at", ">", since)
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** No answer waits for another: each has a lane of its own. */
function queueOfReplies(db: Database): Queue<ReplyEntry, unknown> {
  /** Whoever claims an answer counts one attempt more: by that number it is seen whether it is still ours. */
  const ending = ({ id, attempts }: ReplyEntry) =>
    db
      .updateTable("mail_replies")
      .where("id", "=", id)
      .where("attempts", "=", attempts)
      .where("mail", "is not", null);

  return {
    async claim(now, limit, busy, leaseMs) {
      const leased = new Date(now.getTime() + leaseMs).toISOString();
      const rows = await db
        .with("due", (qb) => {
          const due = qb
            .selectFrom("mail_replies")
            .select("id")
            .where("mail", "is not", null)
            .where("due_at", "<=", now.toISOString())
            .$if(busy.length > 0, (query) => query.where("id", "not in", busy as readonly number[]))
            .orderBy("due_at")
            .orderBy("id")
            .limit(limit);
          return locksRows(db) ? due.forUpdate().skipLocked() : due;
        })
        .updateTable("mail_replies")
        .set((eb) => ({ attempts: eb("attempts", "+", 1), due_at: leased }))
        .where("id", "in", (eb) => eb.selectFrom("due").select("due.id"))
        .returning(["id", "reference", "mail", "attempts", "queued_at"])
        .execute();
      return rows
        .sort((a, b) => a.id - b.id)
        .map((row) => ({
          id: row.id,
          reference: row.reference,
          reply: JSON.parse(row.mail ?? "") as Reply,
          attempts: row.attempts,
          queuedAt: row.queued_at,
        }));
    },

    laneOf: ({ id }) => id,

    describe: ({ reference }) => ({ answer: reference }),

    // Nobody needs the mail any more, delivered or given up.
    settle: ({ id }) =>
      db
        .updateTable("mail_replies")
        .set({ mail: null, last_error: null })
        .where("id", "=", id)
        .execute(),

    postpone: (entry, dueAt, error) =>
      ending(entry).set({ due_at: dueAt.toISOString(), last_error: error }).execute(),

    putBack: (entry, dueAt) =>
      ending(entry)
        .set({ due_at: dueAt.toISOString(), attempts: entry.attempts - 1 })
        .execute(),

    bury: (entry, _now, error) => ending(entry).set({ mail: null, last_error: error }).execute(),
  };
}
