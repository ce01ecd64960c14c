import type { Database } from "../database/schema.js";
import { transact } from "../database/transact.js";
import { enqueue } from "../outbox/outbox-store.js";
import { forgetAgentIn, forgetCases, forgetElsewhere, forgetRequesterIn } from "./forget-rows.js";
import type { TicketDesk } from "./helpdesk.js";
import { laneOf } from "./messages.js";
import { findTickets, lockTickets } from "./ticket-store.js";
import { writeWords } from "./ticket-words.js";
import { OPEN_STATES, type Person } from "./ticket.js";

/** What is kept about somebody, as numbers. */
export interface Kept {
  readonly answers: number;
  /** That they opened. */
  readonly tickets: number;
  /** Of these, those that are not closed. */
  readonly openTickets: number;
  /** Steps of theirs in the histories of tickets, most with words. */
  readonly steps: number;
  readonly isOnCall: boolean;
}

export interface Forgetting {
  whatIsKept(person: Person, tenant: string): Promise<Kept>;
  /**
   * Withdraws their open tickets, deletes their answers, and takes name and words out of what stays. What
   * was done is done when it rejects; the same again does the rest.
   */
  forget(person: Person, tenant: string): Promise<void>;
}

export interface ForgettingOptions {
  readonly db: Database;
  readonly desk: TicketDesk;
  readonly now: () => Date;
  readonly log: { info(fields: object, message: string): void };
  /** Called when cards are to be drawn anew. */
  readonly onQueued?: (() => void) | undefined;
}

/** Tickets of one transaction. */
const BATCH = 100;
/** Of the tickets somebody worked on, so many cards are drawn anew, the newest; Teams takes few a second. */
const MOST_REDRAWN = 500;

export function createForgetting(options: ForgettingOptions): Forgetting {
  const { db, desk, now, log, onQueued } = options;

  return {
    whatIsKept: (person, tenant) => whatIsKept(db, person, tenant),

    async forget(person, tenant) {
      const asRequester = await ticketsOf(db, person, tenant, "requester_id");
      for (const { number, state } of asRequester) {
        if (!OPEN_STATES.some((open) => open === state)) continue;
        const actor = { person, tenant, standing: "none" } as const;
        await desk.take(number, undefined, { verb: "withdraw" }, actor);
      }
      const requested = asRequester.map(({ number }) => number);
      await inBatches(requested, async (transaction, numbers) => {
        await forgetRequesterIn(transaction, person, numbers);
        await redraw(transaction, numbers);
      });

      const names = await namesOf(db, person, tenant);
      const worked = await ticketsWorkedOn(db, person, tenant);
      const drawn = new Set(worked.slice(0, MOST_REDRAWN));
      await inBatches(worked, async (transaction, numbers) => {
        await forgetAgentIn(transaction, person, numbers);
        await redraw(
          transaction,
          numbers.filter((number) => drawn.has(number)),
        );
      });

      const answers = await forgetCases(db, person, tenant);
      await forgetElsewhere(db, person, names, tenant);
      // Not who: the log is kept, too.
      log.info({ answers, tickets: requested.length, worked: worked.length }, "somebody forgotten");
      onQueued?.();
    },
  };

  async function inBatches(
    numbers: readonly number[],
    change: (transaction: Database, numbers: readonly number[]) => Promise<void>,
  ): Promise<void> {
    for (let at = 0; at < numbers.length; at += BATCH)
      await transact(db, async (transaction) => {
        const batch = numbers.slice(at, at + BATCH);
        await lockTickets(transaction, batch);
        await change(transaction, batch);
        for (const ticket of await findTickets(transaction, batch))
          await writeWords(transaction, ticket);
      });
  }

  /** The helpdesk's cards, as far as they stand somewhere. */
  async function redraw(transaction: Database, numbers: readonly number[]): Promise<void> {
    if (numbers.length === 0) return;
    const rows = await transaction
      .updateTable("tickets")
      // Not when it changed: nothing happened to the ticket, and its time to be deleted comes as it would.
      .set((eb) => ({ version: eb("version", "+", 1) }))
      .where("number", "in", numbers)
      .where("helpdesk_card", "is not", null)
      .returning(["number", "version"])
      .execute();
    const messages = rows.map(({ number, version }) => ({
      lane: laneOf(number),
      kind: "helpdesk-card",
      about: { ticket: number },
      version,
    }));
    await enqueue(transaction, messages, now());
  }
}

async function whatIsKept(db: Database, { id }: Person, tenant: string): Promise<Kept> {
  const cases = await db
    .selectFrom("cases")
    .select((eb) => eb.fn.countAll().as("count"))
    .where("tenant", "=", tenant)
    .where("asker_id", "=", id)
    .executeTakeFirstOrThrow();
  const tickets = await ticketsOf(db, { id }, tenant, "requester_id");
  const steps = await db
    .selectFrom("ticket_entries")
    .innerJoin("tickets", "tickets.number", "ticket_entries.ticket")
    .select((eb) => eb.fn.countAll().as("count"))
    .where("by_id", "=", id)
    .where("tenant", "=", tenant)
    .executeTakeFirstOrThrow();
  const onCall = await db
    .selectFrom("on_call")
    .select("person_id")
    .where("tenant", "=", tenant)
    .where("person_id", "=", id)
    .executeTakeFirst();
  return {
    answers: Number(cases.count),
    tickets: tickets.length,
    openTickets: tickets.filter(({ state }) => OPEN_STATES.some((open) => open === state)).length,
    steps: Number(steps.count),
    isOnCall: onCall !== undefined,
  };
}

async function ticketsOf(
  db: Database,
  { id }: Pick<Person, "id">,
  tenant: string,
  as: "requester_id" | "agent_id",
): Promise<readonly { readonly number: number; readonly state: string }[]> {
  return db
    .selectFrom("tickets")
    .select(["number", "state"])
    .where("tenant", "=", tenant)
    .where(as, "=", id)
    .orderBy("number")
    .execute();
}

/** What somebody was called by Teams, now and when a ticket was given to them. */
async function namesOf(db: Database, person: Person, tenant: string): Promise<readonly string[]> {
  const rows = await db
    .selectFrom("tickets")
    .select("agent_name")
    .distinct()
    .where("tenant", "=", tenant)
    .where("agent_id", "=", person.id)
    .execute();
  return [...new Set([person.name, ...rows.flatMap((row) => row.agent_name ?? [])])];
}

/** Those that somebody is or was at work on, the newest first. */
async function ticketsWorkedOn(
  db: Database,
  person: Person,
  tenant: string,
): Promise<readonly number[]> {
  const theirs = await ticketsOf(db, person, tenant, "agent_id");
  const touched = await db
    .selectFrom("ticket_entries")
    .innerJoin("tickets", "tickets.number", "ticket_entries.ticket")
    .select("ticket")
    .distinct()
    .where("by_id", "=", person.id)
    .where("tenant", "=", tenant)
    .execute();
  const numbers = [...theirs.map(({ number }) => number), ...touched.map(({ ticket }) => ticket)];
  return [...new Set(numbers)].toSorted((a, b) => b - a);
}
