import assert from "node:assert/strict";
import { join } from "node:path";
import { openDatabase } from "../../src/database/database.js";
import type { Database } from "../../src/database/schema.js";
import { temporaryFolder } from "../database/databases.js";
import { freshPostgres, hasPostgres } from "../database/postgres.js";
import { type Day, liveThroughDay, until } from "./day/day.js";
import {
  assertCards,
  assertIncident,
  assertNothingLost,
  assertNumbers,
  assertTransitions,
  countRepetitions,
} from "./day/evening.js";

const number = (name: string, standard: number) => Number(process.env[name] ?? standard);
const SIZE = {
  people: number("DAY_PEOPLE", 300),
  bounces: number("DAY_BOUNCES", 200),
  tickets: number("DAY_TICKETS", 40),
  agents: number("DAY_AGENTS", 20),
  kills: number("DAY_KILLS", 2),
  seed: number("DAY_SEED", Date.now() % 1_000_000),
};
/** Deliveries that one copy has under way, and a kill can repeat. */
const AT_ONCE = 8;

interface Ground {
  readonly name: string;
  readonly copies: number;
  /** False where what it needs is not there. */
  isThere(): Promise<boolean>;
  open(): Promise<{ readonly url: string; remove(): Promise<void> }>;
}

const GROUNDS: readonly Ground[] = [
  {
    name: "an SQLite file, one copy",
    copies: 1,
    isThere: () => Promise.resolve(true),
    open: async () => {
      const { folder, remove } = await temporaryFolder();
      return { url: `sqlite:${join(folder, "ndr-bot.db")}`, remove };
    },
  },
  {
    name: "PostgreSQL, three copies",
    copies: 3,
    isThere: hasPostgres,
    open: freshPostgres,
  },
];

for (const ground of GROUNDS)
  describe(`a day of ${SIZE.people} people and ${SIZE.agents} agents, on ${ground.name} (DAY_SEED=${SIZE.seed})`, function () {
    this.timeout(900_000);
    const closing: (() => Promise<void>)[] = [];
    let day: Day;
    let db: Database;

    before(async function () {
      if (!(await ground.isThere())) return this.skip();
      const { folder, remove } = await temporaryFolder();
      closing.unshift(remove);
      const place = await ground.open();
      closing.unshift(() => place.remove());
      const began = Date.now();
      day = await liveThroughDay({
        ...SIZE,
        folder,
        databaseUrl: place.url,
        copies: ground.copies,
      });
      closing.unshift(() => day.close());
      db = await openDatabase(place.url);
      closing.unshift(() => db.destroy());
      const over = Date.now();
      const isDrained = await drained(db);
      console.log(
        `      ${day.answered} messages, ${day.acknowledged.length} steps acknowledged, ${day.refused} refused, ` +
          `${day.kills} kills; faults ${JSON.stringify(Object.fromEntries(day.faults))}; ` +
          `${over - began} ms, and ${Date.now() - over} ms until all was said${isDrained ? "" : " (NOT all)"}`,
      );
    });

    after(async () => {
      for (const close of closing) await close();
    });

    it("has killed every copy as often as it should", () => {
      assert.equal(day.kills, SIZE.kills * ground.copies);
    });

    it("has said all that was to be said, and given nothing up", async () => {
      assert.deepEqual(await db.selectFrom("outbox").selectAll().execute(), []);
    });

    it("has kept every step that it acknowledged", () => assertNothingLost(db, day));

    it("has given each number once, without a gap", async () => {
      const count = await assertNumbers(db);
      assert.equal(count >= SIZE.tickets * 0.75, true, `only ${count} tickets came about`);
    });

    it("has taken no step that is not allowed", async () => {
      console.log(`      ${await assertTransitions(db, day)} steps in the histories`);
    });

    it("shows on every card how its ticket stands", () => assertCards(db, day));

    it("has made one incident of those with one trouble", () => assertIncident(db, day));

    it("has repeated itself no more than kills explain", () => {
      const { lines, threads } = countRepetitions(day);
      const forgotten = day.faults.get("ActivityNotFoundInConversation") ?? 0;
      console.log(`      said again: ${lines} lines, ${threads} tickets posted again`);
      assert.equal(lines <= day.kills * AT_ONCE, true);
      assert.equal(threads <= day.kills * AT_ONCE + forgotten, true);
    });
  });

/** Nothing waits any more, but for what was given up. */
async function drained(db: Database): Promise<boolean> {
  const deadline = Date.now() + 300_000;
  while (Date.now() < deadline) {
    const waiting = await db
      .selectFrom("outbox")
      .select("id")
      .where("died_at", "is", null)
      .limit(1)
      .execute();
    if (waiting.length === 0) return true;
    await until(() => false, 500);
  }
  return false;
}
