import assert from "node:assert/strict";
import {
  ANA,
  chatOf,
  edited,
  HELPDESK,
  installed,
  KIM,
  mention,
  message,
  OLA,
  press,
  threadOf,
} from "../fakes/teams.js";
import { buttonsOf, textOf } from "../cards/reading.js";
import { ATTR36, ATTR36_TITLE, CERTIFICATE } from "./bounces.js";
import { answerTo, openTicket, pasteBounce } from "./steps.js";
import { wholeBot } from "./whole-bot.js";

describe("when the database is gone", () => {
  const bot = wholeBot();
  const chat = chatOf(KIM);
  const SORRY = /Something went wrong on my side/;

  it("still gives the answer, without buttons, and says how to reach the helpdesk", async () => {
    await bot.db.destroy();
    await bot.receive(message(KIM, chat, ATTR36));
    const text = textOf(bot.card(chat));
    assert.match(text, ATTR36_TITLE);
    assert.match(text, /I can't reach the helpdesk right now.*contact it the way you usually do/);
    assert.deepEqual(buttonsOf(bot.card(chat)), []);
    assert.match(bot.log.join("\n"), /answered without buttons/);
  });

  it("gives the answer once when it goes in the middle of it", async () => {
    bot.trouble = () => {
      void bot.db.destroy();
      return undefined;
    };
    await bot.receive(message(KIM, chat, ATTR36));
    const cards = bot.shown(chat).filter(({ type }) => type === "message");
    assert.equal(cards.length, 1);
    assert.match(textOf(cards[0]), ATTR36_TITLE);
  });

  it("gives the answer once when it goes while the answer is on its way", async () => {
    bot.trouble = ({ body }) => {
      if (body["type"] === "message") void bot.db.destroy();
      return undefined;
    };
    await bot.receive(message(KIM, chat, ATTR36));
    const cards = bot.shown(chat).filter(({ type }) => type === "message");
    assert.equal(cards.length, 1);
    assert.match(textOf(cards[0]), ATTR36_TITLE);
    assert.match(bot.log.join("\n"), /will not be redrawn/);
  });

  it("greets and helps as ever", async () => {
    await bot.db.destroy();
    await bot.receive(message(KIM, chat, "hi"));
    assert.match(textOf(bot.card(chat)), /\bSend me a bounce\./);
  });

  it("apologises for a button with a reference, and changes nothing", async () => {
    const { caseId, thread, data } = await openTicket(bot);
    const other = await pasteBounce(bot);
    await bot.db.destroy();
    for (const pressed of [
      press(KIM, chat, "escalate", { case: other.caseId }),
      press(KIM, chat, "send", { case: other.caseId }),
      press(KIM, chat, "worked", { case: caseId }),
      press(ANA, thread, "claim", data),
    ]) {
      const { sentence } = answerTo(await bot.receive(pressed));
      assert.match(sentence!, SORRY);
      const [reference = "no reference"] = /\w{4}-\w{4}$/.exec(sentence!) ?? [];
      assert.match(bot.log.join("\n"), new RegExp(`"reference":"${reference}"`));
    }
    assert.equal(bot.threads.length, 1);
  });

  it("apologises for what it cannot do: an edit, a command", async () => {
    const { paste } = await pasteBounce(bot);
    await bot.db.destroy();
    await bot.receive(edited(paste, CERTIFICATE));
    assert.match(textOf(bot.card(chat)), SORRY);
    const thread = threadOf(HELPDESK, "100");
    await bot.receive(mention(OLA, thread, "helpdesk here"));
    assert.match(textOf(bot.card(thread)), SORRY);
  });

  it("says nothing to people who asked for nothing", async () => {
    await bot.db.destroy();
    await bot.receive(installed(KIM, chat));
    assert.deepEqual(bot.calls, []);
    assert.match(bot.log.join("\n"), /"activity":"installationUpdate".*"turn failed"/);
  });
});
