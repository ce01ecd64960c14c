import assert from "node:assert/strict";
import type { Card } from "../../src/cards/fit.js";
import { executes, textOf } from "../cards/reading.js";
import { BO, chatOf, groupChat, KIM, mention, message, press } from "../fakes/teams.js";
import { answerTo, caseOf, nameHelpdesk } from "./steps.js";
import { wholeBot } from "./whole-bot.js";

const BARE_CODE = "My mail came back: 550 5.4.1";

describe("the question of an answer", () => {
  const bot = wholeBot();
  const chat = chatOf(KIM);

  async function paste(): Promise<string> {
    await nameHelpdesk(bot);
    await bot.receive(message(KIM, chat, BARE_CODE));
    return caseOf(bot.card(chat));
  }

  /** What the button that says this would answer. */
  function answerOf(card: Card, says: RegExp): unknown {
    const choice = executes(card).find(
      ({ verb, title }) => verb === "tell" && says.test(String(title)),
    );
    return (choice?.["data"] as { readonly answer?: unknown } | undefined)?.answer;
  }

  const tells = async (data: object, from = KIM, where = chat) =>
    answerTo(await bot.receive(press(from, where, "tell", data)));

  it("leads to the article that it is then", async () => {
    const id = await paste();
    const answer = answerOf(bot.card(chat), /Relay Access Denied/);
    const { card } = await tells({ case: id, answer });
    assert.match(textOf(card), /You said: It says “Relay Access Denied”\./);
    assert.match(textOf(card), /does not take mail for this domain/);
  });

  it("can be answered otherwise afterwards", async () => {
    const id = await paste();
    const before = bot.card(chat);
    await tells({ case: id, answer: answerOf(before, /Relay Access Denied/) });
    const { card } = await tells({ case: id, answer: "_again" });
    assert.deepEqual(card, before);
  });

  it("stands on the ticket as what the requester said", async () => {
    const id = await paste();
    await tells({ case: id, answer: answerOf(bot.card(chat), /Relay Access Denied/) });
    await bot.receive(press(KIM, chat, "send", { case: id }));
    const [thread = ""] = bot.threads;
    assert.match(
      textOf(bot.card(thread)),
      /whose mail came back says: It says “Relay Access Denied”/,
    );
  });

  it("changes nothing once the helpdesk has the bounce", async () => {
    const id = await paste();
    const answer = answerOf(bot.card(chat), /Relay Access Denied/);
    await bot.receive(press(KIM, chat, "send", { case: id }));
    const { card } = await tells({ case: id, answer });
    assert.doesNotMatch(textOf(card), /You said/);
    assert.match(textOf(card), /Ticket #1/);
  });

  it("changes nothing once it worked", async () => {
    const id = await paste();
    const answer = answerOf(bot.card(chat), /Relay Access Denied/);
    await bot.receive(press(KIM, chat, "worked", { case: id }));
    const { card } = await tells({ case: id, answer });
    assert.doesNotMatch(textOf(card), /You said: It says/);
  });

  it("is answered only by who asked", async () => {
    const group = groupChat();
    await bot.receive(mention(KIM, group, BARE_CODE));
    const id = caseOf(bot.card(group));
    const answer = answerOf(bot.card(group), /Relay Access Denied/);
    const { sentence } = await tells({ case: id, answer }, BO, group);
    assert.match(sentence ?? "", /Only the person whose mail came back/);
  });

  for (const answer of ["server-does-not-relay", "../../etc/passwd", "", 5, undefined]) {
    it(`takes no answer that was not offered: ${String(answer)}`, async () => {
      const id = await paste();
      const before = bot.card(chat);
      const { card, sentence } = await tells({ case: id, answer });
      if (card) assert.deepEqual(card, before);
      else assert.match(sentence ?? "", /I don't know this button/);
    });
  }
});
