import type { Database } from "./schema.js";

// Each failed attempt means that somebody else's was stored.
const ATTEMPTS = 5;

/**
 * Does some work in a transaction of its own, and again from the start where PostgreSQL ended it because it
 * and another one waited for each other. So the work must say nothing to the outside. Rejects as the work does.
 */
export async function transact<T>(
  db: Database,
  work: (transaction: Database) => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await db.transaction().execute(work);
    } catch (error) {
      if (attempt === ATTEMPTS || !isDeadlock(error)) throw error;
    }
  }
}

/** `deadlock_detected`, PostgreSQL's appendix A. SQLite has one writer at a time and knows none. */
function isDeadlock(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "40P01";
}
