import type { Database } from "../database/schema.js";
import { enqueue } from "../outbox/outbox-store.js";
import { linkTickets } from "./gather.js";
import type { Incident } from "./incident.js";
import type { IncidentResult } from "./incidents.js";
import { openIncident, saveIncident } from "./incident-store.js";
import { incidentCard } from "./messages.js";
import { listParts } from "./overview.js";

/**
 * Makes the bounces to one domain an incident of their own, with their people and tickets; to be called
 * with the problem locked. Later ones to that domain belong to the new incident.
 */
export async function split(
  transaction: Database,
  incident: Incident,
  part: string,
  now: Date,
): Promise<IncidentResult> {
  const parts = await listParts(transaction, incident.number);
  if (part === "" || parts.length < 2 || !parts.some(({ name }) => name === part))
    return {
      kind: "refused",
      says: `Incident ${incident.number} has no bounces to that domain, or no others.`,
    };
  const moved = await edges(transaction, incident.number, part);
  const off = await openIncident(transaction, {
    tenant: incident.tenant,
    problem: incident.problem,
    part,
    ...moved,
    openedAt: now.toISOString(),
  });
  await moveTickets(transaction, incident.number, off, now);
  await transaction
    .updateTable("cases")
    .set({ incident: off.number })
    .where("incident", "=", incident.number)
    .where("part", "=", part)
    .execute();
  await copyPeople(transaction, incident.number, off.number);
  const version = incident.version + 1;
  const rest: Incident = {
    ...incident,
    ...(await edges(transaction, incident.number)),
    version,
    decidedIn: version,
  };
  await saveIncident(transaction, rest);
  await enqueue(transaction, [incidentCard(rest), incidentCard(off)], now);
  return { kind: "done", incident: rest };
}

/** The first bounce of an incident, or of one part of it, and the time of the last one. */
async function edges(
  db: Database,
  incident: number,
  part?: string,
): Promise<Pick<Incident, "example" | "firstSeenAt" | "lastSeenAt">> {
  const all = db.selectFrom("cases").where("incident", "=", incident);
  const some = (part === undefined ? all : all.where("part", "=", part)).select([
    "id",
    "opened_at",
  ]);
  const first = await some.orderBy("opened_at").limit(1).executeTakeFirstOrThrow();
  const last = await some.orderBy("opened_at", "desc").limit(1).executeTakeFirstOrThrow();
  return { example: first.id, firstSeenAt: first.opened_at, lastSeenAt: last.opened_at };
}

async function moveTickets(
  transaction: Database,
  from: number,
  { number, part }: Incident,
  now: Date,
): Promise<void> {
  const rows = await transaction
    .selectFrom("tickets")
    .innerJoin("cases", "cases.id", "tickets.case_id")
    .where("tickets.incident", "=", from)
    .where("cases.part", "=", part)
    .select("tickets.number")
    .execute();
  await linkTickets(
    transaction,
    rows.map((row) => row.number),
    number,
    now,
  );
}

/** Whoever has a bounce in the new incident; who has none left in the old one is counted there no more. */
async function copyPeople(transaction: Database, from: number, to: number): Promise<void> {
  const people = await transaction
    .selectFrom("incident_people")
    .selectAll()
    .where("incident", "=", from)
    .where((eb) =>
      eb(
        "person_id",
        "in",
        eb.selectFrom("cases").select("asker_id").where("cases.incident", "=", to),
      ),
    )
    .execute();
  for (const person of people)
    await transaction
      .insertInto("incident_people")
      .values({ ...person, incident: to })
      .execute();
}
