import { sql, type Kysely, type Migration } from "kysely";
import type { TableWords } from "../dialects.js";

/** Tickets that are assigned, waited on and merged; incidents; one outbox for everything that is said. */
export function helpdeskOfMany({ numbersItself, bytewiseText }: TableWords): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await widenCases(db);
      await widenTickets(db);
      await addEntries(db, numbersItself);
      await addWords(db, bytewiseText);
      await addIncidents(db);
      await replaceOutbox(db, numbersItself);
      await addRoutes(db, numbersItself);
    },
  };
}

async function widenCases(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable("cases").addColumn("problem", "text").execute();
  await db.schema
    .alterTable("cases")
    .addColumn("part", "text", (column) => column.notNull().defaultTo(""))
    .execute();
  await db.schema.alterTable("cases").addColumn("incident", "integer").execute();
  await index(db, "cases_by_problem", "cases", ["tenant", "problem", "opened_at"]);
  await index(db, "cases_by_incident", "cases", ["incident", "opened_at"]);
  await index(db, "cases_by_date", "cases", ["opened_at"]);
  await index(db, "cases_by_asker", "cases", ["tenant", "asker_id"]);
}

async function widenTickets(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable("tickets")
    .addColumn("tenant", "text", (column) => column.notNull().defaultTo(""))
    .execute();
  await db.schema
    .alterTable("tickets")
    .addColumn("decided_in", "integer", (column) => column.notNull().defaultTo(1))
    .execute();
  for (const name of ["reason", "resolved_at", "asked_at", "reminded_at"])
    await db.schema.alterTable("tickets").addColumn(name, "text").execute();
  for (const name of ["merged_into", "incident"])
    await db.schema.alterTable("tickets").addColumn(name, "integer").execute();
  await sql`update tickets set decided_in = version,
    tenant = (select cases.tenant from cases where cases.id = tickets.case_id)`.execute(db);
  // Tickets resolved before this are not asked about any more.
  await sql`update tickets set resolved_at = changed_at, asked_at = changed_at where state = 'resolved'`.execute(
    db,
  );
  // Nor is anybody reminded of those that nobody had taken.
  await sql`update tickets set reminded_at = changed_at where state = 'new'`.execute(db);
  await index(db, "tickets_by_state", "tickets", ["tenant", "state", "number"]);
  await index(db, "tickets_by_requester", "tickets", ["tenant", "requester_id", "number"]);
  await index(db, "tickets_by_agent", "tickets", ["tenant", "agent_id", "number"]);
  await index(db, "tickets_by_merged_into", "tickets", ["merged_into"]);
  await index(db, "tickets_by_incident", "tickets", ["incident"]);
  await index(db, "tickets_by_change", "tickets", ["state", "changed_at"]);
  await db.schema
    .createIndex("tickets_to_ask_about")
    .on("tickets")
    .column("resolved_at")
    .where(sql.ref("asked_at"), "is", null)
    .execute();
  await addThreads(db);
}

/** In which thread a ticket stands was known to its card alone; now it is found by it. */
async function addThreads(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable("tickets").addColumn("thread", "text").execute();
  const tickets = db as Kysely<{
    tickets: { number: number; helpdesk_card: string; thread: string };
  }>;
  const cards = await tickets
    .selectFrom("tickets")
    .select(["number", "helpdesk_card"])
    .where("helpdesk_card", "is not", null)
    .execute();
  for (const { number, helpdesk_card } of cards) {
    const { conversation } = JSON.parse(helpdesk_card) as { readonly conversation: string };
    await tickets
      .updateTable("tickets")
      .set({ thread: conversation })
      .where("number", "=", number)
      .execute();
  }
  await index(db, "tickets_by_thread", "tickets", ["thread", "number"]);
}

async function addEntries(
  db: Kysely<unknown>,
  numbersItself: TableWords["numbersItself"],
): Promise<void> {
  await db.schema
    .createTable("ticket_entries")
    .addColumn("id", "integer", (column) => numbersItself(column.primaryKey()))
    .addColumn("ticket", "integer", (column) => column.notNull().references("tickets.number"))
    .addColumn("version", "integer", (column) => column.notNull())
    .addColumn("verb", "text", (column) => column.notNull())
    .addColumn("by_id", "text", (column) => column.notNull())
    .addColumn("by_name", "text", (column) => column.notNull())
    .addColumn("text", "text")
    .addColumn("at", "text", (column) => column.notNull())
    .execute();
  await index(db, "ticket_entries_by_ticket", "ticket_entries", ["ticket", "id"]);
  await index(db, "ticket_entries_by_person", "ticket_entries", ["by_id"]);
}

async function addWords(
  db: Kysely<unknown>,
  bytewiseText: TableWords["bytewiseText"],
): Promise<void> {
  await db.schema
    .createTable("ticket_words")
    .addColumn("tenant", "text", (column) => column.notNull())
    .addColumn("word", bytewiseText as never, (column) => column.notNull())
    .addColumn("ticket", "integer", (column) => column.notNull().references("tickets.number"))
    .addPrimaryKeyConstraint("ticket_words_once", ["tenant", "word", "ticket"])
    .execute();
  await index(db, "ticket_words_by_ticket", "ticket_words", ["ticket", "word"]);
  // Which tickets still have none: those up to this number.
  await sql`insert into counters (name, value)
    select 'tickets-without-words', coalesce(max(number), 0) from tickets`.execute(db);
}

async function addIncidents(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("incidents")
    .addColumn("number", "integer", (column) => column.primaryKey())
    .addColumn("tenant", "text", (column) => column.notNull())
    .addColumn("version", "integer", (column) => column.notNull())
    .addColumn("decided_in", "integer", (column) => column.notNull())
    .addColumn("state", "text", (column) => column.notNull())
    .addColumn("problem", "text", (column) => column.notNull())
    .addColumn("part", "text", (column) => column.notNull())
    .addColumn("example", "text", (column) => column.notNull())
    .addColumn("agent_id", "text")
    .addColumn("agent_name", "text")
    .addColumn("resolution", "text")
    .addColumn("card", "text")
    .addColumn("thread", "text")
    .addColumn("opened_at", "text", (column) => column.notNull())
    .addColumn("first_seen_at", "text", (column) => column.notNull())
    .addColumn("last_seen_at", "text", (column) => column.notNull())
    .addColumn("closed_at", "text")
    .execute();
  await db.schema
    .createIndex("incidents_open_once")
    .unique()
    .on("incidents")
    .columns(["tenant", "problem", "part"])
    .where(sql.ref("state"), "=", sql.lit("open"))
    .execute();
  await index(db, "incidents_by_problem", "incidents", ["tenant", "problem", "closed_at"]);
  await index(db, "incidents_by_state", "incidents", ["state", "last_seen_at"]);
  await index(db, "incidents_by_thread", "incidents", ["thread", "number"]);

  await db.schema
    .createTable("incident_people")
    .addColumn("incident", "integer", (column) => column.notNull().references("incidents.number"))
    .addColumn("person_id", "text", (column) => column.notNull())
    .addColumn("person_name", "text", (column) => column.notNull())
    .addColumn("case_id", "text", (column) => column.notNull())
    .addColumn("follows", "integer", (column) => column.notNull())
    .addColumn("met_at", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("incident_people_once", ["incident", "person_id"])
    .execute();
  await index(db, "incident_people_by_person", "incident_people", ["person_id"]);

  await db.schema
    .createTable("problems")
    .addColumn("tenant", "text", (column) => column.notNull())
    .addColumn("problem", "text", (column) => column.notNull())
    .addColumn("seen_at", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("problems_once", ["tenant", "problem"])
    .execute();
  await index(db, "problems_by_date", "problems", ["seen_at"]);
  await (db as Kysely<{ counters: { name: string; value: number } }>)
    .insertInto("counters")
    .values({ name: "incidents", value: 0 })
    .execute();
}

/** What waited in the old table goes on waiting in the new one. */
async function replaceOutbox(
  db: Kysely<unknown>,
  numbersItself: TableWords["numbersItself"],
): Promise<void> {
  await db.schema.alterTable("outbox").renameTo("outbox_of_tickets").execute();
  await db.schema.dropIndex("outbox_by_due").execute();
  await db.schema.dropIndex("outbox_by_ticket").execute();
  await db.schema
    .createTable("outbox")
    .addColumn("id", "integer", (column) => numbersItself(column.primaryKey()))
    .addColumn("lane", "text", (column) => column.notNull())
    .addColumn("kind", "text", (column) => column.notNull())
    .addColumn("about", "text", (column) => column.notNull())
    .addColumn("version", "integer")
    .addColumn("attempts", "integer", (column) => column.notNull())
    .addColumn("due_at", "text", (column) => column.notNull())
    .addColumn("queued_at", "text", (column) => column.notNull())
    .addColumn("last_error", "text")
    .addColumn("died_at", "text")
    .execute();
  // A line of before names no step: it tells how the ticket stands.
  await sql`insert into outbox (lane, kind, about, version, attempts, due_at, queued_at, last_error, died_at)
    select 'ticket/' || ticket_number, message, '{"ticket":' || ticket_number || '}',
      case when message = 'requester-line' then null else version end,
      attempts, due_at, queued_at, last_error, died_at
    from outbox_of_tickets order by id`.execute(db);
  await db.schema.dropTable("outbox_of_tickets").execute();
  await index(db, "outbox_by_due", "outbox", ["died_at", "due_at", "id"]);
  await index(db, "outbox_by_lane", "outbox", ["lane", "died_at", "id"]);

  await db.schema
    .createTable("rate_limits")
    .addColumn("key", "text", (column) => column.primaryKey())
    .addColumn("state", "text", (column) => column.notNull())
    .addColumn("free_at", "text", (column) => column.notNull())
    .execute();
  await index(db, "rate_limits_by_date", "rate_limits", ["free_at"]);
}

async function addRoutes(
  db: Kysely<unknown>,
  numbersItself: TableWords["numbersItself"],
): Promise<void> {
  await db.schema
    .createTable("routes")
    .addColumn("id", "integer", (column) => numbersItself(column.primaryKey()))
    .addColumn("tenant", "text", (column) => column.notNull())
    .addColumn("kind", "text", (column) => column.notNull())
    .addColumn("value", "text", (column) => column.notNull())
    .addColumn("team", "text", (column) => column.notNull())
    .addColumn("conversation", "text", (column) => column.notNull())
    .addColumn("name", "text", (column) => column.notNull())
    .addColumn("set_by_id", "text", (column) => column.notNull())
    .addColumn("set_by_name", "text", (column) => column.notNull())
    .addColumn("set_at", "text", (column) => column.notNull())
    .addUniqueConstraint("routes_once", ["tenant", "kind", "value"])
    .execute();
  await db.schema
    .createTable("on_call")
    .addColumn("tenant", "text", (column) => column.notNull())
    .addColumn("person_id", "text", (column) => column.notNull())
    .addColumn("person_name", "text", (column) => column.notNull())
    .addColumn("added_at", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("on_call_once", ["tenant", "person_id"])
    .execute();
}

async function index(
  db: Kysely<unknown>,
  name: string,
  table: string,
  columns: readonly string[],
): Promise<void> {
  await db.schema
    .createIndex(name)
    .on(table)
    .columns([...columns])
    .execute();
}
