import assert from "node:assert/strict";
import { textOf } from "../cards/reading.js";
import { BO, chatOf, groupChat, KIM, mention, message, press } from "../fakes/teams.js";
import { answerTo, caseOf, nameHelpdesk } from "./steps.js";
import { wholeBot } from "./whole-bot.js";

const MISREAD = "Remote Server returned '550 5.4.1 Recipient address rejected: Access denied'";
const CORRECTED = "550 5.1.10 RESOLVER.ADR.RecipientNotFound; anna@fabrikam.example not found";

describe("a text that its asker corrects", () => {
  const bot = wholeBot();
  const chat = chatOf(KIM);

  async function ask(): Promise<string> {
    await nameHelpdesk(bot);
    await bot.receive(message(KIM, chat, MISREAD));
    return caseOf(bot.card(chat));
  }

  const corrects = async (data: object, from = KIM, where = chat) =>
    answerTo(await bot.receive(press(from, where, "correct", data)));

  it("is explained, on the card that stands there", async () => {
    const id = await ask();
    const { card } = await corrects({ case: id, text: CORRECTED });
    assert.match(textOf(card), /no mailbox at this address/);
    assert.equal(caseOf(card ?? {}), id);
  });

  it("may name addresses by then", async () => {
    const { card } = await corrects({ case: await ask(), text: CORRECTED });
    assert.match(textOf(card), /Get-Recipient -Identity 'anna@fabrikam\.example'/);
  });

  it("is what the helpdesk gets afterwards", async () => {
    const id = await ask();
    await corrects({ case: id, text: CORRECTED });
    await bot.receive(press(KIM, chat, "send", { case: id }));
    assert.match(textOf(bot.card(bot.threads[0] ?? "")), /5\.1\.10/);
  });

  it("changes nothing once the helpdesk has the bounce", async () => {
    const id = await ask();
    await bot.receive(press(KIM, chat, "send", { case: id }));
    const { card } = await corrects({ case: id, text: CORRECTED });
    assert.doesNotMatch(textOf(card), /5\.1\.10/);
    assert.match(textOf(card), /Ticket #1/);
  });

  it("is told where there is no bounce left in it", async () => {
    const { sentence } = await corrects({ case: await ask(), text: "Thank you, that is all." });
    assert.match(sentence ?? "", /no bounce in the corrected text/);
  });

  it("is corrected only by who asked", async () => {
    const group = groupChat();
    await bot.receive(mention(KIM, group, MISREAD));
    const id = caseOf(bot.card(group));
    const { sentence } = await corrects({ case: id, text: CORRECTED }, BO, group);
    assert.match(sentence ?? "", /Only the person whose mail came back/);
  });

  for (const text of [undefined, 5, "x".repeat(10_001)])
    it(`is no text: ${String(text).slice(0, 10)}`, async () => {
      const { sentence } = await corrects({ case: await ask(), text });
      assert.match(sentence ?? "", /I don't know this button/);
    });
});
