import assert from "node:assert/strict";
import { followUpCard } from "../../src/cards/aside.js";
import { diagnosisCard } from "../../src/cards/diagnosis.js";
import { inDialog } from "../../src/cards/dialog.js";
import { requesterLine } from "../../src/cards/lines.js";
import { type Entry, REASONS, type Ticket, TICKET_STATES } from "../../src/tickets/ticket.js";
import { CLAIMED_TICKET, DELAYED, NEW_TICKET, RESOLVED_TICKET, seen, view } from "./examples.js";
import { buttonsOf, bytesOf, executes, findAll, openTextOf, textOf } from "./reading.js";

const { agent, requester } = { ...CLAIMED_TICKET, agent: CLAIMED_TICKET.agent! };
let entries = 0;
const entry = (verb: string, text: string, by = verb === "add" ? requester : agent): Entry => ({
  id: (entries += 1),
  verb,
  by,
  text,
  at: "2026-11-21T11:00:00.000Z",
});
const draw = (ticket: Ticket, rest: Partial<Parameters<typeof seen>[1]> = {}) =>
  diagnosisCard(view({ ticket: seen(ticket, rest) }));
const inState = (state: Ticket["state"]): Ticket => ({
  ...(state === "resolved" ? RESOLVED_TICKET : CLAIMED_TICKET),
  state,
  mergedInto: state === "merged" ? 7 : undefined,
});

const open = ["Add information…", "It worked", "Still bouncing", "Take the ticket back…"];

describe("the requester's card", () => {
  for (const [state, says, buttons] of [
    ["new", /^Ticket #12: sent to the helpdesk\.$/, open],
    ["claimed", /^Ticket #12: Ana Lopez has taken it\.$/, open],
    [
      "waiting-for-requester",
      /^Ticket #12: Ana Lopez needs an answer from you\.$/,
      open.filter((title) => title !== "Add information…"),
    ],
    ["waiting-for-other-side", /^Ticket #12: .* is waiting for the recipient's side\.$/, open],
    ["waiting-for-microsoft", /^Ticket #12: Ana Lopez is waiting for Microsoft\.$/, open],
    [
      "resolved",
      /^Ticket #12: Ana Lopez resolved it: The connector/,
      ["It worked", "Still bouncing"],
    ],
    ["withdrawn", /^Ticket #12: you took it back\.$/, []],
    ["merged", /^Ticket #12: handled together with ticket #7\.$/, []],
  ] as const)
    it(`says first how the ticket stands, and offers what can be done: ${state}`, () => {
      const card = draw(inState(state));
      assert.match(openTextOf(card).split("\n")[0] ?? "", says);
      assert.deepEqual(buttonsOf(card), buttons);
    });

  it("says calmly that the helpdesk could not be shown the ticket, and what to do where it is urgent", () => {
    const card = draw(NEW_TICKET, { isUnseen: true });
    assert.deepEqual(openTextOf(card).split("\n").slice(0, 2), [
      "Ticket #12: saved, but I couldn't show it to the helpdesk yet.",
      "They see it as soon as I can show it. If it is urgent, contact them the way you usually do.",
    ]);
    assert.doesNotMatch(textOf(card), /sent to the helpdesk/);
    assert.deepEqual(buttonsOf(card), open);
  });

  it("offers to say that a delayed message has not arrived, once it should have", () => {
    const delayed = (ticket: Ticket) => {
      const about = { ...ticket.case, explanation: DELAYED };
      return view({ explanation: DELAYED, ticket: seen({ ...ticket, case: about }) });
    };
    assert.equal(buttonsOf(diagnosisCard(delayed(CLAIMED_TICKET))).includes("Not arrived"), false);
    const card = diagnosisCard(delayed({ ...RESOLVED_TICKET, resolution: undefined }));
    assert.deepEqual(buttonsOf(card), ["It arrived", "Not arrived"]);
    assert.match(openTextOf(card), /^Ticket #12: Ana Lopez resolved it\.$/m);
    const said = { ...delayed(CLAIMED_TICKET), outcome: "still-bouncing" as const };
    assert.match(
      textOf(diagnosisCard(said)),
      /You said: it has not arrived\. The helpdesk sees that\./,
    );
  });

  it("is followed up in words that fit a delayed message", () => {
    const about = { ...RESOLVED_TICKET.case, explanation: DELAYED };
    const card = followUpCard({ ...RESOLVED_TICKET, case: about });
    assert.match(textOf(card), /^Did your message arrive\?/);
    assert.deepEqual(buttonsOf(card), ["It arrived", "Not arrived"]);
  });

  it("is covered in every state", () => {
    assert.equal(TICKET_STATES.length, 8);
  });

  it("shows the question in the agent's words, with a place for the answer", () => {
    const card = draw(inState("waiting-for-requester"), {
      talk: [entry("ask", "Which address?\nThe old one?")],
    });
    assert.match(textOf(card), /^Ana Lopez asks: Which address\?\nThe old one\?$/m);
    assert.deepEqual(
      findAll(card["body"], "Input.Text").map(({ id, label }) => [id, label]),
      [["add-text", "Your answer"]],
    );
    const send = executes(card).find(({ verb }) => verb === "add");
    assert.deepEqual(send?.["data"], { ticket: 12, version: 2 });
    assert.deepEqual(send["fallback"], {
      type: "Action.Submit",
      title: "Send",
      data: { verb: "add", ticket: 12, version: 2 },
    });
  });

  it("shows the last words of both sides, whose they are, and notes of nobody", () => {
    const card = draw(CLAIMED_TICKET, {
      talk: [entry("ask", "Which?"), entry("add", "The old one."), entry("reply", "Thank you.")],
    });
    assert.match(
      textOf(card),
      /^Ana Lopez asks: Which\?\nYou: The old one\.\nAna Lopez: Thank you\.$/m,
    );
  });

  it("takes nothing typed elsewhere on the card along with taking the ticket back", () => {
    const card = draw(inState("waiting-for-requester"));
    const back = executes(card).find(({ verb }) => verb === "withdraw");
    assert.equal(back?.["associatedInputs"], "none");
    assert.match(textOf(card), /The helpdesk will stop working on it\. Do you want that\?/);
  });

  it("says why, where it helps", () => {
    const says = REASONS.map(
      (reason) => openTextOf(draw({ ...RESOLVED_TICKET, reason })).split("\n")[1],
    );
    assert.deepEqual(says.slice(0, 5), [
      "The address was wrong.",
      "The cause was on the recipient's side.",
      "The cause was a setting on our side.",
      "Our mail server was on a block list.",
      "The cause was at Microsoft.",
    ]);
    for (const other of says.slice(5)) assert.match(other ?? "", /^Your own mail admin/);
  });

  it("tells what becomes of the ticket it was merged into", () => {
    const into = { ...RESOLVED_TICKET, number: 7 };
    assert.match(
      textOf(draw(inState("merged"), { into })),
      /^Ticket #7: Ana Lopez resolved it: The connector/m,
    );
  });

  it("is at most 25 KB, whatever was said", () => {
    const talk = Array.from({ length: 4 }, () => entry("reply", "w".repeat(2000)));
    const ticket = { ...inState("waiting-for-requester"), note: "n".repeat(2000) };
    assert.ok(bytesOf(draw(ticket, { talk })) <= 25_000);
  });

  it("has no place for an answer in a dialog", () => {
    const dialog = inDialog(draw(inState("waiting-for-requester")), {});
    assert.deepEqual(findAll(dialog, "Input.Text"), []);
  });
});

describe("the line to a requester", () => {
  it("says of a merged ticket that the other one was resolved", () => {
    const line = requesterLine(inState("merged"), entry("resolve", "Renewed."));
    assert.equal(line, "Ticket #12: Ana Lopez resolved ticket #7, and with it yours. Renewed.");
  });

  it("says of the ticket itself how it stands", () => {
    assert.equal(requesterLine(NEW_TICKET, undefined), "Ticket #12: sent to the helpdesk.");
  });
});
