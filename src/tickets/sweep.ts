/**
 * Work that comes due by time. Every copy of the program runs it, also at once: so it is bounded, and
 * doing it again changes nothing.
 */
export interface Sweep {
  /** For the log. */
  readonly name: string;
  run(now: Date): Promise<void>;
}

export interface Sweeps {
  /** Runs each sweep once, one after the other; what fails is logged, and the others still run. */
  run(): Promise<void>;
  /** From now on, until `stop`. */
  start(): void;
  /** Resolves when nothing is running any more. */
  stop(): Promise<void>;
}

export interface SweepsOptions {
  readonly sweeps: readonly Sweep[];
  readonly now: () => Date;
  readonly log?: SweepLog | undefined;
  readonly everyMs?: number | undefined;
}

export interface SweepLog {
  error(fields: object, message: string): void;
}

const EVERY_MS = 60_000;

/** One timer for all of them. */
export function createSweeps({ sweeps, now, log, everyMs = EVERY_MS }: SweepsOptions): Sweeps {
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;
  let running: Promise<void> | undefined;

  async function runAll(): Promise<void> {
    for (const sweep of sweeps) {
      if (isStopped) return;
      try {
        await sweep.run(now());
      } catch (error) {
        // The next round tries again.
        log?.error({ err: error, sweep: sweep.name }, "sweep failed");
      }
    }
  }

  function run(): Promise<void> {
    running ??= runAll().finally(() => {
      running = undefined;
    });
    return running;
  }

  return {
    run,
    start() {
      isStopped = false;
      timer ??= setInterval(() => void run(), everyMs);
      void run();
    },
    async stop() {
      clearInterval(timer);
      timer = undefined;
      isStopped = true;
      await running;
    },
  };
}
