import {
  createDeliveryLoop,
  type Outbox,
  type OutboxLog,
  type OutboxPace,
} from "./delivery-loop.js";
import { queueOfTickets, type OutboxEntry, type OutboxMessage } from "./outbox-store.js";
import type { Database } from "./schema.js";

/** Delivers one message and resolves to the version of the ticket that was shown. */
export type Deliver = (entry: {
  readonly ticketNumber: number;
  readonly message: OutboxMessage;
}) => Promise<number>;

// 50 attempts, ten minutes apart in the end, are about seven hours: a bad night at Teams is survived.
const PACE: OutboxPace = {
  parallel: 8,
  attempts: 50,
  firstDelayMs: 1_000,
  longestDelayMs: 10 * 60_000,
  pollMs: 1_000,
};

/** Says what has to be said about tickets, in order per ticket. */
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
  return createDeliveryLoop<OutboxEntry, number>({
    queue: queueOfTickets(db),
    deliver,
    now,
    log,
    pace: { ...PACE, ...pace },
  });
}
