import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { type FileServer, startFileServer } from "../download/file-server.js";
import { startPlayground, type Playground } from "./playground.js";

const REPLIES = [
  "550 5.7.64 TenantAttribution; Relay Access Denied SMTP",
  "550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup",
  "550 5.4.1 Recipient address rejected: Access denied",
  "552 5.2.2 STOREDRV.Deliver; mailbox full",
  "550 5.7.1 RESOLVER.RST.NotAuthorized; not authorized",
  "550 5.7.23 The message was rejected because of Sender Policy Framework violation",
];

/** As in scripts/playground.yml. */
const TENANT = "00000000-0000-0000-0000-000000000001";

const bounce = (reply: string, address: string) =>
  `Delivery has failed to these recipients or groups:\n\n${address}\n\nDiagnostic information for administrators:\n\nGenerating server: mail.northwind.example\n\n${address}\nRemote Server returned '${reply}'\n`;

describe("files in the Playground", function () {
  this.bail(true);
  let chat: Playground;
  let files: FileServer;
  before(async () => {
    files = await startFileServer(
      ({ url = "" }, response) => {
        const [, kind, index = "0"] = url.split("/");
        if (kind === "eml") {
          response.end(readFileSync("test/fixtures/bounces/postfix-5.1.1-two-recipients.eml"));
        } else if (kind === "gone") {
          response.statusCode = 404;
          response.end();
        } else {
          const reply = REPLIES[Number(index) % REPLIES.length] ?? "";
          setTimeout(() => response.end(bounce(reply, `person-${index}@contoso.example`)), 1200);
        }
      },
      { secure: false },
    );
    chat = await startPlayground({ FILE_HOSTS: files.origin });
    // The chat must have spoken before its conversation is known.
    await chat.open("Personal Chat");
    await chat.say("help");
    await chat.newest("Send me a bounce.").waitFor();
  });
  afterEach(async function () {
    if (this.currentTest?.state === "failed") await chat.screenshot("failed-files");
  });
  after(async () => {
    await chat.close();
    await files.close();
  });

  const send = (...paths: readonly string[]) =>
    chat.mock({
      type: "message",
      id: `files-${paths.join("-")}`,
      channelId: "msteams",
      serviceUrl: "http://localhost:56151/_connector",
      from: { id: "user-id-0", name: "Alex Wilber" },
      recipient: { id: "00000000-0000-0000-0000-000000000011", name: "NDR Bot" },
      conversation: { id: "personal-chat-id", conversationType: "personal", tenantId: TENANT },
      attachments: paths.map((path) => ({
        contentType: "application/vnd.microsoft.teams.file.download.info",
        name: `${path.replace("/", "-")}.eml`,
        content: { downloadUrl: `${files.origin}/${path}`, uniqueId: path, fileType: "eml" },
      })),
    });

  it("explains a file", async () => {
    await send("eml/1");
    await chat.newest("What you can do").waitFor();
    await chat.screenshot("20-file");
  });

  it("says that it reads several, and answers each in that message's place and below", async () => {
    await send("text/0", "text/1", "gone/1");
    await chat.newest("Reading 3 files").waitFor();
    await chat.screenshot("21-reading");
    await chat.newest("One of these gave no answer").waitFor();
    assert.equal(await chat.newest("Reading 3 files").count(), 0);
    await chat.screenshot("22-files");
  });

  it("answers many problems with a list, and shows one that is pressed", async () => {
    await send(...[0, 1, 2, 3, 4, 5, 6].map((index) => `text/${index}`));
    const list = chat.newest("6 different problems");
    await list.waitFor();
    await chat.screenshot("23-list");
    await list.getByText("The recipient's mailbox is full").click();
    // The list names the address too, but no steps.
    await chat.newest(/person-3@contoso\.example.*What you can do/s).waitFor();
    await chat.screenshot("24-shown");
  });
});
