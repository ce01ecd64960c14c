import assert from "node:assert/strict";
import { discard, replay } from "../../src/outbox/dead-letters.js";
import { DeliveryError } from "../../src/outbox/delivery-error.js";
import { queueFollowUps } from "../../src/tickets/follow-up.js";
import { SOMEBODY } from "../../src/tickets/forgotten.js";
import { isOutOfReach, redrawReplayed } from "../../src/tickets/reach.js";
import type { TicketMessage } from "../../src/tickets/messages.js";
import { onEachDatabase } from "../database/databases.js";
import { createDesk, type Desk } from "./desk.js";
import { ANA, asAgent, CHAT, HELPDESK, RIA } from "./samples.js";

const DAY = 24 * 60 * 60_000;

describe("whether both sides of a ticket can be reached", () => {
  onEachDatabase((database) => {
    let desk: Desk;
    let seen: number;

    beforeEach(async () => {
      desk = await createDesk(database());
      seen = 0;
    });

    /** From now on these are refused for good, and nothing else is. */
    const refuse = (...refused: readonly TicketMessage[]) => {
      desk.channel.before = (what) => {
        if (refused.includes(what)) throw new DeliveryError("403", { permanent: true });
      };
    };
    /** What is said about ticket 1 until nothing is due, since this was last asked. */
    const drain = async () => {
      await desk.outbox.drain();
      const said = desk.channel.told(1).slice(seen);
      seen += said.length;
      return said;
    };
    const replayAll = () =>
      database()
        .transaction()
        .execute(async (transaction) => {
          const replayed = await replay(transaction, "all", desk.clock.now());
          await redrawReplayed(transaction, replayed, desk.clock.now());
        });
    const reply = (text: string) =>
      desk.helpdesk.take(1, undefined, { verb: "reply", text }, asAgent(ANA));
    const add = (text: string) =>
      desk.helpdesk.take(
        1,
        undefined,
        { verb: "add", text },
        { person: RIA, tenant: HELPDESK.place.tenant, standing: "none" },
      );
    const waiting = async () => (await desk.waiting()).filter((row) => !row.died_at);
    const dead = async () => (await desk.dead()).map(([kind]) => kind);

    describe("the helpdesk", () => {
      it("is said to have no card of a ticket, once it was given up", async () => {
        await desk.openTicket();
        refuse("helpdesk-card");
        assert.deepEqual(await drain(), ["requester-card updated new, unseen"]);
        assert.deepEqual(await dead(), ["helpdesk-card"]);
        assert.equal((await desk.waiting()).length, 1);
      });

      it("is said so on a card that is drawn already, too", async () => {
        await desk.openTicket();
        desk.channel.before = (what) => {
          if (what === "helpdesk-card") throw new DeliveryError("502");
        };
        // Theirs was drawn before, as it is by the button that was pressed.
        await desk.outbox.drain();
        await database().deleteFrom("outbox").where("kind", "=", "requester-card").execute();
        refuse("helpdesk-card");
        desk.clock.pass(60_000);
        assert.deepEqual(await drain(), ["requester-card updated new, unseen"]);
      });

      it("is not announced again with each further card that is given up", async () => {
        await desk.openTicket();
        refuse("helpdesk-card");
        await drain();
        await add("It is urgent.");
        assert.deepEqual(await drain(), ["requester-card updated new, unseen"]);
        await add("Very.");
        assert.deepEqual(await drain(), ["requester-card updated new, unseen"]);
        assert.deepEqual(await waiting(), []);
      });

      for (const [how, tryAgain] of Object.entries({
        "a replay": replayAll,
        "naming it again": () => desk.helpdesk.setHelpdesk(HELPDESK).then(() => undefined),
        "the next step": () => add("And now?").then(() => undefined),
      }))
        it(`is there again when ${how} posts the card`, async () => {
          await desk.openTicket();
          refuse("helpdesk-card");
          await drain();
          refuse();
          await tryAgain();
          assert.deepEqual(
            (await drain()).filter((line) => !line.startsWith("helpdesk-line")),
            ["helpdesk-card posted new", "requester-card updated new"],
          );
          assert.deepEqual(await desk.waiting(), []);
        });

      it("is said to have none again when a replay is in vain, once for each", async () => {
        await desk.openTicket();
        refuse("helpdesk-card");
        await drain();
        for (let time = 1; time <= 2; time++) {
          await replayAll();
          assert.deepEqual(await drain(), ["requester-card updated new, unseen"]);
          assert.deepEqual(await drain(), []);
        }
      });

      it("is not there for the requester because a dead letter was discarded", async () => {
        await desk.openTicket();
        refuse("helpdesk-card");
        await drain();
        await discard(database(), "all");
        const ticket = (await desk.helpdesk.findTicket(1))!;
        assert.equal((await desk.helpdesk.viewForRequester(ticket)).isUnseen, true);
      });

      it("is shown what was discarded, too, when it is named again", async () => {
        await desk.openTicket();
        refuse("helpdesk-card");
        await drain();
        await discard(database(), "all");
        refuse();
        await desk.helpdesk.setHelpdesk(HELPDESK);
        assert.deepEqual(await drain(), ["helpdesk-card posted new", "requester-card updated new"]);
      });

      it("is there when somebody found the ticket and took it", async () => {
        await desk.openTicket();
        refuse("helpdesk-card");
        await drain();
        await desk.claim(1, undefined, ANA);
        assert.deepEqual(await drain(), [
          "requester-card updated claimed",
          "requester-line said claimed",
        ]);
      });

      it("is there when a later card was given up: the first one stands", async () => {
        await desk.openTicket();
        await drain();
        refuse("helpdesk-card");
        await add("More.");
        assert.deepEqual(await drain(), ["requester-card updated new", "helpdesk-line said new"]);
      });
    });

    describe("the requester", () => {
      for (const kind of ["requester-card", "requester-line"] as const)
        it(`is out of reach once a ${kind} was given up`, async () => {
          await desk.openTicket();
          await drain();
          refuse("requester-card", "requester-line");
          if (kind === "requester-line") refuse(kind);
          await reply("Please send it again.");
          assert.deepEqual(
            (await drain()).filter((line) => line.startsWith("helpdesk")),
            ["helpdesk-card updated new", "helpdesk-card updated new, out of reach"],
          );
          assert.deepEqual(await drain(), []);
        });

      it("is out of reach once the question after a resolution was given up", async () => {
        await desk.openTicket();
        await desk.resolve(1, 1, ANA, "Done.");
        await drain();
        refuse("follow-up");
        desk.clock.pass(2 * DAY);
        await queueFollowUps(database(), desk.clock.now());
        assert.deepEqual(await drain(), ["helpdesk-card updated resolved, out of reach"]);
      });

      it("is announced once, however much is given up", async () => {
        await desk.openTicket();
        await drain();
        refuse("requester-card", "requester-line");
        await reply("One.");
        await drain();
        await reply("Two.");
        assert.deepEqual(await drain(), ["helpdesk-card updated new, out of reach"]);
        assert.deepEqual(await dead(), [
          "requester-card",
          "requester-line",
          "requester-card",
          "requester-line",
        ]);
      });

      it("is in reach again once a line came through, and a dead letter stays to be replayed", async () => {
        await desk.openTicket();
        await drain();
        refuse("requester-card", "requester-line");
        await reply("One.");
        await drain();
        refuse("requester-card");
        await reply("Two.");
        assert.deepEqual(await drain(), [
          "helpdesk-card updated new, out of reach",
          "requester-line said new",
          "helpdesk-card updated new",
        ]);
        assert.deepEqual(await dead(), ["requester-card", "requester-line", "requester-card"]);
        assert.deepEqual(await drain(), []);
      });

      it("is in reach again once their card came through", async () => {
        await desk.openTicket();
        await drain();
        refuse("requester-card");
        await add("One.");
        await drain();
        refuse();
        await add("Two.");
        assert.deepEqual(await drain(), [
          "helpdesk-card updated new, out of reach",
          "requester-card updated new",
          "helpdesk-line said new",
          "helpdesk-card updated new",
        ]);
        assert.deepEqual(await desk.waiting(), []);
      });

      it("is in reach again when what was given up is replayed", async () => {
        await desk.openTicket();
        await drain();
        refuse("requester-line");
        await reply("One.");
        await drain();
        refuse();
        await replayAll();
        assert.deepEqual(await drain(), ["requester-line said new", "helpdesk-card updated new"]);
        assert.deepEqual(await desk.waiting(), []);
      });

      it("is out of reach again when a replay is in vain", async () => {
        await desk.openTicket();
        await drain();
        refuse("requester-line");
        await reply("One.");
        await drain();
        await replayAll();
        assert.deepEqual(await drain(), ["helpdesk-card updated new, out of reach"]);
      });

      it("is out of reach again when a replay of what was overtaken is in vain", async () => {
        await desk.openTicket();
        await drain();
        refuse("requester-line");
        await reply("One.");
        await drain();
        await add("I see nothing.");
        assert.equal((await drain()).at(-1), "helpdesk-card updated new");
        await replayAll();
        assert.deepEqual(await drain(), ["helpdesk-card updated new, out of reach"]);
      });

      it("does not count as reached by a question that needed no asking any more", async () => {
        await desk.openTicket();
        await drain();
        refuse("requester-card", "requester-line");
        await desk.resolve(1, 1, ANA, "Done.");
        await drain();
        desk.clock.pass(2 * DAY);
        await queueFollowUps(database(), desk.clock.now());
        await desk.helpdesk.take(1, undefined, { verb: "reopen" }, asAgent(ANA));
        assert.deepEqual(await drain(), ["helpdesk-card updated claimed, out of reach"]);
      });

      it("is out of reach on the first card when that comes after", async () => {
        await desk.openTicket();
        refuse("helpdesk-card", "requester-card");
        assert.deepEqual(await drain(), []);
        refuse("requester-card");
        await desk.helpdesk.setHelpdesk(HELPDESK);
        assert.deepEqual(await drain(), ["helpdesk-card posted new, out of reach"]);
      });
    });

    it("is nothing to tell where both sides read one thread", async () => {
      await desk.openTicket();
      await database().updateTable("tickets").set({ thread: CHAT.conversation }).execute();
      refuse("helpdesk-card", "requester-line");
      await reply("Hello?");
      assert.deepEqual(await drain(), []);
      refuse();
      await desk.helpdesk.setHelpdesk(HELPDESK);
      assert.deepEqual(await drain(), ["helpdesk-card posted new"]);
    });

    it("is nothing to tell of somebody who is forgotten", async () => {
      await desk.openTicket();
      await drain();
      refuse("requester-line");
      await reply("Hello?");
      await drain();
      await database().updateTable("tickets").set({ requester_id: SOMEBODY.id }).execute();
      const ticket = (await desk.helpdesk.findTicket(1))!;
      assert.equal(await isOutOfReach(database(), ticket), false);
    });

    it("ends when everything is refused", async () => {
      await desk.openTicket();
      refuse("helpdesk-card", "requester-card", "requester-line");
      assert.deepEqual(await drain(), []);
      assert.deepEqual(await dead(), ["helpdesk-card", "requester-card"]);
      await reply("Hello?");
      assert.deepEqual(await drain(), []);
      assert.equal((await desk.dead()).length, 5);
    });

    it("ends when everything is refused once the helpdesk has a card", async () => {
      await desk.openTicket();
      await drain();
      refuse("helpdesk-card", "requester-card", "requester-line");
      await reply("Hello?");
      await drain();
      // The step's three, and the one announcement.
      assert.equal((await desk.dead()).length, 4);
      await replayAll();
      await drain();
      assert.ok((await desk.dead()).length <= 6);
      assert.deepEqual(await waiting(), []);
    });

    it("keeps an announcement with the burial, or neither", async () => {
      await desk.openTicket();
      await drain();
      await reply("Hello?");
      desk.channel.before = async (what) => {
        if (what !== "requester-card") return;
        await desk.readOnly(true);
        throw new DeliveryError("403", { permanent: true });
      };
      await assert.rejects(desk.outbox.drain());
      await desk.readOnly(false);
      assert.deepEqual(await dead(), []);
      const kinds = (await desk.waiting()).map(({ kind }) => kind);
      assert.deepEqual(kinds, ["requester-card", "requester-line"]);
    });
  });
});
