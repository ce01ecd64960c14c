import { readDatabaseConfig } from "../config.js";
import { DatabaseError } from "../database/database-error.js";
import { openExisting } from "../database/database.js";
import type { Database } from "../database/schema.js";
import type { Terminal } from "./terminal.js";

/**
 * Does something with the database of the bot, which may be running; the exit code. What is wrong with the
 * database is said here: with `import()` a caller may know the error by another class of the same name.
 */
export async function withDatabase(
  { env, stderr }: Terminal,
  use: (db: Database) => Promise<number>,
): Promise<number> {
  let db: Database | undefined;
  try {
    db = await openExisting(readDatabaseConfig(env).databaseUrl);
    return await use(db);
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error;
    stderr.write(`${error.message}\n`);
    return 1;
  } finally {
    await db?.destroy();
  }
}
