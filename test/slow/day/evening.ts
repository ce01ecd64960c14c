import assert from "node:assert/strict";
import type { Database } from "../../../src/database/schema.js";
import { readRef } from "../../../src/tickets/stored-text.js";
import {
  type Transition,
  TRANSITIONS,
  type Verb,
  VERBS,
} from "../../../src/tickets/transitions.js";
import type { TicketState } from "../../../src/tickets/ticket.js";
import { textOf } from "../../cards/reading.js";
import { cardsIn, type Day, WAVE } from "./day.js";

const WORDS: Readonly<Record<TicketState, RegExp>> = {
  new: /^#\d+ · New/,
  claimed: /^#\d+ · Claimed/,
  "waiting-for-requester": /^#\d+ · Waiting for the requester/,
  "waiting-for-other-side": /^#\d+ · Waiting for the other side/,
  "waiting-for-microsoft": /^#\d+ · Waiting for Microsoft/,
  resolved: /^#\d+ · Resolved/,
  withdrawn: /^#\d+ · Withdrawn/,
  merged: /^#\d+ · Merged/,
};

const tickets = (db: Database) => db.selectFrom("tickets").selectAll().orderBy("number").execute();
const entries = (db: Database) =>
  db.selectFrom("ticket_entries").selectAll().orderBy("id").execute();

/** Every step that somebody was told of is in the database. */
export async function assertNothingLost(db: Database, day: Day): Promise<void> {
  const history = await entries(db);
  const has = (verb: string, ticket: number, by: string, text: string | undefined) =>
    history.some(
      (entry) =>
        entry.ticket === ticket &&
        entry.verb === verb &&
        entry.by_id === by &&
        (text === undefined || entry.text === text),
    );
  const lost = day.acknowledged.filter(({ ticket, verb, by, text }) => {
    if (has(verb, ticket, by, text)) return false;
    // What stood already as asked is acknowledged, too, and is no step.
    const wanted = verb === "assign" ? text : verb === "claim" ? nameOf(day, by) : undefined;
    return (
      wanted === undefined || !agentsOf(history.filter((one) => one.ticket === ticket)).has(wanted)
    );
  });
  assert.deepEqual(lost, []);
}

const nameOf = ({ organisations }: Day, id: string): string | undefined =>
  organisations.flatMap(({ agents }) => agents).find(({ aadObjectId }) => aadObjectId === id)?.name;

/** The names of all who had a ticket at some time, by its history. */
function agentsOf(history: Awaited<ReturnType<typeof entries>>): ReadonlySet<string> {
  const agents: string[] = [];
  for (const { verb, text, by_name } of history) {
    if (verb === "assign" && text !== null) agents.push(text);
    if (["claim", "reopen", "resolve"].includes(verb)) agents.push(by_name);
    const isTaken = agents.length > 0;
    if (!isTaken && ["ask", "wait-for-other-side", "wait-for-microsoft", "merge"].includes(verb))
      agents.push(by_name);
  }
  return new Set(agents);
}

/** 1, 2, 3, … */
export async function assertNumbers(db: Database): Promise<number> {
  const numbers = (await tickets(db)).map(({ number }) => number);
  assert.deepEqual(
    numbers,
    numbers.map((_, index) => index + 1),
  );
  return numbers.length;
}

/** Every ticket's history is one that the table of transitions allows, and leads to where it stands. */
export async function assertTransitions(db: Database, day: Day): Promise<number> {
  const history = await entries(db);
  const rows = await tickets(db);
  let steps = 0;
  for (const ticket of rows) {
    const organisation = day.organisations.find(({ tenant }) => tenant === ticket.tenant);
    const agents = new Set(organisation?.agents.map(({ aadObjectId }) => aadObjectId));
    let state: TicketState = "new";
    let hasAgent = false;
    for (const entry of history.filter((one) => one.ticket === ticket.number)) {
      if (entry.verb === "come-back") state = hasAgent ? "claimed" : "new";
      if (!(VERBS as readonly string[]).includes(entry.verb)) continue;
      const transition: Transition | undefined = TRANSITIONS[entry.verb as Verb][state];
      const what: string = `${entry.verb} of ticket ${ticket.number} in ${state}`;
      assert.ok(transition, what);
      const may: boolean =
        (entry.by_id === ticket.requester_id && transition.by.includes("requester")) ||
        (agents.has(entry.by_id) && transition.by.some((role) => role !== "requester"));
      assert.equal(may, true, `${what} by ${entry.by_id}`);
      state = transition.to;
      hasAgent ||= transition.by.includes("agent");
      steps += 1;
    }
    assert.equal(state, ticket.state, `ticket ${ticket.number}`);
  }
  return steps;
}

/** Both cards of every ticket say how it stands. */
export async function assertCards(db: Database, day: Day): Promise<void> {
  const messages = day.connector;
  for (const ticket of await tickets(db)) {
    const ref = readRef(ticket.helpdesk_card);
    assert.ok(ref, `ticket ${ticket.number} stands in a channel`);
    const message = messages.shown(ref.conversation).find(({ id }) => id === ref.activity);
    const [card] = cardsOf(message);
    const text = textOf(card);
    assert.match(text, WORDS[ticket.state as TicketState], `ticket ${ticket.number}`);
    assert.match(text, new RegExp(`^#${ticket.number} `));
  }
  const cases = await db
    .selectFrom("cases")
    .innerJoin("tickets", "tickets.case_id", "cases.id")
    .select(["answer", "number"])
    .execute();
  for (const { answer, number } of cases) {
    const ref = readRef(answer);
    assert.ok(ref, `the answer with ticket ${number} stands somewhere`);
    const message = messages.shown(ref.conversation).find(({ id }) => id === ref.activity);
    assert.match(textOf(cardsOf(message)[0]), new RegExp(`Ticket #${number}\\b`));
  }
}

/** The wave is one incident of all its people, which one card in the channel shows; nothing else is one. */
export async function assertIncident(db: Database, { connector }: Day): Promise<void> {
  const incidents = await db.selectFrom("incidents").selectAll().execute();
  assert.equal(incidents.length, 1);
  const people = await db.selectFrom("incident_people").select("person_id").execute();
  assert.equal(people.length, WAVE);
  const ref = readRef(incidents[0]?.card ?? null);
  assert.ok(ref, "the incident stands in a channel");
  const message = connector.shown(ref.conversation).find(({ id }) => id === ref.activity);
  assert.match(textOf(cardsOf(message)[0]), new RegExp(`\\b${WAVE} people\\b`));
}

function cardsOf(message: Readonly<Record<string, unknown>> | undefined): readonly unknown[] {
  const attachments = (message?.["attachments"] ?? []) as readonly { readonly content: unknown }[];
  return attachments.map(({ content }) => content);
}

/** How often something was said again: lines by their words, tickets by their threads. */
export function countRepetitions(day: Day): { readonly lines: number; readonly threads: number } {
  const { connector } = day;
  const lines = new Map<string, number>();
  const threads = new Map<string, number>();
  const count = (map: Map<string, number>, key: string) => map.set(key, (map.get(key) ?? 0) + 1);
  for (const conversation of new Set(connector.calls.flatMap(({ conversation: one }) => one ?? [])))
    for (const { text } of connector.shown(conversation))
      // Only lines in somebody's words are sure to be different ones.
      if (typeof text === "string" && /\bword-\d/.test(text))
        count(lines, `${conversation} ${text}`);
  for (const thread of connector.started) {
    const [, number] = /^#(\d+) · /.exec(textOf(cardsIn(connector, thread)[0])) ?? [];
    if (number !== undefined) count(threads, number);
  }
  const again = (map: ReadonlyMap<string, number>) =>
    [...map.values()].reduce((sum, times) => sum + times - 1, 0);
  return { lines: again(lines), threads: again(threads) };
}
