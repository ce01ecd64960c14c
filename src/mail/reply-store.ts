import { randomBytes } from "node:crypto";
import type { Queue } from "../outbox/delivery-loop.js";
import type { Database } from "../database/schema.js";
import { formatReference, type Reply } from "./reply.js";

/** One answer that waits to be delivered. */
export interface ReplyEntry {
  readonly id: number;
  readonly reference: string;
  readonly reply: Reply;
  /** ISO 8601, UTC. */
  readonly queuedAt: string;
  /** Attempts begun so far. */
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
      return db.transaction().execute(async (transaction): Promise<Queued> => {
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
  return {
    async findDue(now, limit, busy) {
      let query = db
        .selectFrom("mail_replies")
        .select(["id", "reference", "mail", "attempts", "queued_at"])
        .where("mail", "is not", null)
        .where("due_at", "<=", now.toISOString());
      if (busy.length > 0) query = query.where("id", "not in", busy as readonly number[]);
      const rows = await query.orderBy("due_at").orderBy("id").limit(limit).execute();
      return rows.map((row) => ({
        id: row.id,
        reference: row.reference,
        reply: JSON.parse(row.mail ?? "") as Reply,
        attempts: row.attempts,
        queuedAt: row.queued_at,
      }));
    },

    laneOf: ({ id }) => id,

    describe: ({ reference }) => ({ answer: reference }),

    async beginAttempt({ id, attempts }, dueAt) {
      const { numUpdatedRows } = await db
        .updateTable("mail_replies")
        .set({ attempts: attempts + 1, due_at: dueAt.toISOString() })
        .where("id", "=", id)
        .where("attempts", "=", attempts)
        .where("mail", "is not", null)
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },

    settle: ({ id }) => forget(db, id, null),

    async postpone({ id }, dueAt, error) {
      await db
        .updateTable("mail_replies")
        .set({ due_at: dueAt.toISOString(), last_error: error })
        .where("id", "=", id)
        .execute();
    },

    bury: ({ id }, _now, error) => forget(db, id, error),
  };
}

/** Nobody needs the mail any more, delivered or given up. */
async function forget(db: Database, id: number, error: string | null): Promise<void> {
  await db
    .updateTable("mail_replies")
    .set({ mail: null, last_error: error })
    .where("id", "=", id)
    .execute();
}
