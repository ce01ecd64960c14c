import { isPermanent, retryAfterMs } from "./delivery-error.js";

/**
 * Delivers what waits in a table: at least once, in order within a lane, different lanes side by side. It
 * reads the table anew each time, so a crash at any point costs at most a repetition.
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

export type Lane = string | number;

/** A table of messages that wait to be delivered. Every method rejects when the database fails. */
export interface Queue<Entry, Delivered> {
  /** Up to `limit` entries that are due: of each lane the oldest only, and none of the lanes in `busy`. */
  findDue(now: Date, limit: number, busy: readonly Lane[]): Promise<readonly Entry[]>;
  /** What must not overtake each other shares a lane. */
  laneOf(entry: Entry): Lane;
  /** What the log may say of an entry: no address, no word of anybody's. */
  describe(entry: Entry): object;
  /**
   * Notes that an attempt begins, due again at `dueAt` should nothing more be heard of it. False when
   * another copy of the program was faster.
   */
  beginAttempt(entry: Entry, dueAt: Date): Promise<boolean>;
  /** Strikes out what was delivered. */
  settle(entry: Entry, delivered: Delivered): Promise<void>;
  /** Keeps an entry whose attempt failed for another one. */
  postpone(entry: Entry, dueAt: Date, error: string): Promise<void>;
  /** Gives an entry up: it is neither tried again nor waited for. */
  bury(entry: Entry, now: Date, error: string): Promise<void>;
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
  /** How often a started outbox looks for what has become due. */
  readonly pollMs: number;
}

export interface DeliveryLoopOptions<Entry, Delivered> {
  readonly queue: Queue<Entry, Delivered>;
  /** Delivers one entry. Must settle in the end: its lane waits for it, and so does `stop`. */
  readonly deliver: (entry: Entry) => Promise<Delivered>;
  readonly now: () => Date;
  readonly log?: OutboxLog | undefined;
  readonly pace: OutboxPace;
}

export function createDeliveryLoop<Entry extends { readonly attempts: number }, Delivered>({
  queue,
  deliver,
  now,
  log,
  pace,
}: DeliveryLoopOptions<Entry, Delivered>): Outbox {
  /** Lane → its delivery. These promises never reject. */
  const underWay = new Map<Lane, Promise<void>>();
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
        const due = free > 0 ? await queue.findDue(now(), free, [...underWay.keys()]) : [];
        for (const entry of due) {
          const lane = queue.laneOf(entry);
          const delivery = attempt(entry).finally(() => underWay.delete(lane));
          underWay.set(lane, delivery);
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

  async function attempt(entry: Entry): Promise<void> {
    try {
      if (!(await queue.beginAttempt(entry, dueAfter(entry, undefined)))) return;
      const outcome = await tryToDeliver(entry);
      if (outcome.kind === "delivered") await queue.settle(entry, outcome.delivered);
      else await noteFailure(entry, outcome.error);
    } catch (error) {
      // The table itself cannot be written. The row still stands there, so nothing is lost.
      troubles.push(error);
    }
  }

  async function tryToDeliver(entry: Entry) {
    try {
      return { kind: "delivered", delivered: await deliver(entry) } as const;
    } catch (error) {
      return { kind: "failed", error } as const;
    }
  }

  async function noteFailure(entry: Entry, error: unknown): Promise<void> {
    const name = error instanceof Error ? error.name : typeof error;
    const attempts = entry.attempts + 1;
    const fields = { ...queue.describe(entry), attempts, err: error };
    if (isPermanent(error) || attempts >= pace.attempts) {
      await queue.bury(entry, now(), name);
      log?.error(fields, "message given up");
      return;
    }
    const dueAt = dueAfter(entry, error);
    await queue.postpone(entry, dueAt, name);
    log?.warn({ ...fields, dueAt }, "message not delivered, will be tried again");
  }

  function dueAfter(entry: Entry, error: unknown): Date {
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
