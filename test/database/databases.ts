import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openDatabase } from "../../src/database/database.js";
import type { Database } from "../../src/database/schema.js";
import { emptyPostgres, freshPostgres, hasPostgres } from "./postgres.js";

/** A kind of database the stores must work on. */
export interface DatabaseKind {
  readonly name: string;
  /** Whether it can be had here. */
  isThere(): Promise<boolean>;
  /** The address of one that nobody else has, for programs of their own. */
  fresh(): Promise<{ readonly url: string; remove(): Promise<void> }>;
  /** One without rows, to be closed when it was used: the cheap way. */
  open(): Promise<{ readonly db: Database; close(): Promise<void> }>;
}

/** The store tests run once for each entry; another database is another entry. */
export const DATABASES: readonly DatabaseKind[] = [
  {
    name: "SQLite in memory",
    isThere: () => Promise.resolve(true),
    fresh: () => Promise.resolve({ url: "sqlite::memory:", remove: () => Promise.resolve() }),
    async open() {
      const db = await openDatabase("sqlite::memory:");
      return { db, close: () => db.destroy() };
    },
  },
  {
    name: "an SQLite file",
    isThere: () => Promise.resolve(true),
    fresh: freshFile,
    async open() {
      const { url, remove } = await freshFile();
      const db = await openDatabase(url);
      return { db, close: () => db.destroy().then(remove) };
    },
  },
  {
    name: "PostgreSQL",
    isThere: hasPostgres,
    fresh: freshPostgres,
    open: async () => ({ db: await emptyPostgres(), close: () => Promise.resolve() }),
  },
];

async function freshFile() {
  const { folder, remove } = await temporaryFolder();
  return { url: `sqlite:${join(folder, "data", "ndr-bot.db")}`, remove };
}

/** Calls `tests` once for each kind of database, with a way to one without rows for each test. */
export function onEachDatabase(tests: (database: () => Database) => void): void {
  onEachKind((kind) => {
    let opened: Awaited<ReturnType<DatabaseKind["open"]>>;

    beforeEach(async () => {
      opened = await kind.open();
    });

    afterEach(() => opened.close());

    tests(() => opened.db);
  });
}

/** Calls `tests` once for each kind of database that can be had here. */
export function onEachKind(tests: (kind: DatabaseKind) => void): void {
  for (const kind of DATABASES) {
    describe(`on ${kind.name}`, () => {
      before(async function () {
        // The first to ask waits for the server.
        this.timeout(60_000);
        if (!(await kind.isThere())) this.skip();
      });

      tests(kind);
    });
  }
}

export async function temporaryFolder() {
  const folder = await mkdtemp(join(tmpdir(), "ndr-bot-"));
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}
