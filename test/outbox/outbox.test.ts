import assert from "node:assert/strict";
import { DeliveryError } from "../../src/outbox/delivery-error.js";
import { onEachDatabase } from "../database/databases.js";
import { createDesk, type Desk } from "../tickets/desk.js";
import { ANA, asAgent, CHAT, HELPDESK } from "../tickets/samples.js";

describe("createOutbox", () => {
  onEachDatabase((database) => {
    let desk: Desk;

    beforeEach(async () => {
      desk = await createDesk(database());
    });

    describe("order", () => {
      it("shows a ticket to the helpdesk, then to the requester, and is done", async () => {
        await desk.openTicket();
        await desk.outbox.drain();
        assert.deepEqual(desk.channel.told(1), [
          "helpdesk-card posted new",
          "requester-card updated new",
        ]);
        assert.deepEqual(await desk.waiting(), []);
      });

      it("tells each step to everybody, in the order of the steps", async () => {
        await desk.openTicket();
        await desk.outbox.drain();
        await desk.claim(1, 1, ANA);
        await desk.outbox.drain();
        await desk.resolve(1, 2, ANA, "Done.");
        await desk.outbox.drain();
        assert.deepEqual(desk.channel.told(1).slice(2), [
          "helpdesk-card updated claimed",
          "requester-card updated claimed",
          "requester-line said claimed",
          "helpdesk-card updated resolved",
          "requester-card updated resolved",
          "requester-line said resolved",
        ]);
      });

      it("shows quick steps once, as they stand in the end", async () => {
        await desk.openTicket();
        await desk.claim(1, 1, ANA);
        await desk.resolve(1, 2, ANA, "Done.");
        await desk.outbox.drain();
        assert.deepEqual(desk.channel.told(1), [
          "helpdesk-card posted resolved",
          "requester-card updated resolved",
          "requester-line said resolved",
        ]);
        assert.deepEqual(await desk.waiting(), []);
      });

      it("does not lose a step taken while a message is on its way", async () => {
        await desk.openTicket();
        let claimed = false;
        desk.channel.before = async () => {
          if (claimed) return;
          claimed = true;
          await desk.claim(1, 1, ANA);
        };
        await desk.outbox.drain();
        assert.deepEqual(desk.channel.told(1), [
          "helpdesk-card posted new",
          "requester-card updated claimed",
          "helpdesk-card updated claimed",
          "requester-line said claimed",
        ]);
      });

      it("does not lose what a step on another ticket changes while a message is on its way", async () => {
        await desk.openTicket();
        await desk.openTicket();
        await desk.helpdesk.take(2, 1, { verb: "merge", into: 1 }, asAgent(ANA));
        let resolved = false;
        desk.channel.before = async (what, { number }) => {
          if (resolved || what !== "requester-card" || number !== 2) return;
          resolved = true;
          await desk.resolve(1, undefined, ANA, "Done.");
        };
        await desk.outbox.drain();
        assert.deepEqual(
          desk.channel.told(2).filter((line) => line.startsWith("requester-card")),
          ["requester-card updated merged", "requester-card updated merged"],
        );
        assert.deepEqual(await desk.waiting(), []);
      });

      it("keeps the version when the card is posted, so that its button works", async () => {
        await desk.openTicket();
        await desk.outbox.drain();
        assert.equal((await desk.helpdesk.findTicket(1))?.version, 1);
        assert.equal((await desk.claim(1, 1, ANA)).kind, "done");
      });

      it("delivers different tickets side by side, as many as it may", async () => {
        for (let index = 0; index < 5; index++) await desk.openTicket();
        let atOnce = 0;
        let most = 0;
        let meet = () => {};
        const three = new Promise<void>((resolve) => (meet = resolve));
        desk.channel.before = async () => {
          most = Math.max(most, ++atOnce);
          if (atOnce === 3) meet();
          await three;
          await new Promise(setImmediate);
          atOnce--;
        };
        await desk.newOutbox({ parallel: 3 }).drain();
        assert.equal(most, 3);
        assert.equal(desk.channel.shown.length, 10);
      });

      it("delivers each message once when drained twice at once", async () => {
        await desk.openTicket();
        await Promise.all([desk.outbox.drain(), desk.outbox.drain()]);
        assert.equal(desk.channel.shown.length, 2);
      });
    });

    describe("helpdesk", () => {
      it("redraws a card where it stands after the helpdesk has moved", async () => {
        await desk.openTicket();
        await desk.outbox.drain();
        await desk.helpdesk.setHelpdesk({
          ...HELPDESK,
          place: { ...HELPDESK.place, conversation: "19:new@thread.tacv2" },
        });
        await desk.claim(1, 1, ANA);
        await desk.outbox.drain();
        assert.equal(desk.channel.told(1)[2], "helpdesk-card updated claimed");
      });

      it("posts a ticket that was accepted before the helpdesk was switched off", async () => {
        await desk.openTicket();
        await desk.helpdesk.removeHelpdesk(CHAT.tenant);
        await desk.outbox.drain();
        assert.equal(desk.channel.told(1)[0], "helpdesk-card posted new");
        assert.equal(desk.channel.shown[0]!.helpdesk?.name, HELPDESK.name);
      });

      it("posts a ticket that was given up as soon as a helpdesk is named again", async () => {
        await desk.openTicket();
        desk.fail("helpdesk-card", new DeliveryError("left the team", { permanent: true }), 1);
        await desk.outbox.drain();
        assert.deepEqual(desk.channel.told(1), ["requester-card updated new, unseen"]);
        await desk.helpdesk.setHelpdesk({ ...HELPDESK, name: "Second line" });
        await desk.outbox.drain();
        assert.equal(desk.channel.told(1)[1], "helpdesk-card posted new");
        assert.equal(desk.channel.shown[1]!.helpdesk?.name, "Second line");
      });
    });

    describe("start and stop", () => {
      it("delivers what is queued after the start without being asked", async () => {
        const done = new Promise<void>((resolve) => {
          desk.channel.before = (what) => {
            if (what === "requester-card") resolve();
          };
        });
        desk.outbox.start();
        await desk.openTicket();
        await done;
        await desk.outbox.stop();
        assert.equal(desk.channel.told(1).length, 2);
      });

      it("waits at the stop for what is under way, and begins nothing new", async () => {
        await desk.openTicket();
        let finish = () => {};
        const begun = new Promise<void>((resolve) => {
          desk.channel.before = () => {
            resolve();
            return new Promise<void>((end) => (finish = end));
          };
        });
        desk.outbox.start();
        await begun;
        let stopped = false;
        const stopping = desk.outbox.stop().then(() => (stopped = true));
        await new Promise(setImmediate);
        assert.equal(stopped, false);
        finish();
        await stopping;
        assert.deepEqual(desk.channel.told(1), ["helpdesk-card posted new"]);
        assert.deepEqual(
          (await desk.waiting()).map((row) => row.kind),
          ["requester-card"],
        );
      });
    });
  });
});
