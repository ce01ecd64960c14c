import assert from "node:assert/strict";
import {
  createCaseStore,
  keepFindings,
  lockOpening,
  recordOutcome,
  type CaseStore,
} from "../../src/tickets/case-store.js";
import { createHelpdesk } from "../../src/tickets/helpdesk.js";
import { openTicket } from "../../src/tickets/ticket-store.js";
import { onEachDatabase } from "../database/databases.js";
import { CHAT, createClock, HELPDESK, RIA, sampleCase } from "./samples.js";

const CORRECTED = { kind: "not-an-ndr", says: "No bounce.", looksLike: "plain talk" } as const;
const ANSWER = { serviceUrl: CHAT.serviceUrl, conversation: CHAT.conversation, activity: "1:x" };

describe("createCaseStore", () => {
  onEachDatabase((database) => {
    let clock: ReturnType<typeof createClock>;
    let cases: CaseStore;

    beforeEach(() => {
      clock = createClock();
      cases = createCaseStore({ db: database(), now: clock.now });
    });

    it("gives back what was opened", async () => {
      const { id } = await cases.openCase(sampleCase());
      const { answer, outcome, known, findings, ...found } = (await cases.findCase(id))!;
      assert.deepEqual(found, { ...sampleCase(), id, openedAt: "2026-05-04T09:00:00.000Z" });
      assert.equal(answer, undefined);
      assert.equal(outcome, undefined);
      assert.equal(known, undefined);
      assert.equal(findings, undefined);
    });

    it("keeps what was looked up about a bounce, and not about what it was before an edit", async () => {
      const opened = await cases.openCase(sampleCase());
      const findings = { at: "2026-05-04T09:00:01.000Z", list: [] };
      assert.equal(await keepFindings(database(), opened, findings), true);
      assert.deepEqual((await cases.findCase(opened.id))?.findings, findings);
      await cases.replaceExplanation(opened.id, { ...opened.explanation, says: "Another." });
      assert.equal((await cases.findCase(opened.id))?.findings, undefined);
      assert.equal(await keepFindings(database(), opened, findings), false);
    });

    it("keeps what somebody had looked up rather than what was looked up by itself and came later", async () => {
      const opened = await cases.openCase(sampleCase());
      const onlyFirst = true;
      const first = { at: "2026-05-04T09:00:01.000Z", list: [] };
      const asked = { at: "2026-05-04T09:00:02.000Z", list: [] };
      assert.equal(await keepFindings(database(), opened, first, { onlyFirst }), true);
      assert.equal(await keepFindings(database(), opened, asked), true);
      assert.equal(await keepFindings(database(), opened, first, { onlyFirst }), false);
      assert.deepEqual((await cases.findCase(opened.id))?.findings, asked);
    });

    it("keeps what the helpdesk is being sent as it is", async () => {
      const opened = await cases.openCase(sampleCase());
      const draft = { case: opened, requester: RIA, asking: {} };
      let replacing: Promise<unknown> = Promise.resolve();
      await database()
        .transaction()
        .execute(async (transaction) => {
          await lockOpening(transaction, opened.id);
          await openTicket(transaction, draft, clock.now());
          replacing = cases.replaceExplanation(opened.id, CORRECTED);
          await new Promise((resolve) => setTimeout(resolve, 50));
        });
      assert.equal(await replacing, undefined);
      const { explanation } = (await cases.findCase(opened.id))!;
      assert.deepEqual(explanation, opened.explanation);
    });

    it("gives ids that cannot be guessed", async () => {
      const { id } = await cases.openCase(sampleCase());
      assert.match(id, /^[\w-]{22}$/);
    });

    it("does not find what was never opened", async () => {
      assert.equal(await cases.findCase("1' or '1'='1"), undefined);
      assert.deepEqual(await cases.findCasesByQuestion(CHAT.conversation, "message-1"), []);
      assert.equal(await recordOutcome(database(), "nothing", "worked"), undefined);
    });

    it("finds the cases about a message, the first one first", async () => {
      const first = await cases.openCase(sampleCase("message-1"));
      clock.pass(1);
      const second = await cases.openCase(sampleCase("message-1"));
      clock.pass(1);
      await cases.openCase(sampleCase("message-2"));
      const found = await cases.findCasesByQuestion(CHAT.conversation, "message-1");
      assert.deepEqual(
        found.map(({ id }) => id),
        [first.id, second.id],
      );
      assert.deepEqual(await cases.findCasesByQuestion("another", "message-1"), []);
    });

    it("remembers where the answer stands", async () => {
      const { id } = await cases.openCase(sampleCase());
      await cases.rememberAnswer(id, ANSWER);
      assert.deepEqual((await cases.findCase(id))?.answer, ANSWER);
    });

    it("keeps the last outcome", async () => {
      const { id } = await cases.openCase(sampleCase());
      await recordOutcome(database(), id, "worked");
      assert.equal(
        (await recordOutcome(database(), id, "still-bouncing"))?.outcome,
        "still-bouncing",
      );
      assert.equal((await cases.findCase(id))?.outcome, "still-bouncing");
    });

    it("replaces the explanation of an edited message", async () => {
      const { id } = await cases.openCase(sampleCase());
      assert.deepEqual((await cases.replaceExplanation(id, CORRECTED))?.explanation, CORRECTED);
      assert.deepEqual((await cases.findCase(id))?.explanation, CORRECTED);
    });

    it("keeps the evidence once the helpdesk has it", async () => {
      const helpdesk = createHelpdesk({ db: database(), now: clock.now });
      await helpdesk.setHelpdesk(HELPDESK);
      const { id } = await cases.openCase(sampleCase());
      await helpdesk.escalate(id, RIA, {});
      assert.equal(await cases.replaceExplanation(id, CORRECTED), undefined);
      assert.deepEqual((await cases.findCase(id))?.explanation, sampleCase().explanation);
    });

    it("says that there is no such case to correct", async () => {
      assert.equal(await cases.replaceExplanation("nothing", CORRECTED), undefined);
    });
  });
});
