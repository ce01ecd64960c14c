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
    assert.deepEqual(buttonsOf(card), ["Send to the helpdesk", "Leave out the names", "Back"]);
    assert.deepEqual(
      executes(card).map(({ verb, data }) => ({ verb, data })),
      [
        { verb: "send", data: { case: "c-5f1d7a", withoutNames: false } },
        { verb: "review", data: { case: "c-5f1d7a", withoutNames: true } },
        { verb: "back", data: { case: "c-5f1d7a" } },
      ],
    );
  });

  it("asks which of the steps were tried, in words without anything from the mail", () => {
    const [input] = findAll(card, "Input.ChoiceSet");
    assert.equal(input?.["isMultiSelect"], true);
    assert.deepEqual(input["choices"], [
      { title: "Send your mail admin this answer, or press Ask the helpdesk.", value: "0" },
      { title: "If it can't wait, phone the recipient or write from another mailbox.", value: "1" },
    ]);
    assert.deepEqual(
      findAll(reviewCard({ ...CASE, explanation: UNDIAGNOSED }), "Input.ChoiceSet"),
      [],
    );
  });

  describe("without names", () => {
    const note = "Since ${monday}.\nVery urgent!";
    const hidden = reviewCard(CASE, { withoutNames: true, tried: [1], note });

    it("shows domains in place of addresses, and says so", () => {
      const lines = textOf(hidden).split("\n");
      assert.ok(lines.includes("Recipient: …@contoso.example"));
      assert.ok(lines.includes("Sender: …@northwind.example"));
      assert.ok(lines.includes("Names: left out: only domains are here"));
      assert.ok(lines.includes("Your name: Jane Doe"));
      assert.doesNotMatch(JSON.stringify(hidden), /accounts\.payable|jane\.doe/);
    });

    it("keeps what was filled in", () => {
      assert.equal(findAll(hidden, "Input.ChoiceSet")[0]?.["value"], "1");
      assert.equal(String(findAll(hidden, "Input.Text")[0]?.["value"]).replace("\u2060", ""), note);
    });

    it("sends it like that, or puts them back", () => {
      assert.deepEqual(buttonsOf(hidden), ["Send to the helpdesk", "Put the names back", "Back"]);
      assert.deepEqual(
        executes(hidden).map(({ data }) => (data as { withoutNames?: boolean }).withoutNames),
        [true, false, undefined],
      );
    });
  });

  it("says that no article fits where none does", () => {
    const text = textOf(
      reviewCard({ ...CASE, explanation: UNDIAGNOSED, outcome: "still-bouncing" }),
    );
    assert.match(text, /What I think it is: No article of mine fits\./);
    assert.match(text, /You said after trying: still bouncing/);
  });
});
