import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { sql } from "kysely";
import { openDatabase } from "../src/database/database.js";
import type { Measured } from "./bench-helpdesk.js";
import type { Work, Worked } from "./escalate.js";
import { percentile } from "./percentile.js";

const SCRIPT = fileURLToPath(new URL("escalate.ts", import.meta.url));
const TSX = import.meta.resolve("tsx");

const SECONDS = 5;
/** Presses that wait for an answer at one time, in each copy. */
const AT_ONCE = 8;

/**
 * Presses of "Ask the helpdesk" that were answered, each after its commit was on the disk; beside them what
 * the same database takes of the least there is: one row and its commit, with the same driver.
 */
export async function benchEscalations(kinds: readonly Measured[]): Promise<void> {
  const rows = [];
  for (const { name, fresh, copies: numbers } of kinds)
    for (const copies of numbers) {
      const place = await fresh();
      // Before the copies start: else they wait for each other here.
      const db = await openDatabase(place.url);
      await sql`create table bare (id text primary key, words text not null)`.execute(db);
      await db.destroy();
      const bare = await inCopies(copies, place.url, "bare", 1);
      const bareAtOnce = await inCopies(copies, place.url, "bare", AT_ONCE);
      const one = await inCopies(copies, place.url, "escalate", 1);
      const many = await inCopies(copies, place.url, "escalate", AT_ONCE);
      await assertWhole(place.url, one.times.length + many.times.length);
      await place.remove();
      rows.push({
        database: name,
        copies,
        "escalations/s": many.perSecond,
        "p50 ms": percentile(many.times, 0.5),
        "p95 ms": percentile(many.times, 0.95),
        "one after another/s": one.perSecond,
        "INSERT+COMMIT/s": bareAtOnce.perSecond,
        "the same one after another/s": bare.perSecond,
        "share of it": Number((many.perSecond / bareAtOnce.perSecond).toFixed(2)),
      });
    }
  console.log(
    `Tickets opened for ${SECONDS} seconds, ${AT_ONCE} at one time in each copy, each acknowledged after its commit:`,
  );
  console.table(rows);
}

interface Rate {
  readonly perSecond: number;
  readonly times: readonly number[];
}

/** Starts so many copies, lets them begin together, and adds up what they did. */
async function inCopies(copies: number, url: string, work: Work, atOnce: number): Promise<Rate> {
  const children = Array.from({ length: copies }, () => start(url, work, atOnce));
  await Promise.all(children.map(({ line }) => line()));
  for (const { child } of children) child.stdin?.write("go\n");
  const worked = await Promise.all(
    children.map(async ({ line }) => JSON.parse(await line()) as Worked),
  );
  const times = worked.flatMap((one) => one.times);
  const ms = Math.max(...worked.map((one) => one.ms));
  return { perSecond: Math.round((times.length * 1000) / ms), times };
}

function start(url: string, work: Work, atOnce: number) {
  const child: ChildProcess = spawn(
    process.execPath,
    ["--import", TSX, SCRIPT, url, work, String(atOnce), String(SECONDS)],
    { stdio: ["pipe", "pipe", "inherit"] },
  );
  if (!child.stdout) throw new Error("A copy has no output.");
  const lines = createInterface({ input: child.stdout });
  const line = async (): Promise<string> => {
    const [text] = (await Promise.race([
      once(lines, "line"),
      once(child, "exit").then(([code]) => {
        throw new Error(`A copy ended with ${String(code)}.`);
      }),
    ])) as [string];
    return text;
  };
  return { child, line };
}

/** What was acknowledged is there, under numbers without a gap. */
async function assertWhole(url: string, acknowledged: number): Promise<void> {
  const db = await openDatabase(url);
  const { count, last } = await db
    .selectFrom("tickets")
    .select((eb) => [eb.fn.countAll().as("count"), eb.fn.max("number").as("last")])
    .executeTakeFirstOrThrow();
  await db.destroy();
  if (Number(count) !== acknowledged || last !== acknowledged)
    throw new Error(`${acknowledged} were acknowledged, ${Number(count)} are there.`);
}
