import { openDatabase } from "../src/database/database.js";
import type { Database } from "../src/database/schema.js";
import { countAskers } from "../src/incidents/gather.js";
import { findIncident, listIncidents, listOpenIncidents } from "../src/incidents/incident-store.js";
import { viewIncident } from "../src/incidents/overview.js";
import { queueOfMessages } from "../src/outbox/outbox-store.js";
import { listEntries } from "../src/tickets/entry-store.js";
import { findTickets, listOwn, listQueue } from "../src/tickets/ticket-search.js";
import { findTicket } from "../src/tickets/ticket-store.js";
import type { Measured } from "./bench-helpdesk.js";
import { createDice, type Dice } from "./many-articles.js";
import {
  AGENTS,
  CODES,
  fillTickets,
  incidentsAmong,
  peopleAmong,
  PROBLEM,
  TENANT,
  WITHIN_THE_HOUR,
} from "./many-tickets.js";
import { percentile } from "./percentile.js";
import { plansOf } from "./query-plans.js";

const SMALL = 10_000;
const LARGE = Number(process.env["FILL"] ?? 1_000_000);
const WARM_UP = 20;
const RUNS = 200;
/** Nobody should notice how many tickets there are. */
const GOAL = 1.5;

interface Asked {
  readonly db: Database;
  readonly tickets: number;
  readonly now: Date;
  readonly dice: Dice;
}

/** What people and the bot itself look up all day. */
const QUESTIONS: Readonly<Record<string, (asked: Asked) => Promise<unknown>>> = {
  "the queue": ({ db }) => listQueue(db, TENANT, 20),
  "search: a number": (asked) => search(asked, String(1 + asked.dice(asked.tickets))),
  "search: a name": (asked) => {
    const person = asked.dice(peopleAmong(asked.tickets));
    return search(asked, `First${person} Last${person}`);
  },
  "search: a domain": (asked) =>
    search(asked, `fabrikam${asked.dice(peopleAmong(asked.tickets))}.example`),
  "search: a beginning": (asked) => search(asked, `recipient${1 + asked.dice(99)}`),
  "search: what all have": (asked) => search(asked, "contoso.example"),
  "search: a code and an agent": (asked) =>
    search(asked, `5.7.${asked.dice(CODES)} agent${asked.dice(AGENTS)}`),
  "own tickets": ({ db, tickets, dice }) =>
    listOwn(db, TENANT, `person-${dice(peopleAmong(tickets))}`, 20),
  "a ticket": ({ db, tickets, dice }) => findTicket(db, 1 + dice(tickets)),
  "its history": ({ db, tickets, dice }) => listEntries(db, 1 + dice(tickets)),
  "what is due in the outbox": ({ db, now }) =>
    // A lease that has ended when it begins: so there is as much to do for the next one.
    queueOfMessages(db).claim(now, 8, [], -60 * 60_000),
  "people with one problem": countPeople,
  "incidents of a problem": ({ db, tickets, dice }) =>
    listIncidents(db, TENANT, `article server number ${1 + dice(incidentsAmong(tickets))}`),
  "open incidents": ({ db }) => listOpenIncidents(db, TENANT),
  "all about an incident": async ({ db, tickets, dice }) => {
    const incident = await findIncident(db, 1 + dice(incidentsAmong(tickets)));
    if (!incident) throw new Error("There is no such incident.");
    return viewIncident(db, incident);
  },
};

function search({ db }: Asked, typed: string): Promise<unknown> {
  return findTickets(db, { tenant: TENANT, typed, limit: 10 });
}

/** How many people met the problem within the hour. */
async function countPeople({ db, now }: Asked): Promise<void> {
  const since = new Date(now.getTime() - 60 * 60_000).toISOString();
  const people = await countAskers(db, {
    tenant: TENANT,
    problem: PROBLEM,
    part: "",
    since,
    after: "",
  });
  if (people !== WITHIN_THE_HOUR) throw new Error(`There are ${people} people.`);
}

/** How much slower each question is answered among a million tickets than among ten thousand, and by which index. */
export async function benchGrowth(kinds: readonly Measured[]): Promise<void> {
  for (const { name, fresh } of kinds) {
    const few = await filled(SMALL, fresh);
    const many = await filled(LARGE, fresh);
    console.log(
      `\n${name} with ${SMALL} tickets, filled in ${few.seconds} s, and with ${LARGE}, filled in ${many.seconds} s; milliseconds of ${RUNS} runs:`,
    );
    const rows = [];
    const plans: string[] = [];
    for (const [question, ask] of Object.entries(QUESTIONS)) {
      rows.push({ "": question, ...(await compare(ask, few, many)) });
      const looks = await plansOf(many.db, (db) => ask({ ...many, db }));
      plans.push(`  ${question}: ${[...new Set(looks)].join(", ")}`);
    }
    console.table(rows);
    console.log(`By which index, among ${LARGE} tickets:\n${plans.join("\n")}`);
    const slow = rows.filter((row) => row["p50 ×"] > GOAL).map((row) => row[""]);
    const verdict = slow.length === 0 ? "as it should be" : `TOO SLOW: ${slow.join(", ")}`;
    console.log(`Half of the answers take ${GOAL} times as long at most: ${verdict}.`);
    await few.remove();
    await many.remove();
  }
}

/** A database with so many tickets. */
async function filled(tickets: number, fresh: Measured["fresh"]) {
  const place = await fresh();
  const db = await openDatabase(place.url);
  const now = new Date();
  const began = performance.now();
  await fillTickets(place.url, tickets, now);
  return {
    db,
    tickets,
    now,
    dice: createDice(11),
    seconds: Math.round((performance.now() - began) / 1000),
    remove: async () => {
      await db.destroy();
      await place.remove();
    },
  };
}

/** Turn by turn: what else the machine does meets both alike. */
async function compare(ask: (asked: Asked) => Promise<unknown>, few: Asked, many: Asked) {
  const [fast, slow]: [number[], number[]] = [[], []];
  for (let run = -WARM_UP; run < RUNS; run++)
    for (const [asked, times] of [
      [few, fast],
      [many, slow],
    ] as const) {
      const started = performance.now();
      await ask(asked);
      if (run >= 0) times.push(performance.now() - started);
    }
  const ratio = (share: number) =>
    Number((percentile(slow, share) / percentile(fast, share)).toFixed(2));
  return {
    "p50 few": percentile(fast, 0.5),
    "p50 many": percentile(slow, 0.5),
    "p50 ×": ratio(0.5),
    "p95 few": percentile(fast, 0.95),
    "p95 many": percentile(slow, 0.95),
    "p95 ×": ratio(0.95),
  };
}
