import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { CASE } from "../cards/examples.js";
import { EVENT_NAMES } from "../../src/sinks/event-names.js";
import { ticketEvent } from "../../src/sinks/ticket-event.js";
import type { Ticket } from "../../src/tickets/ticket.js";
import { VERBS } from "../../src/tickets/transitions.js";
import { ANA, RIA } from "../tickets/samples.js";
import { OPENED, ticketOf } from "./sink-desk.js";

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

/** A ticket about a report that says everything, and more than it should. */
function ticketAbout(changes: object): Ticket {
  const ticket = ticketOf();
  const explanation = { ...ticket.case.explanation, ...changes };
  return { ...ticket, case: { ...ticket.case, explanation } };
}

const NDR = {
  parsedBy: "delivery-status",
  reportingMta: "mail.contoso.example",
  sender: "lena.novak@contoso.example",
  subject: "The merger, in confidence",
  messageId: "8d1f@contoso.example",
  recipients: [
    {
      finalRecipient: "maria@fabrikam.example",
      action: "failed",
      status: { class: 5, subject: 7, detail: 64 },
      diagnosticCode: "550 5.7.64 TenantAttribution; Relay Access Denied",
      remoteMta: "mx.fabrikam.example",
    },
    { finalRecipient: "omar@fabrikam.example", action: "failed" },
    { finalRecipient: "reached@fabrikam.example", action: "delivered" },
  ],
  humanLines: ["Dear all, the merger is off."],
};

describe("ticketEvent", () => {
  it("says who did what, and how the ticket stands", () => {
    const ticket = ticketOf({ version: 3, state: "claimed", agent: ANA });
    assert.deepEqual(plain(ticketEvent(ticket, OPENED)), {
      format: 1,
      id: "ticket-7.entry-7.tei680",
      event: "ticket.opened",
      at: "2026-05-04T08:00:00.000Z",
      by: RIA,
      text: "It worked last week.",
      internal: false,
      ticket: {
        number: 7,
        tenant: "tenant-1",
        state: "claimed",
        version: 3,
        openedAt: "2026-05-04T08:00:00.000Z",
        changedAt: "2026-05-04T08:00:00.000Z",
      },
      requester: RIA,
      agent: ANA,
      evidence: {
        code: "5.1.99",
        recipients: ["x@fabrikam.example"],
        serverSaid: "550 5.1.99 \u{1f4a5} “no” such user",
        verdict: "check-address",
      },
    });
  });

  it("has the facts of the servers", () => {
    const { evidence } = ticketEvent(ticketAbout({ ndr: NDR, bounces: 3 }), OPENED);
    assert.deepEqual(plain(evidence), {
      code: "5.7.64",
      recipients: ["maria@fabrikam.example", "omar@fabrikam.example"],
      senderDomain: "contoso.example",
      remoteHost: "mx.fabrikam.example",
      reportingHost: "mail.contoso.example",
      messageId: "8d1f@contoso.example",
      serverSaid: "550 5.7.64 TenantAttribution; Relay Access Denied",
      bounces: 3,
      verdict: "unknown",
    });
  });

  it("names the steps that were tried, and none where none was", () => {
    const about = { ...ticketOf(), case: CASE };
    assert.deepEqual(ticketEvent({ ...about, tried: [1, 7] }, OPENED).tried, [
      "If it can't wait, phone the recipient or write from another mailbox.",
    ]);
    assert.equal(ticketEvent(about, OPENED).tried, undefined);
  });

  it("has neither subject nor body", () => {
    const said = JSON.stringify(ticketEvent(ticketAbout({ ndr: NDR }), OPENED));
    assert.doesNotMatch(said, /merger/);
  });

  it("names the article that was shown, and how sure that was", () => {
    const article = {
      id: "relay",
      title: "Relay access denied",
      who: "sender-admin",
      ownerSteps: [],
    };
    const diagnosis = { article, confidence: "certain", points: 90, reasons: [] };
    const ticket = ticketAbout({ kind: "diagnosed", ndr: NDR, diagnoses: [diagnosis] });
    const { evidence } = ticketEvent(ticket, OPENED);
    assert.deepEqual(evidence.article, {
      id: "relay",
      title: "Relay access denied",
      confidence: "certain",
    });
    assert.equal(evidence.verdict, "sender-admin");
  });

  it("stays small, however much a report holds", () => {
    const long = "x".repeat(200_000);
    const recipient = {
      ...NDR.recipients[0],
      finalRecipient: long,
      diagnosticCode: long,
      remoteMta: long,
    };
    const ndr = {
      ...NDR,
      reportingMta: long,
      messageId: long,
      sender: `${long}@${long}`,
      recipients: Array.from({ length: 5000 }, () => recipient),
    };
    const said = JSON.stringify(ticketEvent(ticketAbout({ ndr }), OPENED));
    assert.ok(said.length < 64 * 1024, String(said.length));
  });

  for (const verb of ["note", "assign", "wait-for-other-side", "wait-for-microsoft", "ticked"])
    it(`marks the words of ${verb} as internal`, () => {
      assert.equal(ticketEvent(ticketOf(), { ...OPENED, verb }).internal, true);
    });

  it("has a name for every step, and for one it does not know", () => {
    // Opened, and out of a ticket that was withdrawn.
    assert.equal(EVENT_NAMES.length, VERBS.length + 2);
    assert.equal(new Set(EVENT_NAMES).size, EVENT_NAMES.length);
    assert.equal(
      ticketEvent(ticketOf(), { ...OPENED, verb: "constructor" }).event,
      "ticket.constructor",
    );
  });

  it("tells a ticket from its namesake in another database", () => {
    const later = ticketOf({ openedAt: "2026-05-04T08:00:01.000Z" });
    assert.notEqual(ticketEvent(later, OPENED).id, ticketEvent(ticketOf(), OPENED).id);
  });

  it("is described with every name", () => {
    const described = readFileSync("docs/webhook.md", "utf8");
    for (const name of EVENT_NAMES) assert.ok(described.includes(`\`${name}\``), name);
  });
});
