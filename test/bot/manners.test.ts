import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ANA, chatOf, KIM, message, press } from "../fakes/teams.js";
import { assertManners } from "./manners.js";
import { answerTo, caseOf, nameHelpdesk, ticketIn } from "./steps.js";
import { wholeBot } from "./whole-bot.js";

/**
 * After every test of the whole bot: cards are complete, messages fit, invokes are answered with 200,
 * and the log holds nobody's mail. Here that is done with all the mail there is.
 */
describe("the bot's manners", () => {
  const bot = wholeBot();
  const chat = chatOf(KIM);

  for (const folder of ["test/fixtures/bounces", "test/fixtures/not-bounces"])
    for (const name of readdirSync(folder).filter((name) => !name.endsWith(".json")))
      it(`are kept with ${folder}/${name}`, async () => {
        const text = readFileSync(join(folder, name), "utf8");
        const html = name.endsWith(".html") ? text : undefined;
        await bot.receive(message(KIM, chat, text, html === undefined ? {} : { html }));
        assert.equal(typeof bot.card(chat), "object");
      });

  it("are kept with a bounce for a thousand people, all the way to the helpdesk", async () => {
    await nameHelpdesk(bot);
    const people = Array.from({ length: 1000 }, (_, i) => `person-${i}@fabrikam.example`);
    const words = "very long words of a server ".repeat(40);
    const bounce = [
      "Delivery has failed to these recipients or groups:",
      ...people,
      "Diagnostic information for administrators:",
      "Generating server: hub.contoso.example",
      ...people.map((who) => `${who}\nRemote Server returned '550 5.7.1 ${words}'`),
    ].join("\n");
    // More than the door lets in would be refused with 413, and Teams sends no such message.
    await bot.receive(message(KIM, chat, bounce.slice(0, 100_000)));
    const note = "n".repeat(9_000);
    await bot.receive(press(KIM, chat, "escalate", { case: caseOf(bot.card(chat)) }));
    await bot.receive(press(KIM, chat, "send", { case: caseOf(bot.card(chat)), note }));
    const { thread, data } = ticketIn(bot);
    const resolution = "r".repeat(9_000);
    const reply = await bot.receive(press(ANA, thread, "resolve", { ...data, resolution }));
    assert.equal(typeof answerTo(reply).card, "object");
  });

  describe("would be missed where", () => {
    const call = (body: object) => ({ method: "POST", path: "/", query: "", body: { ...body } });
    const reply = (status: number, body: unknown) => ({ status, headers: new Headers(), body });
    const sentence = "application/vnd.microsoft.activity.message";
    const lapses = {
      "a card has a hole": { calls: [call({ text: "${verdict}" })] },
      "a card says undefined": { calls: [call({ text: "Ticket undefined" })] },
      "a card says null": { calls: [call({ text: null })] },
      "a message is too large": { calls: [call({ text: "x".repeat(29_000) })] },
      "an invoke fails": { replies: [reply(400, {})] },
      "an invoke's answer fails": {
        replies: [reply(200, { statusCode: 500, type: sentence, value: "x" })],
      },
      "an invoke's answer is nothing": { replies: [reply(200, "")] },
      "a dialog has a button that does nothing": {
        replies: [reply(200, { task: { type: "continue", value: { type: "Action.Execute" } } })],
      },
      "a dialog has no card": { replies: [reply(200, { task: { type: "continue", value: {} } })] },
      "a dialog's sentence is missing": { replies: [reply(200, { task: { type: "message" } })] },
      "the log names an address": { log: ['{"to":"ann@fabrikam.test"}'] },
      "the log names a host": { log: ['{"host":"mail.fabrikam.example"}'] },
      "the log names the subject": { log: ['{"subject":"Offer for the spring campaign"}'] },
    };
    for (const [what, lapse] of Object.entries(lapses))
      it(what, () => {
        assert.throws(() => {
          assertManners({ calls: [], replies: [], log: [], ...lapse });
        }, what);
      });
  });
});
