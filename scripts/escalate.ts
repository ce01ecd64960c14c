// A copy of the helpdesk in a process of its own, started by bench-escalations.ts: opens tickets in the
// database at argv[2] for argv[5] seconds, argv[4] at one time, or writes bare rows (argv[3] is "bare").
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { sql } from "kysely";
import { openDatabase } from "../src/database/database.js";
import type { CaseRow, Database } from "../src/database/schema.js";
import { createHelpdesk } from "../src/tickets/helpdesk.js";
import { TENANT } from "./many-tickets.js";

export type Work = "escalate" | "bare";

export interface Worked {
  readonly ms: number;
  /** How long each took, in milliseconds. */
  readonly times: readonly number[];
}

const CASES = 30_000;
const RIA = { id: "ria", name: "Ria Requester" };
const PLACE = { serviceUrl: "https://smba.example/", tenant: TENANT, conversation: "a:ria" };
const now = () => new Date();

const [, , url = "", work = "", atOnce = "1", seconds = "1"] = process.argv;
if (url !== "") await main(await openDatabase(url));

async function main(db: Database): Promise<void> {
  const act = work === "bare" ? bare(db) : await escalate(db);
  console.log("ready");
  await once(process.stdin, "data");
  const times: number[] = [];
  const began = performance.now();
  const end = began + Number(seconds) * 1000;
  const press = async () => {
    while (performance.now() < end) {
      const pressed = performance.now();
      await act();
      times.push(performance.now() - pressed);
    }
  };
  await Promise.all(Array.from({ length: Number(atOnce) }, press));
  console.log(JSON.stringify({ ms: performance.now() - began, times } satisfies Worked));
  await db.destroy();
  process.stdin.destroy();
}

/** One row of a ticket's size, and its commit. */
function bare(db: Database): () => Promise<unknown> {
  const words = "x".repeat(400);
  return () =>
    sql`insert into bare (id, words) values (${randomBytes(16).toString("hex")}, ${words})`.execute(
      db,
    );
}

async function escalate(db: Database): Promise<() => Promise<unknown>> {
  const desk = createHelpdesk({ db, now });
  await desk.setHelpdesk({
    place: { ...PLACE, conversation: "19:helpdesk" },
    team: "19:team",
    name: "Helpdesk",
    setBy: RIA,
  });
  const cases = await openCases(db);
  return async () => {
    const id = cases.pop();
    if (id === undefined) throw new Error("There are too few cases.");
    // One person's presses wait for each other.
    const requester = { ...RIA, id: `ria-${id}` };
    const { kind } = await desk.escalate(id, requester, { note: "It worked last week." });
    if (kind !== "opened") throw new Error(kind);
  };
}

/** Answers that were given before anybody presses. */
async function openCases(db: Database): Promise<string[]> {
  const ids = Array.from({ length: CASES }, () => randomBytes(16).toString("base64url"));
  for (let from = 0; from < ids.length; from += 500)
    await db
      .insertInto("cases")
      .values(ids.slice(from, from + 500).map(rowOf))
      .execute();
  return ids;
}

function rowOf(id: string, index: number): CaseRow {
  return {
    id,
    tenant: TENANT,
    service_url: PLACE.serviceUrl,
    conversation: PLACE.conversation,
    question: `question-${index}`,
    asker_id: RIA.id,
    asker_name: RIA.name,
    explanation: JSON.stringify({
      kind: "undiagnosed",
      says: "Your message was not delivered.",
      general: "The address is wrong.",
      ndr: {
        parsedBy: "delivery-status",
        sender: "lena.novak@contoso.example",
        recipients: [
          {
            finalRecipient: `recipient${index}@fabrikam.example`,
            status: { class: 5, subject: 1, detail: 1 },
            diagnosticCode: `550 5.1.1 no such user ${"x".repeat(500)}`,
            remoteMta: "mx.fabrikam.example",
          },
        ],
        humanLines: ["550 5.1.1 no such user"],
      },
    }),
    answer: null,
    findings: null,
    outcome: null,
    problem: null,
    part: "",
    incident: null,
    opened_at: now().toISOString(),
  };
}
