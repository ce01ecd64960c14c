import assert from "node:assert/strict";
import { onEachDatabase } from "../database/databases.js";
import { RIA } from "../tickets/samples.js";
import { bounce, createIncidentDesk, MINUTE, person, SETTINGS } from "./incident-desk.js";

type Desk = Awaited<ReturnType<typeof createIncidentDesk>>;

describe("an incident is noticed", () => {
  onEachDatabase((database) => {
    let desk: Desk;

    beforeEach(async () => {
      desk = await createIncidentDesk(database());
    });

    it("when fifteen people have the same problem: one, with all of them", async () => {
      await desk.meetAll(15);
      const [incident, ...others] = await desk.rows();
      assert.equal(others.length, 0);
      await desk.settle();
      const view = desk.shown.at(-1)!;
      assert.equal(view.people, 15);
      assert.equal(view.bounces, 15);
      assert.equal(view.incident.number, incident?.number);
      assert.deepEqual(
        view.names,
        [0, 1, 2, 3, 4].map((index) => `Person ${index}`),
      );
    });

    it("when they come all at once", async () => {
      await Promise.all(Array.from({ length: 15 }, (_, index) => desk.meet(person(index))));
      assert.equal((await desk.rows()).length, 1);
      await desk.settle();
      assert.equal(desk.shown.at(-1)?.people, 15);
    });

    it("with the fifth person, who reads of it at once; the others' answers are redrawn", async () => {
      const met = await desk.meetAll(5);
      assert.deepEqual(
        met.map(({ known }) => known?.state),
        [undefined, undefined, undefined, undefined, "open"],
      );
      assert.equal(met[4]?.known?.since, "2026-05-04T09:00:00.000Z");
      await desk.settle();
      assert.deepEqual(
        new Set(desk.answers.map(({ id }) => id)),
        new Set(met.slice(0, 4).map(({ id }) => id)),
      );
    });

    it("not of one person fifteen times, nor of four", async () => {
      for (let time = 0; time < 15; time++) await desk.meet(RIA);
      await desk.meetAll(3);
      assert.deepEqual(await desk.rows(), []);
    });

    it("not of five within two hours", async () => {
      for (let index = 0; index < 5; index++) {
        await desk.meet(person(index));
        desk.clock.pass(30 * MINUTE);
      }
      assert.deepEqual(await desk.rows(), []);
    });

    it("not of five with typing errors at one provider, but of five who write to one dead address", async () => {
      for (let index = 0; index < 5; index++)
        await desk.meet(
          person(index),
          bounce({ subject: 1, recipient: `a${index}@mail.example`, host: "mx.mail.example" }),
        );
      assert.deepEqual(await desk.rows(), []);
      await desk.meetAll(5, bounce({ subject: 1, recipient: "gone@mail.example" }));
      assert.equal((await desk.rows()).length, 1);
    });

    it("not of people in different organisations", async () => {
      await desk.meetAll(4);
      await desk.meet(person(5), bounce(), "another-tenant");
      assert.deepEqual(await desk.rows(), []);
    });

    it("never where it is switched off", async () => {
      const off = await createIncidentDesk(database(), { ...SETTINGS, people: 0 }, desk.clock);
      await off.meetAll(6);
      assert.deepEqual(await off.rows(), []);
      const rows = await database().selectFrom("cases").select("problem").execute();
      assert.deepEqual(new Set(rows.map(({ problem }) => problem)), new Set([null]));
    });

    it("keeps its number when the transaction fails", async () => {
      await desk.meetAll(5);
      await desk.meetAll(5, bounce({ detail: 2 }));
      assert.deepEqual(
        (await desk.rows()).map(({ number }) => number),
        [1, 2],
      );
    });

    it("draws a hundred bounces in a few seconds once or twice", async () => {
      await desk.meetAll(5);
      await desk.outbox.drain();
      await desk.meetAll(100, bounce(), 5);
      await desk.settle();
      assert.deepEqual(
        desk.shown.map(({ people }) => people),
        [5, 105],
      );
    });

    it("links the tickets that its people have opened before, and says so to nobody", async () => {
      const [first] = await desk.meetAll(4);
      const opened = await desk.helpdesk.escalate(first!.id, person(0), {});
      assert.equal(opened.kind, "opened");
      await desk.meetAll(1, bounce(), 4);
      await desk.settle();
      assert.deepEqual(desk.shown.at(-1)?.tickets, [1]);
      assert.equal(desk.shown.at(-1)?.followers, 1);
      assert.equal((await desk.helpdesk.findTicket(1))?.version, 1);
      assert.equal(
        desk.answers.some(({ id }) => id === first?.id),
        false,
      );
    });

    it("does not link a ticket that is opened afterwards: that is about something else", async () => {
      const met = await desk.meetAll(5);
      await desk.helpdesk.escalate(met[4]!.id, person(4), { note: "Something else." });
      assert.equal((await desk.helpdesk.findTicket(1))?.incident, undefined);
    });

    it("is shown when a helpdesk is named later", async () => {
      await database().deleteFrom("helpdesks").execute();
      await desk.meetAll(5);
      await desk.settle();
      assert.deepEqual(desk.shown, []);
      await desk.helpdesk.setHelpdesk({
        place: { serviceUrl: "https://smba.example/", tenant: "tenant-1", conversation: "19:h" },
        team: "19:t",
        name: "Helpdesk",
        setBy: RIA,
      });
      await desk.settle();
      assert.equal(desk.shown.length, 1);
    });

    describe("when an edit makes another problem of a bounce,", () => {
      it("leaves the incident, which counts one person less", async () => {
        const met = await desk.meetAll(6);
        const edited = await desk.cases.replaceExplanation(met[0]!.id, bounce({ detail: 9 }));
        assert.equal(edited?.known, undefined);
        await desk.meetAll(1, bounce(), 6);
        await desk.settle();
        assert.equal(desk.shown.at(-1)?.people, 6);
      });

      it("joins another one, or makes it", async () => {
        await desk.meetAll(4);
        const other = await desk.meet(person(9), bounce({ detail: 9 }));
        const edited = await desk.cases.replaceExplanation(other.id, bounce());
        assert.equal(edited?.known?.state, "open");
      });

      it("stays where it is the same problem still", async () => {
        const met = await desk.meetAll(5);
        const edited = await desk.cases.replaceExplanation(met[0]!.id, bounce());
        assert.equal(edited?.known?.incident, 1);
      });
    });
  });
});
