import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openDatabase } from "../../src/database/database.js";
import type { Database } from "../../src/database/schema.js";

/** A kind of database the stores must work on; each call of `fresh` gives the address of an empty one. */
export interface DatabaseKind {
  readonly name: string;
  fresh(): Promise<{ readonly url: string; remove(): Promise<void> }>;
}

/** The store tests run once for each entry; another database is another entry. */
export const DATABASES: readonly DatabaseKind[] = [
  {
    name: "SQLite in memory",
    fresh: () => Promise.resolve({ url: "sqlite::memory:", remove: () => Promise.resolve() }),
  },
  {
    name: "an SQLite file",
    async fresh() {
      const { folder, remove } = await temporaryFolder();
      return { url: `sqlite:${join(folder, "data", "ndr-bot.db")}`, remove };
    },
  },
];

/** Calls `tests` once for each kind of database, with a way to a fresh one that is gone after each test. */
export function onEachDatabase(tests: (database: () => Database) => void): void {
  for (const kind of DATABASES) {
    describe(`on ${kind.name}`, () => {
      let db: Database;
      let remove: () => Promise<void>;

      beforeEach(async () => {
        const place = await kind.fresh();
        remove = () => place.remove();
        db = await openDatabase(place.url);
      });

      afterEach(async () => {
        await db.destroy();
        await remove();
      });

      tests(() => db);
    });
  }
}

export async function temporaryFolder() {
  const folder = await mkdtemp(join(tmpdir(), "ndr-bot-"));
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}
