import assert from "node:assert/strict";
import { sql } from "kysely";
import { openDatabase } from "../../src/database/database.js";
import { queueFollowUps } from "../../src/tickets/follow-up.js";
import { onEachDatabase } from "../database/databases.js";
import { createDesk, type Desk } from "./desk.js";
import { ANA, asAgent } from "./samples.js";

const DAY = 24 * 60 * 60_000;

onEachDatabase((database) => {
  describe("asking whether it works now", () => {
    let desk: Desk;
    const sweep = () => queueFollowUps(database(), desk.clock.now());
    const asked = () => desk.channel.shown.filter(({ what }) => what === "follow-up").length;
    const drain = () => desk.outbox.drain();

    beforeEach(async () => {
      desk = await createDesk(database());
      await desk.openTicket();
      await desk.resolve(1, undefined, ANA, "Done.");
    });

    it("is done once, a day after the ticket was resolved", async () => {
      desk.clock.pass(DAY - 1);
      assert.equal(await sweep(), 0);
      desk.clock.pass(1);
      assert.equal(await sweep(), 1);
      await drain();
      assert.equal(asked(), 1);
      desk.clock.pass(DAY);
      assert.equal(await sweep(), 0);
    });

    it("is done once by three who do it at the same time", async () => {
      desk.clock.pass(DAY);
      const done = await Promise.all([sweep(), sweep(), sweep()]);
      assert.equal(
        done.reduce((sum, count) => sum + count),
        1,
      );
      await drain();
      assert.equal(asked(), 1);
    });

    for (const outcome of ["worked", "still-bouncing"] as const)
      it(`is not done where they said so already: ${outcome}`, async () => {
        const ticket = await desk.helpdesk.findTicket(1);
        await desk.helpdesk.recordOutcome(ticket?.case.id ?? "", outcome);
        desk.clock.pass(DAY);
        await sweep();
        await drain();
        assert.equal(asked(), 0);
      });

    it("is not done where they say so while the question waits to be sent", async () => {
      desk.clock.pass(DAY);
      await sweep();
      const ticket = await desk.helpdesk.findTicket(1);
      await desk.helpdesk.recordOutcome(ticket?.case.id ?? "", "worked");
      await drain();
      assert.equal(asked(), 0);
    });

    it("is done again after another resolution, a day after that", async () => {
      desk.clock.pass(DAY);
      await sweep();
      await desk.helpdesk.take(1, undefined, { verb: "reopen" }, asAgent(ANA));
      await desk.resolve(1, undefined, ANA, "Now it is.");
      await drain();
      assert.equal(await sweep(), 0);
      desk.clock.pass(DAY);
      assert.equal(await sweep(), 1);
      const before = asked();
      await drain();
      assert.equal(asked(), before + 1);
    });

    it("is not done for a ticket that is open, withdrawn or merged", async () => {
      await desk.helpdesk.take(1, undefined, { verb: "reopen" }, asAgent(ANA));
      desk.clock.pass(3 * DAY);
      assert.equal(await sweep(), 0);
    });

    it("takes a hundred at a time", async () => {
      for (let index = 2; index <= 103; index++) {
        await desk.openTicket();
        await desk.resolve(index, undefined, ANA);
      }
      desk.clock.pass(DAY);
      assert.deepEqual([await sweep(), await sweep(), await sweep()], [100, 3, 0]);
    });
  });
});

it("on SQLite, tickets to ask about are found by an index", async () => {
  const db = await openDatabase("sqlite::memory:");
  const { rows } = await sql<{ detail: string }>`explain query plan
    select number, case_id from tickets where asked_at is null and resolved_at <= '2026-01-01' order by resolved_at limit 100`.execute(
    db,
  );
  await db.destroy();
  assert.match(rows.map(({ detail }) => detail).join(), /USING INDEX tickets_to_ask_about/);
});
