import { benchEscalations } from "./bench-escalations.js";
import { benchGrowth } from "./bench-growth.js";
import { emptyPostgres, emptySqlite, type EmptyDatabase } from "./empty-databases.js";

/** A kind of database that is measured. */
export interface Measured {
  readonly name: string;
  readonly fresh: () => Promise<EmptyDatabase>;
  /** How many copies of the bot may share it. */
  readonly copies: readonly number[];
}

/** PostgreSQL is measured where POSTGRES_URL names a server that a database may be made on. */
const SERVER = process.env["POSTGRES_URL"] ?? "postgres://postgres@127.0.0.1:5432/postgres";

/** How many tickets are opened in a second, and how what is looked up gets slower with their number. */
export async function benchHelpdesk(): Promise<void> {
  const kinds: readonly Measured[] = [
    { name: "SQLite", fresh: emptySqlite, copies: [1] },
    { name: "PostgreSQL", fresh: () => emptyPostgres(SERVER), copies: [1, 3] },
  ];
  await benchEscalations(kinds);
  await benchGrowth(kinds);
}
