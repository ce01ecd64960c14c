import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { SAMPLES } from "../../scripts/demo-guide.js";
import { startPlayground, type Playground } from "./playground.js";

const [CERTIFICATE, GROUP] = SAMPLES;

/** Everything that can happen to a ticket, by both sides, in one sitting: each step stands on the one before. */
describe("the life of a ticket in the browser", function () {
  this.bail(true);
  let chat: Playground;

  const atHelpdesk = () => chat.open(/General/);
  const atRequester = () => chat.open("Personal Chat");
  const ticket = (number: number) => chat.newest(`#${number} · `);
  const press = (number: number, button: string) => chat.pressOn(ticket(number), button);

  /** Opens one of the forms on a ticket's card, fills it in and sends it. */
  async function write(number: number, form: string, text: string, button: string): Promise<void> {
    await press(number, form);
    await chat.type(ticket(number), text);
    await press(number, button);
  }

  async function askHelpdesk(
    sample: string,
    number: number,
    fillIn?: () => Promise<void>,
  ): Promise<void> {
    await atRequester();
    await chat.say(readFileSync(sample, "utf8"));
    await chat.press("Ask the helpdesk");
    await chat.newest("Send this to the helpdesk?").waitFor();
    await fillIn?.();
    await chat.press("Send to the helpdesk");
    await chat.newest(`Ticket #${number}: sent to the helpdesk`).waitFor();
  }

  before(async () => {
    chat = await startPlayground();
    await atHelpdesk();
    await chat.mention("helpdesk here");
    await chat.newest("This channel is the helpdesk now").waitFor();
    await askHelpdesk(CERTIFICATE, 1);
    await atHelpdesk();
    await ticket(1).waitFor();
    await chat.screenshot("30-ticket-new");
  });
  afterEach(async function () {
    if (this.currentTest?.state === "failed") await chat.screenshot("failed");
  });
  after(async () => {
    await chat.close();
  });

  it("waits for the requester, who reads the question and answers it", async () => {
    await write(1, "Ask the requester…", "Since when?", "Ask");
    await chat.newest("#1 · Waiting for the requester").waitFor();
    await chat.screenshot("31-waiting-for-requester");
    await atRequester();
    await chat.newest("Since when?").waitFor();
    await chat.screenshot("32-asked");
    await chat.type(chat.newest("Since when?"), "Since Thursday.");
    await chat.pressOn(chat.newest("Since when?"), "Send");
    await chat.newest("You: Since Thursday.").waitFor();
    await atHelpdesk();
    await chat.newest("#1 · Claimed").getByText("Since Thursday.").waitFor();
    await chat.screenshot("33-answered");
  });

  it("goes to a colleague, who sees a note that the requester does not", async () => {
    await write(1, "Note for colleagues…", "Their certificate ran out.", "Add the note");
    await ticket(1).getByText("Their certificate ran out.").waitFor();
    await press(1, "Assign…");
    await ticket(1).getByRole("combobox").last().fill("Mei");
    await ticket(1).page().getByText("Mei Tanaka").last().click();
    await chat.screenshot("34-assigning");
    await press(1, "Assign");
    await chat.newest("Claimed by Mei Tanaka").waitFor();
    await chat.screenshot("35-assigned");
    await atRequester();
    const card = chat.newest("Mei Tanaka has taken it");
    await card.waitFor();
    assert.equal((await card.innerText()).includes("certificate ran out"), false);
  });

  it("waits for others, and says for whom", async () => {
    await atHelpdesk();
    await press(1, "Waiting for Microsoft");
    await chat.newest("#1 · Waiting for Microsoft").waitFor();
    await chat.screenshot("36-waiting-for-microsoft");
    await press(1, "Waiting for the other side");
    await chat.newest("#1 · Waiting for the other side").waitFor();
    await atRequester();
    await chat.newest("is waiting for the recipient's side").waitFor();
    await chat.screenshot("37-requester-waits");
  });

  it("comes with what was tried, and without names where the requester wants that", async () => {
    await askHelpdesk(GROUP, 2, async () => {
      const review = chat.newest("Send this to the helpdesk?");
      await review.getByRole("checkbox").nth(1).check();
      await chat.type(review, "Since Monday.");
      await chat.press("Leave out the names");
      const anew = chat.newest("Names: left out");
      await anew.waitFor();
      assert.equal(await anew.getByRole("checkbox").nth(1).isChecked(), true);
      assert.equal((await anew.innerText()).includes("lena.novak@"), false);
      await chat.screenshot("37-without-names");
    });
    await atHelpdesk();
    const text = await ticket(2).innerText();
    assert.match(text, /Tried already: ✓ Find its owner/);
    assert.match(text, /“Since Monday\.”/);
    assert.match(text, /…@contoso\.example/);
    assert.equal(text.includes("lena.novak@"), false);
  });

  it("takes in another one", async () => {
    await write(2, "Merge into…", "#1", "Merge");
    await chat.newest("#2 · Merged").waitFor();
    await chat.screenshot("38-merged");
  });

  it("is resolved for both, and opened again by whom it still does not help", async () => {
    await press(1, "Resolve…");
    await chat.type(ticket(1), "They have a new certificate.");
    await chat.screenshot("39-resolving");
    await press(1, "Resolve and tell the requester");
    await chat.newest("#1 · Resolved").waitFor();
    await chat.screenshot("40-resolved");
    await atRequester();
    await chat.newest("They have a new certificate.").waitFor();
    await chat.screenshot("41-requester-told");
    await chat.press("Still bouncing");
    await chat.newest("You said: still bouncing").waitFor();
    await atHelpdesk();
    await chat.newest("#1 · Claimed").waitFor();
    await chat.screenshot("42-open-again");
  });

  it("is taken back by its requester", async () => {
    await atRequester();
    const card = chat.newest("You said: still bouncing");
    await chat.pressOn(card, "Take the ticket back…");
    await chat.pressOn(card, "Yes, take it back");
    await chat.newest("Ticket #1: you took it back.").waitFor();
    await chat.screenshot("43-taken-back");
    await atHelpdesk();
    await chat.newest("#1 · Withdrawn").waitFor();
    await chat.screenshot("44-withdrawn");
  });

  it("is found by its number, in the list of one's own and in the queue", async () => {
    await atRequester();
    await chat.say("my tickets");
    await chat.newest("Your tickets").waitFor();
    await chat.screenshot("45-my-tickets");
    await chat.say("queue");
    await chat.newest("The queue").waitFor();
    await chat.screenshot("46-queue");
    await chat.say("ticket 1");
    await chat.newest("#1").waitFor();
    await chat.screenshot("47-ticket-1");
  });
});
