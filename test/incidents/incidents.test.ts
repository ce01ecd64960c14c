import assert from "node:assert/strict";
import { DeliveryError } from "../../src/outbox/delivery-error.js";
import { addOnCall, removeOnCall } from "../../src/tickets/on-call-store.js";
import type { Person } from "../../src/tickets/ticket.js";
import { onEachDatabase } from "../database/databases.js";
import { ANA, asAgent, BO, CHAT, HELPDESK } from "../tickets/samples.js";
import { bounce, createIncidentDesk, MINUTE, person } from "./incident-desk.js";

const HOUR = 60 * MINUTE;
const RESOLVE = { verb: "resolve", text: "The list was cleaned." } as const;

describe("an incident", () => {
  onEachDatabase((database) => {
    let desk: Awaited<ReturnType<typeof createIncidentDesk>>;

    beforeEach(async () => {
      desk = await createIncidentDesk(database());
    });

    const states = async () => (await desk.rows()).map(({ state }) => state);
    const told = () => desk.lines.map(({ asker }) => asker.id).sort();
    const follow = async (cases: readonly { readonly id: string }[]) => {
      for (const { id } of cases) await desk.incidents.follow(id);
    };

    describe("that is resolved", () => {
      it("tells fifteen people once each, those with tickets through their tickets", async () => {
        const before = await desk.meetAll(4);
        for (const [index, { id }] of before.entries())
          await desk.helpdesk.escalate(id, person(index), {});
        const later = await desk.meetAll(11, bounce(), 4);
        await follow(later);
        await desk.settle();
        assert.equal(desk.shown.at(-1)?.followers, 15);
        const result = await desk.decide(1, RESOLVE);
        assert.equal(result.kind, "done");
        await desk.settle();
        const byTicket = desk.tickets.shown.filter(({ what }) => what === "requester-line");
        const all = [...told(), ...byTicket.map(({ ticket }) => ticket.requester.id)];
        assert.deepEqual(
          all.sort(),
          Array.from({ length: 15 }, (_, index) => `person-${index}`).sort(),
        );
        for (const { ticket } of byTicket) {
          assert.equal(ticket.state, "resolved");
          assert.equal(ticket.resolution, "The list was cleaned.");
          assert.equal(ticket.agent?.name, ANA.name);
        }
        assert.deepEqual(
          new Set(desk.lines.map(({ known }) => known?.resolution)),
          new Set(["The list was cleaned."]),
        );
      });

      it("tells nobody twice who both follows it and has a ticket, or has two", async () => {
        const met = await desk.meetAll(4);
        const second = await desk.meet(person(0));
        await desk.helpdesk.escalate(met[0]!.id, person(0), {});
        await desk.helpdesk.escalate(second.id, person(0), {});
        const mine = await desk.meetAll(1, bounce(), 4);
        const again = await desk.meet(person(0));
        await follow([...mine, again, again]);
        await desk.decide(1, RESOLVE);
        await desk.settle();
        const lines = desk.tickets.shown.filter(({ what }) => what === "requester-line");
        assert.deepEqual(
          lines.map(({ ticket }) => ticket.requester.id),
          ["person-0"],
        );
        assert.deepEqual(told(), ["person-4"]);
        assert.equal((await desk.helpdesk.findTicket(2))?.state, "resolved");
      });

      it("redraws the answers of those who only read of it, and writes them no line", async () => {
        const met = await desk.meetAll(5);
        await desk.settle();
        desk.answers.length = 0;
        await desk.decide(1, RESOLVE);
        await desk.settle();
        assert.deepEqual(desk.answers.map(({ id }) => id).sort(), met.map(({ id }) => id).sort());
        assert.equal(desk.answers[0]?.known?.state, "resolved");
        assert.deepEqual(desk.lines, []);
      });

      it("is not resolved twice, whoever presses at once", async () => {
        await follow((await desk.meetAll(5)).slice(4));
        const results = await Promise.all([desk.decide(1, RESOLVE), desk.decide(1, RESOLVE)]);
        assert.deepEqual(results.map(({ kind }) => kind).sort(), ["done", "refused"]);
        await desk.settle();
        assert.equal(desk.lines.length, 1);
      });

      it("redraws more answers than one statement of the database can queue", async () => {
        const [first] = await desk.meetAll(5);
        const row = await database()
          .selectFrom("cases")
          .selectAll()
          .where("id", "=", first!.id)
          .executeTakeFirstOrThrow();
        for (let batch = 0; batch < 15; batch++)
          await database()
            .insertInto("cases")
            .values(Array.from({ length: 500 }, (_, at) => ({ ...row, id: `${batch}.${at}` })))
            .execute();
        await desk.settle();
        assert.equal((await desk.decide(1, RESOLVE)).kind, "done");
        const queued = await database()
          .selectFrom("outbox")
          .select((eb) => eb.fn.countAll().as("count"))
          .where("kind", "=", "answer-card")
          .executeTakeFirstOrThrow();
        assert.equal(Number(queued.count), 7_505);
      });

      it("begins a new count", async () => {
        await desk.meetAll(5);
        await desk.decide(1, RESOLVE);
        desk.clock.pass(MINUTE);
        await desk.meetAll(4, bounce(), 20);
        assert.deepEqual(await states(), ["resolved"]);
        await desk.meetAll(1, bounce(), 24);
        assert.deepEqual(await states(), ["resolved", "open"]);
        await desk.settle();
        assert.equal(desk.shown.at(-1)?.people, 5);
      });

      it("reaches the others when one has blocked the bot", async () => {
        const met = await desk.meetAll(6);
        await follow(met);
        desk.refuse(({ asker }) => {
          if (asker.id === "person-5")
            throw new DeliveryError("Teams answered 403", { permanent: true });
        });
        await desk.decide(1, RESOLVE);
        await desk.settle();
        assert.equal(desk.lines.length, 5);
        assert.equal((await desk.dead()).length, 1);
      });
    });

    it("is not decided by a card from before the last decision, by another tenant, or out of thin air", async () => {
      await desk.meetAll(5);
      await desk.meetAll(2, bounce({ recipient: "x@other.example" }), 5);
      const rows = () => desk.rows();
      await desk.decide(1, { verb: "split", part: "other.example" }, 1);
      const before = await rows();
      const stale = await desk.decide(1, RESOLVE, 1);
      assert.equal(stale.kind, "refused");
      const stranger = { ...asAgent(ANA), tenant: "another" };
      for (const number of [1, 99, 0, -1, 1.5, 1e300, Number.NaN])
        assert.deepEqual(await desk.incidents.decide(number, undefined, RESOLVE, stranger), {
          kind: "unknown-incident",
        });
      assert.deepEqual(await rows(), before);
    });

    it("is decided by a card from before the last bounces", async () => {
      await desk.meetAll(9);
      assert.equal((await desk.decide(1, RESOLVE, 1)).kind, "done");
    });

    describe("that is dismissed", () => {
      it("tells those who follow it, each once, and nobody else", async () => {
        const met = await desk.meetAll(4);
        await desk.helpdesk.escalate(met[0]!.id, person(0), {});
        const followed = await desk.meetAll(2, bounce(), 4);
        await follow([...followed, await desk.meet(person(4))]);
        await desk.decide(1, { verb: "dismiss" });
        await desk.decide(1, { verb: "dismiss" });
        await desk.settle();
        assert.deepEqual(told(), ["person-4", "person-5"]);
        assert.deepEqual(
          desk.lines.map(({ known, next }) => [known?.state, next]),
          [
            ["dismissed", "ask"],
            ["dismissed", "ask"],
          ],
        );
      });

      it("says only what each of them can do", async () => {
        const met = await desk.meetAll(4);
        const place = { ...CHAT, conversation: "a:person-4" };
        const draft = { place, question: "dialog", asker: person(4), explanation: bounce() };
        const inDialog = await desk.cases.openCase(draft);
        await follow([...met.slice(0, 3), inDialog]);
        await desk.helpdesk.escalate(met[0]!.id, person(0), {});
        await desk.helpdesk.recordOutcome(met[1]!.id, "worked", person(1));
        await desk.decide(1, { verb: "dismiss" });
        await desk.settle();
        const next = desk.lines.map(({ asker, next }) => [asker.id, next]);
        assert.deepEqual(next.sort(), [
          ["person-0", undefined],
          ["person-1", undefined],
          ["person-2", "ask"],
          ["person-4", "send"],
        ]);
      });

      it("offers nobody a helpdesk that is switched off", async () => {
        await follow(await desk.meetAll(5));
        await desk.helpdesk.removeHelpdesk(CHAT.tenant);
        await desk.decide(1, { verb: "dismiss" });
        await desk.settle();
        assert.deepEqual(new Set(desk.lines.map(({ next }) => next)), new Set([undefined]));
      });

      it("frees its tickets, and is silent for a day", async () => {
        const met = await desk.meetAll(4);
        await desk.helpdesk.escalate(met[0]!.id, person(0), {});
        await desk.meetAll(2, bounce(), 4);
        await desk.decide(1, { verb: "dismiss" });
        await desk.settle();
        assert.equal((await desk.helpdesk.findTicket(1))?.incident, undefined);
        assert.equal((await desk.helpdesk.findTicket(1))?.state, "new");
        assert.equal(desk.answers.at(-1)?.known?.state, "dismissed");
        desk.clock.pass(23 * HOUR);
        await desk.meetAll(9, bounce(), 20);
        assert.deepEqual(await states(), ["dismissed"]);
        desk.clock.pass(2 * HOUR);
        await desk.meetAll(5, bounce(), 40);
        assert.deepEqual(await states(), ["dismissed", "open"]);
      });

      it("is named on the card of a ticket that is on its way when it begins", async () => {
        const met = await desk.meetAll(4);
        await desk.helpdesk.escalate(met[0]!.id, person(0), {});
        let begun = false;
        desk.tickets.before = async () => {
          if (begun) return;
          begun = true;
          await desk.meet(person(4));
        };
        await desk.settle();
        const cards = desk.tickets.shown.filter(({ what }) => what === "helpdesk-card");
        assert.deepEqual(
          cards.map(({ ticket }) => ticket.incident),
          [undefined, 1],
        );
      });
    });

    describe("that is split", () => {
      const other = bounce({ recipient: "x@other.example" });

      beforeEach(async () => {
        const met = await desk.meetAll(3);
        await desk.helpdesk.escalate(met[0]!.id, person(0), {});
        const [first] = await desk.meetAll(1, other, 3);
        await desk.helpdesk.escalate(first!.id, person(3), {});
        const [both] = await desk.meetAll(1, other, 4);
        await desk.meet(person(4));
        await follow([both!]);
        await desk.settle();
      });

      it("moves the bounces, people and tickets of one domain", async () => {
        assert.deepEqual(desk.shown.at(-1)?.parts, [
          { name: "fabrikam.example", people: 4, bounces: 4 },
          { name: "other.example", people: 2, bounces: 2 },
        ]);
        assert.equal((await desk.decide(1, { verb: "split", part: "other.example" })).kind, "done");
        await desk.settle();
        const [rest, off] = desk.shown
          .slice(-2)
          .sort((a, b) => a.incident.number - b.incident.number);
        assert.deepEqual([rest?.people, rest?.bounces, rest?.tickets], [4, 4, [1]]);
        assert.deepEqual([off?.people, off?.bounces, off?.tickets], [2, 2, [2]]);
        assert.equal(off?.incident.part, "other.example");
        assert.equal(off.followers, 2);
      });

      it("sends later bounces where they belong", async () => {
        await desk.decide(1, { verb: "split", part: "other.example" });
        assert.equal((await desk.meet(person(30), other)).known?.incident, 2);
        assert.equal((await desk.meet(person(31))).known?.incident, 1);
      });

      it("closes each by itself, and tells each one's people", async () => {
        await desk.decide(1, { verb: "split", part: "other.example" });
        await desk.decide(2, RESOLVE);
        await desk.settle();
        assert.deepEqual(told(), ["person-4"]);
        assert.equal((await desk.helpdesk.findTicket(1))?.state, "new");
        assert.equal((await desk.helpdesk.findTicket(2))?.state, "resolved");
        assert.equal((await desk.meet(person(30), other)).known, undefined);
        assert.equal((await desk.meet(person(31))).known?.incident, 1);
      });

      for (const part of ["", "nowhere.example", "fabrikam.example' or '1'='1"])
        it(`refuses ${JSON.stringify(part)}`, async () => {
          const before = await desk.rows();
          assert.equal((await desk.decide(1, { verb: "split", part })).kind, "refused");
          assert.deepEqual(await desk.rows(), before);
        });

      it("cannot be split where there is nothing left to split", async () => {
        await desk.decide(1, { verb: "split", part: "other.example" });
        for (const [number, part] of [
          [1, "fabrikam.example"],
          [2, "other.example"],
        ] as const)
          assert.equal((await desk.decide(number, { verb: "split", part })).kind, "refused");
      });
    });

    describe("that nobody meets any more", () => {
      it("is over after a day, and its followers are told once", async () => {
        const met = await desk.meetAll(5);
        await follow(met.slice(0, 2));
        desk.clock.pass(23 * HOUR);
        assert.equal(await desk.expire(), 0);
        await desk.meetAll(1, bounce(), 9);
        desk.clock.pass(23 * HOUR);
        assert.equal(await desk.expire(), 0);
        desk.clock.pass(HOUR);
        const expired = await Promise.all([desk.expire(), desk.expire(), desk.expire()]);
        assert.equal(
          expired.reduce((sum, one) => sum + one, 0),
          1,
        );
        await desk.settle();
        assert.deepEqual(told(), ["person-0", "person-1"]);
        assert.equal(desk.lines[0]?.known?.state, "expired");
        assert.equal(desk.shown.at(-1)?.incident.state, "expired");
        assert.equal(await desk.expire(), 0);
      });

      it("leaves its tickets open", async () => {
        const met = await desk.meetAll(4);
        await desk.helpdesk.escalate(met[0]!.id, person(0), {});
        await desk.meetAll(1, bounce(), 4);
        desk.clock.pass(25 * HOUR);
        await desk.expire();
        assert.equal((await desk.helpdesk.findTicket(1))?.state, "new");
      });
    });

    describe("that is new", () => {
      const onCall = (...people: Person[]) =>
        addOnCall(database(), CHAT.tenant, people, desk.clock.now());

      it("mentions whoever is on call, once and below its card", async () => {
        await onCall(ANA, BO);
        await desk.meetAll(5);
        await desk.settle();
        await desk.meetAll(2, bounce(), 5);
        await desk.settle();
        const [call, ...others] = desk.calls;
        assert.deepEqual(others, []);
        assert.equal(call?.incident.number, 1);
        assert.deepEqual(call.people, [ANA, BO]);
        assert.equal(call.card.activity, "incident-1");
      });

      it("mentions nobody where nobody is on call, or another organisation's people are", async () => {
        await addOnCall(database(), "another", [ANA], desk.clock.now());
        await desk.meetAll(5);
        await desk.settle();
        assert.deepEqual(desk.calls, []);
      });

      it("mentions nobody once it is over, or who was taken off meanwhile", async () => {
        await onCall(ANA);
        await desk.meetAll(5);
        await desk.decide(1, { verb: "dismiss" });
        await desk.meetAll(5, bounce({ detail: 8 }), 10);
        await removeOnCall(database(), CHAT.tenant);
        await desk.settle();
        assert.deepEqual(desk.calls, []);
        assert.deepEqual(await desk.dead(), []);
      });

      it("mentions nobody for what is split off by somebody who is at it", async () => {
        await onCall(ANA);
        await desk.meetAll(4);
        await desk.meetAll(2, bounce({ recipient: "x@other.example" }), 4);
        await desk.decide(1, { verb: "split", part: "other.example" });
        await desk.settle();
        assert.deepEqual(
          desk.calls.map(({ incident }) => incident.number),
          [1],
        );
      });
    });

    describe("is written to", () => {
      const heard = () => desk.words.map(({ asker, by, text }) => [asker, by, text]);

      it("reaches those who follow it or have an open ticket in it, once each", async () => {
        const met = await desk.meetAll(4);
        await desk.helpdesk.escalate(met[0]!.id, person(0), {});
        const [last] = await desk.meetAll(1, bounce(), 4);
        await follow([met[0]!, met[1]!, last!, await desk.meet(person(4))]);
        assert.deepEqual(await desk.write(1, " On it. "), { kind: "done", people: 3 });
        await desk.settle();
        assert.equal(desk.shown.at(-1)?.followers, 3);
        assert.deepEqual(
          heard().sort(),
          [0, 1, 4].map((index) => [`person-${index}`, ANA.name, "On it."]),
        );
        assert.deepEqual(await database().selectFrom("outbox").select("id").execute(), []);
      });

      it("reaches nobody who has made another problem of it, or is forgotten, since", async () => {
        const met = await desk.meetAll(5);
        await follow(met);
        await desk.write(1, "On it.");
        await desk.cases.replaceExplanation(met[1]!.id, bounce({ detail: 8 }));
        const gone = { asker_id: "forgotten", asker_name: "Somebody", conversation: "" };
        await database().updateTable("cases").set(gone).where("id", "=", met[0]!.id).execute();
        await desk.settle();
        assert.deepEqual(
          heard()
            .map(([asker]) => asker)
            .sort(),
          ["person-2", "person-3", "person-4"],
        );
        assert.deepEqual(await desk.dead(), []);
      });

      it("says so where nobody waits", async () => {
        await desk.meetAll(5);
        assert.deepEqual(await desk.write(1, "On it."), { kind: "done", people: 0 });
      });

      it("not when it is over, nor by another tenant, nor where there is none", async () => {
        await follow(await desk.meetAll(5));
        const stranger = { ...asAgent(ANA), tenant: "another" };
        assert.equal((await desk.write(1, "On it.", stranger)).kind, "unknown-incident");
        assert.equal((await desk.write(2, "On it.")).kind, "unknown-incident");
        await desk.decide(1, { verb: "dismiss" });
        assert.deepEqual(await desk.write(1, "On it."), {
          kind: "refused",
          says: "Ana Agent has said that this is no incident.",
        });
        await desk.settle();
        assert.deepEqual(desk.words, []);
      });
    });

    it("is found by the thread that its card stands in, where that is its tenant's", async () => {
      await desk.meetAll(5);
      const { conversation, tenant } = { ...HELPDESK.place };
      assert.equal(await desk.incidents.findByThread(tenant, conversation), undefined);
      await desk.settle();
      assert.equal((await desk.incidents.findByThread(tenant, conversation))?.number, 1);
      assert.equal(await desk.incidents.findByThread("another", conversation), undefined);
      for (const other of ["19:helpdesk", "", "%", "19_helpdesk@thread_tacv2", "\\", '"'])
        assert.equal(await desk.incidents.findByThread(tenant, other), undefined);
    });

    describe("is followed", () => {
      it("once, and on all answers of who follows", async () => {
        await desk.meetAll(4);
        const first = await desk.meet(person(4));
        await desk.meet(person(4));
        await desk.settle();
        desk.answers.length = 0;
        assert.equal((await desk.incidents.follow(first.id))?.known?.follows, true);
        assert.equal((await desk.incidents.follow(first.id))?.known?.follows, true);
        await desk.settle();
        assert.deepEqual(
          desk.answers.map(({ known }) => known?.follows),
          [true, true],
        );
        assert.equal(desk.shown.at(-1)?.followers, 1);
      });

      it("not when it is over, nor where there is none", async () => {
        const [first] = await desk.meetAll(5);
        await desk.decide(1, RESOLVE);
        assert.equal((await desk.incidents.follow(first!.id))?.known?.follows, false);
        const alone = await desk.meet(person(50), bounce({ detail: 8 }));
        assert.equal((await desk.incidents.follow(alone.id))?.known, undefined);
        assert.equal(await desk.incidents.follow("nothing"), undefined);
      });
    });
  });
});
