import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { SAMPLES } from "../../scripts/demo-guide.js";
import { startPlayground, type Playground } from "./playground.js";

const [CERTIFICATE, GROUP, RELAY] = SAMPLES;

/** The whole way, as the README tells it, in one sitting: each step stands on the one before. */
describe("the demo in the browser", function () {
  this.bail(true);
  let chat: Playground;
  before(async () => {
    chat = await startPlayground();
  });
  afterEach(async function () {
    if (this.currentTest?.state === "failed") await chat.screenshot("failed");
  });
  after(async () => {
    await chat.close();
  });

  it("welcomes once", async () => {
    await chat.newest("Hello, I explain bounced mail.").waitFor();
    assert.equal(await chat.page.getByText("Hello, I explain bounced mail.").count(), 1);
    await chat.screenshot("01-welcome");
  });

  it("says what to do where no helpdesk is named, and shows no dead button", async () => {
    await chat.say("550 5.4.1 Relay Access Denied");
    await chat.newest("No helpdesk is connected").waitFor();
    assert.equal(await chat.page.getByRole("button", { name: "Ask the helpdesk" }).count(), 0);
  });

  it("makes a channel the helpdesk", async () => {
    await chat.open(/General/);
    await chat.mention("helpdesk here");
    await chat.newest("This channel is the helpdesk now").waitFor();
    await chat.mention("helpdesk where");
    await chat.newest("Tickets go to General (My Team). Kim Larsen chose it").waitFor();
    await chat.screenshot("02-helpdesk-here");
  });

  it("answers a mention in the channel", async () => {
    await chat.mention("550 5.7.64 Relay Access Denied ATTR36");
    await chat.newest("names a domain that is not yours").waitFor();
    await chat.screenshot("03-mention-in-channel");
  });

  for (const [sample, verdict, title] of [
    [RELAY, "The recipient's mail admin can fix this", "does not take mail for this domain"],
    [GROUP, "The owner of the group can fix this", "The group does not take mail from you"],
    [CERTIFICATE, "Your own mail admin can fix this", "no longer recognises your organisation"],
  ] as const) {
    it(`explains ${sample}`, async () => {
      await chat.open("Personal Chat");
      await chat.say(readFileSync(sample, "utf8"));
      const card = chat.newest(title);
      await card.waitFor();
      const text = await card.innerText();
      assert.equal(text.includes(verdict), true, text);
      assert.equal(text.includes("What you can do"), true, text);
      assert.doesNotMatch(text, /\$\{|undefined|null/);
      await chat.screenshot(`04-${sample.replace(/^.*\/|\.txt$/g, "")}`);
    });
  }

  it("opens the admin's steps with this bounce's values", async () => {
    const card = chat.newest("no longer recognises your organisation");
    const command = card.getByText("Get-InboundConnector", { exact: false }).first();
    assert.equal(await command.isVisible(), false);
    await card.getByText("What an admin can do").click();
    await command.waitFor({ state: "visible" });
    assert.equal((await card.innerText()).includes("contoso.example"), true);
    await chat.screenshot("05-admin-steps");
  });

  it("shows what will be sent, takes a note and gives a receipt", async () => {
    await chat.press("Ask the helpdesk");
    const review = chat.newest("Send this to the helpdesk?");
    await review.waitFor();
    const text = await review.innerText();
    assert.equal(text.includes("TenantAttribution; Relay Access Denied SMTP"), true, text);
    assert.equal(text.includes("Offer for the spring campaign"), false, "the subject stays here");
    await review.getByRole("textbox").fill("It worked until Thursday.");
    await chat.screenshot("06-review");
    await chat.press("Send to the helpdesk");
    await chat.newest("Ticket #2: sent to the helpdesk").waitFor();
    await chat.screenshot("07-receipt");
  });

  it("posts the ticket in the helpdesk's channel, where it is claimed", async () => {
    await chat.open(/General/);
    const ticket = chat.newest("#2 ·");
    await ticket.waitFor();
    const text = await ticket.innerText();
    for (const piece of [
      "New",
      "Kim Larsen",
      "It worked until Thursday.",
      "maria.okafor@fabrikam.example",
    ])
      assert.equal(text.includes(piece), true, `${piece} is not in ${text}`);
    assert.equal(text.includes("Offer for the spring campaign"), false, "the subject is not sent");
    await chat.screenshot("08-ticket");
    await ticket.getByRole("button", { name: "Claim" }).click();
    await chat.newest("Claimed by Kim Larsen").waitFor();
    await chat.screenshot("09-claimed");
  });

  it("tells the requester who took it", async () => {
    await chat.open("Personal Chat");
    await chat.newest("Ticket #2: Kim Larsen has taken it").waitFor();
  });

  it("resolves it with a note, and the requester's card follows", async () => {
    await chat.open(/General/);
    const ticket = chat.newest("Claimed by Kim Larsen");
    await ticket.getByRole("button", { name: "Resolve" }).first().click();
    await ticket
      .getByRole("textbox")
      .fill("We renewed the connector's certificate. Send it again.");
    await chat.screenshot("10-resolving");
    await ticket.getByRole("button", { name: "Resolve" }).last().click();
    await chat.newest("Resolved by Kim Larsen").waitFor();
    await chat.screenshot("11-resolved");
    await chat.open("Personal Chat");
    await chat.newest("We renewed the connector's certificate. Send it again.").waitFor();
    await chat.screenshot("12-requester-told");
  });

  it("asks what the code does not say, and goes by the answer", async () => {
    await chat.say("My mail came back: 550 5.4.1");
    const card = chat.newest("What does the bounce say?");
    await card.waitFor();
    await chat.screenshot("13-question");
    await card.getByRole("button", { name: "It says “Relay Access Denied”" }).click();
    await chat.newest("You said: It says “Relay Access Denied”.").waitFor();
    await chat.screenshot("14-told");
  });

  it("answers what is no bounce in a sentence", async () => {
    await chat.say("Who is on call today?");
    await chat.newest("Paste the whole bounce here").waitFor();
    await chat.say("help");
    await chat.newest("Send me a bounce.").waitFor();
    await chat.screenshot("15-not-a-bounce");
  });
});
