import assert from "node:assert/strict";
import { textOf } from "../cards/reading.js";
import {
  chatOf,
  HELPDESK,
  KIM,
  mention,
  message,
  OLA,
  OUTAGES,
  SALES_TEAM,
  threadOf,
} from "../fakes/teams.js";
import { nameHelpdesk } from "./steps.js";
import { wholeBot } from "./whole-bot.js";

const MISTAKE = "vpn-down.md:3:8: the code 5.7.x is no status code";

describe("the command knowledge", () => {
  const bot = wholeBot();

  async function askIn(chat: ReturnType<typeof threadOf>): Promise<string> {
    await bot.receive(mention(OLA, chat, "knowledge"));
    return textOf(bot.card(chat));
  }

  it("says how many articles there are and when they were read", async () => {
    await bot.receive(message(KIM, chatOf(KIM), "Knowledge"));
    const said = textOf(bot.card(chatOf(KIM)));
    assert.match(said, /The articles are up to date/);
    assert.match(said, /I know \d+ articles, read at 2026-11-21 10:05 UTC\./);
    assert.match(said, /\d+ built in/);
  });

  it("shows the helpdesk's team where a changed article is wrong", async () => {
    bot.articleProblems = [MISTAKE];
    await nameHelpdesk(bot);
    const said = await askIn(threadOf(HELPDESK, "100"));
    assert.match(said, /A changed article has a mistake/);
    assert.match(said, /vpn-down\.md:3:8: the code 5\.7\.x is no status code/);
  });

  it("shows everybody else only that one is wrong", async () => {
    bot.articleProblems = [MISTAKE];
    await bot.receive(message(KIM, chatOf(KIM), "knowledge"));
    const said = textOf(bot.card(chatOf(KIM)));
    assert.match(said, /A changed article has a mistake/);
    assert.doesNotMatch(said, /vpn-down/);
  });

  it("shows another team only that one is wrong", async () => {
    bot.articleProblems = [MISTAKE];
    await nameHelpdesk(bot);
    const sales = threadOf("19:offers@thread.tacv2", "100", { team: SALES_TEAM });
    const said = await askIn(sales);
    assert.match(said, /A changed article has a mistake/);
    assert.doesNotMatch(said, /vpn-down/);
  });

  it("shows a channel nothing more where there is no helpdesk", async () => {
    bot.articleProblems = [MISTAKE];
    assert.doesNotMatch(await askIn(threadOf(OUTAGES, "100")), /vpn-down/);
  });
});
