import type { Kysely, Migration } from "kysely";

/** Which steps a requester had tried before asking. */
export function triedSteps(): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await db.schema.alterTable("tickets").addColumn("tried", "text").execute();
    },
  };
}
