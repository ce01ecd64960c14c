import assert from "node:assert/strict";
import { addOnCall, listOnCall, removeOnCall } from "../../src/tickets/on-call-store.js";
import { queueReminders } from "../../src/tickets/reminders.js";
import { saveRoute } from "../../src/tickets/route-store.js";
import { DeliveryError } from "../../src/outbox/delivery-error.js";
import { onEachDatabase } from "../database/databases.js";
import { createDesk, type Desk } from "./desk.js";
import { ANA, BO, CHAT, HELPDESK } from "./samples.js";

const HOURS = { shifts: [{ days: [1, 2, 3, 4, 5], from: 480, to: 1080 }], zone: "UTC" };
const SETTINGS = { afterMinutes: 30, hours: HOURS };
const MINUTE = 60_000;

describe("people on call", () => {
  onEachDatabase((database) => {
    let desk: Desk;

    beforeEach(async () => {
      // Monday, 9 in the morning.
      desk = await createDesk(database());
    });

    const call = (...people: readonly (typeof ANA)[]) =>
      addOnCall(database(), CHAT.tenant, people, desk.clock.now());
    const remind = () => queueReminders(database(), SETTINGS, desk.clock.now());
    const nudges = () =>
      desk.channel.shown.flatMap(({ nudge }) =>
        nudge ? [[nudge.waitedMinutes, nudge.people.map(({ name }) => name).join()]] : [],
      );

    it("are listed in the order they were added, once each, for one tenant", async () => {
      await call(BO);
      desk.clock.pass(1);
      await call(ANA, BO);
      assert.deepEqual(await listOnCall(database(), CHAT.tenant), [BO, ANA]);
      assert.deepEqual(await listOnCall(database(), "tenant-2"), []);
      await removeOnCall(database(), CHAT.tenant, [BO.id, "nobody"]);
      assert.deepEqual(await listOnCall(database(), CHAT.tenant), [ANA]);
      await removeOnCall(database(), "tenant-2");
      await removeOnCall(database(), CHAT.tenant, []);
      assert.deepEqual(await listOnCall(database(), CHAT.tenant), [ANA]);
      await removeOnCall(database(), CHAT.tenant);
      assert.deepEqual(await listOnCall(database(), CHAT.tenant), []);
    });

    it("are asked for a new ticket once, behind its card", async () => {
      await call(ANA, BO);
      const { number } = await desk.openTicket();
      await desk.outbox.drain();
      assert.deepEqual(desk.channel.told(number), [
        "helpdesk-card posted new",
        "requester-card updated new",
        "on-call-line said new",
      ]);
      assert.deepEqual(nudges(), [[undefined, "Ana Agent,Bo Agent"]]);
    });

    it("are not asked where a colleague was faster", async () => {
      await call(ANA);
      const { number } = await desk.openTicket();
      await desk.claim(number, 1, BO);
      await desk.outbox.drain();
      assert.deepEqual(nudges(), []);
    });

    it("are reminded once of what nobody has taken", async () => {
      await call(ANA);
      await desk.openTicket();
      await desk.outbox.drain();
      desk.clock.pass(29 * MINUTE);
      await remind();
      assert.deepEqual(await desk.waiting(), []);
      desk.clock.pass(MINUTE);
      await Promise.all([remind(), remind(), remind()]);
      assert.equal((await desk.waiting()).length, 1);
      await desk.outbox.drain();
      desk.clock.pass(300 * MINUTE);
      await remind();
      await desk.outbox.drain();
      assert.deepEqual(nudges(), [
        [undefined, "Ana Agent"],
        [30, "Ana Agent"],
      ]);
    });

    it("need not be there: then the reminder mentions nobody", async () => {
      await desk.openTicket();
      await desk.outbox.drain();
      desk.clock.pass(30 * MINUTE);
      await remind();
      await desk.outbox.drain();
      assert.deepEqual(nudges(), [[30, ""]]);
    });

    it("have their evening: only working time counts, and only then they are reminded", async () => {
      desk.clock.pass(8.75 * 60 * MINUTE);
      await desk.openTicket();
      await desk.outbox.drain();
      desk.clock.pass(60 * MINUTE);
      await remind();
      desk.clock.pass(13 * 60 * MINUTE);
      await remind();
      assert.deepEqual(await desk.waiting(), []);
      // Tuesday, 8:15: a quarter of an hour on either side of the night.
      desk.clock.pass(0.5 * 60 * MINUTE);
      await remind();
      assert.equal((await desk.waiting()).length, 1);
    });

    it("are not reminded of what was taken, also when that was after the line was queued", async () => {
      const first = await desk.openTicket();
      const second = await desk.openTicket();
      await desk.claim(first.number, 1, ANA);
      await desk.outbox.drain();
      desk.clock.pass(30 * MINUTE);
      await remind();
      await desk.claim(second.number, 1, ANA);
      await desk.outbox.drain();
      assert.deepEqual(nudges(), []);
    });

    it("are not reminded in a thread that is not there", async () => {
      desk.fail("helpdesk-card", new DeliveryError("gone", { permanent: true }));
      await desk.openTicket();
      await desk.outbox.drain();
      desk.clock.pass(30 * MINUTE);
      await remind();
      await desk.outbox.drain();
      assert.deepEqual(nudges(), []);
    });
  });
});

describe("a routed ticket", () => {
  onEachDatabase((database) => {
    const channels = (desk: Desk) =>
      desk.channel.shown.flatMap(({ what, how, helpdesk }) =>
        what === "helpdesk-card" ? [`${how} ${helpdesk?.place.conversation ?? ""}`] : [],
      );
    const route = (desk: Desk, conversation: string) =>
      saveRoute(
        database(),
        {
          kind: "codes",
          value: "5.1.99",
          tenant: CHAT.tenant,
          team: HELPDESK.team,
          conversation,
          name: conversation,
          setBy: ANA,
        },
        desk.clock.now(),
      );

    it("is posted in the channel of its route, and stays there", async () => {
      const desk = await createDesk(database());
      await route(desk, "19:addresses");
      const { number } = await desk.openTicket();
      await desk.outbox.drain();
      await route(desk, "19:others");
      await desk.claim(number, 1, ANA);
      await desk.outbox.drain();
      assert.equal(channels(desk)[0], "posted 19:addresses");
      assert.match(channels(desk)[1]!, /^updated/);
      const card = await desk.helpdesk.findHelpdeskCard(number);
      assert.equal(card?.conversation, "19:addresses");
    });

    it("is posted in the helpdesk's own channel where the route's is gone", async () => {
      const desk = await createDesk(database());
      await route(desk, "19:deleted");
      desk.fail("helpdesk-card", new DeliveryError("gone", { permanent: true }), 1);
      const { number } = await desk.openTicket();
      await desk.outbox.drain();
      assert.deepEqual(channels(desk), [`posted ${HELPDESK.place.conversation}`]);
      assert.equal((await desk.helpdesk.findHelpdeskCard(number)) === undefined, false);
    });

    it("waits for its own channel where Teams is only busy", async () => {
      const desk = await createDesk(database());
      await route(desk, "19:addresses");
      desk.fail("helpdesk-card", new Error("busy"), 1);
      await desk.openTicket();
      await desk.outbox.drain();
      assert.deepEqual(channels(desk), []);
      desk.clock.pass(MINUTE);
      await desk.outbox.drain();
      assert.deepEqual(channels(desk), ["posted 19:addresses"]);
    });
  });
});
