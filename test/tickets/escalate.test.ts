import assert from "node:assert/strict";
import type { Ndr } from "../../src/ndr/ndr.js";
import { createCaseStore } from "../../src/tickets/case-store.js";
import { createHelpdesk } from "../../src/tickets/helpdesk.js";
import { onEachDatabase } from "../database/databases.js";
import { createDesk, type Desk } from "./desk.js";
import { ANA, BO, CHAT, HELPDESK, RIA, sampleCase } from "./samples.js";

describe("escalate", () => {
  onEachDatabase((database) => {
    let desk: Desk;

    beforeEach(async () => {
      desk = await createDesk(database());
    });

    it("opens ticket 1 with the case, the requester and the note", async () => {
      const id = await desk.openCase();
      const result = await desk.helpdesk.escalate(id, RIA, { note: "  It worked last week.\n" });
      assert.equal(result.kind, "opened");
      assert.equal(result.ticket.number, 1);
      assert.equal(result.ticket.version, 1);
      assert.equal(result.ticket.state, "new");
      assert.equal(result.ticket.case.id, id);
      assert.deepEqual(result.ticket.requester, RIA);
      assert.equal(result.ticket.note, "It worked last week.");
      assert.deepEqual(await desk.helpdesk.findTicket(1), {
        ...result.ticket,
        agent: undefined,
        reason: undefined,
        resolution: undefined,
        mergedInto: undefined,
        resolvedAt: undefined,
      });
    });

    it("leaves in the outbox what has to be shown, and says that it did", async () => {
      desk.queued();
      await desk.openTicket();
      assert.deepEqual(
        (await desk.waiting()).map((row) => `${row.lane} ${row.version} ${row.kind}`),
        ["ticket/1 1 helpdesk-card", "ticket/1 1 requester-card"],
      );
      assert.equal(desk.queued(), 1);
    });

    it("gives the same ticket however often it is pressed", async () => {
      const id = await desk.openCase();
      const results = await Promise.all(
        Array.from({ length: 10 }, () => desk.helpdesk.escalate(id, RIA, { note: "again" })),
      );
      assert.equal(results.filter((result) => result.kind === "opened").length, 1);
      assert.equal(results.filter((result) => result.kind === "already-open").length, 9);
      assert.equal((await desk.waiting()).length, 2);
      assert.equal((await desk.everything()).tickets.length, 1);
    });

    it("is one ticket where it is asked for by button and by thread at once", async () => {
      const id = await desk.openCase();
      const channel = HELPDESK.place.conversation;
      const results = await Promise.all(
        Array.from({ length: 10 }, (_, index) =>
          index % 2 === 0
            ? desk.helpdesk.escalate(id, RIA, {})
            : desk.helpdesk.openInThread(id, RIA, channel),
        ),
      );
      assert.deepEqual(results.map(({ kind }) => kind).sort(), [
        ...Array<string>(9).fill("already-open"),
        "opened",
      ]);
      assert.equal((await desk.everything()).tickets.length, 1);
    });

    describe("of the same bounce in another answer", () => {
      const open = async (changes: Partial<Ndr> = {}) => {
        const draft = sampleCase();
        assert.ok("ndr" in draft.explanation);
        const ndr = { ...draft.explanation.ndr, messageId: "1@contoso.example", ...changes };
        const cases = createCaseStore({ db: database(), now: desk.clock.now });
        const about = { ...draft, explanation: { ...draft.explanation, ndr } };
        return (await cases.openCase(about)).id;
      };
      const ask = async (id: string, who = RIA) => (await desk.helpdesk.escalate(id, who, {})).kind;

      it("opens one ticket, even at the same moment", async () => {
        const ids = await Promise.all(Array.from({ length: 5 }, () => open()));
        const kinds = await Promise.all(ids.map((id) => ask(id)));
        assert.deepEqual(kinds.sort(), [...Array<string>(4).fill("asked-before"), "opened"]);
        assert.equal((await desk.everything()).tickets.length, 1);
      });

      it("opens another one for somebody else, a day later, and once the first is closed", async () => {
        assert.equal(await ask(await open()), "opened");
        assert.equal(await ask(await open(), BO), "opened");
        desk.clock.pass(24 * 60 * 60_000);
        assert.equal(await ask(await open()), "opened");
        assert.equal(await ask(await open()), "asked-before");
        await desk.resolve(3, undefined, ANA, "Done.");
        assert.equal(await ask(await open()), "opened");
      });

      for (const [what, changes, again] of [
        ["another message", { messageId: "2@contoso.example" }, "asked-before"],
        ["another recipient", { recipients: [{ finalRecipient: "y@x.example" }] }, "asked-before"],
        ["a message that the bounce does not name", { messageId: undefined }, "opened"],
      ] as const)
        it(`opens another one for ${what}`, async () => {
          assert.equal(await ask(await open(changes)), "opened");
          assert.equal(await ask(await open()), "opened");
          assert.equal(await ask(await open(changes)), again);
        });
    });

    it("is refused to who has opened as many within the hour as one person may", async () => {
      const limited = createHelpdesk({ db: database(), now: desk.clock.now, ticketsPerHour: 3 });
      const ask = async (who = RIA) =>
        (await limited.escalate(await desk.openCase(), who, {})).kind;
      const kinds = await Promise.all(Array.from({ length: 5 }, () => ask()));
      assert.deepEqual(kinds.sort(), ["opened", "opened", "opened", "too-many", "too-many"]);
      assert.equal(await ask(BO), "opened");
      desk.clock.pass(60 * 60_000);
      assert.equal(await ask(), "opened");
    });

    it("numbers 50 escalations at once 1 to 50", async () => {
      const ids = await Promise.all(
        Array.from({ length: 50 }, (_, index) => desk.openCase(`message-${index}`)),
      );
      const results = await Promise.all(ids.map((id) => desk.helpdesk.escalate(id, RIA, {})));
      const numbers = results.map((result) => "ticket" in result && result.ticket.number);
      assert.deepEqual(
        numbers.sort((a, b) => Number(a) - Number(b)),
        Array.from({ length: 50 }, (_, index) => index + 1),
      );
    });

    it("leaves no gap behind an escalation that failed", async () => {
      const id = await desk.openCase();
      let asked = 0;
      const failing = createHelpdesk({
        db: database(),
        // The second time is when the outbox is filled: the ticket has its number by then.
        now: () => {
          if (++asked > 1) throw new Error("no clock");
          return desk.clock.now();
        },
      });
      await assert.rejects(failing.escalate(id, RIA, {}), /no clock/);
      assert.equal(await desk.helpdesk.findTicketByCase(id), undefined);
      assert.equal((await desk.openTicket()).number, 1);
    });

    it("knows no case that was never opened", async () => {
      assert.deepEqual(await desk.helpdesk.escalate("forged", RIA, {}), {
        kind: "unknown-case",
      });
      assert.deepEqual(await desk.waiting(), []);
    });

    it("says that nobody named a helpdesk, and uses up no number", async () => {
      await desk.helpdesk.removeHelpdesk(CHAT.tenant);
      const id = await desk.openCase();
      assert.deepEqual(await desk.helpdesk.escalate(id, RIA, {}), { kind: "no-helpdesk" });
      await desk.helpdesk.setHelpdesk(HELPDESK);
      assert.equal((await desk.openTicket()).number, 1);
    });

    it("does not use another tenant's helpdesk", async () => {
      await desk.helpdesk.removeHelpdesk(CHAT.tenant);
      await desk.helpdesk.setHelpdesk({
        ...HELPDESK,
        place: { ...HELPDESK.place, tenant: "tenant-2" },
      });
      assert.equal(
        (await desk.helpdesk.escalate(await desk.openCase(), RIA, { note: "x" })).kind,
        "no-helpdesk",
      );
    });

    for (const [what, note, kept] of [
      ["an empty note", " \n ", undefined],
      ["a long note", "é".repeat(5_000), "é".repeat(2_000)],
      ["a note cut inside a character", "x".repeat(1_999) + "\u{1f4a5}", "x".repeat(1_999)],
      ["a note with U+0000", "a\0b", "ab"],
    ] as const) {
      it(`keeps ${what} as it can be shown`, async () => {
        const result = await desk.helpdesk.escalate(await desk.openCase(), RIA, { note });
        assert.equal(result.kind === "opened" && result.ticket.note, kept);
        assert.equal((await desk.helpdesk.findTicket(1))?.note, kept);
      });
    }
  });
});
