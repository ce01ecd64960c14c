import assert from "node:assert/strict";
import { sql } from "kysely";
import type { Database } from "../../src/database/schema.js";
import { createCaseStore } from "../../src/tickets/case-store.js";
import { indexOlderTickets } from "../../src/tickets/older-words.js";
import { findTickets, listOwn, listQueue } from "../../src/tickets/ticket-search.js";
import { LONGEST_WORD, wordsIn, wordsOf } from "../../src/tickets/ticket-words.js";
import type { Person, Ticket } from "../../src/tickets/ticket.js";
import { LIKELY } from "../cards/examples.js";
import { openDatabase } from "../../src/database/database.js";
import { onEachDatabase } from "../database/databases.js";
import { createDesk, type Desk } from "./desk.js";
import { ANA, asAgent, BO, CHAT, RIA, sampleCase, sampleTicket } from "./samples.js";

const { tenant } = CHAT;
const NOA: Person = { id: "noa-id", name: "Noa Müller-Contoso" };

const numbers = (tickets: readonly Ticket[]) => tickets.map(({ number }) => number);

onEachDatabase((database) => {
  describe("finding tickets", () => {
    let desk: Desk;

    const open = async (
      requester: Person,
      changes: Partial<ReturnType<typeof sampleCase>> = {},
    ) => {
      const cases = createCaseStore({ db: database(), now: desk.clock.now });
      const { id } = await cases.openCase({ ...sampleCase(), ...changes });
      const result = await desk.helpdesk.escalate(id, requester, {});
      if (result.kind !== "opened") throw new Error(result.kind);
      return result.ticket;
    };
    const find = async (typed: string, requester?: Person, limit = 10) =>
      numbers(await findTickets(database(), { tenant, typed, requester: requester?.id, limit }));

    beforeEach(async () => {
      desk = await createDesk(database());
      await open(RIA);
      await open(NOA, { explanation: LIKELY });
      await open(NOA);
    });

    for (const [what, typed, found] of [
      ["a requester", "ria", [1]],
      ["a requester, newest first", "noa", [3, 2]],
      ["the second half of a name", "contoso", [3, 2]],
      ["a letter beyond ASCII", "MÜLLER", [3, 2]],
      ["a code", "5.1.99", [3, 1]],
      ["the beginning of a code", "5.7", [2]],
      ["an address", "x@fabrikam.example", [3, 1]],
      ["the beginning of an address", "accounts.pay", [2]],
      ["a part of an address", "payable", [2]],
      ["a domain", "fabrikam.example", [3, 1]],
      ["a word of an article's title", "on-premises", [2]],
      ["two words that one ticket has", "noa fabrikam", [3]],
      ["a number", "2", [2]],
      ["a number with its mark", "#3", [3]],
      ["a number as it is said", "Ticket 1", [1]],
      ["a number with blanks around it", "  ticket # 1 ", [1]],
    ] as const)
      it(`by ${what}: ${typed}`, async () => {
        assert.deepEqual(await find(typed), found);
      });

    for (const typed of [
      "",
      " ",
      "nobody",
      "noa nobody",
      "%",
      "_",
      "'; drop table tickets --",
      "4",
      "#0",
      "99999999999",
      "\0",
      "\u{10FFFF}",
      "a".repeat(5_000),
      `ticket${" ".repeat(200_000)}x`,
    ])
      it(`finds nothing by ${JSON.stringify(typed.slice(0, 30))}`, async () => {
        assert.deepEqual(await find(typed), []);
      });

    it("finds by the agent who works on it, and no longer by the one before", async () => {
      await desk.claim(1, undefined, ANA);
      assert.deepEqual(await find("ana"), [1]);
      await desk.helpdesk.take(1, undefined, { verb: "assign", to: BO }, asAgent(ANA));
      assert.deepEqual([await find("ana"), await find("bo ag")], [[], [1]]);
    });

    it("finds a requester their own only, by word and by number", async () => {
      assert.deepEqual(await find("fabrikam", RIA), [1]);
      assert.deepEqual(await find("3", RIA), []);
      assert.deepEqual(await find("1", RIA), [1]);
    });

    it("finds nothing of another tenant's", async () => {
      for (const typed of ["fabrikam", "1"])
        assert.deepEqual(
          await findTickets(database(), { tenant: "tenant-2", typed, limit: 10 }),
          [],
        );
    });

    it("finds no more than it is asked for: the newest", async () => {
      assert.deepEqual(await find("fabrikam", undefined, 1), [3]);
    });

    it("lists the queue: what nobody has claimed first, oldest first", async () => {
      await open(RIA);
      await open(RIA);
      await desk.claim(1, undefined, ANA);
      await desk.resolve(2, undefined, ANA);
      await desk.helpdesk.take(4, undefined, { verb: "ask", text: "Which?" }, asAgent(ANA));
      const queue = async (limit: number) => numbers(await listQueue(database(), tenant, limit));
      assert.deepEqual(await queue(10), [3, 5, 1, 4]);
      assert.deepEqual(await queue(3), [3, 5, 1]);
      assert.deepEqual(await listQueue(database(), "tenant-2", 10), []);
    });

    it("lists a person's own: open ones first, newest first", async () => {
      await open(NOA);
      await desk.resolve(3, undefined, ANA);
      const own = async (limit: number) =>
        numbers(await listOwn(database(), tenant, NOA.id, limit));
      assert.deepEqual(await own(10), [4, 2, 3]);
      assert.deepEqual(await own(2), [4, 2]);
      assert.deepEqual(await listOwn(database(), "tenant-2", NOA.id, 10), []);
    });

    it("gives words to tickets from before there were any, once", async () => {
      await database().deleteFrom("ticket_words").execute();
      await database()
        .updateTable("counters")
        .set({ value: 2 })
        .where("name", "=", "tickets-without-words")
        .execute();
      assert.equal(await indexOlderTickets(database()), 2);
      assert.deepEqual(await find("fabrikam"), [1]);
      assert.equal(await indexOlderTickets(database()), 0);
    });
  });
});

describe("the words of a ticket", () => {
  it("are each kept once, and the parts of an address beside it", () => {
    const words = wordsOf(sampleTicket({ agent: ANA }));
    assert.deepEqual(words, [
      "ria",
      "requester",
      "ana",
      "agent",
      "5.1.99",
      "x@fabrikam.example",
      "fabrikam.example",
      "fabrikam",
      "example",
    ]);
  });

  it("are bounded, however long the names are", () => {
    const name = `${"x".repeat(300)} ${Array.from({ length: 3000 }, (_, index) => `n${index}`).join(" ")}`;
    const words = wordsOf(sampleTicket({ requester: { id: "r", name } }));
    assert.ok(words.length <= 80);
    assert.ok(words.every((word) => word.length <= LONGEST_WORD));
  });

  it("of 2 MB of marks are read in no time", () => {
    assert.deepEqual(wordsIn(".-".repeat(1_000_000)), []);
  });
});

describe("on SQLite, the search", () => {
  let db: Database;
  beforeEach(async () => (db = await openDatabase("sqlite::memory:")));
  afterEach(() => db.destroy());

  /** What is read of the tables, and how. */
  async function plans(run: () => Promise<unknown>): Promise<readonly string[]> {
    const queries: { readonly sql: string; readonly parameters: readonly unknown[] }[] = [];
    const executor = db.getExecutor();
    const execute = executor.executeQuery.bind(executor);
    executor.executeQuery = (compiled) => {
      queries.push(compiled);
      return execute(compiled);
    };
    await run();
    executor.executeQuery = execute;
    const details: string[] = [];
    for (const { sql: text, parameters } of queries) {
      const bound = parameters.reduce<string>(
        (query, value) =>
          query.replace(
            "?",
            typeof value === "number" ? String(value) : `'${String(value).replaceAll("'", "''")}'`,
          ),
        text,
      );
      const { rows } = await sql<{ detail: string }>`explain query plan ${sql.raw(bound)}`.execute(
        db,
      );
      details.push(...rows.map(({ detail }) => detail));
    }
    return [...new Set(details)];
  }

  beforeEach(async () => {
    const desk = await createDesk(db);
    for (let index = 0; index < 3; index++) await desk.openTicket();
  });

  for (const [what, run] of Object.entries({
    "for all of a tenant": () => findTickets(db, { tenant, typed: "ria fab 5.1", limit: 10 }),
    "for a person's own": () =>
      findTickets(db, { tenant, typed: "fab", requester: RIA.id, limit: 10 }),
    "by number": () => findTickets(db, { tenant, typed: "#1", limit: 10 }),
    "of the queue": () => listQueue(db, tenant, 10),
    "of own tickets": () => listOwn(db, tenant, RIA.id, 10),
  }))
    it(`${what} reads no table from end to end, and sorts nothing big`, async () => {
      const read = await plans(run);
      assert.ok(read.length > 0);
      for (const detail of read)
        assert.doesNotMatch(detail, /^SCAN|TEMP B-TREE FOR ORDER BY/, detail);
    });
});
