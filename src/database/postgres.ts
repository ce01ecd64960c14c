import { PostgresDialect, type Dialect } from "kysely";
import pg from "pg";

// A person waits for the answer: what takes longer than this has failed.
const CONNECT_MS = 2_000;
const STATEMENT_MS = 10_000;
const CONNECTIONS = 10;

/** A dialect on the PostgreSQL database at `url` (`postgres://user:password@host:port/database`). */
export function openPostgres(url: string): Dialect {
  const pool = new pg.Pool({
    connectionString: url,
    max: CONNECTIONS,
    connectionTimeoutMillis: CONNECT_MS,
    statement_timeout: STATEMENT_MS,
    query_timeout: STATEMENT_MS,
    application_name: "ndr-bot",
  });
  // An idle connection that breaks would otherwise end the process; the next query makes a new one.
  pool.on("error", () => undefined);
  return new PostgresDialect({ pool });
}
