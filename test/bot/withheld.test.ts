import assert from "node:assert/strict";
import { CREDENTIALS, type FakeIdentity, startIdentity } from "../fakes/identity.js";
import { findAll, textOf } from "../cards/reading.js";
import {
  BOT,
  chatOf,
  groupChat,
  HELPDESK,
  KIM,
  mention,
  mentionOf,
  message,
  replied,
  sendFiles,
  sendPictures,
  threadOf,
} from "../fakes/teams.js";
import { ATTR36, ATTR36_TITLE, CERTIFICATE, CERTIFICATE_TITLE } from "./bounces.js";
import { wholeBot, type WholeBotSettings } from "./whole-bot.js";

describe("a reply to a message", () => {
  const bot = wholeBot();
  const chat = chatOf(KIM);
  const answer = () => textOf(bot.card(chat));

  it("is answered by what Teams hands over of it, and asked for the rest", async () => {
    await bot.receive(replied(KIM, chat, "what is this?", { preview: ATTR36 }));
    assert.match(answer(), ATTR36_TITLE);
    assert.match(answer(), /hands over only the beginning/);
    assert.match(answer(), /paste the whole bounce, forward it to me, or choose/);
  });

  it("never makes a cause certain", async () => {
    await bot.receive(message(KIM, chat, ATTR36));
    assert.doesNotMatch(answer(), /I can't tell for certain/);
    await bot.receive(replied(KIM, chat, "why?", { preview: ATTR36 }));
    assert.match(answer(), /I can't tell for certain/);
  });

  it("is asked for the whole where there is no bounce in the beginning", async () => {
    await bot.receive(replied(KIM, chat, "why?", { preview: "Hi, see what I got:" }));
    assert.match(answer(), /^I see only the beginning/);
    assert.match(answer(), /Explain this bounce/);
  });

  it("is answered by its own words where they hold the bounce", async () => {
    await bot.receive(replied(KIM, chat, CERTIFICATE, { preview: ATTR36 }));
    assert.match(answer(), CERTIFICATE_TITLE);
    assert.doesNotMatch(answer(), /only the beginning/);
  });

  it("is a command where its own words are one", async () => {
    await bot.receive(replied(KIM, chat, "help", { preview: ATTR36 }));
    assert.match(answer(), /Send me a bounce\./);
  });

  it("to the bot itself is no question about the bot's card", async () => {
    await bot.receive(replied(KIM, chat, "thanks", { preview: ATTR36, author: BOT.id }));
    assert.match(answer(), /I found no bounce in this/);
  });

  it("is read by its HTML where the text has no mark", async () => {
    const reply = replied(KIM, chat, "why?", { preview: ATTR36 });
    await bot.receive({ ...reply, text: `Ana Agent ${ATTR36} why?`, entities: [] });
    assert.match(answer(), /hands over only the beginning/);
  });

  it("is read by its entity where there is no HTML", async () => {
    await bot.receive({
      ...replied(KIM, chat, "why?", { preview: ATTR36 }),
      attachments: undefined,
    });
    assert.match(answer(), /hands over only the beginning/);
  });

  for (const [what, changes] of Object.entries({
    "an entity without anything": { entities: [{ type: "quotedReply" }] },
    "an entity of numbers": { entities: [{ type: "quotedReply", quotedReply: { preview: 7 } }] },
    "a reference that is no JSON": {
      attachments: [{ contentType: "messageReference", content: "{" }],
    },
    "a reference to nothing": {
      attachments: [{ contentType: "forwardedMessageReference", content: "null" }],
    },
    "a reference that is an object": {
      attachments: [{ contentType: "forwardedMessageReference", content: {} }],
    },
    "a quote without an end": {
      attachments: [
        {
          contentType: "text/html",
          content: '<blockquote itemtype="http://schema.skype.com/Reply"><p itemprop="preview">',
        },
      ],
    },
  }))
    it(`is answered all the same with ${what}`, async () => {
      await bot.receive(message(KIM, chat, ATTR36, changes));
      assert.match(answer(), ATTR36_TITLE);
    });

  it("may come as a reference: what was forwarded is read whole", async () => {
    const content = JSON.stringify({ originalMessageContent: `<p>${ATTR36}</p>` });
    const attachments = [{ contentType: "forwardedMessageReference", content }];
    await bot.receive(message(KIM, chat, "", { attachments }));
    assert.match(answer(), ATTR36_TITLE);
    assert.doesNotMatch(answer(), /only the beginning/);
  });

  it("may come as a reference: of what was replied to there is the beginning", async () => {
    const content = JSON.stringify({ messagePreview: ATTR36 });
    const attachments = [{ contentType: "messageReference", content }];
    await bot.receive(message(KIM, chat, "", { attachments }));
    assert.match(answer(), /only the beginning/);
  });
});

for (const [where, chat] of [
  ["a group chat", groupChat()],
  ["a channel", threadOf(HELPDESK, "1766459963017")],
] as const)
  describe(`a file in ${where}`, () => {
    const bot = wholeBot();
    const mentionHtml =
      '<p><span itemtype="http://schema.skype.com/Mention" itemscope="" itemid="0">NDR Bot</span>&nbsp;</p>';
    const answer = () => textOf(bot.card(chat));

    it("is hidden from the bot, which says so", async () => {
      const html = `${mentionHtml}<attachment id="5e32f195"></attachment>`;
      await bot.receive(mention(KIM, chat, "", { html }));
      assert.match(answer(), /^I can't see files here/);
      assert.match(answer(), /in our own chat/);
    });

    it("may not even be named: the bot says what it would need", async () => {
      await bot.receive(
        mention(KIM, chat, "what is this?", { html: `${mentionHtml}what is this?` }),
      );
      assert.match(answer(), /If you sent a file: Teams hides it from me here/);
    });

    it("may have left nothing beside the mention", async () => {
      await bot.receive(mention(KIM, chat, "", { html: mentionHtml }));
      assert.match(answer(), /file/);
    });

    it("is not missed where the words hold the bounce", async () => {
      const html = `${mentionHtml}${ATTR36}<attachment id="5e32f195"></attachment>`;
      await bot.receive(mention(KIM, chat, ATTR36, { html }));
      assert.match(answer(), ATTR36_TITLE);
      assert.doesNotMatch(answer(), /file/i);
    });

    it("leads to no chat of a bot that has no name in Teams", async () => {
      await bot.receive(mention(KIM, chat, "", { html: `${mentionHtml}<attachment id="1">` }));
      assert.deepEqual(findAll(bot.card(chat), "Action.OpenUrl"), []);
    });
  });

describe("with credentials", () => {
  const settings: { -readonly [K in keyof WholeBotSettings]: WholeBotSettings[K] } = {};
  let identity: FakeIdentity;
  before(async () => {
    identity = await startIdentity();
    settings.credentials = CREDENTIALS;
    settings.cloud = identity.cloud;
    settings.authorize = async (serviceurl) =>
      `Bearer ${await identity.sign({ serviceurl, aud: CREDENTIALS.appId })}`;
  });
  after(() => identity.close());

  const bot = wholeBot(settings);
  const chat = chatOf(KIM, CREDENTIALS.tenantId);
  const inGroup = { ...groupChat(), conversation: { ...groupChat().conversation } };

  it("a hidden file leads to the bot's own chat", async () => {
    const place = {
      conversation: { ...inGroup.conversation, tenantId: CREDENTIALS.tenantId },
      channelData: { tenant: { id: CREDENTIALS.tenantId } },
    };
    const html = `<p></p><attachment id="5e32f195"></attachment>`;
    await bot.receive(message(KIM, place, "", { html, entities: [mentionOf(BOT)] }));
    assert.deepEqual(
      findAll(bot.card(place), "Action.OpenUrl").map(({ url }) => url),
      [`https://teams.microsoft.com/l/chat/0/0?users=28:${CREDENTIALS.appId}`],
    );
  });

  it("a picture is asked of the connector with the bot's token", async () => {
    await bot.receive(
      sendPictures(KIM, chat, [`${bot.serviceUrl}/v3/attachments/1/views/original`]),
    );
    const call = bot.calls.find(({ path }) => path.startsWith("/v3/attachments/"));
    assert.equal(call?.authorization, "Bearer token-of-the-bot");
  });

  for (const path of [
    "/v3/conversations/19:other/members",
    "/v3/attachments/../conversations/19:other/members",
    "/v3/attachments/1/views/..%2f..%2f..%2fconversations",
  ])
    it(`nothing else is asked of the connector: ${path}`, async () => {
      const url = `${bot.serviceUrl}${path}`;
      await bot.receive(sendPictures(KIM, chat, [url]));
      await bot.receive(sendFiles(KIM, chat, [{ name: "a.txt", url }]));
      assert.deepEqual(
        bot.calls.filter(({ method }) => method === "GET").map((call) => call.path),
        [],
      );
    });

  it("a picture elsewhere is asked for without it", async () => {
    await bot.receive(sendPictures(KIM, chat, [bot.keep("shot", ATTR36).url]));
    assert.equal(bot.fetched.length, 1);
    assert.equal(bot.fetched[0]!.headers.authorization, undefined);
  });

  it("the token does not go where the connector leads to", async () => {
    const { url } = bot.keep("shot", ATTR36);
    bot.trouble = ({ path }) =>
      path.startsWith("/v3/attachments/")
        ? { kind: "status", status: 302, location: url }
        : undefined;
    await bot.receive(
      sendPictures(KIM, chat, [`${bot.serviceUrl}/v3/attachments/1/views/original`]),
    );
    assert.equal(bot.fetched.length, 1);
    assert.equal(bot.fetched[0]!.headers.authorization, undefined);
  });
});
