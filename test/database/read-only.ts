import { sql } from "kysely";
import { locksRows } from "../../src/database/database.js";
import type { Database } from "../../src/database/schema.js";

const TABLES = ["tickets", "cases", "outbox", "mail_replies", "counters"] as const;

/** As on a full disk: what is there can be read, and nothing written. */
export async function makeReadOnly(db: Database, on: boolean): Promise<void> {
  if (!locksRows(db)) {
    await sql`pragma query_only = ${sql.raw(on ? "on" : "off")}`.execute(db);
    return;
  }
  // A setting would be one of the connection, and there are several.
  await sql`create or replace function refuse() returns trigger language plpgsql
    as 'begin raise exception ''read only''; end'`.execute(db);
  for (const table of TABLES) {
    await sql`drop trigger if exists refusing on ${sql.table(table)}`.execute(db);
    if (on)
      await sql`create trigger refusing before insert or update or delete on ${sql.table(table)}
        for each statement execute function refuse()`.execute(db);
  }
}
