import type { Kysely, Migration } from "kysely";
import type { TableWords } from "../dialects.js";

/** The first tables. A migration is never changed once released; a change is a new migration. */
export function firstTables({ numbersItself }: TableWords): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable("cases")
        .addColumn("id", "text", (column) => column.primaryKey())
        .addColumn("tenant", "text", (column) => column.notNull())
        .addColumn("service_url", "text", (column) => column.notNull())
        .addColumn("conversation", "text", (column) => column.notNull())
        .addColumn("question", "text", (column) => column.notNull())
        .addColumn("asker_id", "text", (column) => column.notNull())
        .addColumn("asker_name", "text", (column) => column.notNull())
        .addColumn("explanation", "text", (column) => column.notNull())
        .addColumn("answer", "text")
        .addColumn("outcome", "text")
        .addColumn("opened_at", "text", (column) => column.notNull())
        .execute();
      // Not unique: one message may carry two bounces.
      await db.schema
        .createIndex("cases_by_question")
        .on("cases")
        .columns(["conversation", "question", "opened_at"])
        .execute();

      await db.schema
        .createTable("tickets")
        .addColumn("number", "integer", (column) => column.primaryKey())
        .addColumn("version", "integer", (column) => column.notNull())
        .addColumn("state", "text", (column) => column.notNull())
        .addColumn("case_id", "text", (column) => column.notNull().unique().references("cases.id"))
        .addColumn("requester_id", "text", (column) => column.notNull())
        .addColumn("requester_name", "text", (column) => column.notNull())
        .addColumn("note", "text")
        .addColumn("agent_id", "text")
        .addColumn("agent_name", "text")
        .addColumn("resolution", "text")
        .addColumn("helpdesk_card", "text")
        .addColumn("opened_at", "text", (column) => column.notNull())
        .addColumn("changed_at", "text", (column) => column.notNull())
        .execute();

      await db.schema
        .createTable("counters")
        .addColumn("name", "text", (column) => column.primaryKey())
        .addColumn("value", "integer", (column) => column.notNull())
        .execute();
      await (db as Kysely<{ counters: { name: string; value: number } }>)
        .insertInto("counters")
        .values({ name: "tickets", value: 0 })
        .execute();

      await db.schema
        .createTable("outbox")
        .addColumn("id", "integer", (column) => numbersItself(column.primaryKey()))
        .addColumn("ticket_number", "integer", (column) =>
          column.notNull().references("tickets.number"),
        )
        .addColumn("version", "integer", (column) => column.notNull())
        .addColumn("message", "text", (column) => column.notNull())
        .addColumn("attempts", "integer", (column) => column.notNull())
        .addColumn("due_at", "text", (column) => column.notNull())
        .addColumn("queued_at", "text", (column) => column.notNull())
        .addColumn("last_error", "text")
        .addColumn("died_at", "text")
        .execute();
      await db.schema
        .createIndex("outbox_by_due")
        .on("outbox")
        .columns(["died_at", "due_at", "id"])
        .execute();
      await db.schema
        .createIndex("outbox_by_ticket")
        .on("outbox")
        .columns(["ticket_number", "died_at", "id"])
        .execute();

      await db.schema
        .createTable("helpdesks")
        .addColumn("tenant", "text", (column) => column.primaryKey())
        .addColumn("service_url", "text", (column) => column.notNull())
        .addColumn("conversation", "text", (column) => column.notNull())
        .addColumn("team", "text", (column) => column.notNull())
        .addColumn("name", "text", (column) => column.notNull())
        .addColumn("set_by_id", "text", (column) => column.notNull())
        .addColumn("set_by_name", "text", (column) => column.notNull())
        .addColumn("set_at", "text", (column) => column.notNull())
        .addColumn("removed_at", "text")
        .execute();

      await db.schema
        .createTable("seen_activities")
        .addColumn("conversation", "text", (column) => column.notNull())
        .addColumn("activity", "text", (column) => column.notNull())
        .addColumn("seen_at", "text", (column) => column.notNull())
        .addPrimaryKeyConstraint("seen_activities_once", ["conversation", "activity"])
        .execute();
      await db.schema
        .createIndex("seen_activities_by_date")
        .on("seen_activities")
        .column("seen_at")
        .execute();

      await db.schema
        .createTable("greetings")
        .addColumn("tenant", "text", (column) => column.notNull())
        .addColumn("conversation", "text", (column) => column.notNull())
        .addColumn("greeted_at", "text", (column) => column.notNull())
        .addPrimaryKeyConstraint("greetings_once", ["tenant", "conversation"])
        .execute();
    },
  };
}
