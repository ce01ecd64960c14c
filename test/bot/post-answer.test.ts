import assert from "node:assert/strict";
import type { ConnectorCall, Fault } from "../fakes/connector.js";
import {
  BO,
  chatOf,
  edited,
  groupChat,
  KIM,
  mention,
  messagePayload,
  OUTAGES,
  press,
  pressInDialog,
  threadOf,
} from "../fakes/teams.js";
import { buttonsOf, executes, findAll, textOf } from "../cards/reading.js";
import { ATTR36, CERTIFICATE, CERTIFICATE_TITLE } from "./bounces.js";
import { asHtml, cardIn, dataOf, openDialog } from "./dialogs.js";
import { answerTo, caseOf, nameHelpdesk, ticketIn } from "./steps.js";
import { wholeBot } from "./whole-bot.js";

const POST = "Post in this thread";
const isSend = ({ method, path }: ConnectorCall) =>
  method === "POST" && path.endsWith("/activities");
const refuse = (status: number, retryAfter?: string): Fault => ({
  kind: "status",
  status,
  body: { error: { code: "Refused", message: "maria.okafor@fabrikam.example is not there" } },
  ...(retryAfter === undefined ? {} : { retryAfter }),
});

describe("“Post in this thread”", () => {
  const bot = wholeBot({ connectorTimeoutMs: 1_000 });
  const group = groupChat();
  const sent = () => bot.calls.filter(isSend);

  for (const [where, chat] of Object.entries({
    "a chat with the bot": chatOf(KIM),
    "a group chat": group,
    "a thread of a channel": threadOf(OUTAGES, "1611060744833"),
  }))
    it(`posts the answer where the message stands: ${where}`, async () => {
      const opened = await openDialog(bot, KIM, chat);
      await opened.press(POST);
      assert.match(textOf(opened.card), /^Posted in this thread\./);
      assert.match(textOf(bot.card(chat)), CERTIFICATE_TITLE);
      assert.equal(sent().length, 1);
    });

  it("posts under a reply's first message, where Teams names the channel alone", async () => {
    const { conversation, channelData } = threadOf(OUTAGES, "100");
    const chat = { conversation: { ...conversation, id: OUTAGES }, channelData };
    const payload = messagePayload(asHtml(CERTIFICATE), { id: "200", replyToId: "100" });
    await (await openDialog(bot, KIM, chat, payload)).press(POST);
    assert.match(textOf(bot.card(threadOf(OUTAGES, "100"))), CERTIFICATE_TITLE);
  });

  it("says who had it posted", async () => {
    await (await openDialog(bot, KIM, group)).press(POST);
    assert.match(textOf(bot.card(group)), /^Kim Larsen asked me to explain a message here\./);
  });

  it("posts a card whose buttons work there", async () => {
    await nameHelpdesk(bot);
    await (await openDialog(bot, KIM, group)).press(POST);
    const card = bot.card(group);
    assert.deepEqual(buttonsOf(card), ["Ask the helpdesk", "It worked", "Still bouncing"]);
    const data = { case: caseOf(card) };
    const review = answerTo(await bot.receive(press(BO, group, "escalate", data))).card;
    assert.match(textOf(review), /Send this to the helpdesk\?/);
    await bot.receive(press(BO, group, "send", data));
    assert.match(textOf(bot.card(group)), /Ticket #1: sent to the helpdesk/);
    assert.match(textOf(bot.card(ticketIn(bot).thread)), /Bo Agent/);
    const outcome = await bot.receive(press(KIM, group, "worked", data));
    assert.match(textOf(answerTo(outcome).card), /You said: it worked/);
  });

  it("posts the answer to the question with the card", async () => {
    const payload = messagePayload("<p>My mail came back: 550 5.4.1</p>");
    const opened = await openDialog(bot, KIM, group, payload);
    await opened.press("It says “Relay Access Denied”");
    await opened.press(POST);
    assert.match(textOf(bot.card(group)), /You said: It says “Relay Access Denied”/);
  });

  describe("posts once", () => {
    it("when it is pressed twice", async () => {
      const opened = await openDialog(bot, KIM, group);
      const before = opened.card;
      await opened.press(POST);
      opened.card = before;
      await opened.press(POST);
      assert.match(textOf(opened.card), /^My answer stands in this thread already\./);
      assert.equal(sent().length, 1);
    });

    it("when Teams sends one press three times, and each time says what became of it", async () => {
      const opened = await openDialog(bot, KIM, group);
      const data = dataOf(opened.card, POST);
      const presses = [1, 2, 3].map(() =>
        bot.receive(pressInDialog(KIM, group, messagePayload(asHtml(CERTIFICATE)), data)),
      );
      for (const reply of await Promise.all(presses))
        assert.match(textOf(cardIn(reply)), /^Posted in this thread\./);
      assert.equal(sent().length, 1);
    });

    it("when two people have it posted", async () => {
      const kim = await openDialog(bot, KIM, group);
      const bo = await openDialog(bot, BO, group);
      await kim.press(POST);
      await bo.press(POST);
      assert.match(textOf(bo.card), /^My answer stands in this thread already\./);
      assert.equal(sent().length, 1);
    });

    it("where the bot has answered a mention: the dialog says so and offers it no more", async () => {
      const chat = threadOf(OUTAGES, "1611060744833");
      await bot.receive(mention(KIM, chat, CERTIFICATE, { id: "1611060744833" }));
      const { card } = await openDialog(bot, BO, chat);
      assert.match(textOf(card), /My answer stands in this thread already\.$/);
      assert.equal(buttonsOf(card).includes(POST), false);
    });

    it("and an edit redraws the answer to a mention that somebody else asked about", async () => {
      const asked = mention(KIM, group, ATTR36, { id: "1611060744833" });
      await bot.receive(asked);
      await openDialog(bot, BO, group);
      await bot.receive(edited(asked, CERTIFICATE));
      assert.equal(bot.shown(group).filter(({ type }) => type === "message").length, 1);
      assert.match(textOf(bot.card(group)), CERTIFICATE_TITLE);
    });
  });

  for (const status of [403, 404])
    describe(`where the bot is not: ${status}`, () => {
      beforeEach(() => {
        bot.trouble = (call) => (isSend(call) ? refuse(status) : undefined);
      });

      it("says so, with the ways out", async () => {
        const opened = await openDialog(bot, KIM, group);
        await opened.press(POST);
        assert.match(textOf(opened.card), /^I'm not in this chat yet, so I can't post here\./);
        assert.deepEqual(buttonsOf(opened.card), [
          "Add me here",
          "Put it into my message box",
          "Back",
        ]);
      });

      it("hands the answer to the compose box, with nothing on it that cannot be pressed", async () => {
        const opened = await openDialog(bot, KIM, group);
        await opened.press(POST);
        const reply = await opened.press("Put it into my message box");
        const { composeExtension } = reply.body as {
          readonly composeExtension: {
            readonly type: string;
            readonly attachments: readonly {
              readonly content: Readonly<Record<string, unknown>>;
            }[];
          };
        };
        assert.equal(composeExtension.type, "result");
        const card = composeExtension.attachments[0]?.content ?? {};
        assert.match(textOf(card), CERTIFICATE_TITLE);
        assert.match(textOf(card), /send me the bounce in a chat of our own/);
        assert.deepEqual(findAll(card, "Action.Execute", "Action.Submit"), []);
      });

      it("goes back to the answer", async () => {
        const opened = await openDialog(bot, KIM, group);
        await opened.press(POST);
        await opened.press("Back");
        assert.match(textOf(opened.card), CERTIFICATE_TITLE);
      });

      for (const [what, data] of [
        ["all of the button", undefined],
        ["that it was added, and nothing else", { msteams: { justInTimeInstall: true } }],
      ] as const)
        it(`posts once Teams has added it, and sends ${what}`, async () => {
          const payload = messagePayload(asHtml(CERTIFICATE));
          const opened = await openDialog(bot, KIM, group, payload);
          await opened.press(POST);
          bot.trouble = () => undefined;
          if (data)
            opened.card = cardIn(await bot.receive(pressInDialog(KIM, group, payload, data)));
          else await opened.press("Add me here");
          assert.match(textOf(opened.card), /^Posted in this thread\./);
          assert.match(textOf(bot.card(group)), CERTIFICATE_TITLE);
        });
    });

  for (const [what, fault, says] of [
    ["429", refuse(429, "60"), /^Teams did not take my answer just now\./],
    ["503", refuse(503, "60"), /^Teams did not take my answer just now\./],
    ["nothing", { kind: "hang" }, /^Teams takes its time\./],
  ] as const)
    it(`offers another try where Teams answers ${what}`, async () => {
      bot.trouble = (call) => (isSend(call) ? fault : undefined);
      const opened = await openDialog(bot, KIM, group);
      await opened.press(POST);
      assert.match(textOf(opened.card), says);
      bot.trouble = () => undefined;
      await opened.press("Try again");
      assert.match(textOf(opened.card), /^Posted in this thread\./);
      assert.match(bot.log.join("\n"), /answer not posted in its thread/);
    });

  it("says sorry where Teams refuses for another reason", async () => {
    bot.trouble = (call) => (isSend(call) ? refuse(413) : undefined);
    const opened = await openDialog(bot, KIM, group);
    const { body } = await opened.press(POST);
    assert.match(JSON.stringify(body), /Something went wrong on my side/);
  });

  it("posts all the same where the place of the answer cannot be kept", async () => {
    const opened = await openDialog(bot, KIM, group);
    bot.trouble = (call) => {
      if (isSend(call)) void bot.db.destroy();
      return undefined;
    };
    await opened.press(POST);
    assert.match(textOf(opened.card), /^Posted in this thread\./);
    assert.match(bot.log.join("\n"), /it may be posted twice/);
  });

  it("leaves no button of the chat in the dialog", async () => {
    const opened = await openDialog(bot, KIM, group);
    await opened.press(POST);
    assert.deepEqual(executes(opened.card), []);
  });
});
