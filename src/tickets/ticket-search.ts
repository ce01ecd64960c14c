import type { Database } from "../database/schema.js";
import { findTickets as readTickets, isTicketNumber } from "./ticket-store.js";
import { wordsIn } from "./ticket-words.js";
import { OPEN_STATES, TICKET_STATES, type Ticket, type TicketState } from "./ticket.js";

/** Whose tickets are looked through. */
export interface SearchScope {
  readonly tenant: string;
  /** Only this person's; absent for all of the tenant. */
  readonly requester?: string | undefined;
}

export interface TicketSearch extends SearchScope {
  /** As it was typed: numbers, and beginnings of words, all of which a ticket must have. */
  readonly typed: string;
  readonly limit: number;
}

/**
 * Looking for tickets costs the same among a hundred and among a million: each query is a range of an
 * index, and reads a few hundred rows at most. What everybody's tickets have in common finds the newest.
 */
const MOST_TYPED = 6;
/** As many kept words that begin with what was typed are looked up, … */
const MOST_FORMS = 8;
/** … with as many tickets in all. */
const MOST_ROWS = 400;

/** The tickets that fit, newest first; one whose number was typed comes before them. */
export async function findTickets(db: Database, search: TicketSearch): Promise<readonly Ticket[]> {
  const { tenant, typed, requester, limit } = search;
  const words = [...new Set(wordsIn(typed))].slice(0, MOST_TYPED);
  const named = await findByNumber(db, search);
  const fitting =
    words.length === 0
      ? []
      : requester === undefined
        ? await fittingOfAll(db, tenant, words)
        : await fittingOf(db, await newestOf(db, tenant, requester), words);
  const numbers = [...new Set([...named, ...[...fitting].sort((a, b) => b - a)])];
  return readTickets(db, numbers.slice(0, limit));
}

/** The open tickets of a tenant: those that nobody has claimed first, the oldest of each before the others. */
export async function listQueue(
  db: Database,
  tenant: string,
  limit: number,
): Promise<readonly Ticket[]> {
  const inState = (state: TicketState) =>
    numbersIn(
      db
        .selectFrom("tickets")
        .select("number")
        .where("tenant", "=", tenant)
        .where("state", "=", state)
        .orderBy("number")
        .limit(limit),
    );
  const waiting = await inState("new");
  const others: number[] = [];
  for (const state of OPEN_STATES)
    if (state !== "new" && waiting.length < limit) others.push(...(await inState(state)));
  return readTickets(db, [...waiting, ...others.sort((a, b) => a - b)].slice(0, limit));
}

/** A person's tickets: the open ones first, the newest of each before the others. */
export async function listOwn(
  db: Database,
  tenant: string,
  requester: string,
  limit: number,
): Promise<readonly Ticket[]> {
  const open = await listOwnOpen(db, tenant, requester, limit);
  if (open.length === limit) return open;
  const closed = TICKET_STATES.filter((state) => !OPEN_STATES.includes(state));
  return [
    ...open,
    ...(await newestOfPerson(db, { tenant, requester_id: requester }, closed, limit - open.length)),
  ];
}

/** The open tickets of a person, newest first. */
export function listOwnOpen(
  db: Database,
  tenant: string,
  requester: string,
  limit: number,
): Promise<readonly Ticket[]> {
  return newestOfPerson(db, { tenant, requester_id: requester }, OPEN_STATES, limit);
}

/** The ticket of a person that was opened last among those that are resolved. */
export async function findLastResolved(
  db: Database,
  tenant: string,
  requester: string,
): Promise<Ticket | undefined> {
  const [last] = await newestOfPerson(db, { tenant, requester_id: requester }, ["resolved"], 1);
  return last;
}

/** The open tickets that an agent works on, newest first. */
export function listHeld(
  db: Database,
  tenant: string,
  agent: string,
  limit: number,
): Promise<readonly Ticket[]> {
  return newestOfPerson(db, { tenant, agent_id: agent }, OPEN_STATES, limit);
}

async function newestOfPerson(
  db: Database,
  person: { readonly tenant: string } & (
    { readonly requester_id: string } | { readonly agent_id: string }
  ),
  states: readonly TicketState[],
  limit: number,
): Promise<readonly Ticket[]> {
  const numbers = await numbersIn(
    db
      .selectFrom("tickets")
      .select("number")
      .where((eb) => eb.and(person))
      .where("state", "in", states)
      .orderBy("number", "desc")
      .limit(limit),
  );
  return readTickets(db, numbers);
}

/** "42" and "#42" name a ticket, beside being words. */
async function findByNumber(
  db: Database,
  { typed, tenant, requester }: TicketSearch,
): Promise<readonly number[]> {
  const [, digits] = /^(?:ticket\s{0,9})?#?\s{0,9}(\d{1,9})$/i.exec(typed.trim()) ?? [];
  const number = Number(digits);
  if (digits === undefined || !isTicketNumber(number)) return [];
  let query = db
    .selectFrom("tickets")
    .select("number")
    .where("number", "=", number)
    .where("tenant", "=", tenant);
  if (requester !== undefined) query = query.where("requester_id", "=", requester);
  return numbersIn(query);
}

/** The newest tickets of a person. */
function newestOf(db: Database, tenant: string, requester: string): Promise<readonly number[]> {
  return numbersIn(
    db
      .selectFrom("tickets")
      .select("number")
      .where("tenant", "=", tenant)
      .where("requester_id", "=", requester)
      .orderBy("number", "desc")
      .limit(MOST_ROWS),
  );
}

/** Those of the rarest word, as far as they have the others too. */
async function fittingOfAll(
  db: Database,
  tenant: string,
  words: readonly string[],
): Promise<readonly number[]> {
  const found = [];
  for (const word of words) found.push({ word, tickets: await newestWith(db, tenant, word) });
  const [rarest, ...others] = found.sort((a, b) => a.tickets.length - b.tickets.length);
  return fittingOf(
    db,
    rarest?.tickets ?? [],
    others.map(({ word }) => word),
  );
}

/** The newest tickets with a word that begins like this. */
async function newestWith(db: Database, tenant: string, start: string): Promise<readonly number[]> {
  const forms = await formsOf(db, tenant, start);
  const each = Math.floor(MOST_ROWS / Math.max(1, forms.length));
  const tickets = new Set<number>();
  for (const form of forms)
    for (const number of await numbersIn(
      db
        .selectFrom("ticket_words")
        .select("ticket as number")
        .where("tenant", "=", tenant)
        .where("word", "=", form)
        .orderBy("ticket", "desc")
        .limit(each),
    ))
      tickets.add(number);
  return [...tickets];
}

/** The words that are kept and begin so, by jumping from one to the next: each is one look into the index. */
async function formsOf(db: Database, tenant: string, start: string): Promise<readonly string[]> {
  const forms: string[] = [];
  while (forms.length < MOST_FORMS) {
    const last = forms.at(-1);
    const next = await db
      .selectFrom("ticket_words")
      .select("word")
      .where("tenant", "=", tenant)
      .where("word", last === undefined ? ">=" : ">", last ?? start)
      .where("word", "<", endOf(start))
      .orderBy("word")
      .limit(1)
      .executeTakeFirst();
    if (!next) break;
    forms.push(next.word);
  }
  return forms;
}

/** Those of the tickets that have a word like each of these. */
async function fittingOf(
  db: Database,
  tickets: readonly number[],
  words: readonly string[],
): Promise<readonly number[]> {
  let left = tickets;
  for (const word of words) {
    if (left.length === 0) return [];
    left = await numbersIn(
      db
        .selectFrom("ticket_words")
        .select("ticket as number")
        .distinct()
        .where("ticket", "in", left)
        .where("word", ">=", word)
        .where("word", "<", endOf(word)),
    );
  }
  return left;
}

/** Behind every word that begins so: nothing sorts after the last character of Unicode. */
const endOf = (start: string) => `${start}\u{10FFFF}`;

async function numbersIn(query: {
  execute(): Promise<readonly { readonly number: number }[]>;
}): Promise<readonly number[]> {
  return (await query.execute()).map(({ number }) => number);
}
