import { PostgresDialect, type Dialect } from "kysely";
import pg from "pg";
import { watchPool } from "./watched-pool.js";

// The server ends what takes longer: nobody waits for it any more.
const STATEMENT_MS = 10_000;
// For a free connection too, while all of them are busy.
const CONNECT_MS = 10_000;
/** For a server to say that it is there. */
const PROBE_MS = 1_000;
/** Of each copy of the program; a server has a hundred for all, unless told otherwise. */
export const CONNECTIONS = 10;

/** A dialect on the PostgreSQL database at `url` (`postgres://user:password@host:port/database`). */
export function openPostgres(url: string, connections = CONNECTIONS): Dialect {
  const pool = new pg.Pool({
    ...settings(url),
    max: connections,
    connectionTimeoutMillis: CONNECT_MS,
    statement_timeout: STATEMENT_MS,
    allowExitOnIdle: true,
  });
  // An idle connection that breaks would otherwise end the process; the next query makes a new one.
  pool.on("error", () => undefined);
  return new PostgresDialect({ pool: watchPool(pool, () => answers(url)) });
}

/** The same for changing the tables, which may take as long as it takes. */
export function openForMigration(url: string): Dialect {
  const pool = new pg.Pool({ ...settings(url), max: 1, connectionTimeoutMillis: CONNECT_MS });
  pool.on("error", () => undefined);
  return new PostgresDialect({ pool });
}

/** The same for reading only. Each statement may take long: nobody waits in a chat. */
export function openPostgresForReading(url: string): Dialect {
  const pool = new pg.Pool({
    ...settings(url),
    max: 1,
    connectionTimeoutMillis: CONNECT_MS,
    options: "-c default_transaction_read_only=on",
  });
  pool.on("error", () => undefined);
  return new PostgresDialect({ pool });
}

function settings(url: string): pg.ClientConfig {
  const types = new pg.TypeOverrides();
  // count(*) is an int8, which does not fit into a number; ours do.
  types.setTypeParser(pg.types.builtins.INT8, Number);
  return { connectionString: url, types, application_name: "ndr-bot", keepAlive: true };
}

/** Whether the server says anything, be it that it has no connection to spare. */
async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({
    ...settings(url),
    connectionTimeoutMillis: PROBE_MS,
    query_timeout: PROBE_MS,
  });
  client.on("error", () => undefined);
  try {
    await client.connect();
    await client.query("select 1");
    return true;
  } catch (error) {
    return error instanceof pg.DatabaseError && !isDown(error);
  } finally {
    void client.end().catch(() => undefined);
  }
}

/** 57P01 to 57P03: it is being stopped, was ended, or is not up yet. */
const isDown = ({ code }: pg.DatabaseError) => code?.startsWith("57P") ?? false;

const CERTIFICATE = /^(?:CERT_|ERR_TLS_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_)/;

/** What keeps a database from being used, for whoever runs the bot; never the address, which holds a password. */
export function saysUnusable(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code = "" } = error as Error & { readonly code?: unknown };
  if (typeof code !== "string") return undefined;
  switch (code) {
    case "28P01":
    case "28000":
      return "PostgreSQL refuses the login. Check the user and the password, and who may connect (pg_hba.conf).";
    case "3D000":
      return "PostgreSQL has no database of this name. Create it, or correct the name.";
    case "42501":
      return (
        "this user may not create tables in PostgreSQL. Make it the owner of the database, " +
        "or grant it CREATE on the schema."
      );
    case "53300":
      return "PostgreSQL has no connection to spare. Raise max_connections, or run fewer copies.";
    case "57P03":
      return "PostgreSQL is starting or stopping. Try again in a moment.";
  }
  if (CERTIFICATE.test(code)) {
    return (
      `PostgreSQL's certificate is not trusted (${code}). Name its authority's certificate in ` +
      "sslrootcert or NODE_EXTRA_CA_CERTS."
    );
  }
  if (/does not support SSL/.test(error.message))
    return "PostgreSQL speaks no TLS there. Switch it on in the server, or leave sslmode out.";
  if (/^E[A-Z_]+$/.test(code) || /time(?:d ?out|out)|terminated/i.test(error.message)) {
    return (
      `PostgreSQL cannot be reached (${code || "no answer"}). ` +
      "Check host and port, and that it runs and lets this machine in."
    );
  }
  return undefined;
}
