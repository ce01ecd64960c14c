import assert from "node:assert/strict";
import { enqueue } from "../../src/outbox/outbox-store.js";
import { findCase } from "../../src/tickets/case-store.js";
import { purgeSweep } from "../../src/tickets/retention.js";
import type { Database } from "../../src/database/schema.js";
import { onEachDatabase } from "../database/databases.js";
import { createDesk, type Desk } from "./desk.js";
import { ANA, CHAT } from "./samples.js";

const DAY = 24 * 60 * 60_000;

describe("retention", () => {
  onEachDatabase((database) => {
    let desk: Desk;
    let logged: object[];
    let purge: ReturnType<typeof purgeSweep>;

    const withRetention = (caseDays: number, ticketDays: number, batch = 2) => {
      const log = { info: (fields: object) => logged.push(fields) };
      return purgeSweep({ db: database(), retention: { caseDays, ticketDays }, log, batch });
    };

    beforeEach(async () => {
      desk = await createDesk(database());
      logged = [];
      purge = withRetention(30, 365);
    });

    const sweep = () => purge.run(desk.clock.now());
    const count = async (
      table: "cases" | "tickets" | "ticket_entries" | "ticket_words" | "outbox" | "problems",
    ) => (await database().selectFrom(table).selectAll().execute()).length;
    const openIncident = (number: number, example: string, changes: object = {}) =>
      insertIncident(database(), number, example, changes);

    it("deletes answers after 30 days, all of them", async () => {
      for (let index = 0; index < 7; index++) {
        await desk.openCase(`message-${index}`);
        desk.clock.pass(index % 2);
      }
      desk.clock.pass(29 * DAY);
      await desk.openCase("young");
      await sweep();
      assert.equal(await count("cases"), 8);
      desk.clock.pass(DAY + 1);
      await sweep();
      assert.equal(await count("cases"), 1);
      assert.deepEqual(logged, [
        { tickets: 0, incidents: 0, deadMessages: 0, cases: 7, problems: 0 },
      ]);
    });

    it("keeps the case of a ticket as long as the ticket, and an open ticket for ever", async () => {
      const open = await desk.openTicket();
      const closed = await desk.openTicket();
      await desk.resolve(closed.number, 1, ANA, "Done.");
      await desk.outbox.drain();
      desk.clock.pass(364 * DAY);
      await sweep();
      assert.deepEqual([await count("tickets"), await count("cases")], [2, 2]);
      desk.clock.pass(2 * DAY);
      await sweep();
      await sweep();
      const left = await database().selectFrom("tickets").select("number").execute();
      assert.deepEqual(left, [{ number: open.number }]);
      assert.deepEqual([await count("cases"), await count("ticket_entries")], [1, 1]);
    });

    it("does not give the number of a deleted ticket again", async () => {
      const { number } = await desk.openTicket();
      await desk.resolve(number, 1, ANA);
      await desk.outbox.drain();
      desk.clock.pass(400 * DAY);
      await sweep();
      assert.equal(await count("tickets"), 0);
      assert.equal((await desk.openTicket()).number, number + 1);
    });

    it("deletes what still waits in the lane of a deleted ticket, and its words", async () => {
      const { number } = await desk.openTicket();
      await desk.resolve(number, 1, ANA);
      desk.clock.pass(400 * DAY);
      await sweep();
      assert.deepEqual([await desk.waiting(), await count("ticket_words")], [[], 0]);
    });

    it("keeps what was merged into an open ticket", async () => {
      const { number: into } = await desk.openTicket();
      const { number } = await desk.openTicket();
      const merge = { verb: "merge", into } as const;
      const actor = { person: ANA, tenant: CHAT.tenant, standing: "agent" } as const;
      await desk.helpdesk.take(number, 1, merge, actor);
      desk.clock.pass(400 * DAY);
      await sweep();
      assert.equal(await count("tickets"), 2);
      await desk.resolve(into, undefined, ANA);
      await sweep();
      assert.equal(await count("tickets"), 1);
    });

    it("keeps what an open incident needs, and the example of a closed one", async () => {
      const [example, other] = [await desk.openCase("a"), await desk.openCase("b")];
      await database().updateTable("cases").set({ incident: 1 }).execute();
      await openIncident(1, example);
      desk.clock.pass(31 * DAY);
      await sweep();
      assert.equal(await count("cases"), 2);
      const closedAt = desk.clock.now().toISOString();
      await database()
        .updateTable("incidents")
        .set({ state: "resolved", closed_at: closedAt })
        .execute();
      purge = withRetention(30, 365);
      await sweep();
      const left = await database().selectFrom("cases").select("id").execute();
      assert.deepEqual(left, [{ id: example }]);
      assert.notEqual(other, example);
      desk.clock.pass(366 * DAY);
      await sweep();
      assert.equal(await count("cases"), 0);
      assert.deepEqual(await database().selectFrom("incidents").selectAll().execute(), []);
    });

    it("leaves nothing of a deleted incident on the answers that stay", async () => {
      const [example, other] = [await desk.openCase("a"), await desk.openCase("b")];
      await database().updateTable("cases").set({ incident: 1 }).execute();
      await openIncident(1, example, {
        state: "expired",
        closed_at: desk.clock.now().toISOString(),
      });
      purge = withRetention(0, 365);
      desk.clock.pass(366 * DAY);
      await sweep();
      assert.deepEqual(await database().selectFrom("incidents").selectAll().execute(), []);
      assert.equal((await findCase(database(), other))?.known, undefined);
    });

    it("deletes dead messages and problems that were not seen for long", async () => {
      const now = desk.clock.now();
      await enqueue(database(), [{ lane: "x", kind: "y", about: {} }], now);
      await enqueue(database(), [{ lane: "alive", kind: "y", about: {} }], now);
      await database()
        .updateTable("outbox")
        .set({ died_at: now.toISOString() })
        .where("lane", "=", "x")
        .execute();
      await database()
        .insertInto("problems")
        .values({ tenant: CHAT.tenant, problem: "p", seen_at: now.toISOString() })
        .execute();
      desk.clock.pass(29 * DAY);
      await sweep();
      assert.deepEqual([await count("outbox"), await count("problems")], [2, 1]);
      desk.clock.pass(340 * DAY);
      await sweep();
      assert.deepEqual([await count("outbox"), await count("problems")], [1, 0]);
    });

    it("keeps for ever what has 0 days", async () => {
      purge = withRetention(0, 0);
      await desk.openCase();
      const { number } = await desk.openTicket();
      await desk.resolve(number, 1, ANA);
      desk.clock.pass(5000 * DAY);
      await sweep();
      assert.deepEqual([await count("cases"), await count("tickets")], [2, 1]);
      assert.deepEqual(logged, []);
    });

    it("is done by several copies at once", async () => {
      for (let index = 0; index < 12; index++) {
        const { number } = await desk.openTicket();
        await desk.resolve(number, 1, ANA);
        await desk.openCase(`message-${index}`);
      }
      await desk.outbox.drain();
      desk.clock.pass(400 * DAY);
      const copies = [1, 2, 3].map(() => withRetention(30, 365));
      await Promise.all(copies.map((copy) => copy.run(desk.clock.now())));
      await Promise.all(copies.map((copy) => copy.run(desk.clock.now())));
      assert.deepEqual([await count("cases"), await count("tickets")], [0, 0]);
    });
  });
});

async function insertIncident(
  db: Database,
  number: number,
  example: string,
  changes: object,
): Promise<void> {
  const at = "2026-05-04T09:00:00.000Z";
  await db
    .insertInto("incidents")
    .values({
      number,
      tenant: CHAT.tenant,
      version: 1,
      decided_in: 1,
      state: "open",
      problem: "5.1.99",
      part: "",
      example,
      agent_id: null,
      agent_name: null,
      resolution: null,
      card: null,
      opened_at: at,
      first_seen_at: at,
      last_seen_at: at,
      closed_at: null,
      ...changes,
    })
    .execute();
}
