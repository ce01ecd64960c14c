import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { SAMPLES } from "../../scripts/demo-guide.js";
import { startPlayground, type Playground } from "./playground.js";

const [CERTIFICATE] = SAMPLES;

interface User {
  readonly id: string;
  readonly name: string;
  readonly aadObjectId: string;
}
const { tenantId, users, bot } = parse(readFileSync("scripts/playground.yml", "utf8")) as {
  readonly tenantId: string;
  readonly users: readonly User[];
  readonly bot: { readonly id: string; readonly name: string };
};

/** Five people with one trouble, and what becomes of it, in one sitting. */
describe("the life of an incident in the browser", function () {
  this.bail(true);
  let chat: Playground;
  const bounce = readFileSync(CERTIFICATE, "utf8");
  let said = 0;

  /** The Playground is one person's chat; what others say in theirs goes through it as it is. */
  const pasted = ({ id, name, aadObjectId }: User) =>
    chat.mock({
      type: "message",
      id: `said-${(said += 1)}`,
      channelId: "msteams",
      serviceUrl: "http://localhost:56151/_connector",
      from: { id, name, aadObjectId },
      recipient: bot,
      conversation: { id: "personal-chat-id", conversationType: "personal", tenantId },
      text: bounce,
    });

  before(async () => {
    chat = await startPlayground();
    await chat.open(/General/);
    await chat.mention("helpdesk here");
    await chat.newest("This channel is the helpdesk now").waitFor();
    await chat.open("Personal Chat");
  });
  afterEach(async function () {
    if (this.currentTest?.state === "failed") await chat.screenshot("failed");
  });
  after(async () => {
    await chat.close();
  });

  it("is none while it is four people's, or one person's again and again", async () => {
    for (const user of users.slice(0, 4)) await pasted(user);
    await pasted(users[0]!);
    await chat.open(/General/);
    assert.equal(await chat.page.getByText("Incident").count(), 0);
  });

  it("is one card in the channel from the fifth on", async () => {
    await chat.open("Personal Chat");
    await pasted(users[4]!);
    await chat.open(/General/);
    await chat.newest("5 people").waitFor();
    await chat.screenshot("50-incident");
  });

  it("is known to the next one, who asks to be told", async () => {
    await chat.open("Personal Chat");
    await chat.say(bounce);
    await chat.newest("the helpdesk is on it").waitFor();
    await chat.screenshot("51-known");
    await chat.press("Tell me when it's fixed");
    await chat.newest("You'll hear from me when it's fixed").waitFor();
    await chat.screenshot("52-following");
    await chat.open(/General/);
    await chat.newest("6 people").waitFor();
    await chat.screenshot("53-incident-grown");
  });

  it("is resolved once, and who asked is told", async () => {
    const incident = chat.newest("6 people");
    await incident.getByRole("button", { name: "Resolve…" }).click();
    await chat.type(incident, "The certificate is renewed. Send it again.");
    await chat.screenshot("54-resolving-incident");
    await incident.getByRole("button", { name: "Resolve and tell them" }).click();
    await chat.newest("Resolved").waitFor();
    await chat.screenshot("55-incident-resolved");
    await chat.open("Personal Chat");
    await chat.page
      .getByText("The problem with your message to maria.okafor@fabrikam.example is fixed.")
      .last()
      .waitFor();
    await chat.newest("Known since").waitFor({ state: "detached" });
    assert.equal(await chat.newest("Fixed at").count(), 1);
    await chat.screenshot("56-told");
  });
});
