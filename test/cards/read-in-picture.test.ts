import assert from "node:assert/strict";
import { diagnosisCard } from "../../src/cards/diagnosis.js";
import { ticketCard } from "../../src/cards/ticket.js";
import { CASE, NEW_TICKET, READ_IN_PICTURE, seen, view } from "./examples.js";
import { executes, findAll, openTextOf, textOf } from "./reading.js";

describe("diagnosisCard of a picture", () => {
  const card = diagnosisCard(view({ explanation: READ_IN_PICTURE }));
  const field = (from = card) =>
    findAll(from, "Input.Text").find(({ label }) => label === "The text of the bounce");
  const reading = (readInPicture: string) =>
    field(diagnosisCard(view({ explanation: { ...READ_IN_PICTURE, readInPicture } })));

  it("shows what was read, line by line, to be corrected", () => {
    assert.equal(field()?.["value"], READ_IN_PICTURE.readInPicture);
    assert.equal(field()?.["isMultiline"], true);
  });

  it("offers to read it again", () => {
    const button = executes(card).find(({ verb }) => verb === "correct");
    assert.deepEqual(
      [button?.["title"], button?.["data"]],
      ["Read again with my corrections", { case: CASE.id }],
    );
  });

  it("marks the recipient", () => {
    assert.match(openTextOf(card), /accounts\.payable@contoso\.example \(as read in the picture\)/);
  });

  it("names no server in what happened", () => {
    assert.doesNotMatch(openTextOf(card), /protection\.outlook\.com/);
  });

  it("puts no address into a command", () => {
    const commands = textOf(card).match(/^[A-Z]\w+-.*$/gm) ?? [];
    assert.match(commands.join("\n"), /-RecipientAddress 'recipient@their-domain'/);
    assert.doesNotMatch(commands.join("\n"), /contoso|northwind/);
  });

  it("cuts a long text where a line ends", () => {
    const value = String(reading(`${"x".repeat(2000)}\n${"y".repeat(1000)}`)?.["value"]);
    assert.equal(value, "x".repeat(2000));
  });

  it("lets the text do nothing but be read", () => {
    const value = String(reading("a\u202Eb <at>x</at> ${y}")?.["value"]);
    assert.doesNotMatch(value, /\u202E|<at>|\$\{/);
  });

  it("has no field where nothing was read in a picture", () => {
    assert.equal(field(diagnosisCard(view())), undefined);
  });

  it("has none where the case was not kept", () => {
    const unkept = view({ explanation: READ_IN_PICTURE, caseId: undefined });
    assert.equal(field(diagnosisCard(unkept)), undefined);
  });

  it("has none once the helpdesk has it", () => {
    const sent = view({ explanation: READ_IN_PICTURE, ticket: seen(NEW_TICKET) });
    assert.equal(field(diagnosisCard(sent)), undefined);
  });

  it("tells the helpdesk that it was a picture", () => {
    const opened = { ...CASE, explanation: READ_IN_PICTURE };
    assert.match(textOf(ticketCard({ ...NEW_TICKET, case: opened })), /Read in: a picture/);
  });
});
