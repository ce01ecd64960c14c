import { isPermanent, retryAfterMs } from "./delivery-error.js";
import {
  beginAttempt,
  bury,
  findDue,
  postpone,
  settle,
  type OutboxEntry,
  type OutboxMessage,
} from "./outbox-store.js";
import type { Database } from "./schema.js";

/**
 * Says what has to be said about tickets: at least once, in order per ticket, different tickets side by
 * side. It reads the table anew each time, so a crash at any point costs at most a repetition.
 */
export interface Outbox {
  /** Delivers what is due until nothing is. What fails is due again later. Rejects when the database fails. */
  drain(): Promise<void>;
  /** To be called after rows were added; does nothing before `start`. */
  wake(): void;
  /** Drains from now on, whenever something is due. */
  start(): void;
  /** Begins nothing new; resolves when what is under way has ended. */
  stop(): Promise<void>;
}

/**
 * Delivers one message and resolves to the version of the ticket that was shown. Must settle in the end:
 * its ticket waits for it, and so does `stop`.
 */
export type Deliver = (entry: {
  readonly ticketNumber: number;
  readonly message: OutboxMessage;
}) => Promise<number>;

/** The part of a pino logger that is used here. */
export interface OutboxLog {
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

export interface OutboxPace {
  /** Deliveries at one time. */
  readonly parallel: number;
  /** Attempts before a message is given up. */
  readonly attempts: number;
  /** Wait after the first failure; doubles with each further one. */
  readonly firstDelayMs: number;
  readonly longestDelayMs: number;
  /** How often a started outbox looks for what has become due. */
  readonly pollMs: number;
}

// 50 attempts, ten minutes apart in the end, are about seven hours: a bad night at Teams is survived.
const PACE: OutboxPace = {
  parallel: 8,
  attempts: 50,
  firstDelayMs: 1_000,
  longestDelayMs: 10 * 60_000,
  pollMs: 1_000,
};

export function createOutbox({
  db,
  deliver,
  now,
  log,
  pace: chosenPace,
}: {
  readonly db: Database;
  readonly deliver: Deliver;
  readonly now: () => Date;
  readonly log?: OutboxLog | undefined;
  readonly pace?: Partial<OutboxPace> | undefined;
}): Outbox {
  const pace = { ...PACE, ...chosenPace };
  /** Ticket number → its delivery. These promises never reject. */
  const underWay = new Map<number, Promise<void>>();
  /** Why the table could not be written, in this draining. */
  const troubles: unknown[] = [];
  let draining: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let stopping = false;
  let asked = 0;
  let ring = () => {};

  async function deliverAllDue(): Promise<void> {
    try {
      while (!stopping && troubles.length === 0) {
        const answered = asked;
        const rung = new Promise<void>((resolve) => (ring = resolve));
        const free = pace.parallel - underWay.size;
        const due = free > 0 ? await findDue(db, now(), free, [...underWay.keys()]) : [];
        for (const entry of due) {
          const delivery = attempt(entry).finally(() => underWay.delete(entry.ticketNumber));
          underWay.set(entry.ticketNumber, delivery);
        }
        if (underWay.size > 0) await Promise.race([rung, ...underWay.values()]);
        else if (asked === answered) return;
      }
      await Promise.all(underWay.values());
      if (troubles.length > 0) throw troubles[0];
    } finally {
      // Here and not in a later `then`: who asks after the last look must not be handed this promise.
      draining = undefined;
      troubles.length = 0;
    }
  }

  async function attempt(entry: OutboxEntry): Promise<void> {
    try {
      if (!(await beginAttempt(db, entry, dueAfter(entry, undefined)))) return;
      const outcome = await tryToDeliver(entry);
      if (outcome.kind === "shown") await settle(db, entry, outcome.version);
      else await noteFailure(entry, outcome.error);
    } catch (error) {
      // The table itself cannot be written. The row still stands there, so nothing is lost.
      troubles.push(error);
    }
  }

  async function tryToDeliver(entry: OutboxEntry) {
    try {
      return { kind: "shown", version: await deliver(entry) } as const;
    } catch (error) {
      return { kind: "failed", error } as const;
    }
  }

  async function noteFailure(entry: OutboxEntry, error: unknown): Promise<void> {
    const name = error instanceof Error ? error.name : typeof error;
    const attempts = entry.attempts + 1;
    const fields = { ticket: entry.ticketNumber, message: entry.message, attempts, err: error };
    if (isPermanent(error) || attempts >= pace.attempts) {
      await bury(db, entry, now(), name);
      log?.error(fields, "message given up");
      return;
    }
    const dueAt = dueAfter(entry, error);
    await postpone(db, entry, dueAt, name);
    log?.warn({ ...fields, dueAt }, "message not delivered, will be tried again");
  }

  function dueAfter(entry: OutboxEntry, error: unknown): Date {
    return new Date(now().getTime() + delayMs(entry.attempts + 1, error, pace));
  }

  function drain(): Promise<void> {
    asked++;
    ring();
    draining ??= deliverAllDue();
    return draining;
  }

  function drainInBackground(): void {
    drain().catch((error: unknown) => {
      // Nobody above could hear of it; the next round tries again.
      log?.error({ err: error }, "outbox cannot reach its table");
    });
  }

  return {
    drain,
    wake() {
      if (timer) drainInBackground();
    },
    start() {
      timer ??= setInterval(drainInBackground, pace.pollMs);
      drainInBackground();
    },
    async stop() {
      clearInterval(timer);
      timer = undefined;
      stopping = true;
      ring();
      // Why draining failed was told to whoever began it.
      await draining?.catch(() => undefined);
      await Promise.all(underWay.values());
      stopping = false;
    },
  };
}

/** Doubles from failure to failure; never sooner than the other side asked for. */
function delayMs(attempts: number, error: unknown, pace: OutboxPace): number {
  const backOff = Math.min(pace.firstDelayMs * 2 ** (attempts - 1), pace.longestDelayMs);
  const asked = retryAfterMs(error);
  // Who names a time is alive: its word replaces the back-off, which only guesses.
  return asked === undefined ? backOff : Math.max(asked, pace.firstDelayMs);
}
