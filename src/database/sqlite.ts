import { access, constants, mkdir } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import {
  CompiledQuery,
  SqliteAdapter,
  SqliteDriver,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type Dialect,
  type DialectAdapter,
  type Driver,
} from "kysely";
import Libsql from "libsql";
import { DatabaseError } from "./database-error.js";

// How long a writer waits for another process on the same file. The wait blocks the event loop
// (libsql is synchronous), but a transaction of ours takes a millisecond.
const BUSY_TIMEOUT_MS = 10_000;

/**
 * A dialect on the SQLite file at `path` (`:memory:` for none); folder and file are made where missing,
 * unless it must exist.
 * Throws DatabaseError when the file cannot be opened and written.
 */
export async function openSqlite(path: string, mustExist = false): Promise<Dialect> {
  const file = path === ":memory:" ? path : resolve(path);
  if (mustExist) await findFile(file);
  else if (file !== ":memory:") await prepareFolder(dirname(file));
  return dialectOf(openFile(file));
}

/**
 * The same for a file that is there, which is only read.
 * Throws DatabaseError when it is not there or no database.
 */
export async function openSqliteForReading(path: string): Promise<Dialect> {
  const file = resolve(path);
  let database: Libsql.Database | undefined;
  try {
    await access(file, constants.R_OK);
    database = new Libsql(file);
    database.exec(`PRAGMA busy_timeout = ${BUSY_TIMEOUT_MS}`);
    database.exec("PRAGMA query_only = ON");
    database.exec("SELECT count(*) FROM sqlite_schema");
  } catch (cause) {
    database?.close();
    throw new DatabaseError(
      `DATABASE_URL: the database ${file} cannot be read (${codeOf(cause)}). Name the file that the bot writes.`,
      { cause },
    );
  }
  return dialectOf(database);
}

function dialectOf(database: Libsql.Database): Dialect {
  return {
    createAdapter: () => migratedAtOnce(new SqliteAdapter()),
    createDriver: () => begunAsWriter(new SqliteDriver({ database })),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
}

async function findFile(file: string): Promise<void> {
  try {
    await access(file);
  } catch (cause) {
    throw new DatabaseError(
      `DATABASE_URL: there is no database ${file} (${codeOf(cause)}). Name the one the bot uses.`,
      { cause },
    );
  }
}

async function prepareFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
    await access(folder, constants.W_OK);
  } catch (cause) {
    throw new DatabaseError(
      `DATABASE_URL: the folder ${folder} cannot be made or written (${codeOf(cause)}). ` +
        "Name a file in a folder this program may write to.",
      { cause },
    );
  }
}

function openFile(file: string): Libsql.Database {
  let database: Libsql.Database | undefined;
  try {
    database = new Libsql(file);
    // First of all: the next line already needs a lock that another process may hold.
    database.exec(`PRAGMA busy_timeout = ${BUSY_TIMEOUT_MS}`);
    database.exec("PRAGMA journal_mode = WAL");
    // Every commit reaches the disk: what was acknowledged survives a crash of the machine too.
    database.exec("PRAGMA synchronous = FULL");
    database.exec("PRAGMA foreign_keys = ON");
    // Fails on a file that may only be read, which would otherwise come to light with the first ticket.
    database.exec("BEGIN IMMEDIATE; ROLLBACK");
    return database;
  } catch (cause) {
    database?.close();
    throw new DatabaseError(saysOpening(file, codeOf(cause)), { cause });
  }
}

function saysOpening(file: string, code: string): string {
  if (code === "SQLITE_NOTADB") {
    return (
      `DATABASE_URL: ${file} is not a database. ` +
      "Name another file, or move this one away and a new database is made."
    );
  }
  return (
    `DATABASE_URL: the database ${file} cannot be opened for writing (${code}). ` +
    "Check that it is a file this program may write to and that no other program holds it."
  );
}

function codeOf(error: unknown): string {
  if (error instanceof Error && "code" in error && typeof error.code === "string" && error.code) {
    return error.code;
  }
  return error instanceof Error ? error.message : String(error);
}

/**
 * Kysely says BEGIN, which takes the write lock with the first write. By then another process may have
 * written what this transaction has read, and SQLite ends it with SQLITE_BUSY however long the timeout:
 * waiting cannot help. BEGIN IMMEDIATE takes the lock first, so transactions of two processes queue up.
 */
function begunAsWriter(driver: Driver): Driver {
  driver.beginTransaction = async (connection) => {
    await connection.executeQuery(CompiledQuery.raw("begin immediate"));
  };
  return driver;
}

/**
 * SQLite rolls back CREATE TABLE like everything else, but Kysely does not count on it. With this all
 * migrations are one transaction: a crash leaves none of them half done, and two processes that start
 * at once do not both run them.
 */
function migratedAtOnce(adapter: DialectAdapter): DialectAdapter {
  return Object.defineProperty(adapter, "supportsTransactionalDdl", { value: true });
}
