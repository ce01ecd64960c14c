import assert from "node:assert/strict";
import { createForgetting, type Forgetting } from "../../src/tickets/forget.js";
import { withoutPeople } from "../../src/tickets/forgotten.js";
import { addOnCall } from "../../src/tickets/on-call-store.js";
import { diagnosed, GROUP, MANY, READ_IN_PICTURE, UNDIAGNOSED } from "../cards/examples.js";
import { diagnosisCard } from "../../src/cards/diagnosis.js";
import type { Bounce } from "../../src/explain.js";
import { onEachDatabase } from "../database/databases.js";
import { createDesk, type Desk } from "./desk.js";
import { ANA, asAgent, BO, CHAT, RIA } from "./samples.js";

describe("forgetting somebody", () => {
  onEachDatabase((database) => {
    let desk: Desk;
    let forgetting: Forgetting;
    let logged: object[];

    beforeEach(async () => {
      desk = await createDesk(database());
      logged = [];
      forgetting = createForgetting({
        db: database(),
        desk: desk.helpdesk,
        now: desk.clock.now,
        log: { info: (fields) => logged.push(fields) },
      });
    });

    /** Everything that is stored, as one text. */
    const stored = async () =>
      JSON.stringify(
        await Promise.all(
          (
            ["cases", "tickets", "ticket_entries", "on_call", "outbox", "ticket_words"] as const
          ).map((table) => database().selectFrom(table).selectAll().execute()),
        ),
      );
    const forget = (person = RIA) => forgetting.forget(person, CHAT.tenant);

    it("says what is kept, of one tenant", async () => {
      await desk.openCase();
      const { number } = await desk.openTicket();
      await desk.resolve(number, 1, ANA);
      await desk.openTicket();
      await addOnCall(database(), CHAT.tenant, [ANA], desk.clock.now());
      const nothing = { answers: 0, tickets: 0, openTickets: 0, steps: 0, isOnCall: false };
      assert.deepEqual(await forgetting.whatIsKept(RIA, CHAT.tenant), {
        ...nothing,
        answers: 3,
        tickets: 2,
        openTickets: 1,
        steps: 2,
      });
      const ana = { ...nothing, steps: 1, isOnCall: true };
      assert.deepEqual(await forgetting.whatIsKept(ANA, CHAT.tenant), ana);
      assert.deepEqual(await forgetting.whatIsKept(RIA, "tenant-2"), nothing);
    });

    it("leaves number, dates and code of a ticket, and nothing of the person", async () => {
      await desk.openCase("alone");
      const { number } = await desk.openTicket();
      await desk.helpdesk.take(number, 1, { verb: "ask", text: "Since when?" }, asAgent(ANA));
      const ria = { person: RIA, tenant: CHAT.tenant, standing: "none" } as const;
      await desk.helpdesk.take(number, undefined, { verb: "add", text: "Since Monday." }, ria);
      await forget();
      await desk.outbox.drain();
      const ticket = (await desk.helpdesk.findTicket(number))!;
      assert.equal(ticket.state, "withdrawn");
      assert.equal(ticket.requester.name, "Somebody");
      assert.match(JSON.stringify(ticket.case.explanation), /"subject":1,"detail":99/);
      const all = await stored();
      for (const gone of [
        /Ria Requester|ria-id|a:ria/,
        /fabrikam/,
        /Monday/,
        /last week/,
        /no” such user/,
      ])
        assert.doesNotMatch(all, gone);
      assert.match(all, /Since when\?/);
      assert.equal((await database().selectFrom("cases").selectAll().execute()).length, 1);
      assert.deepEqual(logged, [{ answers: 1, tickets: 1, worked: 0 }]);
    });

    it("leaves no hash of an address either", async () => {
      await desk.openTicket();
      const problem = "5.1.99 mailbox MVP9bcqhSBIbLHfeyn1pCaFAxIVkyeMR8kMm3Gl8cSI";
      await database().updateTable("cases").set({ problem, part: "fabrikam.example" }).execute();
      await forget();
      assert.doesNotMatch(await stored(), /mailbox|fabrikam/);
    });

    it("draws the helpdesk's card anew, and says nothing more to the person", async () => {
      const { number } = await desk.openTicket();
      await desk.outbox.drain();
      await forget();
      await desk.outbox.drain();
      const last = desk.channel.shown.findLast(({ what }) => what === "helpdesk-card");
      assert.deepEqual([last?.how, last?.ticket.requester.name], ["updated", "Somebody"]);
      const told = desk.channel.told(number).length;
      await desk.helpdesk.take(number, undefined, { verb: "note", text: "Gone." }, asAgent(ANA));
      await desk.outbox.drain();
      assert.deepEqual(desk.channel.told(number).slice(told), ["helpdesk-card updated withdrawn"]);
      assert.deepEqual(await desk.waiting(), []);
    });

    it("makes an agent Somebody, and keeps what they wrote for others", async () => {
      const { number } = await desk.openTicket();
      await desk.claim(number, 1, ANA);
      await desk.helpdesk.take(number, undefined, { verb: "assign", to: BO }, asAgent(ANA));
      await desk.helpdesk.take(number, undefined, { verb: "assign", to: ANA }, asAgent(BO));
      await desk.resolve(number, undefined, ANA, "Renewed.");
      await addOnCall(database(), CHAT.tenant, [ANA, BO], desk.clock.now());
      await forget(ANA);
      const all = await stored();
      assert.doesNotMatch(all, /Ana Agent|ana-id/);
      for (const kept of [/Renewed\./, /Bo Agent/, /Ria Requester/]) assert.match(all, kept);
      assert.equal((await desk.helpdesk.findTicket(number))?.agent?.name, "Somebody");
    });

    it("leaves everybody else alone", async () => {
      await desk.openTicket();
      await desk.outbox.drain();
      const before = await stored();
      await forget(BO);
      await forgetting.forget(RIA, "tenant-2");
      assert.equal(await stored(), before);
    });

    it("can be asked for twice", async () => {
      await desk.openTicket();
      await forget();
      await desk.outbox.drain();
      const once = await stored();
      await forget();
      assert.equal(await stored(), once);
    });

    it("leaves the evidence of a colleague's open ticket until that is closed", async () => {
      const id = await desk.openCase();
      const opened = await desk.helpdesk.escalate(id, BO, {});
      assert.equal(opened.kind, "opened");
      await forget();
      const row = await database().selectFrom("cases").selectAll().executeTakeFirstOrThrow();
      assert.equal(row.asker_name, "Somebody");
      assert.match(row.explanation, /fabrikam/);
      assert.equal(row.conversation, CHAT.conversation);
    });
  });
});

describe("withoutPeople", () => {
  for (const [what, explanation] of Object.entries({
    diagnosed: diagnosed(),
    GROUP,
    MANY,
    READ_IN_PICTURE,
    UNDIAGNOSED,
  }))
    it(`leaves no address in ${what}, and a card that can be drawn`, () => {
      const bare = withoutPeople(explanation) as Bounce;
      assert.equal(bare.kind, explanation.kind);
      const rest = { ...bare, diagnoses: [] };
      assert.doesNotMatch(JSON.stringify(rest), /[a-z0-9]@/i);
      assert.equal(
        diagnosisCard({ explanation: bare, helpdesk: "available" })["type"],
        "AdaptiveCard",
      );
    });
});
