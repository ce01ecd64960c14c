import assert from "node:assert/strict";
import {
  type ActivityJson,
  BO,
  chatOf,
  explainMessage,
  groupChat,
  KIM,
  messagePayload,
  pressInDialog,
  searchFor,
} from "../fakes/teams.js";
import { textOf } from "../cards/reading.js";
import { CERTIFICATE } from "./bounces.js";
import { asHtml, cardIn, dataOf, openDialog, sentenceIn } from "./dialogs.js";
import { nameHelpdesk, openTicket, ticketIn } from "./steps.js";
import { wholeBot } from "./whole-bot.js";

const LOST = /^I no longer have this answer\./;
const UNKNOWN = /^I don't know this command\./;

/** Anybody in the tenant can send what a dialog sends. */
describe("what is no dialog of ours", () => {
  const bot = wholeBot();
  const group = groupChat();
  const payload = messagePayload(asHtml(CERTIFICATE));
  const kept = () => bot.db.selectFrom("cases").selectAll().execute();

  const values: Readonly<Record<string, ActivityJson>> = {
    "a command nobody knows": { commandId: "explode" },
    "a command that is an object": { commandId: {} },
    "no command": { commandId: undefined },
    "no message": { messagePayload: undefined },
    "a message that is null": { messagePayload: null },
    "a message that is a text": { messagePayload: "550 5.1.1" },
    "a message that is a list": { messagePayload: [payload] },
    "a message without an id": { messagePayload: { ...payload, id: undefined } },
    "a message whose id is a number": { messagePayload: { ...payload, id: 5 } },
    "a message whose id is a path": { messagePayload: { ...payload, id: "../../x" } },
    "a message whose id is 100 KB": { messagePayload: { ...payload, id: "1".repeat(100_000) } },
    "a message whose id names a thread": { messagePayload: { ...payload, id: "1;messageid=2" } },
  };
  for (const [what, changes] of Object.entries(values))
    it(`gets a sentence: ${what}`, async () => {
      const reply = await bot.receive(explainMessage(KIM, group, payload, changes));
      assert.match(sentenceIn(reply), UNKNOWN);
      assert.deepEqual(await kept(), []);
    });

  for (const [what, value] of Object.entries({
    "no value": undefined,
    "a value that is null": null,
    "a value that is a text": "explainBounce",
    "a value that is a list": [],
  }))
    for (const name of ["fetchTask", "submitAction", "query"])
      it(`gets an answer: ${name} with ${what}`, async () => {
        const invoke = { ...explainMessage(KIM, group, payload), name: `composeExtension/${name}` };
        const { status, body } = await bot.receive({ ...invoke, value });
        assert.equal(status, 200);
        assert.match(JSON.stringify(body), /I don't know this command|I no longer have/);
      });

  const oddities: Readonly<Record<string, ActivityJson>> = {
    "a body that is a text": { body: "x" },
    "a body that is a list": { body: [] },
    "a content that is a number": { body: { contentType: "html", content: 5 } },
    "a kind of content nobody knows": { body: { contentType: "application/pdf", content: "x" } },
    "files that are a text": { attachments: "x" },
    "a thousand files": { attachments: Array.from({ length: 1000 }, () => ({ id: "x" })) },
    "files that are null": { attachments: [null] },
    "a subject that is an object": { subject: { a: 1 } },
    "a first message that is an object": { replyToId: {} },
    "no word whether it is deleted": { deleted: "maybe" },
    "a locale of 100 KB": { locale: "x".repeat(100_000) },
    "mentions that are a number": { mentions: 7 },
    "a sender that is null": { from: null },
  };
  for (const [what, changes] of Object.entries(oddities))
    it(`is read as far as it can be: ${what}`, async () => {
      const { card } = await openDialog(
        bot,
        KIM,
        group,
        messagePayload(asHtml(CERTIFICATE), changes),
      );
      assert.equal(typeof card, "object");
    });

  for (const [what, content] of Object.entries({
    "700 KB of text": "550 5.1.1 ".repeat(70_000),
    "open tags": "<".repeat(300_000),
    "nested tags": "<div>".repeat(60_000),
    blanks: " ".repeat(500_000),
    entities: "&nbsp;".repeat(80_000),
    "no characters": "\u0000\u202E\uFFFF".repeat(1000),
  }))
    it(`is answered in time: a body of ${what}`, async () => {
      const { card } = await openDialog(bot, KIM, group, messagePayload(content));
      assert.equal(typeof card, "object");
    });

  for (const text of [
    "[click](https://evil.example) **now**",
    "<at>Everyone</at>",
    "${secret}",
    '<script>alert(1)</script><img src="https://evil.example/x">',
  ])
    it(`shows as text what somebody wrote: ${text}`, async () => {
      const bounce = asHtml(`550 5.7.1 ${text} RESOLVER.RST.NotAuthorized; not authorized`);
      const html = bounce.replace("550", text.startsWith("<script") ? `${text}550` : "550");
      const { card } = await openDialog(bot, KIM, group, messagePayload(html, { subject: text }));
      assert.doesNotMatch(JSON.stringify(card), /\$\{|<\/?at\b|"url":"https:\/\/evil/);
    });

  describe("in a press", () => {
    beforeEach(() => nameHelpdesk(bot));

    const presses: Readonly<Record<string, unknown>> = {
      "no data": undefined,
      "data that is null": null,
      "data that is a text": "post",
      "data that is a list": [{ verb: "post" }],
      "no verb": { case: "x" },
      "a verb nobody knows": { verb: "explode", case: "x" },
      "the verb __proto__": { verb: "__proto__", case: "x" },
      "a post without a case": { verb: "post" },
      "a case that is an object": { verb: "post", case: {} },
      "a case that is SQL": { verb: "post", case: "' OR 1=1 --" },
      "a case of 100 KB": { verb: "hand-over", case: "x".repeat(100_000) },
      "a case that nobody has": { verb: "post", case: "AAAAAAAAAAAAAAAAAAAAAA" },
      "an installation that is a text": { msteams: { justInTimeInstall: "true" } },
      "an installation of which nobody asked": { msteams: { justInTimeInstall: true } },
      "a helpdesk's button": { verb: "claim", ticket: 1 },
      "a note of 100 KB": { verb: "send", case: "x", note: "x".repeat(100_000) },
    };
    for (const [what, data] of Object.entries(presses))
      it(`gets a card: ${what}`, async () => {
        const calls = bot.calls.length;
        const reply = await bot.receive(pressInDialog(KIM, group, payload, data));
        assert.match(textOf(cardIn(reply)), LOST);
        assert.equal(bot.calls.length, calls);
      });

    it("does nothing to a ticket", async () => {
      await openTicket(bot);
      const { thread, data } = ticketIn(bot);
      const forged = pressInDialog(KIM, thread, payload, { verb: "claim", ...data });
      assert.match(textOf(cardIn(await bot.receive(forged))), LOST);
      const [ticket] = await bot.db.selectFrom("tickets").select("state").execute();
      assert.equal(ticket?.state, "new");
    });

    for (const [what, from, chat] of [
      ["somebody else", BO, group],
      ["another chat", KIM, groupChat("19:other@thread.v2")],
      ["another tenant", KIM, { ...group, ...chatOf(KIM, "other-tenant") }],
    ] as const)
      for (const verb of ["post", "hand-over", "escalate", "send", "back", "show"])
        it(`is refused from ${what}: ${verb}`, async () => {
          const { card } = await openDialog(bot, KIM, group);
          const { case: id } = dataOf(card, "Post in this thread");
          const calls = bot.calls.length;
          const there = { ...chat, conversation: { ...chat.conversation } };
          if (what === "another tenant")
            Object.assign(there.conversation, { id: group.conversation.id });
          const reply = await bot.receive(pressInDialog(from, there, payload, { verb, case: id }));
          assert.match(textOf(cardIn(reply)), LOST);
          assert.equal(bot.calls.length, calls);
          assert.deepEqual(await bot.db.selectFrom("tickets").selectAll().execute(), []);
        });

    for (const verb of ["worked", "still-bouncing", "show", "correct"])
      it(`is refused where the dialog has no such button: ${verb}`, async () => {
        const { card } = await openDialog(bot, KIM, group);
        const { case: id } = dataOf(card, "Post in this thread");
        const calls = bot.calls.length;
        const forged = { verb, case: id, text: "550 5.1.1" };
        const reply = await bot.receive(pressInDialog(KIM, group, payload, forged));
        assert.match(textOf(cardIn(reply)), LOST);
        assert.equal(bot.calls.length, calls);
      });

    it("with a command nobody knows gets a card", async () => {
      const { card } = await openDialog(bot, KIM, group);
      const data = dataOf(card, "Post in this thread");
      const forged = pressInDialog(KIM, group, payload, data, { commandId: "explode" });
      assert.match(textOf(cardIn(await bot.receive(forged))), LOST);
    });

    it("cannot answer with what was not offered", async () => {
      const bare = messagePayload("<p>My mail came back: 550 5.4.1</p>");
      const { card } = await openDialog(bot, KIM, group, bare);
      const { case: id } = dataOf(card, "Post in this thread");
      const forged = { verb: "tell", case: id, answer: "mailbox-full" };
      const reply = await bot.receive(pressInDialog(KIM, group, bare, forged));
      assert.match(textOf(cardIn(reply)), /What does the bounce say\?/);
    });
  });

  it("gets a sentence for a kind of request that we have none of", async () => {
    const invoke = { ...searchFor(KIM, group, "x"), name: "composeExtension/queryLink" };
    assert.match(sentenceIn(await bot.receive(invoke)), UNKNOWN);
  });
});
