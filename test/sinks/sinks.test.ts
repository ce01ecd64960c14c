import assert from "node:assert/strict";
import type { SinkSettings } from "../../src/sinks/sink-settings.js";
import type { TicketEvent } from "../../src/sinks/ticket-event.js";
import { onEachDatabase } from "../database/databases.js";
import { type Receiver, startReceiver } from "../fakes/receiver.js";
import { type FakeRelay, startRelay } from "../fakes/relay.js";
import { until } from "../fakes/until.js";
import { createSinkDesk, SECRET, type SinkDesk } from "./sink-desk.js";
import { asAgent, RIA } from "../tickets/samples.js";

describe("createSinks", () => {
  onEachDatabase((database) => {
    let receiver: Receiver;
    let relay: FakeRelay;
    let desk: SinkDesk;
    let settings: Required<SinkSettings>;

    beforeEach(async () => {
      receiver = await startReceiver();
      relay = await startRelay();
      settings = {
        webhook: { url: receiver.url, secret: SECRET, isPrivateAllowed: true },
        mail: {
          to: { localPart: "helpdesk", domain: "contoso.example" },
          self: { localPart: "ndr-bot", domain: "contoso.example" },
          relay: { host: "127.0.0.1", port: relay.port, isTlsFromStart: false },
        },
      };
      desk = await createSinkDesk(database(), settings);
    });

    afterEach(async () => {
      await desk.sinks.closeAfter(desk.outbox.stop());
      await receiver.close();
      await relay.close();
    });

    const events = () =>
      receiver.received.map(({ body }) => JSON.parse(body.toString("utf8")) as TicketEvent);
    const steps = () => events().map(({ event, ticket }) => `${ticket.number} ${event}`);
    const subjects = () => relay.mails.map(({ raw }) => /^Subject: (.*?)\r$/m.exec(raw)?.[1]);

    it("gets a copy of each step, in order, by both ways", async () => {
      await desk.openTicket("Please.");
      await desk.take(1, { verb: "claim" });
      await desk.take(1, { verb: "note", text: "Third time." });
      await desk.take(1, { verb: "resolve", reason: "our-settings", text: "Done." });
      await desk.outbox.drain();
      assert.deepEqual(desk.logged, []);
      assert.deepEqual(steps(), [
        "1 ticket.opened",
        "1 ticket.claimed",
        "1 ticket.noted",
        "1 ticket.resolved",
      ]);
      assert.deepEqual(
        events().map(({ text, internal }) => [text, internal]),
        [
          ["Please.", false],
          [undefined, false],
          ["Third time.", true],
          ["Done.", false],
        ],
      );
      assert.deepEqual(
        subjects(),
        Array.from({ length: 4 }, () => "[NDR-1] 5.1.99"),
      );
      assert.deepEqual(await desk.waiting(), []);
    });

    it("hears nothing of a step that was refused", async () => {
      await desk.openTicket();
      await desk.take(1, { verb: "reopen" });
      await desk.outbox.drain();
      assert.deepEqual(steps(), ["1 ticket.opened"]);
    });

    it("hears that a ticket comes back out of one that is withdrawn", async () => {
      await desk.openTicket();
      await desk.openTicket();
      await desk.take(1, { verb: "merge", into: 2 });
      await desk.take(2, { verb: "withdraw" }, { ...asAgent(RIA), standing: "none" });
      await desk.outbox.drain();
      assert.deepEqual(
        events()
          .filter(({ ticket }) => ticket.number === 1)
          .map(({ event, ticket }) => `${event} ${ticket.state}`)
          .slice(-1),
        ["ticket.back claimed"],
      );
      const mails = relay.mails.map(({ raw }) => raw.replaceAll("=\r\n", ""));
      const last = mails.findLast((raw) => raw.includes("Subject: [NDR-1]"));
      assert.match(last ?? "", /has withdrawn the ticket that ticket 1 was merged into/);
    });

    it("is told again what it did not take, before what came after", async () => {
      let refusals = 2;
      receiver.answer = () => (refusals-- > 0 ? 503 : 204);
      await desk.openTicket();
      await desk.take(1, { verb: "claim" });
      await desk.outbox.drain();
      assert.deepEqual(steps(), ["1 ticket.opened"]);
      desk.clock.pass(1000);
      await desk.outbox.drain();
      desk.clock.pass(1999);
      await desk.outbox.drain();
      assert.deepEqual(steps(), ["1 ticket.opened", "1 ticket.opened"]);
      desk.clock.pass(1);
      await desk.outbox.drain();
      assert.deepEqual(steps().slice(2), ["1 ticket.opened", "1 ticket.claimed"]);
      assert.equal(events()[2]?.id, events()[0]?.id);
      assert.notEqual(
        receiver.received[2]?.headers["x-ndr-signature"],
        receiver.received[0]?.headers["x-ndr-signature"],
        "each attempt is signed with its own time",
      );
    });

    it("is left alone for as long as it asks", async () => {
      receiver.answer = () => ({ status: 429, headers: { "retry-after": "90" } });
      await desk.openTicket();
      await desk.outbox.drain();
      receiver.answer = () => 204;
      desk.clock.pass(89_999);
      await desk.outbox.drain();
      assert.equal(receiver.received.length, 1);
      desk.clock.pass(1);
      await desk.outbox.drain();
      assert.equal(receiver.received.length, 2);
      assert.deepEqual(await desk.waiting(), []);
    });

    it("is not told again what it never takes, and hears what comes after", async () => {
      receiver.answer = () => 410;
      await desk.openTicket();
      await desk.take(1, { verb: "claim" });
      await desk.outbox.drain();
      assert.deepEqual(steps(), ["1 ticket.opened", "1 ticket.claimed"]);
      const dead = await desk.waiting();
      assert.deepEqual(
        dead.map(({ kind, last_error, died_at }) => [kind, last_error, died_at !== null]),
        [
          ["webhook", "WebhookRefusedError", true],
          ["webhook", "WebhookRefusedError", true],
        ],
      );
      assert.equal(desk.logged.length, 2);
    });

    it("hears a step again only if the program was killed before it noted the answer", async () => {
      await desk.openTicket();
      const [row] = await desk
        .waiting()
        .then((rows) => rows.filter(({ kind }) => kind === "webhook"));
      await desk.outbox.drain();
      await desk.outbox.drain();
      assert.equal(receiver.received.length, 1);
      assert.ok(row);
      // As it stands after kill -9 between the answer and its note.
      await database()
        .insertInto("outbox")
        .values({ ...row, attempts: 1 })
        .execute();
      const { outbox, sinks } = desk.newOutbox();
      await outbox.drain();
      await sinks.closeAfter(outbox.stop());
      assert.deepEqual(steps(), ["1 ticket.opened", "1 ticket.opened"]);
      assert.equal(events()[1]?.id, events()[0]?.id);
    });

    it("holds up neither Teams nor another sink when it hangs", async () => {
      receiver.answer = () => "hang";
      // More than are delivered at one time.
      for (let count = 0; count < 12; count++) await desk.openTicket();
      const drained = desk.outbox.drain();
      await until(() => desk.channel.shown.length === 24 && relay.mails.length === 12);
      assert.ok(receiver.received.length > 0 && receiver.received.length < 12);
      await receiver.close();
      await drained;
      receiver = await startReceiver();
    });

    it("gives up an event that is about nothing any more", async () => {
      await desk.openTicket();
      await database().deleteFrom("ticket_entries").execute();
      await desk.outbox.drain();
      assert.equal(receiver.received.length, 0);
      assert.deepEqual(
        (await desk.waiting()).map(({ kind, died_at }) => [kind, died_at !== null]),
        [
          ["webhook", true],
          ["mail", true],
        ],
      );
    });

    it("is closed while a relay says nothing", async () => {
      const reached = new Promise<void>((resolve) => {
        relay.trouble = () => {
          resolve();
          return "hang";
        };
      });
      await desk.openTicket();
      const drained = desk.outbox.drain();
      await reached;
      await desk.sinks.closeAfter(Promise.resolve());
      await drained;
      assert.deepEqual(
        (await desk.waiting()).map(({ kind, died_at }) => [kind, died_at]),
        [["mail", null]],
      );
    });

    it("leaves what a sink that is switched off was to hear to the admin", async () => {
      await desk.openTicket();
      const without = await createSinkDesk(database(), { mail: settings.mail });
      await without.outbox.drain();
      await without.sinks.closeAfter(without.outbox.stop());
      const [row] = await desk.waiting();
      assert.equal(row?.kind, "webhook");
      assert.ok(row.died_at);
      assert.equal(relay.mails.length, 1);
    });
  });
});
