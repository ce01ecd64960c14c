import assert from "node:assert/strict";
import { diagnosisCard } from "../../src/cards/diagnosis.js";
import { CLAIMED_TICKET, NEW_TICKET, RESOLVED_TICKET, seen, view } from "./examples.js";
import { buttonsOf, executes, textOf } from "./reading.js";

describe("diagnosisCard's buttons", () => {
  it("carry the case and nothing else", () => {
    assert.deepEqual(
      executes(diagnosisCard(view())).map(({ verb, data }) => ({ verb, data })),
      ["escalate", "worked", "still-bouncing"].map((verb) => ({
        verb,
        data: { case: "c-5f1d7a" },
      })),
    );
  });

  it("fall back to a submit with the same data and the verb", () => {
    for (const { verb, title, data, fallback } of executes(diagnosisCard(view())))
      assert.deepEqual(fallback, {
        type: "Action.Submit",
        title,
        data: { verb, ...(data as object) },
      });
  });

  for (const [ticket, says] of [
    [NEW_TICKET, /Ticket #12: sent to the helpdesk\./],
    [CLAIMED_TICKET, /Ticket #12: Ana Lopez has taken it\./],
    [RESOLVED_TICKET, /Ticket #12: Ana Lopez resolved it: The connector had the old certificate\./],
    [
      { ...RESOLVED_TICKET, resolution: undefined },
      /Ticket #12: Ana Lopez resolved it\. Please send your message again\.$/m,
    ],
  ] as const) {
    it(`turn into a receipt: ${ticket.state}`, () => {
      const card = diagnosisCard(view({ ticket: seen(ticket) }));
      assert.match(textOf(card), says);
      assert.deepEqual(
        buttonsOf(card),
        ticket.state === "resolved"
          ? ["It worked", "Still bouncing"]
          : ["Add information…", "It worked", "Still bouncing", "Take the ticket back…"],
      );
    });
  }

  it("have the look-up in their menu where there is something to look up", () => {
    const card = diagnosisCard(view({ canCheck: true }));
    const check = executes(card).at(-1);
    assert.deepEqual(
      [check?.["title"], check?.["mode"], check?.["verb"], check?.["data"]],
      ["Check DNS now", "secondary", "check-dns", { case: "c-5f1d7a" }],
    );
    assert.deepEqual(check?.["fallback"], {
      type: "Action.Submit",
      title: "Check DNS now",
      mode: "secondary",
      data: { verb: "check-dns", case: "c-5f1d7a" },
    });
  });

  for (const [what, rest] of [
    ["without a case", { caseId: undefined }],
    ["when it worked", { outcome: "worked" }],
    ["where nothing can be looked up", { canCheck: false }],
  ] as const)
    it(`have no look-up ${what}`, () => {
      const card = diagnosisCard(view({ canCheck: true, ...rest }));
      assert.equal(buttonsOf(card).includes("Check DNS now"), false);
    });

  it("give way to a line where no helpdesk is named", () => {
    const card = diagnosisCard(view({ helpdesk: "none" }));
    assert.deepEqual(buttonsOf(card), ["It worked", "Still bouncing"]);
    assert.match(textOf(card), /No helpdesk is connected to me yet\. .* forward the bounce/);
  });

  for (const caseId of ["c-5f1d7a", undefined]) {
    it(`give way to a line where it can't be reached, ${caseId ? "with" : "without"} a case`, () => {
      const card = diagnosisCard(view({ helpdesk: "unreachable", caseId }));
      assert.ok(!buttonsOf(card).includes("Ask the helpdesk"));
      assert.match(textOf(card), /I can't reach the helpdesk right now\./);
    });
  }

  it("are none at all without a case", () => {
    assert.deepEqual(buttonsOf(diagnosisCard(view({ caseId: undefined }))), []);
  });

  it("say back what was pressed", () => {
    const worked = diagnosisCard(view({ outcome: "worked" }));
    assert.match(textOf(worked), /You said: it worked\./);
    assert.deepEqual(buttonsOf(worked), ["Still bouncing"]);
    const still = diagnosisCard(view({ outcome: "still-bouncing" }));
    assert.match(textOf(still), /You said: still bouncing\. Ask the helpdesk to look at it\./);
    assert.deepEqual(buttonsOf(still), ["Ask the helpdesk", "It worked"]);
  });

  for (const [ticket, outcome, says] of [
    [CLAIMED_TICKET, "worked", /You said: it worked\. The helpdesk sees that\.$/m],
    [RESOLVED_TICKET, "worked", /You said: it worked\. Nothing more to do\.$/m],
    [CLAIMED_TICKET, "still-bouncing", /The helpdesk sees that it still bounces\.$/m],
  ] as const) {
    it(`say who hears of it: ${outcome} on a ticket that is ${ticket.state}`, () => {
      assert.match(textOf(diagnosisCard(view({ ticket: seen(ticket), outcome }))), says);
    });
  }

  it("keep the lines of what the agent typed", () => {
    const ticket = { ...RESOLVED_TICKET, resolution: "First.\n\nSecond.\r\nThird." };
    assert.match(
      textOf(diagnosisCard(view({ ticket: seen(ticket) }))),
      /resolved it: First\.\nSecond\.\nThird\.$/m,
    );
  });
});
