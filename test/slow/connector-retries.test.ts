import assert from "node:assert/strict";
import { ATTR36, ATTR36_TITLE } from "../bot/bounces.js";
import { answerTo, askHelpdesk, ticketIn } from "../bot/steps.js";
import { wholeBot } from "../bot/whole-bot.js";
import { textOf } from "../cards/reading.js";
import type { ConnectorCall } from "../fakes/connector.js";
import { chatOf, HELPDESK, KIM, message, press, threadOf } from "../fakes/teams.js";

const isPost = ({ method, path }: ConnectorCall) =>
  method === "POST" && path === "/v3/conversations";

/** The SDK tries three times more after 500 and the like, which takes some five seconds each time. */
describe("what the SDK tries again", () => {
  const bot = wholeBot();
  const chat = chatOf(KIM);
  let faults: number[];

  beforeEach(() => {
    faults = [];
  });

  it("is an answer that failed once: it is given", async () => {
    faults = [502];
    bot.trouble = ({ body }) => {
      const status = body["type"] === "message" ? faults.shift() : undefined;
      return status === undefined ? undefined : { kind: "status", status };
    };
    await bot.receive(message(KIM, chat, ATTR36));
    assert.match(textOf(bot.card(chat)), ATTR36_TITLE);
    assert.equal(bot.shown(chat).length, 2);
  });

  for (const status of [500, 502])
    it(`is a ticket's post answered with ${status}: it is posted later`, async () => {
      bot.trouble = (call) => (isPost(call) ? { kind: "status", status } : undefined);
      const { reply } = await askHelpdesk(bot);
      assert.match(textOf(answerTo(reply).card), /Ticket #1: sent to the helpdesk/);
      assert.equal(bot.calls.filter(isPost).length, 4);
      bot.trouble = () => undefined;
      bot.clock.pass(60_000);
      await bot.settle();
      assert.match(textOf(bot.card(ticketIn(bot).thread)), /#1 · New/);
    });

  it("is everything when nobody is there: the process lives, and the log has the references", async () => {
    await bot.hangUp();
    for (const text of [ATTR36, "hi", "helpdesk where"])
      assert.equal((await bot.receive(message(KIM, chat, text))).status, 200);
    assert.equal(bot.log.filter((line) => line.includes('"apology failed"')).length, 3);
    // A button's answer goes back the way it came, and needs nobody there.
    const claim = press(KIM, threadOf(HELPDESK, "1"), "claim", { ticket: 1 });
    assert.match(
      answerTo(await bot.receive(claim)).sentence ?? "",
      /Only the members of the helpdesk's team can do this/,
    );
  });
});
