import assert from "node:assert/strict";
import { ticketCard } from "../../src/cards/ticket.js";
import {
  CASE,
  CLAIMED_TICKET,
  DELAYED,
  diagnosed,
  NDR,
  NEW_TICKET,
  RESOLVED_TICKET,
  UNDIAGNOSED,
} from "./examples.js";
import { buttonsOf, executes, findAll, openTextOf, textOf } from "./reading.js";

const ROUTE = " · 5.7.64 · northwind.example → contoso.example";

describe("ticketCard", () => {
  for (const [ticket, head, buttons] of [
    [NEW_TICKET, `#12 · New${ROUTE}`, ["Claim", "Resolve…"]],
    [CLAIMED_TICKET, `#12 · Claimed by Ana Lopez${ROUTE}`, ["Resolve…"]],
    [RESOLVED_TICKET, `#12 · Resolved by Ana Lopez${ROUTE}`, []],
  ] as const) {
    it(`begins with “${head}” and offers ${buttons.join(", ") || "nothing more"}`, () => {
      const card = ticketCard(ticket);
      assert.equal(openTextOf(card).split("\n")[0], head);
      assert.deepEqual(buttonsOf(card), buttons);
    });
  }

  const text = openTextOf(ticketCard(NEW_TICKET));

  it("says who asks, when, and in which words", () => {
    assert.match(
      text,
      /From Jane Doe, 21 November 2026, 10:12 UTC\nWho can fix it: the requester's mail admin\n“Invoices go out at noon/,
    );
  });

  it("gives the diagnosis, its reasons with points, and the runner-up", () => {
    assert.match(
      text,
      /What it may be\n.*your on-premises server \(likely\)\. One other cause fits\.\n/,
    );
    assert.doesNotMatch(text, /points/);
    const all = textOf(ticketCard(NEW_TICKET));
    assert.match(all, /Why\n• The status code is 5\.7\.64\. \(100 points\)\n• The server's words/);
    assert.match(all, /Also fits: The certificate's domain .* \(possible, 100 points\)/);
  });

  it("gives the evidence", () => {
    assert.match(text, /The server's words: 550 5\.7\.64 TenantAttribution/);
    assert.match(text, /Message-ID: 000001d9/);
  });

  it("keeps the admin's steps and what the requester was told one press away", () => {
    assert.doesNotMatch(text, /Get-InboundConnector|phone the recipient/);
    assert.match(textOf(ticketCard(NEW_TICKET)), /Get-InboundConnector[^]*phone the recipient/);
  });

  it("never shows the mail's subject or text", () => {
    assert.doesNotMatch(JSON.stringify(ticketCard(NEW_TICKET)), /layoffs|Northwind gets a rise/);
  });

  for (const [outcome, explanation, says] of [
    ["worked", CASE.explanation, "Jane Doe says: it worked"],
    ["still-bouncing", CASE.explanation, "Jane Doe says: still bouncing"],
    ["worked", DELAYED, "Jane Doe says: it arrived"],
  ] as const) {
    it(`shows near the top what the requester said: ${says}`, () => {
      const ticket = { ...NEW_TICKET, case: { ...CASE, explanation, outcome } };
      assert.equal(openTextOf(ticketCard(ticket)).split("\n")[3], says);
    });
  }

  it("says so where the cause is certain", () => {
    const ticket = { ...NEW_TICKET, case: { ...CASE, explanation: diagnosed() } };
    assert.match(openTextOf(ticketCard(ticket)), /\nWhat it is \(certain\)\n/);
  });

  it("shows the server's words once", () => {
    assert.equal(textOf(ticketCard(NEW_TICKET)).match(/TenantAttribution/g)?.length, 1);
  });

  it("has a command that traces the message, one press away", () => {
    assert.doesNotMatch(text, /-StartDate/);
    assert.match(
      textOf(ticketCard(NEW_TICKET)),
      /Get-MessageTraceV2 -SenderAddress 'jane\.doe@northwind\.example' .* -StartDate '2026-11-20' -EndDate '2026-11-22'/,
    );
  });

  it("keeps the lines of a note, at most twelve", () => {
    const note = Array.from({ length: 20 }, (_, index) => `line ${index + 1}`).join("\r\n");
    const shown = openTextOf(ticketCard({ ...NEW_TICKET, note })).split("\n");
    assert.equal(shown[3], "“line 1");
    assert.equal(shown[13], "line 11");
    assert.match(shown[14]!, /^line 12 line 13 .* line 20”$/);
  });

  it("says in its head only what is known", () => {
    const explanation = { ...diagnosed(), ndr: { ...NDR, sender: undefined, recipients: [{}] } };
    const head = (about: typeof CASE) => openTextOf(ticketCard({ ...NEW_TICKET, case: about }));
    assert.match(head({ ...CASE, explanation }), /^#12 · New\n/);
  });

  it("shows what was told when it was resolved", () => {
    assert.match(textOf(ticketCard(RESOLVED_TICKET)), /Told the requester: The connector had/);
  });

  it("puts number and version on its buttons and nothing else", () => {
    assert.deepEqual(
      executes(ticketCard(NEW_TICKET)).map(({ verb, data }) => ({ verb, data })),
      ["claim", "resolve"].map((verb) => ({ verb, data: { ticket: 12, version: 1 } })),
    );
  });

  it("asks for a note to the requester when resolving", () => {
    const [input] = findAll(ticketCard(CLAIMED_TICKET), "Input.Text");
    assert.equal(input!["id"], "text");
    assert.equal(input!["maxLength"], 1000);
  });

  it("works for a bounce that no article explains", () => {
    const ticket = { ...NEW_TICKET, note: undefined, case: { ...CASE, explanation: UNDIAGNOSED } };
    assert.match(textOf(ticketCard(ticket)), /No article of mine fits\.\n5\.6 means/);
  });
});
