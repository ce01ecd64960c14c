import assert from "node:assert/strict";
import { reviewCard } from "../../src/cards/review.js";
import { ticketCard } from "../../src/cards/ticket.js";
import { CASE, NEW_TICKET, UNDIAGNOSED } from "./examples.js";
import { buttonsOf, executes, findAll, openTextOf, textOf } from "./reading.js";

describe("reviewCard", () => {
  const card = reviewCard(CASE);

  for (const line of [
    "Your name: Jane Doe",
    "Status code: 5.7.64",
    "Recipient: accounts.payable@contoso.example",
    "Sender: jane.doe@northwind.example",
    "Reporting server: mail.northwind.example",
    "Remote server: contoso-example.mail.protection.outlook.com",
    "Address in the server's words: 192.0.2.25",
    "Message-ID: 000001d9$a1b2c3d4$e5f60718$@",
    "northwind.example",
    "Date: 21 November 2026, 10:05 UTC",
    "What I think it is: Exchange Online does not recognise your on-premises server (likely)",
  ]) {
    it(`shows “${line}” open`, () => {
      assert.ok(openTextOf(card).split("\n").includes(line));
    });
  }

  it("never shows the mail's subject or text", () => {
    assert.doesNotMatch(JSON.stringify(card), /layoffs|Northwind gets a rise/);
  });

  it("shows every line of evidence that the helpdesk will get", () => {
    const shown = new Set(textOf(card).split("\n"));
    const facts = openTextOf(ticketCard(NEW_TICKET))
      .split("\n")
      .filter((line) =>
        /^(?:Status|The server|Recip|Sender:|Report|Remote|Message|Date|Address)/.test(line),
      );
    assert.ok(facts.length >= 9);
    for (const line of facts) assert.ok(shown.has(line), line);
  });

  it("takes a note of at most 1000 characters", () => {
    const [input] = findAll(card, "Input.Text");
    assert.equal(input!["id"], "note");
    assert.equal(input!["maxLength"], 1000);
    assert.equal(input!["isRequired"], undefined);
  });

  it("offers to send and to go back, with the case", () => {
    assert.deepEqual(buttonsOf(card), ["Send to the helpdesk", "Back"]);
    assert.deepEqual(
      executes(card).map(({ verb, data }) => ({ verb, data })),
      ["send", "back"].map((verb) => ({ verb, data: { case: "c-5f1d7a" } })),
    );
  });

  it("says that no article fits where none does", () => {
    const text = textOf(
      reviewCard({ ...CASE, explanation: UNDIAGNOSED, outcome: "still-bouncing" }),
    );
    assert.match(text, /What I think it is: No article of mine fits\./);
    assert.match(text, /You said after trying: still bouncing/);
  });
});
