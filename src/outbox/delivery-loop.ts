import { DeliveryError, isPermanent, isUntried, retryAfterMs } from "./delivery-error.js";
import type { Lane, Queue } from "./queue.js";

/**
 * Delivers what waits in a table: at least once, in order within a lane, different lanes side by side. It
 * reads the table anew each time, so a crash at any point costs at most a repetition. Several copies may
 * share a table: what one of them has begun is another's when the lease has ended.
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
  /** For one delivery; what takes longer has failed. The lease is a little longer. */
  readonly limitMs: number;
  /** How often a started outbox looks for what has become due. */
  readonly pollMs: number;
}

export interface DeliveryLoopOptions<Entry, Delivered> {
  readonly queue: Queue<Entry, Delivered>;
  /** Delivers one entry. Its lane waits for it, and so does `stop`. */
  readonly deliver: (entry: Entry) => Promise<Delivered>;
  readonly now: () => Date;
  readonly log?: OutboxLog | undefined;
  readonly pace: OutboxPace;
}

/** For writing down how a delivery ended, and for clocks that differ. */
const LEASE_BEYOND_LIMIT_MS = 5_000;

export function createDeliveryLoop<Entry extends { readonly attempts: number }, Delivered>({
  queue,
  deliver,
  now,
  log,
  pace,
}: DeliveryLoopOptions<Entry, Delivered>): Outbox {
  /** Lane → its delivery. These promises never reject. */
  const underWay = new Map<Lane, Promise<void>>();
  /** What was delivered and could not be struck out: that comes first when the table is there again. */
  const unsettled = new Map<Entry, Delivered>();
  const leaseMs = pace.limitMs + LEASE_BEYOND_LIMIT_MS;
  /** Why the table could not be written, in this draining. */
  const troubles: unknown[] = [];
  let draining: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let stopping = false;
  let asked = 0;
  let ring = () => {};

  async function deliverAllDue(): Promise<void> {
    try {
      // Before anything is under way: what is being struck out must not be struck out twice.
      for (const [entry, delivered] of unsettled) await settle(entry, delivered);
      while (!stopping && troubles.length === 0) {
        const answered = asked;
        const rung = new Promise<void>((resolve) => (ring = resolve));
        const free = pace.parallel - underWay.size;
        const busy = [...underWay.keys()];
        const claimed = free > 0 ? await queue.claim(now(), free, busy, leaseMs) : [];
        for (const entry of claimed) {
          const lane = queue.laneOf(entry);
          const delivery = attempt(entry).finally(() => underWay.delete(lane));
          underWay.set(lane, delivery);
        }
        if (underWay.size > 0) await Promise.race([rung, ...underWay.values()]);
        // What ended while the table was being read may have made room for the next in its lane.
        else if (asked === answered && busy.length === 0) return;
      }
      await Promise.all(underWay.values());
      if (troubles.length > 0) throw troubles[0];
    } finally {
      // Here and not in a later `then`: who asks after the last look must not be handed this promise.
      draining = undefined;
      troubles.length = 0;
    }
  }

  async function attempt(entry: Entry): Promise<void> {
    try {
      const outcome = await tryToDeliver(entry);
      if (outcome.kind === "failed") {
        await noteFailure(entry, outcome.error);
      } else {
        await settle(entry, outcome.delivered);
      }
    } catch (error) {
      // The table itself cannot be written. The row still stands there, so nothing is lost.
      troubles.push(error);
    }
  }

  async function settle(entry: Entry, delivered: Delivered): Promise<void> {
    unsettled.set(entry, delivered);
    await queue.settle(entry, delivered);
    unsettled.delete(entry);
  }

  async function tryToDeliver(entry: Entry) {
    try {
      const delivered = await withinLimit(deliver(entry), pace.limitMs);
      return { kind: "delivered", delivered } as const;
    } catch (error) {
      return { kind: "failed", error } as const;
    }
  }

  async function noteFailure(entry: Entry, error: unknown): Promise<void> {
    const name = error instanceof Error ? error.name : typeof error;
    const { attempts } = entry;
    const dueAt = new Date(now().getTime() + delayMs(attempts, error, pace));
    const fields = { ...queue.describe(entry), attempts, err: error };
    if (isUntried(error)) {
      await queue.putBack(entry, dueAt);
    } else if (isPermanent(error) || attempts >= pace.attempts) {
      await queue.bury(entry, now(), name);
      log?.error(fields, "message given up");
    } else {
      await queue.postpone(entry, dueAt, name);
      log?.warn({ ...fields, dueAt }, "message not delivered, will be tried again");
    }
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

/** The work's result; rejects where it takes longer. Whether it still ends well, nobody knows. */
async function withinLimit<T>(work: Promise<T>, limitMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new DeliveryError(`Not delivered within ${limitMs} ms.`));
    }, limitMs);
  });
  try {
    return await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}
