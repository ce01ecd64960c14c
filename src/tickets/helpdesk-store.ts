import type { Database, HelpdeskRow } from "../database/schema.js";
import type { Person, Place } from "./ticket.js";

/** The channel that tickets of one tenant go to. */
export interface Helpdesk {
  /** The channel; `place.tenant` is whose helpdesk it is. */
  readonly place: Place;
  /** Id of the team the channel is in: its members are the agents. */
  readonly team: string;
  /** What people call it, e.g. the channel's name. */
  readonly name: string;
  readonly setBy: Person;
  /** ISO 8601, UTC. */
  readonly setAt: string;
}

export async function saveHelpdesk(db: Database, helpdesk: Helpdesk): Promise<void> {
  const { tenant, ...row } = toRow(helpdesk);
  await db
    .insertInto("helpdesks")
    .values({ tenant, ...row })
    .onConflict((conflict) => conflict.column("tenant").doUpdateSet(row))
    .execute();
}

/** The helpdesk that takes new tickets of a tenant. */
export async function findHelpdesk(db: Database, tenant: string): Promise<Helpdesk | undefined> {
  const row = await db
    .selectFrom("helpdesks")
    .selectAll()
    .where("tenant", "=", tenant)
    .where("removed_at", "is", null)
    .executeTakeFirst();
  return row && readHelpdesk(row);
}

/** The same, also after it was switched off: where tickets that were accepted before still go. */
export async function findLastHelpdesk(
  db: Database,
  tenant: string,
): Promise<Helpdesk | undefined> {
  const row = await db
    .selectFrom("helpdesks")
    .selectAll()
    .where("tenant", "=", tenant)
    .executeTakeFirst();
  return row && readHelpdesk(row);
}

/** The helpdesk of every tenant, those that are off among them. */
export async function listHelpdesks(db: Database): Promise<readonly Helpdesk[]> {
  const rows = await db.selectFrom("helpdesks").selectAll().orderBy("tenant").execute();
  return rows.map(readHelpdesk);
}

/** Forgets which channel was a tenant's helpdesk. */
export async function deleteHelpdesk(db: Database, tenant: string): Promise<void> {
  await db.deleteFrom("helpdesks").where("tenant", "=", tenant).execute();
}

/** Switches a tenant's helpdesk off. False when there was none. */
export async function removeHelpdesk(db: Database, tenant: string, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("helpdesks")
    .set({ removed_at: now.toISOString() })
    .where("tenant", "=", tenant)
    .where("removed_at", "is", null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

function toRow(helpdesk: Helpdesk): HelpdeskRow {
  return {
    tenant: helpdesk.place.tenant,
    service_url: helpdesk.place.serviceUrl,
    conversation: helpdesk.place.conversation,
    team: helpdesk.team,
    name: helpdesk.name,
    set_by_id: helpdesk.setBy.id,
    set_by_name: helpdesk.setBy.name,
    set_at: helpdesk.setAt,
    removed_at: null,
  };
}

function readHelpdesk(row: HelpdeskRow): Helpdesk {
  return {
    place: { serviceUrl: row.service_url, tenant: row.tenant, conversation: row.conversation },
    team: row.team,
    name: row.name,
    setBy: { id: row.set_by_id, name: row.set_by_name },
    setAt: row.set_at,
  };
}
