import {
  createDeliveryLoop,
  type Outbox,
  type OutboxLog,
  type OutboxPace,
} from "./delivery-loop.js";
import {
  type Endings,
  type Kinds,
  type Message,
  type OutboxEntry,
  queueOfMessages,
  type Shown,
} from "./outbox-store.js";
import type { Database } from "../database/schema.js";

/** Delivers one message and resolves to the version that was shown, where something was drawn. */
export type Deliver = (message: Message) => Promise<Shown>;

// 50 attempts, ten minutes apart in the end, are about seven hours: a bad night at Teams is survived.
const PACE: OutboxPace = {
  parallel: 8,
  attempts: 50,
  firstDelayMs: 1_000,
  longestDelayMs: 10 * 60_000,
  limitMs: 25_000,
  pollMs: 1_000,
};

/** Says what has to be said, in order within each lane. */
export function createOutbox({
  db,
  deliver,
  now,
  log,
  pace,
  kinds,
  endings,
}: {
  readonly db: Database;
  readonly deliver: Deliver;
  readonly now: () => Date;
  readonly log?: OutboxLog | undefined;
  readonly pace?: Partial<OutboxPace> | undefined;
  /** Which kinds it delivers; all, unless told otherwise. */
  readonly kinds?: Kinds | undefined;
  readonly endings?: Endings | undefined;
}): Outbox {
  return createDeliveryLoop<OutboxEntry, Shown>({
    queue: queueOfMessages(db, kinds, endings),
    deliver,
    now,
    log,
    pace: { ...PACE, ...pace },
  });
}
