import type { Database, IncidentRow } from "../database/schema.js";
import { readRef, writeRef } from "../tickets/stored-text.js";
import type { MessageRef } from "../tickets/ticket.js";
import type { Incident, IncidentState } from "./incident.js";

/**
 * Makes everybody else who meets this problem, or decides about an incident of it, wait until this
 * transaction ends. Whoever also locks tickets or cases locks the problem first.
 */
export async function lockProblem(
  transaction: Database,
  tenant: string,
  problem: string,
  now: Date,
): Promise<void> {
  const seen_at = now.toISOString();
  await transaction
    .insertInto("problems")
    .values({ tenant, problem, seen_at })
    .onConflict((conflict) => conflict.columns(["tenant", "problem"]).doUpdateSet({ seen_at }))
    .execute();
}

/** Opens an incident under the next number. The number is given back when the transaction fails. */
export async function openIncident(
  transaction: Database,
  draft: Pick<
    Incident,
    "tenant" | "problem" | "part" | "example" | "firstSeenAt" | "lastSeenAt" | "openedAt"
  >,
): Promise<Incident> {
  const { value: number } = await transaction
    .updateTable("counters")
    .set((eb) => ({ value: eb("value", "+", 1) }))
    .where("name", "=", "incidents")
    .returning("value")
    .executeTakeFirstOrThrow();
  const incident: Incident = { ...draft, number, version: 1, decidedIn: 1, state: "open" };
  await transaction
    .insertInto("incidents")
    .values({ ...toRow(incident), card: null, thread: null })
    .execute();
  return incident;
}

export async function findIncident(db: Database, number: number): Promise<Incident | undefined> {
  // A number from a button may be anything, and PostgreSQL refuses what is no integer.
  if (!Number.isInteger(number) || number < 1 || number > 0x7fffffff) return undefined;
  const row = await db
    .selectFrom("incidents")
    .selectAll()
    .where("number", "=", number)
    .executeTakeFirst();
  return row && readIncident(row);
}

/** The incidents of a problem, newest first; there are few, for each closes before the next one opens. */
export async function listIncidents(
  db: Database,
  tenant: string,
  problem: string,
): Promise<readonly Incident[]> {
  const rows = await db
    .selectFrom("incidents")
    .selectAll()
    .where("tenant", "=", tenant)
    .where("problem", "=", problem)
    .orderBy("number", "desc")
    .limit(50)
    .execute();
  return rows.map(readIncident);
}

/** What is open in a tenant, the last one met first. */
export async function listOpenIncidents(
  db: Database,
  tenant: string,
): Promise<readonly Incident[]> {
  const rows = await db
    .selectFrom("incidents")
    .selectAll()
    .where("tenant", "=", tenant)
    .where("state", "=", "open")
    .orderBy("last_seen_at", "desc")
    .limit(MOST_LISTED)
    .execute();
  return rows.map(readIncident);
}

const MOST_LISTED = 15;

/** Stores an incident after a change; to be called with its problem locked. */
export async function saveIncident(transaction: Database, incident: Incident): Promise<void> {
  const { number, ...columns } = toRow(incident);
  const { numUpdatedRows } = await transaction
    .updateTable("incidents")
    .set(columns)
    .where("number", "=", number)
    .where("version", "=", incident.version - 1)
    .executeTakeFirst();
  if (numUpdatedRows === 0n)
    throw new Error(`Incident ${number} changed although its problem was locked.`);
}

/** Open incidents that nobody has met since `before`, the longest quiet first. */
export async function findQuiet(
  db: Database,
  before: Date,
  limit: number,
): Promise<readonly number[]> {
  const rows = await db
    .selectFrom("incidents")
    .select("number")
    .where("state", "=", "open")
    .where("last_seen_at", "<", before.toISOString())
    .orderBy("last_seen_at")
    .limit(limit)
    .execute();
  return rows.map(({ number }) => number);
}

/** The open incidents of a tenant that stand in no channel yet. */
export async function findUnseenIncidents(
  db: Database,
  tenant: string,
): Promise<readonly number[]> {
  const rows = await db
    .selectFrom("incidents")
    .select("number")
    .where("tenant", "=", tenant)
    .where("state", "=", "open")
    .where("card", "is", null)
    .execute();
  return rows.map(({ number }) => number);
}

/** The incident whose card began a thread of the helpdesk's channel. */
export async function findIncidentByThread(
  db: Database,
  tenant: string,
  thread: string,
): Promise<Incident | undefined> {
  const row = await db
    .selectFrom("incidents")
    .selectAll()
    .where("thread", "=", thread)
    .where("tenant", "=", tenant)
    .orderBy("number", "desc")
    .limit(1)
    .executeTakeFirst();
  return row && readIncident(row);
}

/** Where the helpdesk's card of an incident stands, once it was posted. */
export async function findIncidentCard(
  db: Database,
  number: number,
): Promise<MessageRef | undefined> {
  const row = await db
    .selectFrom("incidents")
    .select("card")
    .where("number", "=", number)
    .executeTakeFirst();
  return row && readRef(row.card);
}

export async function rememberIncidentCard(
  db: Database,
  number: number,
  card: MessageRef,
): Promise<void> {
  await db
    .updateTable("incidents")
    .set({ card: writeRef(card), thread: card.conversation })
    .where("number", "=", number)
    .execute();
}

function toRow(incident: Incident): Omit<IncidentRow, "card" | "thread"> {
  return {
    number: incident.number,
    tenant: incident.tenant,
    version: incident.version,
    decided_in: incident.decidedIn,
    state: incident.state,
    problem: incident.problem,
    part: incident.part,
    example: incident.example,
    agent_id: incident.agent?.id ?? null,
    agent_name: incident.agent?.name ?? null,
    resolution: incident.resolution ?? null,
    opened_at: incident.openedAt,
    first_seen_at: incident.firstSeenAt,
    last_seen_at: incident.lastSeenAt,
    closed_at: incident.closedAt ?? null,
  };
}

function readIncident(row: IncidentRow): Incident {
  return {
    number: row.number,
    version: row.version,
    decidedIn: row.decided_in,
    state: row.state as IncidentState,
    tenant: row.tenant,
    problem: row.problem,
    part: row.part,
    example: row.example,
    agent:
      row.agent_id === null
        ? undefined
        : { id: row.agent_id, name: row.agent_name ?? row.agent_id },
    resolution: row.resolution ?? undefined,
    openedAt: row.opened_at,
    firstSeenAt: row.first_seen_at,
    lastSeenAt: row.last_seen_at,
    closedAt: row.closed_at ?? undefined,
  };
}
