import type { Database } from "../database/schema.js";
import type { Message } from "../outbox/outbox-store.js";
import { laneOf } from "./messages.js";
import type { Person, Ticket } from "./ticket.js";

/** A message that mentions more reaches nobody: each thinks of the others. */
export const MOST_ON_CALL = 20;

/** Who is on call for a tenant's helpdesk, whoever was added first in front. */
export async function listOnCall(db: Database, tenant: string): Promise<readonly Person[]> {
  const rows = await db
    .selectFrom("on_call")
    .select(["person_id as id", "person_name as name"])
    .where("tenant", "=", tenant)
    .orderBy("added_at")
    .orderBy("person_id")
    .limit(MOST_ON_CALL)
    .execute();
  return rows;
}

/** Puts people on call; who is there already stays. */
export async function addOnCall(
  db: Database,
  tenant: string,
  people: readonly Person[],
  now: Date,
): Promise<void> {
  if (people.length === 0) return;
  const rows = people.map(({ id, name }) => ({
    tenant,
    person_id: id,
    person_name: name,
    added_at: now.toISOString(),
  }));
  await db
    .insertInto("on_call")
    .values(rows)
    .onConflict((conflict) => conflict.columns(["tenant", "person_id"]).doNothing())
    .execute();
}

/** Takes people off the list, or everybody where none are named. */
export async function removeOnCall(
  db: Database,
  tenant: string,
  ids?: readonly string[],
): Promise<void> {
  if (ids?.length === 0) return;
  const all = db.deleteFrom("on_call").where("tenant", "=", tenant);
  await (ids ? all.where("person_id", "in", ids) : all).execute();
}

/** What a new ticket leads to: a line that mentions whoever is on call, behind its card. */
export async function callsFor(transaction: Database, ticket: Ticket): Promise<readonly Message[]> {
  const people = await listOnCall(transaction, ticket.case.place.tenant);
  if (people.length === 0) return [];
  return [{ lane: laneOf(ticket.number), kind: "on-call-line", about: { ticket: ticket.number } }];
}
