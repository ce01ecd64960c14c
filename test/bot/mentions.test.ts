import assert from "node:assert/strict";
import type { Activity } from "botbuilder";
import { textWithoutMention } from "../../src/bot/mentions.js";
import {
  BOT,
  chatOf,
  GUS,
  KIM,
  mention,
  mentionOf,
  message,
  SALES_TEAM,
  threadOf,
} from "../fakes/teams.js";
import { textOf } from "../cards/reading.js";
import { ATTR36, ATTR36_TITLE, BLOCKED_HTML } from "./bounces.js";
import { wholeBot } from "./whole-bot.js";

describe("a mention in a channel", () => {
  const bot = wholeBot();
  const thread = threadOf("19:general@thread.tacv2", "1766459963017", { team: SALES_TEAM });

  const answer = () => textOf(bot.card(thread));

  it("is answered in its thread, and nobody is shown typing", async () => {
    await bot.receive(mention(KIM, thread, ATTR36));
    assert.match(answer(), ATTR36_TITLE);
    assert.deepEqual(
      bot.calls.map(({ method, conversation, body }) => [method, conversation, body["type"]]),
      [["POST", "19:general@thread.tacv2;messageid=1766459963017", "message"]],
    );
  });

  it("is answered below the message itself when that starts the thread", async () => {
    await bot.receive(mention(KIM, thread, ATTR36, { id: "1766459963017" }));
    assert.equal(bot.calls[0]!.activity, "1766459963017");
  });

  it("is read from the HTML twin, where the mention is a span", async () => {
    const html = `<p><span itemtype="http://schema.skype.com/Mention" itemscope="" itemid="0">NDR Bot</span>&nbsp;</p>${BLOCKED_HTML}`;
    await bot.receive(mention(KIM, thread, "", { html }));
    assert.match(answer(), /sam@proseware\.example/);
  });

  it("helps when there is nothing but the mention", async () => {
    const html = `<p><span itemtype="http://schema.skype.com/Mention" itemscope="" itemid="0">NDR Bot</span></p>`;
    await bot.receive(mention(KIM, thread, "&nbsp;"));
    assert.match(answer(), /\bSend me a bounce\./);
    await bot.receive(mention(KIM, thread, "", { html }));
    assert.match(answer(), /Paste the whole bounce here/);
  });

  /** The ways a mention has been seen to arrive; each must leave the command "help". */
  const ways: Readonly<Record<string, { text: string; entities?: readonly object[] }>> = {
    "a plain mention": { text: "<at>NDR Bot</at> help" },
    "the bot mentioned twice": { text: "<at>NDR Bot</at> help <at>NDR Bot</at>" },
    "the mention last": { text: "help <at>NDR Bot</at>" },
    "a mention and &nbsp;": { text: "<at>NDR Bot</at>&nbsp;help&nbsp;" },
    "a mention and a no-break space": { text: "<at>NDR Bot</at>\u00a0help" },
    "a mention with an id": { text: '<at id="0">NDR Bot</at> help' },
    "a mention by another name of the bot": {
      text: "<at>Bounce helper</at> help",
      entities: [{ type: "mention", mentioned: BOT, text: "<at>Bounce helper</at>" }],
    },
    "an entity without text": {
      text: "<at>NDR Bot</at> help",
      entities: [{ type: "mention", mentioned: BOT }],
    },
    "an entity without text or name": {
      text: "<at>NDR Bot</at> help",
      entities: [{ type: "mention", mentioned: { id: BOT.id } }],
    },
    "an entity without type": {
      text: "<at>NDR Bot</at> help",
      entities: [{ mentioned: BOT }, mentionOf(BOT)],
    },
    "an entity that mentions nobody": {
      text: "<at>NDR Bot</at> help",
      entities: [{ type: "mention" }, { type: "mention", mentioned: null }, mentionOf(BOT)],
    },
    "no entities": { text: "<at>NDR Bot</at> help", entities: [] },
    "a name with an ampersand": {
      text: "<at>NDR &amp; Co</at> help",
      entities: [
        { type: "mention", mentioned: { ...BOT, name: "NDR & Co" }, text: "<at>NDR &amp; Co</at>" },
      ],
    },
  };
  for (const [what, { text, entities = [mentionOf(BOT)] }] of Object.entries(ways)) {
    it(`is stripped: ${what}`, async () => {
      await bot.receive(message(KIM, thread, text, { entities }));
      assert.match(answer(), /\bSend me a bounce\./);
    });
  }

  for (const [what, entities] of Object.entries({
    "by its entity": [mentionOf(BOT), mentionOf(GUS)],
    "where the bot's entity has no name": [
      { type: "mention", mentioned: { id: BOT.id } },
      mentionOf(GUS),
    ],
  })) {
    it(`keeps other people's names ${what}`, async () => {
      const words = `<at>NDR Bot</at> 550 5.1.99 <at>Gus Guest</at> refused it`;
      await bot.receive(message(KIM, thread, words, { entities }));
      assert.match(answer(), /Gus Guest refused it/);
      assert.doesNotMatch(answer(), /NDR Bot/);
    });
  }

  it("is no command when more is said than the command", async () => {
    await bot.receive(mention(KIM, thread, `help me with this: ${ATTR36}`));
    assert.match(answer(), ATTR36_TITLE);
  });

  it("is understood in a personal chat too", async () => {
    const chat = chatOf(KIM);
    await bot.receive(mention(KIM, chat, ATTR36));
    assert.match(textOf(bot.card(chat)), ATTR36_TITLE);
  });
});

describe("textWithoutMention", () => {
  it("leaves the word undefined alone where a mention has no text", () => {
    const entities = [{ type: "mention", mentioned: BOT }];
    const said = message(KIM, chatOf(KIM), "<at>NDR Bot</at> host undefined rejected", {
      entities,
    });
    assert.equal(textWithoutMention(said as unknown as Activity), "host undefined rejected");
  });
});
