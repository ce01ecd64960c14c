import assert from "node:assert/strict";
import { chatOf, edited, installed, KIM, message, OLA } from "../fakes/teams.js";
import { textOf } from "../cards/reading.js";
import { ATTR36, ATTR36_TITLE, CERTIFICATE } from "./bounces.js";
import { wholeBot } from "./whole-bot.js";

/** Teams delivers again what it believes was lost. */
describe("an activity that is delivered twice", () => {
  const bot = wholeBot();
  const chat = chatOf(KIM);
  const answers = () => bot.shown(chat).filter(({ type }) => type === "message").length;

  it("is answered once", async () => {
    const paste = message(KIM, chat, ATTR36);
    await bot.receive(paste);
    const again = await bot.receive(paste);
    assert.equal(again.status, 200);
    assert.equal(answers(), 1);
  });

  it("is answered once when both come at the same time", async () => {
    const paste = message(KIM, chat, ATTR36);
    await Promise.all(Array.from({ length: 10 }, () => bot.receive(paste)));
    assert.equal(answers(), 1);
  });

  it("is answered once when the bot was restarted in between", async () => {
    const paste = message(KIM, chat, ATTR36);
    await bot.receive(paste);
    await bot.restart();
    await bot.receive(paste);
    assert.equal(answers(), 1);
  });

  it("is greeted, helped and welcomed once, too", async () => {
    const hello = message(KIM, chat, "hi");
    for (const activity of [hello, hello, installed(KIM, chat), installed(KIM, chat)])
      await bot.receive(activity);
    assert.equal(answers(), 2);
  });

  it("redraws a card once", async () => {
    const paste = message(KIM, chat, ATTR36);
    await bot.receive(paste);
    const edit = edited(paste, CERTIFICATE);
    await Promise.all([bot.receive(edit), bot.receive(edit)]);
    assert.equal(bot.calls.filter(({ method }) => method === "PUT").length, 1);
  });

  it("redraws a card for each edit", async () => {
    const paste = message(KIM, chat, ATTR36);
    await bot.receive(paste);
    await bot.receive(edited(paste, CERTIFICATE, "2026-11-21T08:05:00.000Z"));
    await bot.receive(edited(paste, ATTR36, "2026-11-21T08:06:00.000Z"));
    assert.equal(bot.calls.filter(({ method }) => method === "PUT").length, 2);
    assert.match(textOf(bot.card(chat)), ATTR36_TITLE);
  });

  it("redraws a card for each edit also where Teams names no time", async () => {
    const paste = message(KIM, chat, ATTR36);
    await bot.receive(paste);
    await bot.receive({ ...edited(paste, CERTIFICATE), timestamp: undefined });
    await bot.receive({ ...edited(paste, ATTR36), timestamp: undefined });
    assert.match(textOf(bot.card(chat)), ATTR36_TITLE);
  });

  it("does not keep another message from its answer", async () => {
    const paste = message(KIM, chat, ATTR36);
    await bot.receive(paste);
    await bot.receive(message(KIM, chat, ATTR36));
    // The same id in somebody else's chat is another message.
    await bot.receive({ ...message(OLA, chatOf(OLA), ATTR36), id: paste["id"] });
    assert.equal(answers(), 2);
    assert.equal(bot.shown(chatOf(OLA)).length, 2);
  });
});
