import {
  createDeliveryLoop,
  type Outbox,
  type OutboxLog,
  type OutboxPace,
} from "./delivery-loop.js";
import { queueOfMessages, type Message, type OutboxEntry, type Shown } from "./outbox-store.js";
import type { Database } from "../database/schema.js";

/** Delivers one message and resolves to the version that was shown, where something was drawn. */
export type Deliver = (message: Message) => Promise<Shown>;

// 50 attempts, ten minutes apart in the end, are about seven hours: a bad night at Teams is survived.
const PACE: OutboxPace = {
  parallel: 8,
  attempts: 50,
  firstDelayMs: 1_000,
  longestDelayMs: 10 * 60_000,
  pollMs: 1_000,
};

/** Says what has to be said, in order within each lane. */
export function createOutbox({
  db,
  deliver,
  now,
  log,
  pace,
}: {
  readonly db: Database;
  readonly deliver: Deliver;
  readonly now: () => Date;
  readonly log?: OutboxLog | undefined;
  readonly pace?: Partial<OutboxPace> | undefined;
}): Outbox {
  return createDeliveryLoop<OutboxEntry, Shown>({
    queue: queueOfMessages(db),
    deliver,
    now,
    log,
    pace: { ...PACE, ...pace },
  });
}
