import type { PostgresPool, PostgresPoolClient } from "kysely";
import type pg from "pg";
import { DatabaseError } from "./database-error.js";

export interface WatchTimes {
  /** What takes longer than this makes us ask whether the database answers at all. */
  readonly patienceMs: number;
  /** Between two looks at a database that does not answer. */
  readonly againMs: number;
}

const TIMES: WatchTimes = { patienceMs: 700, againMs: 500 };

/**
 * A pool in which nobody waits for a database that is gone. Where something takes long, `answers` asks the
 * server, on a connection of its own: a slow query goes on, but of a server that is silent all that waits is
 * given up, and whatever is begun fails at once until it answers again. A person waits once at most, for
 * `patienceMs` and the time `answers` takes.
 */
export function watchPool(
  pool: pg.Pool,
  answers: () => Promise<boolean>,
  { patienceMs, againMs }: WatchTimes = TIMES,
): PostgresPool {
  const givingUp = new Set<(reason: Error) => void>();
  let isGone = false;
  let isEnded = false;
  let looking = false;

  async function look(): Promise<void> {
    if (looking || isEnded) return;
    looking = true;
    isGone = !(await answers());
    looking = false;
    if (isGone) for (const giveUp of givingUp) giveUp(gone());
    if (isGone || givingUp.size > 0) later(() => void look(), isGone ? againMs : patienceMs);
  }

  /** The work's result; rejects as soon as the database is found to be gone. */
  async function watched<T>(work: () => Promise<T>): Promise<T> {
    if (isGone) throw gone();
    let giveUp: (reason: Error) => void = () => undefined;
    const end = new Promise<never>((_resolve, reject) => (giveUp = reject));
    const timer = later(() => void look(), patienceMs);
    givingUp.add(giveUp);
    try {
      return await Promise.race([work(), end]);
    } finally {
      clearTimeout(timer);
      givingUp.delete(giveUp);
    }
  }

  async function connect(): Promise<PostgresPoolClient> {
    let connecting: Promise<pg.PoolClient> | undefined;
    let client: pg.PoolClient;
    try {
      client = await watched(() => (connecting = pool.connect()));
    } catch (error) {
      // It may still come, and nobody waits for it any more.
      void connecting?.then(
        (late) => {
          late.release();
        },
        () => undefined,
      );
      throw error;
    }
    let isBroken = false;
    const onError = () => (isBroken = true);
    // An error that nobody listens to would end the process.
    client.on("error", onError);
    const query = async (text: string, parameters: readonly unknown[]) => {
      try {
        return await watched(() => client.query(text, [...parameters]));
      } catch (error) {
        // Its answer may still come, and would be taken for that of the next query.
        isBroken ||= error instanceof DatabaseError;
        throw error;
      }
    };
    return {
      // No query of ours is read through a cursor, the other thing it could be called with.
      query: query as unknown as PostgresPoolClient["query"],
      release: () => {
        client.off("error", onError);
        client.release(isBroken);
      },
    };
  }

  return {
    connect,
    async end() {
      isEnded = true;
      const ended = pool.end();
      // A server that says nothing does not say goodbye either.
      await (isGone ? undefined : ended);
    },
  };
}

const gone = () => new DatabaseError("The database does not answer.");

/** A timer that does not keep the process alive. */
function later(act: () => void, milliseconds: number): NodeJS.Timeout {
  return setTimeout(act, milliseconds).unref();
}
