import type { Database } from "../database/schema.js";
import { enqueue } from "../outbox/outbox-store.js";
import { drawnAnew, helpdeskCard } from "../tickets/messages.js";
import { findTickets, lockTickets } from "../tickets/ticket-store.js";
import { OPEN_STATES } from "../tickets/ticket.js";

/** Which bounces of a problem are counted together. */
export interface Gathering {
  readonly tenant: string;
  readonly problem: string;
  /** The recipients' domain; "" for any. */
  readonly part: string;
  /** The first moment that counts. ISO 8601, UTC. */
  readonly since: string;
  /** Later than this only: when the last incident of the problem closed; "" where there was none. */
  readonly after: string;
}

/** What is known of a case without reading all of it. */
export interface CaseHead {
  readonly id: string;
  readonly asker: { readonly id: string; readonly name: string };
  readonly openedAt: string;
}

/** How many different people met it: one person fifteen times is one. */
export async function countAskers(db: Database, gathering: Gathering): Promise<number> {
  const { people } = await gathered(db, gathering)
    .select((eb) => eb.fn.count("cases.asker_id").distinct().as("people"))
    .executeTakeFirstOrThrow();
  return Number(people);
}

/** The cases, oldest first. */
export async function listGathered(
  db: Database,
  gathering: Gathering,
): Promise<readonly CaseHead[]> {
  const rows = await gathered(db, gathering)
    .select(["cases.id", "asker_id", "asker_name", "cases.opened_at"])
    .orderBy("cases.opened_at")
    .orderBy("cases.id")
    .execute();
  return rows.map(({ id, asker_id, asker_name, opened_at }) => ({
    id,
    asker: { id: asker_id, name: asker_name },
    openedAt: opened_at,
  }));
}

/** Makes all of them, and their open tickets, part of an incident; to be called with the problem locked. */
export async function attach(
  transaction: Database,
  gathering: Gathering,
  incident: number,
  now: Date,
): Promise<void> {
  const tickets = await gathered(transaction, gathering)
    .innerJoin("tickets", "tickets.case_id", "cases.id")
    .where("tickets.state", "in", OPEN_STATES)
    .select("tickets.number")
    .execute();
  // Before the cases: a step locks its ticket first and then the case.
  await linkTickets(
    transaction,
    tickets.map(({ number }) => number),
    incident,
    now,
  );
  await transaction
    .updateTable("cases")
    .set({ incident })
    .where("id", "in", gathered(transaction, gathering).select("cases.id"))
    .execute();
}

/** Not a step of theirs: the versions stay, and nobody is told; the helpdesk's cards name the incident. */
export async function linkTickets(
  transaction: Database,
  numbers: readonly number[],
  incident: number | null,
  now: Date,
): Promise<void> {
  if (numbers.length === 0) return;
  await lockTickets(transaction, numbers);
  await transaction
    .updateTable("tickets")
    .set({ incident })
    .where("number", "in", numbers)
    .execute();
  const tickets = await findTickets(transaction, numbers);
  await enqueue(transaction, drawnAnew(tickets.flatMap(helpdeskCard)), now);
}

function gathered(db: Database, { tenant, problem, part, since, after }: Gathering) {
  const query = db
    .selectFrom("cases")
    .where("cases.tenant", "=", tenant)
    .where("cases.problem", "=", problem)
    .where("cases.opened_at", ">=", since)
    .where("cases.opened_at", ">", after)
    .where("cases.incident", "is", null);
  return part === "" ? query : query.where("cases.part", "=", part);
}
