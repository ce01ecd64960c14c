import assert from "node:assert/strict";
import type { Card } from "../../src/cards/fit.js";
import { queueFollowUps } from "../../src/tickets/follow-up.js";
import { buttonsOf, executes, textOf } from "../cards/reading.js";
import {
  ANA,
  BO,
  BOT,
  type Chat,
  chatOf,
  groupChat,
  KIM,
  mention,
  message,
  press,
  replied,
  type Someone,
} from "../fakes/teams.js";
import { CERTIFICATE } from "./bounces.js";
import { anotherBounce, answerTo, caseOf, nameHelpdesk, openTicket, ticketIn } from "./steps.js";
import { wholeBot } from "./whole-bot.js";

type Data = Readonly<Record<string, unknown>>;

const DAY = 24 * 60 * 60_000;

describe("what a requester does with a ticket", () => {
  const bot = wholeBot();
  const chat = chatOf(KIM);
  const presses = async (who: Someone, place: Chat, verb: string, data: object) =>
    answerTo(await bot.receive(press(who, place, verb, data)));
  const agentDoes = (verb: string, data: object = {}) =>
    presses(ANA, ticketIn(bot).thread, verb, { ...ticketIn(bot).data, ...data });
  /** The answer card, wherever newer messages stand below it. */
  const answer = () => {
    const cards = bot.shown(chat).flatMap(({ attachments }) => attachments?.[0]?.content ?? []);
    const card = cards.find((one) => /Ticket #1: /.test(textOf(one)));
    assert.ok(card, "the answer card shows the ticket");
    return card as Card;
  };
  const state = async () =>
    (await bot.db.selectFrom("tickets").select("state").where("number", "=", 1).executeTakeFirst())
      ?.state;
  const said = async () =>
    (await bot.db.selectFrom("ticket_entries").select(["verb", "text"]).execute())
      .filter(({ verb }) => verb === "add")
      .map(({ text }) => text);
  const ask = async (text = "Which address?") => {
    await openTicket(bot);
    await agentDoes("ask", { text });
  };

  it("answers the helpdesk's question on the card", async () => {
    await ask("Which address? The old one?");
    assert.match(textOf(answer()), /Ana Agent asks: Which address\? The old one\?/);
    const send = executes(answer()).find(({ verb }) => verb === "add");
    const { card } = await presses(KIM, chat, "add", {
      ...(send?.["data"] as Data),
      text: "The old one.",
    });
    assert.match(textOf(card), /Ticket #1: Ana Agent has taken it\./);
    assert.match(textOf(card), /You: The old one\./);
    assert.equal(await state(), "claimed");
    assert.match(textOf(answer()), /You: The old one\./);
  });

  it("sees nothing of what agents note for each other", async () => {
    await openTicket(bot);
    await agentDoes("claim");
    await agentDoes("note", { text: "Somebody is impatient." });
    await agentDoes("reply", { text: "I am looking." });
    const { card } = await presses(KIM, chat, "add", { ticket: 1, text: "Thanks." });
    assert.doesNotMatch(JSON.stringify(card) + JSON.stringify(bot.shown(chat)), /impatient/);
    assert.match(textOf(card), /Ana Agent: I am looking\.\nYou: Thanks\./);
  });

  it("takes the ticket back", async () => {
    await openTicket(bot);
    const back = executes(answer()).find(({ verb }) => verb === "withdraw");
    const { card } = await presses(KIM, chat, "withdraw", back?.["data"] as Data);
    assert.match(textOf(card), /^Ticket #1: you took it back\.\nIf it still bounces, send me/);
    assert.deepEqual(buttonsOf(card ?? {}), []);
    assert.equal(await state(), "withdrawn");
  });

  it("is not said to have said what the asker of the bounce says in a group", async () => {
    await nameHelpdesk(bot);
    const group = groupChat();
    await bot.receive(mention(KIM, group, CERTIFICATE));
    const data = { case: caseOf(bot.card(group)) };
    await presses(BO, group, "send", data);
    await presses(KIM, group, "still-bouncing", data);
    const { thread } = ticketIn(bot);
    assert.match(textOf(bot.card(thread)), /^Kim Larsen says: still bouncing/im);
    assert.equal(bot.shown(thread).at(-1)?.text, "Kim Larsen says: still bouncing.");
    assert.doesNotMatch(textOf(bot.card(thread)), /Bo Agent says/);
  });

  it("reopens a resolved ticket by “Still bouncing”", async () => {
    await openTicket(bot);
    await agentDoes("resolve", { reason: "block-list", text: "We are off the list." });
    assert.match(textOf(answer()), /We are off the list\.\nOur mail server was on a block list\./);
    const { card } = await presses(KIM, chat, "still-bouncing", { case: caseOf(answer()) });
    assert.match(textOf(card), /Ticket #1: Ana Agent has taken it\./);
    assert.equal(await state(), "claimed");
  });

  describe("nobody else does,", () => {
    for (const [who, somebody] of [
      ["a colleague", BO],
      ["an agent", ANA],
    ] as const)
      for (const verb of ["add", "withdraw"])
        it(`to ${verb} as ${who}`, async () => {
          await openTicket(bot);
          const { sentence } = await presses(somebody, chatOf(somebody), verb, {
            ticket: 1,
            version: 1,
            text: "Mine.",
          });
          assert.equal(sentence, "Only the person who asked the helpdesk can do this.");
          assert.deepEqual([await state(), await said()], ["new", []]);
        });

    it("of another organisation", async () => {
      await openTicket(bot);
      const data = { ticket: 1, version: 1, text: "Mine." };
      const { sentence } = await presses(KIM, chatOf(KIM, "other"), "add", data);
      assert.equal(sentence, "There is no such ticket.");
      assert.deepEqual(await said(), []);
    });

    it("in a group chat where all see the card", async () => {
      await nameHelpdesk(bot);
      const group = groupChat();
      await bot.receive(mention(KIM, group, CERTIFICATE));
      await presses(KIM, group, "send", { case: caseOf(bot.card(group)) });
      const { sentence } = await presses(BO, group, "withdraw", { ticket: 1, version: 1 });
      assert.match(sentence ?? "", /^Only the person who asked/);
      const outcome = await presses(BO, group, "worked", { case: caseOf(bot.card(group)) });
      assert.match(outcome.sentence ?? "", /^Only the person whose mail came back/);
    });
  });

  describe("by words in the chat", () => {
    const QUESTION = "Ticket #1: Ana Agent asks: Which address?";
    const toBot = { author: BOT.id };

    it("sends at once what replies to the question's line", async () => {
      await ask();
      await bot.receive(replied(KIM, chat, "The old one.", { ...toBot, preview: QUESTION }));
      assert.deepEqual(await said(), ["The old one."]);
      assert.equal(bot.shown(chat).at(-1)?.text, "Sent to the helpdesk for ticket #1.");
      assert.equal(await state(), "claimed");
    });

    it("sends it even where a code stands in it", async () => {
      await ask();
      const text = "It says 550 5.1.1 now.";
      await bot.receive(replied(KIM, chat, text, { ...toBot, preview: QUESTION }));
      assert.deepEqual(await said(), [text]);
    });

    it("sends a long answer whole, and says so where one is too long", async () => {
      await ask();
      const long = `${"It began on Thursday. ".repeat(80)}It never stopped.`;
      await bot.receive(replied(KIM, chat, `${long} ${long}`, { ...toBot, preview: QUESTION }));
      assert.match(bot.shown(chat).at(-1)?.text ?? "", /^I sent nothing .* 2,000 characters/);
      assert.deepEqual([await state(), await said()], ["waiting-for-requester", []]);
      await bot.receive(replied(KIM, chat, long, { ...toBot, preview: QUESTION }));
      assert.deepEqual(await said(), [long]);
    });

    it("offers to send nothing that a button cannot carry whole", async () => {
      await ask();
      await bot.receive(message(KIM, chat, "It began on Thursday. ".repeat(50)));
      assert.match(bot.shown(chat).at(-1)?.text ?? "", /^I sent nothing .* 1,000 characters/);
    });

    it("asks first where the only waiting ticket may be meant, and sends on a press", async () => {
      await ask();
      await bot.receive(message(KIM, chat, "The old one, I think."));
      const small = bot.card(chat);
      assert.match(
        textOf(small),
        /^Send this to the helpdesk for ticket #1\?\nThe old one, I think\./,
      );
      assert.deepEqual(buttonsOf(small), ["Send", "No"]);
      assert.deepEqual(await said(), []);
      const send = executes(small).find(({ verb }) => verb === "add");
      const { card } = await presses(KIM, chat, "add", send?.["data"] as Data);
      assert.equal(textOf(card), "Sent to the helpdesk for ticket #1.");
      assert.deepEqual(await said(), ["The old one, I think."]);
    });

    it("sends nothing on “No”, and nothing of what somebody else presses", async () => {
      await ask();
      await bot.receive(message(KIM, chat, "Never mind."));
      const [send, no] = executes(bot.card(chat));
      const { card } = await presses(KIM, chat, "leave", no?.["data"] as Data);
      assert.equal(textOf(card), "Nothing was sent.");
      const { sentence } = await presses(BO, chatOf(BO), "add", send?.["data"] as Data);
      assert.match(sentence ?? "", /^Only the person who asked/);
      assert.deepEqual(await said(), []);
    });

    it("asks first where another line about an open ticket is replied to", async () => {
      await openTicket(bot);
      const preview = "Ticket #1: Ana Agent has taken it.";
      await bot.receive(replied(KIM, chat, "Great!", { ...toBot, preview }));
      assert.match(textOf(bot.card(chat)), /^Send this to the helpdesk for ticket #1\?\nGreat!$/);
    });

    it("asks first where the card is replied to", async () => {
      await openTicket(bot);
      const { id } = bot.shown(chat)[1]!;
      await bot.receive(message(KIM, chat, "Any news?", { replyToId: id }));
      assert.match(
        textOf(bot.card(chat)),
        /^Send this to the helpdesk for ticket #1\?\nAny news\?$/,
      );
    });

    it("sends nothing for a line about a ticket that there is not", async () => {
      await openTicket(bot);
      const preview = "Ticket #9: Ana Agent asks: Which?";
      await bot.receive(replied(KIM, chat, "Mine.", { ...toBot, preview }));
      assert.doesNotMatch(textOf(bot.card(chat)), /Send this/);
      assert.deepEqual(await said(), []);
    });

    it("sends nothing at once for somebody else's words that look like a line", async () => {
      await ask();
      await bot.receive(replied(KIM, chat, "Mine.", { author: "8:ana", preview: QUESTION }));
      assert.deepEqual(await said(), []);
    });

    for (const words of ["Any news?", "It is still bouncing.", "It works now, thank you!"])
      it(`asks first where only one ticket is open: ${words}`, async () => {
        await openTicket(bot);
        await bot.receive(message(KIM, chat, words));
        assert.match(textOf(bot.card(chat)), /^Send this to the helpdesk for ticket #1\?/);
        assert.deepEqual(await said(), []);
      });

    it("explains what tells of a bounce in words where no ticket waits", async () => {
      await openTicket(bot);
      await bot.receive(
        message(
          KIM,
          chat,
          "My mail to bob@fabrikam.example came back because his mailbox is full.",
        ),
      );
      assert.doesNotMatch(textOf(bot.card(chat)), /Send this/);
      assert.ok(buttonsOf(bot.card(chat)).includes("Ask the helpdesk"));
    });

    it("gives plain talk its usual answer where no ticket is open", async () => {
      await nameHelpdesk(bot);
      await bot.receive(message(KIM, chat, "Is anybody there?"));
      assert.match(textOf(bot.card(chat)), /^I found no bounce in this\./);
    });

    for (const verb of ["claim", "ask"])
      it(`gives plain talk its usual answer where two tickets may be meant: ${verb}`, async () => {
        await openTicket(bot);
        await agentDoes(verb, { text: "Which?" });
        await bot.receive(message(KIM, chat, anotherBounce()));
        await presses(KIM, chat, "send", { case: caseOf(bot.card(chat)) });
        await agentDoes(verb, { text: "And here?" });
        await bot.receive(message(KIM, chat, "Is anybody there?"));
        assert.match(textOf(bot.card(chat)), /^I found no bounce in this\./);
      });

    it("still explains a bounce while a ticket waits", async () => {
      await ask();
      await bot.receive(message(KIM, chat, CERTIFICATE));
      assert.ok(buttonsOf(bot.card(chat)).includes("Ask the helpdesk"));
    });

    it("is not done for somebody else's ticket", async () => {
      await ask();
      await bot.receive(replied(BO, chatOf(BO), "Mine.", { ...toBot, preview: QUESTION }));
      assert.doesNotMatch(textOf(bot.card(chatOf(BO))), /Send this/);
      assert.deepEqual(await said(), []);
    });
  });

  describe("a day after it was resolved", () => {
    const followUp = async () => {
      await openTicket(bot);
      await agentDoes("resolve", { text: "Renewed." });
      bot.clock.pass(DAY);
      await queueFollowUps(bot.db, new Date(Date.parse("2026-11-21T08:00:00.000Z") + DAY));
      await bot.settle();
      return bot.card(chat);
    };

    for (const words of ["still bouncing", "It works now, thank you!", "Same error again."])
      it(`is asked whether it works where they say so in the chat: ${words}`, async () => {
        await openTicket(bot);
        await agentDoes("resolve", { text: "Renewed." });
        await bot.receive(message(KIM, chat, words));
        const card = bot.card(chat);
        assert.match(textOf(card), /^Did it work when you sent it again\?/);
        const [works] = executes(card);
        await presses(KIM, chat, "worked", works!["data"] as object);
        await bot.receive(message(KIM, chat, words));
        assert.match(textOf(bot.card(chat)), /^I found no bounce in this\./);
      });

    it("is not asked because of other words", async () => {
      await openTicket(bot);
      await agentDoes("resolve", { text: "Renewed." });
      await bot.receive(message(KIM, chat, "Thanks!"));
      assert.match(textOf(bot.card(chat)), /^I found no bounce in this\./);
      await bot.receive(message(BO, chatOf(BO), "still bouncing"));
      assert.match(textOf(bot.card(chatOf(BO))), /^I found no bounce in this\./);
    });

    it("is asked whether it works, in a message of its own", async () => {
      const before = bot.shown(chat).length;
      const card = await followUp();
      assert.match(textOf(card), /^Did it work when you sent it again\?/);
      assert.deepEqual(buttonsOf(card), ["It works", "Still bouncing"]);
      assert.ok(bot.shown(chat).length > before);
    });

    it("is asked again after it was resolved again, and was promised nothing else", async () => {
      const asked = () =>
        bot
          .shown(chat)
          .map(({ attachments }) => textOf(attachments?.[0]?.content))
          .filter((text) => text.startsWith("Did it work"));
      const says = "Did it work when you sent it again?\n";
      const more = "Ticket #1 was resolved. If all is well, you need not answer.";
      await followUp();
      await agentDoes("reopen");
      await agentDoes("resolve");
      bot.clock.pass(2 * DAY);
      await bot.sweep();
      assert.deepEqual(asked(), [says + more, says + more]);
    });

    for (const [title, says, then] of [
      ["It works", "Good to hear. Thank you.", "resolved"],
      ["Still bouncing", "The helpdesk works on ticket #1 again.", "claimed"],
    ] as const)
      it(`says “${title}”`, async () => {
        const button = executes(await followUp()).find((one) => one["title"] === title);
        const pressed = await presses(
          KIM,
          chat,
          String(button?.["verb"]),
          button?.["data"] as Data,
        );
        assert.equal(textOf(pressed.card), says);
        assert.equal(await state(), then);
      });
  });
});
