import { Kysely, Migrator, PostgresAdapter, sql, type Dialect } from "kysely";
import { DatabaseError } from "./database-error.js";
import { listMigrations } from "./migrations/migrations.js";
import type { TableWords } from "./dialects.js";
import {
  openForMigration,
  openPostgres,
  openPostgresForReading,
  saysUnusable,
} from "./postgres.js";
import type { Database, Schema } from "./schema.js";
import { openSqlite, openSqliteForReading } from "./sqlite.js";

/**
 * Opens the database and brings its tables up to date. `url` is `sqlite:PATH`, `sqlite::memory:` for one
 * that is gone when closed, or `postgres://…`; close it with `destroy()`.
 * Throws DatabaseError when it cannot be used, and when a newer version of the program has changed it.
 */
export function openDatabase(url: string, options: OpenOptions = {}): Promise<Database> {
  return open(url, options, migrate);
}

/** The same, but nothing is made and nothing changed: for a tool beside the running bot. */
export function openExisting(url: string): Promise<Database> {
  return open(url, { mustExist: true, connections: 2 }, refuseOther);
}

interface OpenOptions {
  /** To PostgreSQL, at one time. */
  readonly connections?: number | undefined;
  readonly mustExist?: boolean | undefined;
}

async function open(
  url: string,
  options: OpenOptions,
  prepare: (db: Database, words: TableWords) => Promise<void>,
): Promise<Database> {
  const { dialect, forMigration, words } = await openByScheme(url, options);
  const db = new Kysely<Schema>({ dialect });
  const changing = forMigration ? new Kysely<Schema>({ dialect: forMigration }) : db;
  try {
    await prepare(changing, words);
    return db;
  } catch (error) {
    await db.destroy();
    const says = error instanceof DatabaseError ? undefined : saysUnusable(error);
    throw says === undefined ? error : new DatabaseError(`DATABASE_URL: ${says}`, { cause: error });
  } finally {
    if (changing !== db) await changing.destroy();
  }
}

/**
 * Opens a database that the bot has made, for reading only: nothing is created or changed.
 * Throws DatabaseError when it cannot be read, or was made by another version of the program.
 */
export async function openForReading(url: string): Promise<Database> {
  const isPostgres = /^postgres(?:ql)?:/i.test(url.trim());
  const dialect = isPostgres
    ? openPostgresForReading(url.trim())
    : await openSqliteForReading(sqlitePath(url.trim().replace(/^sqlite:/i, "")));
  const db = new Kysely<Schema>({ dialect });
  try {
    await refuseOther(db, SQLITE_WORDS);
    return db;
  } catch (error) {
    await db.destroy();
    const says = error instanceof DatabaseError ? undefined : saysUnusable(error);
    throw says === undefined ? error : new DatabaseError(`DATABASE_URL: ${says}`, { cause: error });
  }
}

/** Whether rows can be locked. SQLite has one writer at a time, and needs and knows no such thing. */
export function locksRows(db: Database): boolean {
  return db.getExecutor().adapter instanceof PostgresAdapter;
}

/** Makes everybody else who names the same thing wait until this transaction ends. */
export async function lockName(transaction: Database, name: string): Promise<void> {
  if (!locksRows(transaction)) return;
  await sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`.execute(transaction);
}

const SQLITE_WORDS: TableWords = {
  numbersItself: (column) => column.autoIncrement(),
  bytewiseText: sql`text`,
};

interface Opened {
  readonly dialect: Dialect;
  /** Where changing the tables is another matter than using them. */
  readonly forMigration?: Dialect;
  readonly words: TableWords;
}

async function openByScheme(url: string, { connections, mustExist }: OpenOptions): Promise<Opened> {
  const [, scheme = "", rest = ""] = /^([a-z][a-z0-9+.-]*):(.*)$/is.exec(url.trim()) ?? [];
  switch (scheme.toLowerCase()) {
    case "sqlite":
      return {
        dialect: await openSqlite(sqlitePath(rest), mustExist),
        words: SQLITE_WORDS,
      };
    case "postgres":
    case "postgresql":
      return {
        dialect: openPostgres(url.trim(), connections),
        forMigration: openForMigration(url.trim()),
        words: {
          numbersItself: (column) => column.generatedByDefaultAsIdentity(),
          bytewiseText: sql`text collate "C"`,
        },
      };
    default:
      // The address itself is not repeated: it may hold a password.
      throw new DatabaseError(
        `DATABASE_URL must look like sqlite:data/ndr-bot.db or postgres://user@host/database, but ${
          scheme ? `starts with ${scheme}:` : "has no scheme"
        }.`,
      );
  }
}

function sqlitePath(path: string): string {
  // sqlite:///var/x.db is how others write an absolute path; sqlite://x.db would silently mean /x.db.
  if (!path || /^\/\/(?!\/)/.test(path)) {
    throw new DatabaseError(
      "DATABASE_URL: write sqlite: and then the path of a file, as in sqlite:data/ndr-bot.db.",
    );
  }
  return path;
}

async function migrate(db: Database, words: TableWords): Promise<void> {
  const migrations = { ...listMigrations(words) };
  await refuseNewer(db, Object.keys(migrations));
  const migrator = new Migrator({
    db,
    provider: { getMigrations: () => Promise.resolve(migrations) },
  });
  const { error } = await migrator.migrateToLatest();
  if (error) {
    if (saysUnusable(error) !== undefined) throw error as Error;
    const reason = error instanceof Error ? error.message : "for no known reason";
    throw new DatabaseError(
      `DATABASE_URL: the tables could not be brought up to date (${reason}). ` +
        "Nothing was changed. Check that the database belongs to NDR Bot, or name a new file.",
      { cause: error },
    );
  }
}

async function refuseNewer(db: Database, known: readonly string[]): Promise<void> {
  const unknown = (await listDone(db)).filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    throw new DatabaseError(
      `DATABASE_URL: this database was changed by a newer version of NDR Bot (${unknown.join(", ")}). ` +
        "Run that version, or restore the copy made before the upgrade.",
    );
  }
}

async function refuseOther(db: Database, words: TableWords): Promise<void> {
  const known = Object.keys(listMigrations(words));
  await refuseNewer(db, known);
  const done = await listDone(db);
  if (known.some((name) => !done.includes(name))) {
    throw new DatabaseError(
      "DATABASE_URL: the tables of this version are not there yet. Start the bot once: it makes them.",
    );
  }
}

/** The names of the migrations that were run. */
async function listDone(db: Database): Promise<readonly string[]> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some((table) => table.name === "kysely_migration")) return [];
  const done = await sql<{ name: string }>`select name from kysely_migration`.execute(db);
  return done.rows.map((row) => row.name);
}
