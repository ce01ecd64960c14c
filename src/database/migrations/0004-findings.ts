import type { Kysely, Migration } from "kysely";

/** What was looked up about a bounce. */
export function findings(): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await db.schema.alterTable("cases").addColumn("findings", "text").execute();
    },
  };
}
