import assert from "node:assert/strict";
import { sql } from "kysely";
import { listEntries } from "../../src/tickets/entry-store.js";
import { saveTicket } from "../../src/tickets/ticket-store.js";
import { type Action, takeStep } from "../../src/tickets/step.js";
import { onEachDatabase } from "../database/databases.js";
import { createDesk, type Desk } from "./desk.js";
import { ANA, asAgent, BO, CHAT, HELPDESK } from "./samples.js";

describe("createHelpdesk", () => {
  onEachDatabase((database) => {
    let desk: Desk;

    beforeEach(async () => {
      desk = await createDesk(database());
    });

    describe("claim and resolve", () => {
      it("claims, then resolves, and queues the cards and a line for each", async () => {
        desk.queued();
        await desk.openTicket();
        desk.clock.pass(60_000);
        const claimed = await desk.claim(1, 1, ANA);
        assert.equal(claimed.kind, "done");
        assert.equal(claimed.ticket.state, "claimed");
        const resolved = await desk.resolve(1, 2, ANA, " Send it again. ");
        assert.equal(resolved.kind, "done");
        assert.deepEqual(await desk.helpdesk.findTicket(1), resolved.ticket);
        assert.equal(resolved.ticket.version, 3);
        assert.equal(resolved.ticket.resolution, "Send it again.");
        assert.equal(resolved.ticket.changedAt, "2026-05-04T09:01:00.000Z");
        assert.deepEqual(
          (await desk.waiting()).map((row) => `${row.version} ${row.kind}`),
          [
            "1 helpdesk-card",
            "1 requester-card",
            "2 helpdesk-card",
            "2 requester-card",
            "2 requester-line",
            "3 helpdesk-card",
            "3 requester-card",
            "3 requester-line",
          ],
        );
        assert.equal(desk.queued(), 3);
      });

      it("merges on what was merged while somebody takes a note of it", async () => {
        for (let round = 0; round < 5; round++) {
          const [one, two, three] = [
            (await desk.openTicket()).number,
            (await desk.openTicket()).number,
            (await desk.openTicket()).number,
          ];
          const ana = (number: number, action: Action) =>
            desk.helpdesk.take(number, undefined, action, asAgent(ANA));
          await ana(two, { verb: "merge", into: one });
          await Promise.all([
            ana(one, { verb: "merge", into: three }),
            ana(two, { verb: "note", text: "Called them." }),
          ]);
          assert.equal((await desk.helpdesk.findTicket(two))?.mergedInto, three);
        }
      });

      it("lets one of two win who claim at once, and tells the other who", async () => {
        await desk.openTicket();
        const results = await Promise.all([desk.claim(1, 1, ANA), desk.claim(1, 1, BO)]);
        // Which of them comes first is the database's to say.
        const [winner, loser] = results[0].kind === "done" ? [ANA, results[1]] : [BO, results[0]];
        assert.equal(results.filter(({ kind }) => kind === "done").length, 1);
        assert.equal(loser.kind, "refused");
        assert.deepEqual(loser.why, { kind: "already-claimed", by: winner });
        assert.equal(loser.says, `${winner.name} has already claimed ticket 1.`);
        assert.equal(loser.ticket.version, 2);
      });

      it("lets an agent claim twice and says nothing the second time", async () => {
        await desk.openTicket();
        await desk.claim(1, 1, ANA);
        const before = await desk.everything();
        const again = await desk.claim(1, 1, ANA);
        assert.equal(again.kind, "done");
        assert.equal(again.ticket.version, 2);
        assert.deepEqual(await desk.everything(), before);
      });

      for (const verb of ["note", "ask", "reply"] as const)
        it(`hears ${verb} once where the button is pressed twice in a row`, async () => {
          await desk.openTicket();
          const say = (text: string, by = ANA) =>
            desk.helpdesk.take(1, undefined, { verb, text }, asAgent(by));
          await say("Since when?");
          const before = await desk.everything();
          desk.clock.pass(5_000);
          assert.equal((await say("Since when?")).kind, "done");
          assert.deepEqual(await desk.everything(), before);
          await say("Since when?", BO);
          await say("Since when?");
          await say("To whom?");
          desk.clock.pass(10_000);
          await say("To whom?");
          assert.deepEqual(
            (await listEntries(database(), 1)).slice(1).map(({ by, text }) => `${by.id} ${text}`),
            [ANA, BO, ANA, ANA, ANA].map(
              ({ id }, index) => `${id} ${index < 3 ? "Since when?" : "To whom?"}`,
            ),
          );
        });

      it("changes nothing on a step that is not allowed", async () => {
        await desk.openTicket();
        await desk.resolve(1, 1, ANA, "Done.");
        const before = await desk.everything();
        desk.queued();
        for (const result of [
          await desk.claim(1, 2, BO),
          await desk.claim(1, undefined, ANA),
          await desk.resolve(1, 2, BO, "No."),
          await desk.resolve(1, undefined, ANA, "Done."),
        ]) {
          assert.equal(result.kind, "refused");
          assert.deepEqual(result.why, { kind: "already-resolved", by: ANA });
        }
        assert.deepEqual(await desk.everything(), before);
        assert.equal(desk.queued(), 0);
      });

      for (const stale of [0, 1, 3]) {
        it(`refuses to resolve version 2 with a button of version ${stale}`, async () => {
          await desk.openTicket();
          await desk.claim(1, 1, ANA);
          const before = await desk.everything();
          const result = await desk.resolve(1, stale, BO, "Done.");
          assert.equal(result.kind, "refused");
          assert.deepEqual(result.why, { kind: "changed" });
          assert.deepEqual(await desk.everything(), before);
        });
      }

      for (const number of [2, 0, -1, 1.5, NaN, 1e300]) {
        it(`knows no ticket ${number}`, async () => {
          await desk.openTicket();
          assert.deepEqual(await desk.claim(number, undefined, ANA), {
            kind: "unknown-ticket",
          });
        });
      }
    });

    describe("recordOutcome", () => {
      it("keeps it and tells nobody where there is no ticket", async () => {
        const id = await desk.openCase();
        desk.queued();
        const result = await desk.helpdesk.recordOutcome(id, "worked");
        assert.equal(result.kind === "recorded" && result.case.outcome, "worked");
        assert.deepEqual(await desk.waiting(), []);
        assert.equal(desk.queued(), 0);
      });

      it("reopens a resolved ticket that still bounces, and tells its agent's colleagues", async () => {
        const { case: about } = await desk.openTicket();
        await desk.resolve(1, 1, ANA, undefined);
        await desk.outbox.drain();
        desk.queued();
        await desk.helpdesk.recordOutcome(about.id, "still-bouncing");
        assert.deepEqual(
          (await desk.waiting()).map((row) => row.kind),
          ["helpdesk-card", "requester-card", "helpdesk-line"],
        );
        assert.equal(desk.queued(), 1);
        await desk.outbox.drain();
        const { what, ticket } = desk.channel.shown.at(-1)!;
        assert.equal(what, "helpdesk-line");
        assert.equal(ticket.state, "claimed");
        assert.equal(ticket.case.outcome, "still-bouncing");
      });

      it("is no step: a button drawn before still works", async () => {
        const { case: about } = await desk.openTicket();
        await desk.helpdesk.recordOutcome(about.id, "worked");
        assert.equal((await desk.claim(1, 1, ANA)).kind, "done");
      });

      it("is not struck out by a card that was on its way without it", async () => {
        const { case: about } = await desk.openTicket();
        let once = true;
        desk.channel.before = async (kind) => {
          if (kind !== "helpdesk-card" || !once) return;
          once = false;
          await desk.helpdesk.recordOutcome(about.id, "worked");
        };
        await desk.outbox.drain();
        const cards = desk.channel.shown.filter(({ what }) => what === "helpdesk-card");
        assert.deepEqual(
          cards.map(({ ticket }) => ticket.case.outcome),
          [undefined, "worked"],
        );
        assert.deepEqual(await desk.waiting(), []);
      });

      it("says so where the ticket takes no more of it, and keeps nothing", async () => {
        const { case: about, requester } = await desk.openTicket();
        const actor = { person: requester, tenant: about.place.tenant, standing: "none" } as const;
        await desk.helpdesk.take(1, undefined, { verb: "withdraw" }, actor);
        const result = await desk.helpdesk.recordOutcome(about.id, "worked");
        assert.equal(result.kind, "refused");
        assert.match(result.says, /withdrawn/);
        assert.equal((await desk.helpdesk.findTicket(1))?.case.outcome, undefined);
      });

      it("knows no other case", async () => {
        assert.deepEqual(await desk.helpdesk.recordOutcome("nothing", "worked"), {
          kind: "unknown-case",
        });
      });

      it("keeps nothing where the redraw cannot be queued", async () => {
        const { case: about } = await desk.openTicket();
        await sql`alter table outbox rename to gone`.execute(database());
        await assert.rejects(desk.helpdesk.recordOutcome(about.id, "worked"));
        assert.equal((await desk.helpdesk.findTicket(1))?.case.outcome, undefined);
      });
    });

    describe("saveTicket", () => {
      it("stores nothing over a version it has not seen", async () => {
        const ticket = await desk.openTicket();
        const byAna = takeStep(ticket, { verb: "claim" }, asAgent(ANA), desk.clock.now());
        const byBo = takeStep(ticket, { verb: "claim" }, asAgent(BO), desk.clock.now());
        assert.equal(byAna.kind, "stepped");
        assert.equal(byBo.kind, "stepped");
        assert.equal(await saveTicket(database(), byAna.ticket), true);
        assert.equal(await saveTicket(database(), byBo.ticket), false);
        assert.deepEqual((await desk.helpdesk.findTicket(1))?.agent, ANA);
      });
    });

    describe("setHelpdesk", () => {
      it("is found by its tenant", async () => {
        const expected = { ...HELPDESK, setAt: "2026-05-04T09:00:00.000Z" };
        assert.deepEqual(await desk.helpdesk.findHelpdesk(CHAT.tenant), expected);
        assert.equal(await desk.helpdesk.findHelpdesk("tenant-2"), undefined);
      });

      it("replaces the one before", async () => {
        const moved = { ...HELPDESK, name: "Second line", setBy: BO };
        await desk.helpdesk.setHelpdesk(moved);
        assert.equal((await desk.helpdesk.findHelpdesk(CHAT.tenant))?.name, "Second line");
      });

      it("is gone once removed, and removed once", async () => {
        assert.equal(await desk.helpdesk.removeHelpdesk(CHAT.tenant), true);
        assert.equal(await desk.helpdesk.findHelpdesk(CHAT.tenant), undefined);
        assert.equal(await desk.helpdesk.removeHelpdesk(CHAT.tenant), false);
      });
    });

    it("finds the ticket on a case", async () => {
      const ticket = await desk.openTicket();
      assert.equal((await desk.helpdesk.findTicketByCase(ticket.case.id))?.number, 1);
      assert.equal(await desk.helpdesk.findTicketByCase("nothing"), undefined);
    });
  });
});
