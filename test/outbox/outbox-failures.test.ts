import assert from "node:assert/strict";
import { DeliveryError } from "../../src/outbox/delivery-error.js";
import { onEachDatabase } from "../database/databases.js";
import { createDesk, type Desk } from "../tickets/desk.js";
import { ANA } from "../tickets/samples.js";

describe("createOutbox, when deliveries fail", () => {
  onEachDatabase((database) => {
    let desk: Desk;

    beforeEach(async () => {
      desk = await createDesk(database());
    });

    it("waits longer after each failure, up to a limit", async () => {
      await desk.openTicket();
      desk.fail("helpdesk-card", new Error("502"));
      const waits: number[] = [];
      const patient = desk.newOutbox({ longestDelayMs: 5_000 });
      for (let failure = 1; failure <= 5; failure++) {
        await patient.drain();
        const wait = Date.parse((await desk.waiting())[0]!.due_at) - desk.clock.now().getTime();
        waits.push(wait);
        desk.clock.pass(wait);
      }
      assert.deepEqual(waits, [1_000, 2_000, 4_000, 5_000, 5_000]);
    });

    it("does not try before it is time", async () => {
      await desk.openTicket();
      desk.fail("helpdesk-card", new Error("502"), 1);
      await desk.outbox.drain();
      desk.clock.pass(999);
      await desk.outbox.drain();
      assert.deepEqual(desk.channel.told(1), []);
      desk.clock.pass(1);
      await desk.outbox.drain();
      assert.equal(desk.channel.told(1).length, 2);
    });

    it("keeps the order of a ticket while its first message fails, and does not keep others waiting", async () => {
      await desk.openTicket();
      await desk.openTicket();
      desk.channel.before = (what, ticket) => {
        if (what === "helpdesk-card" && ticket.number === 1) throw new Error("502");
      };
      await desk.outbox.drain();
      assert.deepEqual(desk.channel.told(1), []);
      assert.equal(desk.channel.told(2).length, 2);
    });

    for (const [asked, waited] of [
      [30_000, 30_000],
      [0, 1_000],
      [Infinity, 24 * 60 * 60_000],
      [NaN, 1_000],
      [-5, 1_000],
    ] as const) {
      it(`waits ${waited} ms when asked for ${asked}`, async () => {
        await desk.openTicket();
        desk.fail("helpdesk-card", new DeliveryError("429", { retryAfterMs: asked }));
        await desk.outbox.drain();
        const [row] = await desk.waiting();
        assert.equal(Date.parse(row!.due_at) - desk.clock.now().getTime(), waited);
      });
    }

    it("gives up after so many attempts, keeps the error's name and goes on", async () => {
      await desk.openTicket();
      desk.fail("helpdesk-card", new TypeError("ria@fabrikam.example"));
      const hasty = desk.newOutbox({ attempts: 3 });
      for (let attempt = 1; attempt <= 3; attempt++) {
        assert.deepEqual(desk.channel.told(1), []);
        await hasty.drain();
        desk.clock.pass(60_000);
      }
      assert.deepEqual(await desk.dead(), [["helpdesk-card", "TypeError"]]);
      assert.deepEqual(desk.channel.told(1), ["requester-card updated new, unseen"]);
      assert.match(desk.logged.at(-1)!, /^message given up .*"lane":"ticket\/1"/);
      assert.doesNotMatch(desk.logged.join(), /fabrikam/);
    });

    it("gives up at once when told that it is pointless", async () => {
      await desk.openTicket();
      desk.fail("requester-card", new DeliveryError("403", { permanent: true }));
      await desk.outbox.drain();
      assert.deepEqual(await desk.dead(), [["requester-card", "DeliveryError"]]);
      await desk.claim(1, 1, ANA);
      await desk.outbox.drain();
      assert.deepEqual(desk.channel.told(1), [
        "helpdesk-card posted new",
        "helpdesk-card updated new, out of reach",
        "helpdesk-card updated claimed, out of reach",
        "requester-line said claimed",
        "helpdesk-card updated claimed",
      ]);
    });

    it("understands the two fields on any error", async () => {
      await desk.openTicket();
      desk.fail("helpdesk-card", Object.assign(new RangeError("gone"), { permanent: true }));
      await desk.outbox.drain();
      assert.deepEqual(await desk.dead(), [["helpdesk-card", "RangeError"]]);
    });

    it("says nothing while it could not note that it did, and rejects", async () => {
      await desk.openTicket();
      await desk.readOnly(true);
      await assert.rejects(desk.outbox.drain());
      assert.equal(desk.channel.shown.length, 0);
      await desk.readOnly(false);
      await desk.outbox.drain();
      assert.equal(desk.channel.told(1).length, 2);
    });

    it("strikes out later what was delivered while the table could not be written, and says it once", async () => {
      await desk.openTicket();
      await desk.claim(1, 1, ANA);
      let full = true;
      desk.channel.before = async (what) => {
        if (what !== "requester-line" || !full) return;
        full = false;
        await desk.readOnly(true);
      };
      await assert.rejects(desk.outbox.drain());
      await assert.rejects(desk.outbox.drain());
      await desk.readOnly(false);
      const shown = desk.channel.shown.length;
      desk.clock.pass(60_000);
      await desk.outbox.drain();
      assert.equal(desk.channel.shown.length, shown);
      assert.deepEqual(await desk.waiting(), []);
    });

    it("does not count an attempt that was none", async () => {
      await desk.openTicket();
      const early = new DeliveryError("too early", { untried: true, retryAfterMs: 5_000 });
      desk.fail("helpdesk-card", early, 3);
      const hasty = desk.newOutbox({ attempts: 1 });
      for (let time = 1; time <= 3; time++) {
        await hasty.drain();
        const [row] = await desk.waiting();
        assert.equal(row!.attempts, 0);
        assert.equal(Date.parse(row!.due_at) - desk.clock.now().getTime(), 5_000);
        desk.clock.pass(5_000);
      }
      await hasty.drain();
      assert.equal(desk.channel.told(1).length, 2);
    });

    it("gives up waiting for a delivery that never ends, and tries it again", async () => {
      await desk.openTicket();
      let isSilent = true;
      desk.channel.before = (what) =>
        what === "helpdesk-card" && isSilent ? new Promise(() => undefined) : undefined;
      const impatient = desk.newOutbox({ limitMs: 20 });
      await impatient.drain();
      assert.deepEqual(desk.channel.told(1), []);
      assert.equal((await desk.waiting())[0]!.last_error, "DeliveryError");
      isSilent = false;
      desk.clock.pass(1_000);
      await desk.outbox.drain();
      assert.equal(desk.channel.told(1).length, 2);
    });
  });
});
