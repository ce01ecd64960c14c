import type { Database, RouteRow } from "../database/schema.js";
import type { Selectable } from "kysely";
import type { Helpdesk } from "./helpdesk-store.js";
import { chooseRoute, type Route, type Rule } from "./route.js";
import type { Ticket } from "./ticket.js";

/** As many are looked through for each new ticket. */
export const MOST_ROUTES = 100;

/** Keeps a route, instead of the one its rule had. False, and nothing changes, when there are too many. */
export async function saveRoute(db: Database, route: Route, now: Date): Promise<boolean> {
  const { tenant, kind, value } = route;
  const routes = await listRoutes(db, tenant, route.team);
  const isNew = !routes.some((known) => known.kind === kind && known.value === value);
  if (isNew && routes.length >= MOST_ROUTES) return false;
  const row = {
    team: route.team,
    conversation: route.conversation,
    name: route.name,
    set_by_id: route.setBy.id,
    set_by_name: route.setBy.name,
    set_at: now.toISOString(),
  };
  await db
    .insertInto("routes")
    .values({ tenant, kind, value, ...row })
    .onConflict((conflict) => conflict.columns(["tenant", "kind", "value"]).doUpdateSet(row))
    .execute();
  return true;
}

/** False when there was none. */
export async function removeRoute(
  db: Database,
  tenant: string,
  team: string,
  { kind, value }: Rule,
): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom("routes")
    .where("tenant", "=", tenant)
    .where("team", "=", team)
    .where("kind", "=", kind)
    .where("value", "=", value)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

/** The routes to channels of a team, in the order of their rules. */
export async function listRoutes(
  db: Database,
  tenant: string,
  team: string,
): Promise<readonly Route[]> {
  const rows = await db
    .selectFrom("routes")
    .selectAll()
    .where("tenant", "=", tenant)
    .where("team", "=", team)
    .orderBy("kind")
    .orderBy("value")
    .execute();
  return rows.map(readRoute);
}

/**
 * Where a ticket's card is posted: the helpdesk, with the channel of the route that fits in place of its
 * own. A route to a channel of another team, whose helpdesk this was once, counts no more.
 */
export async function channelFor(
  db: Database,
  helpdesk: Helpdesk,
  ticket: Ticket,
): Promise<Helpdesk> {
  const routes = await listRoutes(db, helpdesk.place.tenant, helpdesk.team);
  const route = chooseRoute(routes, ticket.case.explanation);
  if (!route) return helpdesk;
  const place = { ...helpdesk.place, conversation: route.conversation };
  return { ...helpdesk, place, name: route.name };
}

function readRoute(row: Selectable<RouteRow>): Route {
  return {
    tenant: row.tenant,
    team: row.team,
    kind: row.kind as Rule["kind"],
    value: row.value,
    conversation: row.conversation,
    name: row.name,
    setBy: { id: row.set_by_id, name: row.set_by_name },
  };
}
