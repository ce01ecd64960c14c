import assert from "node:assert/strict";
import {
  chatOf,
  edited,
  HELPDESK,
  KIM,
  mention,
  message,
  press,
  threadOf,
} from "../fakes/teams.js";
import { buttonsOf, textOf } from "../cards/reading.js";
import { ATTR36, ATTR36_TITLE, CERTIFICATE, CERTIFICATE_TITLE } from "./bounces.js";
import { caseOf, nameHelpdesk, openTicket } from "./steps.js";
import { wholeBot } from "./whole-bot.js";

describe("a message that is edited", () => {
  const bot = wholeBot();
  const chat = chatOf(KIM);
  const updates = () => bot.calls.filter(({ method }) => method === "PUT");

  it("has its answer redrawn in place", async () => {
    const paste = message(KIM, chat, ATTR36);
    await bot.receive(paste);
    const { id } = bot.shown(chat).at(-1)!;
    await bot.receive(edited(paste, CERTIFICATE));
    assert.deepEqual(
      updates().map(({ conversation, activity }) => [conversation, activity]),
      [[chat.conversation.id, id]],
    );
    assert.match(textOf(bot.card(chat)), CERTIFICATE_TITLE);
    assert.equal(bot.shown(chat).length, 2);
  });

  it("has its answer redrawn after a restart, and in a channel's thread", async () => {
    const thread = threadOf(HELPDESK, "1766459963017");
    const paste = mention(KIM, thread, ATTR36);
    await bot.receive(paste);
    await bot.restart();
    await bot.receive(edited(paste, `<at>NDR Bot</at> ${CERTIFICATE}`));
    assert.equal(updates().length, 1);
    assert.match(textOf(bot.card(thread)), CERTIFICATE_TITLE);
  });

  it("sends the helpdesk what it says now", async () => {
    await nameHelpdesk(bot);
    const paste = message(KIM, chat, ATTR36);
    await bot.receive(paste);
    await bot.receive(edited(paste, CERTIFICATE));
    const reply = await bot.receive(press(KIM, chat, "escalate", { case: caseOf(bot.card(chat)) }));
    assert.match(JSON.stringify(reply.body), /maria\.okafor@fabrikam\.example/);
  });

  it("is no bounce any more: the answer says so, and has no buttons", async () => {
    const paste = message(KIM, chat, ATTR36);
    await bot.receive(paste);
    await bot.receive(edited(paste, "never mind"));
    assert.match(textOf(bot.card(chat)), /I found no bounce in this/);
    assert.equal(JSON.stringify(bot.card(chat)).includes("Action.Execute"), false);
    await bot.receive(edited(paste, ATTR36, "2026-11-21T08:09:00.000Z"));
    assert.match(textOf(bot.card(chat)), ATTR36_TITLE);
  });

  for (const text of [CERTIFICATE, "never mind"])
    it(`changes nothing once the helpdesk has it: ${JSON.stringify(text.slice(0, 10))}`, async () => {
      const { paste } = await openTicket(bot);
      const before = bot.card(chat);
      const calls = bot.calls.length;
      await bot.receive(edited(paste, text));
      assert.equal(bot.calls.length, calls);
      assert.deepEqual(bot.card(chat), before);
      assert.match(textOf(before), /Ticket #1: sent to the helpdesk/);
    });

  it("is answered where it had no answer yet", async () => {
    const paste = message(KIM, chat, "see below");
    await bot.receive(paste);
    await bot.receive(edited(paste, ATTR36));
    assert.deepEqual(updates(), []);
    assert.match(textOf(bot.card(chat)), ATTR36_TITLE);
  });

  it("is answered where the bot never saw it before", async () => {
    await bot.receive(edited(message(KIM, chat, ATTR36), ATTR36));
    assert.deepEqual(buttonsOf(bot.card(chat)), ["It worked", "Still bouncing"]);
  });

  it("gets a new card where Teams has lost the old one, and that is redrawn from then on", async () => {
    const paste = message(KIM, chat, ATTR36);
    await bot.receive(paste);
    const { id: lost } = bot.shown(chat).at(-1)!;
    bot.trouble = ({ activity, method }) =>
      method === "PUT" && activity === lost ? { kind: "status", status: 404 } : undefined;
    await bot.receive(edited(paste, CERTIFICATE));
    const { id: anew } = bot.shown(chat).at(-1)!;
    assert.notEqual(anew, lost);
    assert.match(textOf(bot.card(chat)), CERTIFICATE_TITLE);
    await bot.receive(edited(paste, ATTR36, "2026-11-21T08:09:00.000Z"));
    assert.equal(updates().at(-1)!.activity, anew);
  });

  for (const eventType of ["undeleteMessage", undefined])
    it(`is not taken for edited when the event is ${String(eventType)}`, async () => {
      const paste = message(KIM, chat, ATTR36);
      await bot.receive(paste);
      const calls = bot.calls.length;
      await bot.receive({ ...edited(paste, CERTIFICATE), channelData: { eventType } });
      assert.equal(bot.calls.length, calls);
    });

  it("says nothing when the message is deleted, or emptied", async () => {
    const paste = message(KIM, chat, ATTR36);
    await bot.receive(paste);
    const calls = bot.calls.length;
    await bot.receive({ ...edited(paste, ""), type: "messageDelete" });
    await bot.receive(edited(paste, ""));
    assert.equal(bot.calls.length, calls);
  });
});
