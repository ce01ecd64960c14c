import { findCase } from "./case-store.js";
import type { Database, TicketRow } from "./schema.js";
import { readRef, writeRef } from "./stored-text.js";
import type { Case, MessageRef, Person, Ticket, TicketState } from "./ticket.js";

/** What is known when a ticket is opened. */
export interface TicketDraft {
  readonly case: Case;
  readonly requester: Person;
  readonly note: string | undefined;
}

/**
 * Makes everybody else who opens a ticket wait until this transaction ends; call it before looking
 * whether there is a ticket already. Without it two presses of one button could both find none.
 */
export async function lockNumbers(transaction: Database): Promise<void> {
  await transaction
    .updateTable("counters")
    .set((eb) => ({ value: eb.ref("value") }))
    .where("name", "=", "tickets")
    .execute();
}

/** Opens a ticket under the next number. The number is given back when the transaction fails. */
export async function openTicket(
  transaction: Database,
  draft: TicketDraft,
  now: Date,
): Promise<Ticket> {
  const { value: number } = await transaction
    .updateTable("counters")
    .set((eb) => ({ value: eb("value", "+", 1) }))
    .where("name", "=", "tickets")
    .returning("value")
    .executeTakeFirstOrThrow();
  const at = now.toISOString();
  const ticket: Ticket = {
    number,
    version: 1,
    state: "new",
    case: draft.case,
    requester: draft.requester,
    note: draft.note,
    openedAt: at,
    changedAt: at,
  };
  await transaction
    .insertInto("tickets")
    .values({ ...changingColumns(ticket), ...fixedColumns(ticket), helpdesk_card: null })
    .execute();
  return ticket;
}

export async function findTicket(db: Database, number: number): Promise<Ticket | undefined> {
  // A number from a button may be anything, and PostgreSQL refuses to compare 1.5 or 1e300 with an integer.
  if (!Number.isInteger(number) || number < 1 || number > 0x7fffffff) return undefined;
  const row = await db
    .selectFrom("tickets")
    .selectAll()
    .where("number", "=", number)
    .executeTakeFirst();
  return row && readTicket(db, row);
}

export async function findTicketByCase(db: Database, caseId: string): Promise<Ticket | undefined> {
  const row = await db
    .selectFrom("tickets")
    .selectAll()
    .where("case_id", "=", caseId)
    .executeTakeFirst();
  return row && readTicket(db, row);
}

/** Stores the ticket after a step. False, and nothing changes, when another step was faster. */
export async function saveTicket(db: Database, ticket: Ticket): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("tickets")
    .set(changingColumns(ticket))
    .where("number", "=", ticket.number)
    .where("version", "=", ticket.version - 1)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Where the helpdesk's card of a ticket stands, once it was posted. */
export async function findHelpdeskCard(
  db: Database,
  number: number,
): Promise<MessageRef | undefined> {
  const row = await db
    .selectFrom("tickets")
    .select("helpdesk_card")
    .where("number", "=", number)
    .executeTakeFirst();
  return row && readRef(row.helpdesk_card);
}

/** Not a step: the version stays, or the button on the card just posted would already be stale. */
export async function rememberHelpdeskCard(
  db: Database,
  number: number,
  card: MessageRef,
): Promise<void> {
  await db
    .updateTable("tickets")
    .set({ helpdesk_card: writeRef(card) })
    .where("number", "=", number)
    .execute();
}

function fixedColumns(ticket: Ticket) {
  return {
    number: ticket.number,
    case_id: ticket.case.id,
    requester_id: ticket.requester.id,
    requester_name: ticket.requester.name,
    note: ticket.note ?? null,
    opened_at: ticket.openedAt,
  };
}

function changingColumns(ticket: Ticket) {
  return {
    version: ticket.version,
    state: ticket.state,
    agent_id: ticket.agent?.id ?? null,
    agent_name: ticket.agent?.name ?? null,
    resolution: ticket.resolution ?? null,
    changed_at: ticket.changedAt,
  };
}

async function readTicket(db: Database, row: TicketRow): Promise<Ticket> {
  const about = await findCase(db, row.case_id);
  if (!about) throw new Error(`Ticket ${row.number} is about a case that is not there.`);
  return {
    number: row.number,
    version: row.version,
    state: row.state as TicketState,
    case: about,
    requester: { id: row.requester_id, name: row.requester_name },
    note: row.note ?? undefined,
    agent:
      row.agent_id === null
        ? undefined
        : { id: row.agent_id, name: row.agent_name ?? row.agent_id },
    resolution: row.resolution ?? undefined,
    openedAt: row.opened_at,
    changedAt: row.changed_at,
  };
}
