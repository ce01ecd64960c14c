import { sql } from "kysely";
import type { Database } from "../database/schema.js";
import { firstProblem } from "../match/fragments.js";
import { findCase } from "../tickets/case-store.js";
import type { Case } from "../tickets/ticket.js";
import type { Bar, Incident, IncidentView, Part } from "./incident.js";
import { countFollowers, countPeople, listNames } from "./people-store.js";

const NAMES = 5;
const EXAMPLES = 3;
/** Among so many of the first bounces other examples are looked for. */
const LOOKED_AT = 20;
const BARS = 12;
const TICKETS = 30;
/** More domains than this are no choice any more. */
const PARTS = 20;

/** All that the helpdesk's card of an incident shows, as it stands now. */
export async function viewIncident(db: Database, incident: Incident): Promise<IncidentView> {
  const { number } = incident;
  return {
    incident,
    people: await countPeople(db, number),
    bounces: await countBounces(db, number),
    followers: await countFollowers(db, number),
    names: await listNames(db, number, NAMES),
    bars: await drawBars(db, incident),
    examples: await findExamples(db, incident),
    tickets: await listTickets(db, number),
    parts: await listParts(db, number),
  };
}

/** The recipients' domains in an incident, most people first. */
export async function listParts(db: Database, incident: number): Promise<readonly Part[]> {
  const rows = await db
    .selectFrom("cases")
    .where("incident", "=", incident)
    .groupBy("part")
    .select((eb) => [
      "part",
      eb.fn.count("asker_id").distinct().as("people"),
      eb.fn.countAll().as("bounces"),
    ])
    .orderBy("people", "desc")
    .orderBy("part")
    .limit(PARTS)
    .execute();
  return rows.map(({ part, people, bounces }) => ({
    name: part,
    people: Number(people),
    bounces: Number(bounces),
  }));
}

async function countBounces(db: Database, incident: number): Promise<number> {
  const { bounces } = await db
    .selectFrom("cases")
    .where("incident", "=", incident)
    .select((eb) => eb.fn.countAll().as("bounces"))
    .executeTakeFirstOrThrow();
  return Number(bounces);
}

async function listTickets(db: Database, incident: number): Promise<readonly number[]> {
  const rows = await db
    .selectFrom("tickets")
    .select("number")
    .where("incident", "=", incident)
    .orderBy("number")
    .limit(TICKETS)
    .execute();
  return rows.map(({ number }) => number);
}

/** The example, then other early bounces in which the server says something else. */
async function findExamples(db: Database, incident: Incident): Promise<readonly Case[]> {
  const rows = await db
    .selectFrom("cases")
    .select("id")
    .where("incident", "=", incident.number)
    .orderBy("opened_at")
    .limit(LOOKED_AT)
    .execute();
  const ids = new Set([incident.example, ...rows.map(({ id }) => id)]);
  const examples = new Map<string, Case>();
  for (const id of ids) {
    if (examples.size === EXAMPLES) break;
    const found = await findCase(db, id);
    if (found && !examples.has(wordsOf(found))) examples.set(wordsOf(found), found);
  }
  return [...examples.values()];
}

/** Ids and times differ from bounce to bounce, and tell nothing more. */
function wordsOf({ explanation }: Case): string {
  if (!("ndr" in explanation)) return "";
  const { diagnosticCode = "" } = firstProblem(explanation.ndr);
  return diagnosticCode
    .slice(0, 300)
    .replace(/\S*\d\S*/g, "#")
    .toLowerCase();
}

const MINUTE_MS = 60_000;
/** Widths of a bar, in minutes, that a person can read off a clock. */
const WIDTHS = [5, 10, 15, 30, 60, 120, 180, 360, 720, 1440, 2880, 10_080];

/** From the first bounce to the last one, in steps that a dozen bars can hold. */
async function drawBars(
  db: Database,
  { number, firstSeenAt, lastSeenAt }: Incident,
): Promise<readonly Bar[]> {
  // "2026-11-21T10:05", the same on every database because dates are kept as text.
  const minute = sql<string>`substr(opened_at, 1, 16)`;
  const rows = await db
    .selectFrom("cases")
    .where("incident", "=", number)
    .groupBy(minute)
    .select((eb) => [minute.as("minute"), eb.fn.countAll().as("bounces")])
    .execute();
  return bars(
    rows.map(({ minute, bounces }) => ({
      at: Date.parse(`${minute}:00Z`),
      bounces: Number(bounces),
    })),
    [Date.parse(firstSeenAt), Date.parse(lastSeenAt)],
  );
}

/** Bounces counted in at most a dozen equal steps; the last step holds what would go beyond. */
export function bars(
  counts: readonly { readonly at: number; readonly bounces: number }[],
  [first, last]: readonly [number, number],
): readonly Bar[] {
  const stepsOf = (minutes: number) => {
    const begin = Math.floor(first / (minutes * MINUTE_MS));
    return { begin, steps: Math.floor(last / (minutes * MINUTE_MS)) - begin + 1 };
  };
  const minutes = WIDTHS.find((width) => stepsOf(width).steps <= BARS) ?? WIDTHS.at(-1) ?? 1;
  const { begin, steps } = stepsOf(minutes);
  const heights = Array.from({ length: Math.min(steps, BARS) }, () => 0);
  for (const { at, bounces } of counts) {
    const step = Math.floor(at / (minutes * MINUTE_MS)) - begin;
    const index = Math.min(Math.max(step, 0), heights.length - 1);
    heights[index] = (heights[index] ?? 0) + bounces;
  }
  return heights.map((bounces, index) => ({
    from: new Date((begin + index) * minutes * MINUTE_MS).toISOString(),
    minutes,
    bounces,
  }));
}
