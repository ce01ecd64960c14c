import type { Database } from "../database/schema.js";
import type { Explanation } from "../explain.js";
import { SOMEBODY, withoutPeople } from "./forgotten.js";
import { deleteCases } from "./purge-cases.js";
import { OPEN_STATES, type Person } from "./ticket.js";

/** Takes out of tickets who asked, and what they wrote; to be called in a transaction. */
export async function forgetRequesterIn(
  transaction: Database,
  { id }: Person,
  numbers: readonly number[],
): Promise<void> {
  const tickets = await transaction
    .updateTable("tickets")
    .set({ requester_id: SOMEBODY.id, requester_name: SOMEBODY.name, note: null })
    .where("number", "in", numbers)
    .where("requester_id", "=", id)
    .returning("case_id")
    .execute();
  await transaction
    .updateTable("ticket_entries")
    .set({ by_id: SOMEBODY.id, by_name: SOMEBODY.name, text: null })
    .where("ticket", "in", numbers)
    .where("by_id", "=", id)
    .execute();
  for (const { case_id: about } of tickets) await forgetCase(transaction, about, id);
}

/** Takes out of tickets who worked on them; what was written for others to read stays. */
export async function forgetAgentIn(
  transaction: Database,
  { id }: Person,
  numbers: readonly number[],
): Promise<void> {
  await transaction
    .updateTable("tickets")
    .set({ agent_id: SOMEBODY.id, agent_name: SOMEBODY.name })
    .where("number", "in", numbers)
    .where("agent_id", "=", id)
    .execute();
  await transaction
    .updateTable("ticket_entries")
    .set({ by_id: SOMEBODY.id, by_name: SOMEBODY.name })
    .where("ticket", "in", numbers)
    .where("by_id", "=", id)
    .execute();
}

const BATCH = 200;

/** Deletes somebody's answers; of those that a ticket or an incident needs, what is theirs. How many. */
export async function forgetCases(db: Database, { id }: Person, tenant: string): Promise<number> {
  let sum = 0;
  for (;;) {
    const rows = await db
      .selectFrom("cases")
      .select("id")
      .where("tenant", "=", tenant)
      .where("asker_id", "=", id)
      .limit(BATCH)
      .execute();
    if (rows.length === 0) return sum;
    const ids = rows.map((row) => row.id);
    await deleteCases(db, ids);
    for (const about of ids) await forgetCase(db, about, id);
    sum += rows.length;
  }
}

/** Empties a case that somebody asked about. The evidence stays where another person's ticket is open on it. */
async function forgetCase(db: Database, about: string, asker: string): Promise<void> {
  const row = await db
    .selectFrom("cases")
    .select("explanation")
    .where("id", "=", about)
    .where("asker_id", "=", asker)
    .executeTakeFirst();
  if (!row) return;
  const open = await db
    .selectFrom("tickets")
    .select("number")
    .where("case_id", "=", about)
    .where("requester_id", "!=", SOMEBODY.id)
    .where("state", "in", OPEN_STATES)
    .executeTakeFirst();
  const explanation = JSON.parse(row.explanation) as Explanation;
  const gone = {
    explanation: JSON.stringify(withoutPeople(explanation)),
    findings: null,
    conversation: "",
    question: "",
    answer: null,
    // A domain, or the hash of an address, which whoever knows the address can compare.
    problem: null,
    part: "",
  };
  await db
    .updateTable("cases")
    .set({ asker_id: SOMEBODY.id, asker_name: SOMEBODY.name, ...(open ? {} : gone) })
    .where("id", "=", about)
    .execute();
}

/** Everywhere else that one of their names stands. */
export async function forgetElsewhere(
  db: Database,
  { id }: Person,
  names: readonly string[],
  tenant: string,
): Promise<void> {
  // An assignment keeps the name of whom a ticket was given to, and no id.
  await db
    .updateTable("ticket_entries")
    .set({ text: SOMEBODY.name })
    .where("verb", "=", "assign")
    .where("text", "in", names)
    .where("ticket", "in", (eb) =>
      eb.selectFrom("tickets").select("number").where("tenant", "=", tenant),
    )
    .execute();
  await db.deleteFrom("on_call").where("tenant", "=", tenant).where("person_id", "=", id).execute();
  await db
    .deleteFrom("incident_people")
    .where("person_id", "=", id)
    .where("incident", "in", (eb) =>
      eb.selectFrom("incidents").select("number").where("tenant", "=", tenant),
    )
    .execute();
  await db
    .updateTable("incidents")
    .set({ agent_id: SOMEBODY.id, agent_name: SOMEBODY.name })
    .where("tenant", "=", tenant)
    .where("agent_id", "=", id)
    .execute();
  for (const table of ["helpdesks", "routes"] as const)
    await db
      .updateTable(table)
      .set({ set_by_id: SOMEBODY.id, set_by_name: SOMEBODY.name })
      .where("tenant", "=", tenant)
      .where("set_by_id", "=", id)
      .execute();
}
