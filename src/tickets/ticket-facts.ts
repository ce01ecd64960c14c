import type { Database } from "../database/schema.js";
import type { Explanation } from "../explain.js";
import { gistOf, type Gist } from "./gist.js";

/** A ticket for those who count: no words that somebody wrote but names. */
export interface TicketFacts extends Gist {
  readonly number: number;
  readonly state: string;
  readonly reason?: string | undefined;
  /** ISO 8601, UTC. */
  readonly openedAt: string;
  /** When it first had an agent. */
  readonly claimedAt?: string | undefined;
  /** When the helpdesk first wrote to the requester. */
  readonly answeredAt?: string | undefined;
  readonly resolvedAt?: string | undefined;
  readonly requester: string;
  readonly agent?: string | undefined;
  readonly outcome?: string | undefined;
  readonly mergedInto?: number | undefined;
  readonly incident?: number | undefined;
  /** Steps in its history. */
  readonly entries: number;
}

/** The days on which tickets were opened, YYYY-MM-DD, both included. */
export interface Days {
  readonly since?: string | undefined;
  readonly until?: string | undefined;
}

const BATCH = 500;

/** All tickets opened on these days in the order of their numbers, some at a time. */
export async function* readTicketFacts(
  db: Database,
  { since, until }: Days,
): AsyncGenerator<readonly TicketFacts[]> {
  let last = 0;
  for (;;) {
    const query = db
      .selectFrom("tickets")
      .innerJoin("cases", "cases.id", "tickets.case_id")
      .selectAll("tickets")
      .select(["cases.explanation", "cases.outcome"])
      .where("number", ">", last)
      .where("tickets.opened_at", ">=", since ?? "")
      .orderBy("number")
      .limit(BATCH);
    // Dates are texts with a T behind the day, and "~" comes after that.
    const rows = await (
      until === undefined ? query : query.where("tickets.opened_at", "<=", `${until}T~`)
    ).execute();
    if (rows.length === 0) return;
    last = rows.at(-1)?.number ?? last;
    const histories = await historiesOf(
      db,
      rows.map(({ number }) => number),
    );
    yield rows.map((row) => ({
      number: row.number,
      state: row.state,
      reason: row.reason ?? undefined,
      openedAt: row.opened_at,
      claimedAt: histories.get(row.number)?.claimedAt,
      answeredAt: histories.get(row.number)?.answeredAt,
      resolvedAt: row.resolved_at ?? undefined,
      requester: row.requester_name,
      agent: row.agent_name ?? undefined,
      outcome: row.outcome ?? undefined,
      mergedInto: row.merged_into ?? undefined,
      incident: row.incident ?? undefined,
      entries: histories.get(row.number)?.entries ?? 0,
      ...gistOf(JSON.parse(row.explanation) as Explanation),
    }));
  }
}

interface History {
  readonly entries: number;
  readonly claimedAt: string | undefined;
  readonly answeredAt: string | undefined;
}

/** The steps that give a ticket an agent. */
const TAKEN = [
  "claim",
  "assign",
  "ask",
  "wait-for-other-side",
  "wait-for-microsoft",
  "merge",
  "resolve",
];

/** The steps by which the helpdesk says something to the requester. */
const ANSWERED = ["ask", "reply", "resolve"];

async function historiesOf(
  db: Database,
  numbers: readonly number[],
): Promise<ReadonlyMap<number, History>> {
  const rows = await db
    .selectFrom("ticket_entries")
    .select((eb) => [
      "ticket",
      eb.fn.countAll().as("entries"),
      eb.fn.min(eb.case().when("verb", "in", TAKEN).then(eb.ref("at")).end()).as("claimed_at"),
      eb.fn.min(eb.case().when("verb", "in", ANSWERED).then(eb.ref("at")).end()).as("answered_at"),
    ])
    .where("ticket", "in", numbers)
    .groupBy("ticket")
    .execute();
  return new Map(
    rows.map((row) => [
      row.ticket,
      {
        entries: Number(row.entries),
        claimedAt: row.claimed_at ?? undefined,
        answeredAt: row.answered_at ?? undefined,
      },
    ]),
  );
}
