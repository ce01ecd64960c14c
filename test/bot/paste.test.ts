import assert from "node:assert/strict";
import { chatOf, groupChat, KIM, message } from "../fakes/teams.js";
import { buttonsOf, textOf } from "../cards/reading.js";
import {
  ATTR36,
  ATTR36_TITLE,
  BLOCKED_HTML,
  CERTIFICATE,
  CERTIFICATE_TITLE,
  RELAY,
} from "./bounces.js";
import { wholeBot } from "./whole-bot.js";

describe("a message to the bot in a personal chat", () => {
  const bot = wholeBot();
  const chat = chatOf(KIM);

  /** What the bot says: "typing", the text of a message, or the text of its card. */
  const said = () =>
    bot
      .shown(chat)
      .map(({ type, text, attachments = [] }) =>
        type === "message" ? (text ?? textOf(attachments)) : type,
      );

  it("is answered with typing and one card, nothing else", async () => {
    const reply = await bot.receive(message(KIM, chat, CERTIFICATE));
    assert.equal(reply.status, 200);
    const [typing, answer, ...more] = said();
    assert.equal(typing, "typing");
    assert.match(answer!, CERTIFICATE_TITLE);
    assert.match(answer!, /maria\.okafor@fabrikam\.example/);
    assert.deepEqual(more, []);
  });

  it("is answered in one message: a card without text beside it", async () => {
    await bot.receive(message(KIM, chat, ATTR36));
    const { text, attachments } = bot.shown(chat).at(-1)!;
    assert.equal(text, undefined);
    assert.deepEqual(
      attachments?.map(({ contentType }) => contentType),
      ["application/vnd.microsoft.card.adaptive"],
    );
  });

  it("quotes how long the server keeps trying, where the notice says so", async () => {
    const notice =
      "Delivery is delayed to these recipients or groups:\n\nanna@tailspin.example\n\n" +
      "The server will keep trying to deliver this message for the next 1 days, 19 hours and 54 minutes.";
    await bot.receive(message(KIM, chat, notice));
    assert.match(textOf(bot.card(chat)), /1 days, 19 hours/);
  });

  it("offers to say how it went, and no helpdesk where none is named", async () => {
    await bot.receive(message(KIM, chat, ATTR36));
    assert.deepEqual(buttonsOf(bot.card(chat)), ["It worked", "Still bouncing"]);
    assert.match(textOf(bot.card(chat)), /No helpdesk is connected to me yet/);
  });

  describe("with an HTML twin", () => {
    it("is explained from the HTML where only that holds the evidence", async () => {
      const text = "Your message couldn't be delivered.";
      await bot.receive(message(KIM, chat, text, { html: BLOCKED_HTML }));
      assert.match(textOf(bot.card(chat)), /sam@proseware\.example/);
    });

    it("is explained from the HTML where that holds more", async () => {
      const text = "550 5.4.1 Recipient address rejected: Access denied.";
      await bot.receive(message(KIM, chat, text, { html: BLOCKED_HTML }));
      assert.match(textOf(bot.card(chat)), /sam@proseware\.example/);
    });

    it("is explained from the text where that holds more", async () => {
      await bot.receive(message(KIM, chat, RELAY, { html: "<p>550 5.4.1</p>" }));
      assert.match(textOf(bot.card(chat)), /orders@tailspin\.example/);
    });

    it("is explained from the HTML where there is no text at all", async () => {
      await bot.receive(message(KIM, chat, undefined, { html: BLOCKED_HTML }));
      assert.match(textOf(bot.card(chat)), /sam@proseware\.example/);
    });

    it("is explained from the text where the HTML is broken", async () => {
      await bot.receive(message(KIM, chat, ATTR36, { html: "<table><tr><td <<<>" }));
      assert.match(textOf(bot.card(chat)), ATTR36_TITLE);
    });

    it("is warned of where one of the two is a fake", async () => {
      const fake = "Your mailbox password expires today: https://mail-verify.example/";
      await bot.receive(message(KIM, chat, fake, { html: BLOCKED_HTML }));
      assert.match(textOf(bot.card(chat)), /Don't open its links/);
    });

    it("is explained once where both say the same", async () => {
      await bot.receive(message(KIM, chat, ATTR36, { html: `<div>${ATTR36}</div>` }));
      assert.equal(said().length, 2);
    });
  });

  describe("that is no bounce", () => {
    it("is told what to send", async () => {
      await bot.receive(message(KIM, chat, "Who is on call today?"));
      assert.match(said().at(-1)!, /I found no bounce in this/);
      assert.match(said().at(-1)!, /Paste the whole bounce here/);
    });

    for (const text of ["hi", "Hello!", "help", "Help?", "Hallo", " HI "]) {
      it(`is greeted back: ${JSON.stringify(text)}`, async () => {
        await bot.receive(message(KIM, chat, text));
        const [answer, ...more] = said();
        assert.match(answer!, /\bSend me a bounce\./);
        assert.deepEqual(more, []);
      });
    }

    for (const text of ["", "   ", "\u00a0", "&nbsp;", undefined]) {
      it(`is helped when it says nothing: ${JSON.stringify(text)}`, async () => {
        await bot.receive(message(KIM, chat, text));
        assert.match(said().join("\n"), /\bSend me a bounce\./);
      });
    }

    it("is helped when it carries a value that is no button", async () => {
      await bot.receive(message(KIM, chat, undefined, { value: "imBack" }));
      assert.match(said().join("\n"), /\bSend me a bounce\./);
    });

    it("is told of a code nobody knows in general words, with the server's own", async () => {
      await bot.receive(message(KIM, chat, "550 5.1.99 Something new happened to bob"));
      assert.match(said().at(-1)!, /something is wrong with the address/);
      assert.match(said().at(-1)!, /550 5\.1\.99 Something new happened to bob/);
    });

    it("is warned of a fake", async () => {
      await bot.receive(
        message(
          KIM,
          chat,
          "Undelivered mail: you have (5) pending emails.\nYour password expires today, keep the same password: http://mail-verify.example/login",
        ),
      );
      assert.match(said().at(-1)!, /may be a fake bounce/);
    });
  });

  it("is read however large Teams lets it be", async () => {
    const reply = await bot.receive(message(KIM, chat, `${RELAY}\n${"padding ".repeat(12_000)}`));
    assert.equal(reply.status, 200);
    assert.match(textOf(bot.card(chat)), /orders@tailspin\.example/);
  });

  it("can't put markup, links or mentions on the card", async () => {
    const words =
      "550 5.1.99 [click](https://evil.example) <at>Kim Larsen</at> **bold** ${verdict}";
    await bot.receive(message(KIM, chat, words));
    const card = JSON.stringify(bot.card(chat));
    assert.match(card, /\[click\]/);
    assert.doesNotMatch(card, /<at>|\$\{/);
    assert.doesNotMatch(card, /"type":"TextBlock"[^}]*(?:evil|bold)/);
    assert.doesNotMatch(card, /Action\.OpenUrl[^}]*evil/);
  });
});

describe("a message to the bot in a group chat", () => {
  const bot = wholeBot();
  const chat = groupChat();

  it("is answered there", async () => {
    await bot.receive(message(KIM, chat, `<at>NDR Bot</at> ${ATTR36}`));
    assert.match(textOf(bot.card(chat)), ATTR36_TITLE);
    const calls = bot.calls.filter(({ method }) => method === "POST");
    assert.deepEqual(
      calls.map(({ conversation }) => conversation),
      [chat.conversation.id, chat.conversation.id],
    );
  });
});
