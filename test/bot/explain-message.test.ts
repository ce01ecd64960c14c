import assert from "node:assert/strict";
import {
  ANA,
  BO,
  chatOf,
  groupChat,
  KIM,
  messagePayload,
  OUTAGES,
  press,
  threadOf,
} from "../fakes/teams.js";
import { buttonsOf, executes, textOf } from "../cards/reading.js";
import { ATTR36, ATTR36_TITLE, BLOCKED_HTML, CERTIFICATE, CERTIFICATE_TITLE } from "./bounces.js";
import { asHtml, openDialog, sentenceIn } from "./dialogs.js";
import { nameHelpdesk, ticketIn } from "./steps.js";
import { wholeBot } from "./whole-bot.js";

describe("“Explain this bounce” on a message", () => {
  const bot = wholeBot();
  const kept = () => bot.db.selectFrom("cases").selectAll().execute();

  for (const [where, chat] of Object.entries({
    "a chat with the bot": chatOf(KIM),
    "a group chat": groupChat(),
    "a channel": threadOf(OUTAGES, "1611060744833"),
  }))
    it(`answers in the dialog: ${where}`, async () => {
      await nameHelpdesk(bot);
      const { card } = await openDialog(bot, KIM, chat);
      assert.match(textOf(card), CERTIFICATE_TITLE);
      assert.match(textOf(card), /maria\.okafor@fabrikam\.example/);
      assert.deepEqual(buttonsOf(card), ["Post in this thread", "Ask the helpdesk"]);
      assert.deepEqual(bot.shown(chat), []);
    });

  it("unfolds the steps in the dialog", async () => {
    const { card } = await openDialog(bot, KIM, groupChat());
    assert.match(JSON.stringify(card), /Action\.ToggleVisibility.*"admin-steps"/);
    assert.deepEqual(executes(card), []);
  });

  it("reads a table", async () => {
    const { card } = await openDialog(bot, KIM, groupChat(), messagePayload(BLOCKED_HTML));
    assert.match(textOf(card), /sam@proseware\.example/);
  });

  it("reads a body of plain text", async () => {
    const body = { contentType: "text", content: CERTIFICATE };
    const { card } = await openDialog(bot, KIM, groupChat(), messagePayload("", { body }));
    assert.match(textOf(card), CERTIFICATE_TITLE);
  });

  it("reads the subject of a post with it", async () => {
    const payload = messagePayload("<p>Who knows this?</p>", { subject: ATTR36 });
    const { card } = await openDialog(bot, KIM, threadOf(OUTAGES, "1"), payload);
    assert.match(textOf(card), ATTR36_TITLE);
  });

  it("keeps a case of the one who asked, in the thread of the message, without the mail's words", async () => {
    const payload = messagePayload(asHtml(CERTIFICATE), { id: "200", replyToId: "100" });
    const channel = threadOf(OUTAGES, "");
    const chat = { ...channel, conversation: { ...channel.conversation, id: OUTAGES } };
    await openDialog(bot, KIM, chat, payload);
    const [row] = await kept();
    assert.deepEqual(
      [row?.conversation, row?.question, row?.asker_id, row?.answer],
      [`${OUTAGES};messageid=100`, "200", KIM.aadObjectId, null],
    );
    assert.doesNotMatch(row?.explanation ?? "", /spring campaign/);
  });

  for (const [what, payload, conversation] of [
    ["the first message of a thread", { id: "100" }, `${OUTAGES};messageid=100`],
    ["a reply", { id: "200", replyToId: "100" }, `${OUTAGES};messageid=100`],
  ] as const)
    it(`knows the thread of ${what} from the message`, async () => {
      const { conversation: where, channelData } = threadOf(OUTAGES, "100");
      const chat = { conversation: { ...where, id: OUTAGES }, channelData };
      await openDialog(bot, KIM, chat, messagePayload(asHtml(ATTR36), payload));
      assert.equal((await kept())[0]?.conversation, conversation);
    });

  it("believes Teams where it names the thread itself", async () => {
    const payload = messagePayload(asHtml(ATTR36), { id: "200", replyToId: "999" });
    await openDialog(bot, KIM, threadOf(OUTAGES, "100"), payload);
    assert.equal((await kept())[0]?.conversation, `${OUTAGES};messageid=100`);
  });

  it("keeps one case for a person who asks twice, and one for each person", async () => {
    await openDialog(bot, KIM, groupChat());
    await openDialog(bot, BO, groupChat());
    await openDialog(bot, KIM, groupChat());
    assert.deepEqual((await kept()).map((row) => row.asker_id).toSorted(), [
      BO.aadObjectId,
      KIM.aadObjectId,
    ]);
  });

  it("explains a message anew that was edited in between", async () => {
    await openDialog(bot, KIM, groupChat());
    const { card } = await openDialog(bot, KIM, groupChat(), messagePayload(asHtml(ATTR36)));
    assert.match(textOf(card), ATTR36_TITLE);
    assert.equal((await kept()).length, 1);
  });

  for (const [what, payload, says] of [
    ["a deleted message", { deleted: true }, /^This message was deleted\./],
    ["an empty body", { body: { contentType: "html", content: "" } }, /^There is no text/],
    [
      "a body of nothing",
      { body: { contentType: "html", content: "<p>&nbsp;</p>" } },
      /^There is no/,
    ],
    ["no body", { body: null }, /^There is no text/],
    [
      "a picture alone",
      { body: { contentType: "html", content: '<p><img src="x"></p>' } },
      /files and pictures/,
    ],
    [
      "a file alone",
      {
        body: { contentType: "html", content: '<attachment id="1"></attachment>' },
        attachments: [{ id: "1", contentType: "reference", name: "bounce.eml" }],
      },
      /files and pictures/,
    ],
    [
      "talk",
      { body: { contentType: "html", content: "<p>Who is on call today?</p>" } },
      /^I found no bounce in this message\.[^]*the message that holds the bounce itself/,
    ],
    [
      "an automatic reply",
      {
        body: {
          contentType: "html",
          content: "<p>Automatic reply: I am out of the office until Monday.</p>",
        },
      },
      /^This is an automatic reply\./,
    ],
  ] as const)
    it(`says calmly what to do instead: ${what}`, async () => {
      const { card } = await openDialog(bot, KIM, groupChat(), messagePayload("", payload));
      assert.match(textOf(card), says);
      assert.deepEqual(buttonsOf(card), []);
      assert.deepEqual(await kept(), []);
    });

  it("still explains when the database is gone, without buttons", async () => {
    await bot.db.destroy();
    const { card } = await openDialog(bot, KIM, groupChat());
    assert.match(textOf(card), CERTIFICATE_TITLE);
    assert.match(textOf(card), /I can't reach the helpdesk right now/);
    assert.deepEqual(buttonsOf(card), []);
  });

  it("says sorry in the dialog when a press fails", async () => {
    await nameHelpdesk(bot);
    const opened = await openDialog(bot, KIM, groupChat());
    await bot.db.destroy();
    assert.match(sentenceIn(await opened.press("Ask the helpdesk")), /^Something went wrong/);
  });

  describe("asks the helpdesk", () => {
    beforeEach(() => nameHelpdesk(bot));

    it("after showing what will be sent, with a note, and gives a receipt in the dialog", async () => {
      const opened = await openDialog(bot, KIM, groupChat());
      await opened.press("Ask the helpdesk");
      assert.match(textOf(opened.card), /Send this to the helpdesk\?/);
      assert.match(textOf(opened.card), /I post in this thread what becomes of it/);
      assert.deepEqual(buttonsOf(opened.card), ["Send to the helpdesk", "Back"]);
      await opened.press("Send to the helpdesk", { note: "It is urgent." });
      assert.match(textOf(opened.card), /Ticket #1: sent to the helpdesk/);
      assert.deepEqual(buttonsOf(opened.card), []);
      assert.match(textOf(bot.card(ticketIn(bot).thread)), /Kim Larsen[^]*It is urgent\./);
    });

    it("and follows the ticket in the thread of the message", async () => {
      const chat = threadOf(OUTAGES, "1611060744833");
      const opened = await openDialog(bot, KIM, chat);
      await opened.press("Ask the helpdesk");
      await opened.press("Send to the helpdesk");
      const { thread, data } = ticketIn(bot);
      await bot.receive(press(ANA, thread, "claim", data));
      assert.match(textOf(bot.card(chat)), /Ticket #1: Ana Agent has taken it/);
    });

    it("says so beforehand where it can't tell what becomes of it", async () => {
      bot.trouble = ({ path }) =>
        path.includes("/members/") ? { kind: "status", status: 403, body: {} } : undefined;
      const opened = await openDialog(bot, KIM, groupChat());
      await opened.press("Ask the helpdesk");
      assert.match(textOf(opened.card), /I'm not in this chat, so I can't say here/);
    });

    it("goes back to the answer", async () => {
      const opened = await openDialog(bot, KIM, groupChat());
      await opened.press("Ask the helpdesk");
      await opened.press("Back");
      assert.match(textOf(opened.card), CERTIFICATE_TITLE);
      assert.deepEqual(buttonsOf(opened.card), ["Post in this thread", "Ask the helpdesk"]);
    });

    it("once, however often it is pressed", async () => {
      const opened = await openDialog(bot, KIM, groupChat());
      await opened.press("Ask the helpdesk");
      const review = opened.card;
      await opened.press("Send to the helpdesk");
      opened.card = review;
      await opened.press("Send to the helpdesk");
      assert.match(textOf(opened.card), /Ticket #1: sent/);
      assert.equal((await bot.db.selectFrom("tickets").selectAll().execute()).length, 1);
    });

    it("shows the ticket to who opens the dialog again", async () => {
      const opened = await openDialog(bot, KIM, groupChat());
      await opened.press("Ask the helpdesk");
      await opened.press("Send to the helpdesk");
      const { card } = await openDialog(bot, KIM, groupChat());
      assert.match(textOf(card), /Ticket #1: sent to the helpdesk/);
    });
  });

  it("asks the question that decides, and goes by the answer", async () => {
    await nameHelpdesk(bot);
    const payload = messagePayload("<p>My mail came back: 550 5.4.1</p>");
    const opened = await openDialog(bot, KIM, groupChat(), payload);
    assert.match(textOf(opened.card), /What does the bounce say\?/);
    await opened.press("It says “Relay Access Denied”");
    assert.match(textOf(opened.card), /You said: It says “Relay Access Denied”/);
    await opened.press("Change my answer");
    assert.match(textOf(opened.card), /What does the bounce say\?/);
    assert.deepEqual(buttonsOf(opened.card), ["Post in this thread", "Ask the helpdesk"]);
  });

  it("writes a bounce's buttons for a chat nowhere but in the chat", async () => {
    const { card } = await openDialog(bot, KIM, groupChat());
    assert.doesNotMatch(JSON.stringify(card), /"(?:worked|still-bouncing)"/);
  });
});
