import { locksRows } from "../database/database.js";
import { findCase } from "./case-store.js";
import type { Asking } from "./asking.js";
import type { Database, TicketRow } from "../database/schema.js";
import { readRef, writeRef } from "./stored-text.js";
import { writeWords } from "./ticket-words.js";
import {
  OPEN_STATES,
  type Case,
  type MessageRef,
  type Person,
  type Reason,
  type Ticket,
  type TicketState,
} from "./ticket.js";

/** What is known when a ticket is opened. */
export interface TicketDraft {
  readonly case: Case;
  readonly requester: Person;
  readonly asking: Pick<Asking, "note" | "tried">;
  /** Where its card is to stand; absent for a thread of its own. */
  readonly thread?: string | undefined;
}

/**
 * Opens a ticket under the next number. The number is given back when the transaction fails, so from here
 * on until it ends everybody else who opens a ticket waits.
 */
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
    decidedIn: 1,
    state: "new",
    case: draft.case,
    requester: draft.requester,
    note: draft.asking.note,
    tried: draft.asking.tried,
    // Who asks although the problem is known has another one; see the incidents.
    incident: undefined,
    thread: draft.thread,
    openedAt: at,
    changedAt: at,
  };
  await transaction
    .insertInto("tickets")
    .values({
      ...changingColumns(ticket),
      ...fixedColumns(ticket),
      helpdesk_card: null,
      thread: draft.thread ?? null,
      asked_at: null,
      reminded_at: null,
    })
    .execute();
  await writeWords(transaction, ticket);
  return ticket;
}

export async function findTicket(db: Database, number: number): Promise<Ticket | undefined> {
  if (!isTicketNumber(number)) return undefined;
  const row = await db
    .selectFrom("tickets")
    .selectAll()
    .where("number", "=", number)
    .executeTakeFirst();
  return row && readTicket(db, row);
}

/** The tickets with these numbers, in the order of the list; one that is not there is left out. */
export async function findTickets(
  db: Database,
  numbers: readonly number[],
): Promise<readonly Ticket[]> {
  if (numbers.length === 0) return [];
  const rows = await db.selectFrom("tickets").selectAll().where("number", "in", numbers).execute();
  const tickets = await Promise.all(rows.map((row) => readTicket(db, row)));
  return tickets.sort((a, b) => numbers.indexOf(a.number) - numbers.indexOf(b.number));
}

export async function findTicketByCase(db: Database, caseId: string): Promise<Ticket | undefined> {
  const row = await db
    .selectFrom("tickets")
    .selectAll()
    .where("case_id", "=", caseId)
    .executeTakeFirst();
  return row && readTicket(db, row);
}

/**
 * Makes everybody else who takes a step on one of these tickets wait until this transaction ends. In the
 * order of their numbers, so that two who need the same ones never wait for each other.
 */
export async function lockTickets(
  transaction: Database,
  numbers: readonly number[],
): Promise<void> {
  if (!locksRows(transaction)) return;
  const known = numbers.filter(isTicketNumber);
  if (known.length === 0) return;
  await transaction
    .selectFrom("tickets")
    .select("number")
    .where("number", "in", known)
    .orderBy("number")
    .forUpdate()
    .execute();
}

/** The tickets that were merged into another one. */
export async function findMergedInto(db: Database, number: number): Promise<readonly Ticket[]> {
  const rows = await db
    .selectFrom("tickets")
    .selectAll()
    .where("merged_into", "=", number)
    .orderBy("number")
    .execute();
  return Promise.all(rows.map((row) => readTicket(db, row)));
}

/** Whoever was asked about one resolution may be asked about the next. */
const NOT_ASKED = { asked_at: null };

/** Stores the ticket after a step. False, and nothing changes, when another step was faster. */
export async function saveTicket(db: Database, ticket: Ticket): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("tickets")
    .set({ ...changingColumns(ticket), ...(ticket.resolvedAt === undefined && NOT_ASKED) })
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

/** The open tickets of a tenant that stand in no channel yet. */
export async function findUnseen(db: Database, tenant: string): Promise<readonly number[]> {
  const rows = await db
    .selectFrom("tickets")
    .select("number")
    .where("tenant", "=", tenant)
    .where("state", "in", OPEN_STATES)
    .where("helpdesk_card", "is", null)
    .execute();
  return rows.map(({ number }) => number);
}

/** Not a step: the version stays, or the button on the card just posted would already be stale. */
export async function rememberHelpdeskCard(
  db: Database,
  number: number,
  card: MessageRef,
): Promise<void> {
  await db
    .updateTable("tickets")
    .set({ helpdesk_card: writeRef(card), thread: card.conversation })
    .where("number", "=", number)
    .execute();
}

/** A number from a button may be anything, and PostgreSQL refuses to compare 1.5 or 1e300 with an integer. */
export function isTicketNumber(number: number): boolean {
  return Number.isInteger(number) && number >= 1 && number <= 0x7fffffff;
}

function fixedColumns(ticket: Ticket) {
  return {
    number: ticket.number,
    tenant: ticket.case.place.tenant,
    case_id: ticket.case.id,
    requester_id: ticket.requester.id,
    requester_name: ticket.requester.name,
    note: ticket.note ?? null,
    tried: ticket.tried?.join(",") ?? null,
    opened_at: ticket.openedAt,
  };
}

function changingColumns(ticket: Ticket) {
  return {
    version: ticket.version,
    decided_in: ticket.decidedIn,
    state: ticket.state,
    agent_id: ticket.agent?.id ?? null,
    agent_name: ticket.agent?.name ?? null,
    reason: ticket.reason ?? null,
    resolution: ticket.resolution ?? null,
    merged_into: ticket.mergedInto ?? null,
    incident: ticket.incident ?? null,
    changed_at: ticket.changedAt,
    resolved_at: ticket.resolvedAt ?? null,
  };
}

async function readTicket(db: Database, row: TicketRow): Promise<Ticket> {
  const about = await findCase(db, row.case_id);
  if (!about) throw new Error(`Ticket ${row.number} is about a case that is not there.`);
  return {
    number: row.number,
    version: row.version,
    decidedIn: row.decided_in,
    state: row.state as TicketState,
    case: about,
    requester: { id: row.requester_id, name: row.requester_name },
    note: row.note ?? undefined,
    tried: row.tried?.split(",").map(Number),
    agent:
      row.agent_id === null
        ? undefined
        : { id: row.agent_id, name: row.agent_name ?? row.agent_id },
    reason: (row.reason ?? undefined) as Reason | undefined,
    resolution: row.resolution ?? undefined,
    mergedInto: row.merged_into ?? undefined,
    incident: row.incident ?? undefined,
    thread: row.thread ?? undefined,
    openedAt: row.opened_at,
    changedAt: row.changed_at,
    resolvedAt: row.resolved_at ?? undefined,
  };
}
