import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { SAMPLES } from "../../scripts/demo-guide.js";
import { startPlayground, type Playground } from "./playground.js";

const [CERTIFICATE] = SAMPLES;

/** The commands in Teams' menus; the Playground takes their names by hand, and knows no manifest. */
describe("the message extension in the browser", function () {
  this.bail(true);
  let chat: Playground;
  const dialog = () => chat.page.getByRole("dialog").last();

  /** Opens the menu of a message in the open chat, the last one or one before, and uses the action on it. */
  async function explain(text: string, before = 0): Promise<void> {
    const { page } = chat;
    await page.getByText(text).first().hover();
    await page
      .getByRole("button", { name: "Show more information" })
      .nth(-1 - before)
      .click();
    await page.locator("[role^=menuitem]:visible", { hasText: "Action Command" }).last().click();
    await dialog().locator("input:visible").first().fill("explainBounce");
    await dialog().getByRole("button", { name: "Create" }).click();
  }

  async function close(): Promise<void> {
    await dialog().getByRole("button", { name: "Close" }).click();
    await dialog().waitFor({ state: "hidden" });
  }

  before(async () => {
    chat = await startPlayground();
    await chat.newest("Hello, I explain bounced mail.").waitFor();
    await chat.open(/General/);
    await chat.mention("helpdesk here");
    await chat.newest("This channel is the helpdesk now").waitFor();
    await chat.open("Group Chat");
  });
  afterEach(async function () {
    if (this.currentTest?.state === "failed") await chat.screenshot("failed");
  });
  after(async () => {
    await chat.close();
  });

  it("says in the dialog what to do where a message holds no bounce", async () => {
    await chat.say("Who is on call today?");
    await explain("Who is on call today?");
    await dialog().getByText("I found no bounce in this message.").waitFor();
    await chat.screenshot("20-dialog-no-bounce");
    await close();
  });

  it("explains a message in a dialog, with the steps to unfold", async () => {
    await chat.say(readFileSync(CERTIFICATE, "utf8"));
    await explain("Delivery has failed to these recipients");
    await dialog().getByText("no longer recognises your organisation").waitFor();
    await dialog().getByText("What an admin can do").click();
    await dialog().getByText("Get-InboundConnector", { exact: false }).first().waitFor();
    await dialog().getByText("What an admin can do").click();
    await chat.screenshot("21-dialog");
  });

  it("shows in the dialog what will be sent, and goes back", async () => {
    await dialog().getByRole("button", { name: "Ask the helpdesk" }).click();
    await dialog().getByText("Send this to the helpdesk?").waitFor();
    const text = await dialog().innerText();
    assert.equal(text.includes("I post in this thread what becomes of it"), true, text);
    assert.equal(text.includes("Offer for the spring campaign"), false, "the subject stays here");
    await chat.screenshot("22-dialog-review");
    await dialog().getByRole("button", { name: "Back" }).click();
    await dialog().getByText("no longer recognises your organisation").waitFor();
  });

  // The Playground empties an open dialog when a message arrives in the chat behind it, so what the
  // dialog says then is not seen here.
  it("posts the answer in the chat, with buttons that work there", async () => {
    await dialog().getByRole("button", { name: "Post in this thread" }).click();
    await chat.newest("Kim Larsen asked me to explain a message here.").waitFor();
    await close();
    await chat.screenshot("23-posted");
    await chat.press("Still bouncing");
    await chat.newest("You said: still bouncing.").waitFor();
  });

  it("offers no second post on the same message", async () => {
    await explain("Delivery has failed to these recipients", 1);
    await dialog().getByText("My answer stands in this thread already.").waitFor();
    assert.equal(await dialog().getByRole("button", { name: "Post in this thread" }).count(), 0);
    await close();
  });

  it("finds articles in the compose box and sends the one that is picked", async () => {
    const { page } = chat;
    await page.getByRole("button", { name: "Trigger Message Extension App" }).last().click();
    await page.getByText("Search Command").last().click();
    await page.getByText("Specify Command ID").click();
    const boxes = page.locator("input:visible");
    await boxes.nth(0).fill("searchArticles");
    await boxes.nth(1).fill("query");
    await boxes.nth(2).fill("mailbox full");
    const first = page.getByText("The recipient's mailbox is full").last();
    await first.waitFor();
    await page.getByText("5.2.2, 4.2.2 · The recipient can fix this.").waitFor();
    await chat.screenshot("24-search");
    await first.click();
    await page.getByText("What the sender can do").waitFor();
    await chat.screenshot("25-picked");
    await page.getByRole("button", { name: "Send Message" }).last().click();
    await chat.newest("What the sender can do").getByText("What the sender can do").click();
    await chat.screenshot("26-sent");
  });
});
