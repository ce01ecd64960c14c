import { openDatabase } from "../src/database/database.js";
import type { Database } from "../src/database/schema.js";
import { queueOfMessages } from "../src/outbox/outbox-store.js";
import { listEntries } from "../src/tickets/entry-store.js";
import { findTickets, listOwn, listQueue } from "../src/tickets/ticket-search.js";
import { findTicket } from "../src/tickets/ticket-store.js";
import type { Measured } from "./bench-helpdesk.js";
import { createDice, type Dice } from "./many-articles.js";
import {
  DOMAINS,
  fillTickets,
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
  "search: a domain": (asked) => search(asked, `fabrikam${asked.dice(DOMAINS)}.example`),
  "search: a beginning": (asked) => search(asked, `recipient${1 + asked.dice(99)}`),
  "search: what all have": (asked) => search(asked, "contoso.example"),
  "search: a code and an agent": (asked) =>
    search(asked, `5.7.${asked.dice(40)} agent${asked.dice(20)}`),
  "own tickets": ({ db, tickets, dice }) =>
    listOwn(db, TENANT, `person-${dice(peopleAmong(tickets))}`, 20),
  "a ticket": ({ db, tickets, dice }) => findTicket(db, 1 + dice(tickets)),
  "its history": ({ db, tickets, dice }) => listEntries(db, 1 + dice(tickets)),
  "what is due in the outbox": ({ db, now }) => queueOfMessages(db).findDue(now, 8, []),
  "people with one problem": countPeople,
};

function search({ db }: Asked, typed: string): Promise<unknown> {
  return findTickets(db, { tenant: TENANT, typed, limit: 10 });
}

/** How many people met the problem within the hour. */
async function countPeople({ db, now }: Asked): Promise<void> {
  const { people } = await db
    .selectFrom("cases")
    .where("tenant", "=", TENANT)
    .where("problem", "=", PROBLEM)
    .where("opened_at", ">=", new Date(now.getTime() - 60 * 60_000).toISOString())
    .where("opened_at", ">", "")
    .where("incident", "is", null)
    .select((eb) => eb.fn.count("asker_id").distinct().as("people"))
    .executeTakeFirstOrThrow();
  if (Number(people) !== WITHIN_THE_HOUR) throw new Error(`There are ${Number(people)} people.`);
}

/** How much slower each question is answered among a million tickets than among ten thousand, and by which index. */
export async function benchGrowth(kinds: readonly Measured[]): Promise<void> {
  for (const { name, fresh } of kinds) {
    const small = await measure(SMALL, fresh);
    const large = await measure(LARGE, fresh);
    console.log(
      `\n${name} with ${SMALL} tickets, filled in ${small.filled} s, and with ${LARGE}, filled in ${large.filled} s; milliseconds of ${RUNS} runs:`,
    );
    const rows = Object.keys(QUESTIONS).map((question) => {
      const [few = [], many = []] = [small.times.get(question), large.times.get(question)];
      const ratio = (share: number) =>
        Number((percentile(many, share) / percentile(few, share)).toFixed(2));
      return {
        "": question,
        "p50 few": percentile(few, 0.5),
        "p50 many": percentile(many, 0.5),
        "p50 ×": ratio(0.5),
        "p95 few": percentile(few, 0.95),
        "p95 many": percentile(many, 0.95),
        "p95 ×": ratio(0.95),
      };
    });
    console.table(rows);
    console.log(`The plans among ${LARGE} tickets:`);
    for (const [question, plans] of large.plans)
      console.log(`  ${question}: ${[...new Set(plans.flatMap(({ looks }) => looks))].join(", ")}`);
    const slow = rows.filter((row) => row["p50 ×"] > GOAL).map((row) => row[""]);
    console.log(
      slow.length === 0
        ? `Nothing is more than ${GOAL} times slower: as it should be.`
        : `More than ${GOAL} times slower: TOO SLOW: ${slow.join(", ")}.`,
    );
  }
}

async function measure(tickets: number, fresh: Measured["fresh"]) {
  const place = await fresh();
  const db = await openDatabase(place.url);
  const now = new Date();
  const began = performance.now();
  await fillTickets(place.url, tickets, now);
  const filled = Math.round((performance.now() - began) / 1000);
  const asked: Asked = { db, tickets, now, dice: createDice(11) };
  const times = new Map<string, readonly number[]>();
  const plans = new Map<string, Awaited<ReturnType<typeof plansOf>>>();
  for (const [question, ask] of Object.entries(QUESTIONS)) {
    const took: number[] = [];
    for (let run = -WARM_UP; run < RUNS; run++) {
      const started = performance.now();
      await ask(asked);
      if (run >= 0) took.push(performance.now() - started);
    }
    times.set(question, took);
    plans.set(question, await plansOf(db, (listening) => ask({ ...asked, db: listening })));
  }
  await db.destroy();
  await place.remove();
  return { filled, times, plans };
}
