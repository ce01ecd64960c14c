import type { Database } from "../database/schema.js";
import type { Ticket } from "./ticket.js";

/** How often the problem of a ticket was met, the ticket's own bounce included. */
export interface Alike {
  readonly bounces: number;
  readonly people: number;
}

const DAY_MS = 24 * 60 * 60_000;

/** Within a day before and after the ticket's bounce was explained. */
export async function countAlike(
  db: Database,
  { case: { id, place, openedAt } }: Ticket,
): Promise<Alike> {
  const at = Date.parse(openedAt);
  const { bounces, people } = await db
    .selectFrom("cases")
    .where("tenant", "=", place.tenant)
    .where("problem", "=", (eb) =>
      eb.selectFrom("cases as own").select("own.problem").where("own.id", "=", id),
    )
    .where("opened_at", ">=", new Date(at - DAY_MS).toISOString())
    .where("opened_at", "<=", new Date(at + DAY_MS).toISOString())
    .select((eb) => [
      eb.fn.countAll().as("bounces"),
      eb.fn.count("asker_id").distinct().as("people"),
    ])
    .executeTakeFirstOrThrow();
  return { bounces: Number(bounces), people: Number(people) };
}
