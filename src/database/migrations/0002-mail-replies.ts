import type { Kysely, Migration } from "kysely";
import type { TableWords } from "../dialects.js";

/** Answers by mail, on their way or given within the last day. */
export function mailReplies({ numbersItself }: TableWords): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable("mail_replies")
        .addColumn("id", "integer", (column) => numbersItself(column.primaryKey()))
        .addColumn("reference", "text", (column) => column.notNull().unique())
        .addColumn("question", "text", (column) => column.notNull().unique())
        .addColumn("asker", "text", (column) => column.notNull())
        .addColumn("mail", "text")
        .addColumn("attempts", "integer", (column) => column.notNull())
        .addColumn("due_at", "text", (column) => column.notNull())
        .addColumn("queued_at", "text", (column) => column.notNull())
        .addColumn("last_error", "text")
        .execute();
      await db.schema
        .createIndex("mail_replies_by_due")
        .on("mail_replies")
        .columns(["due_at", "id"])
        .execute();
      await db.schema
        .createIndex("mail_replies_by_asker")
        .on("mail_replies")
        .columns(["asker", "queued_at"])
        .execute();
      await db.schema
        .createIndex("mail_replies_by_date")
        .on("mail_replies")
        .column("queued_at")
        .execute();
    },
  };
}
