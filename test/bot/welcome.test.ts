import assert from "node:assert/strict";
import {
  BOT,
  chatOf,
  groupChat,
  HELPDESK,
  installed,
  joined,
  KIM,
  MAIL_TEAM,
  OLA,
  SALES_TEAM,
  threadOf,
} from "../fakes/teams.js";
import { textOf } from "../cards/reading.js";
import { wholeBot } from "./whole-bot.js";

describe("the first contact", () => {
  const bot = wholeBot();
  const chat = chatOf(KIM);
  /** Where Teams tells of what happens to a team: its General channel, and no thread of it. */
  const teamOf = (channel: string, team = MAIL_TEAM) => {
    const { channelData } = threadOf(channel, "", { team });
    return { conversation: { ...groupChat(channel).conversation, ...CHANNEL }, channelData };
  };
  const CHANNEL = { conversationType: "channel" };
  const team = teamOf(MAIL_TEAM.id);
  const welcomes = () => bot.calls.filter(({ method }) => method === "POST").length;

  it("is a welcome that says what to send", async () => {
    await bot.receive(installed(KIM, chat));
    const text = textOf(bot.card(chat));
    assert.match(text, /^Hello, I explain bounced mail\./);
    assert.match(text, /Paste the whole bounce here/);
  });

  it("is one welcome, though Teams tells of it in two ways", async () => {
    await bot.receive(installed(KIM, chat));
    await bot.receive(joined(KIM, chat, BOT.id));
    assert.equal(welcomes(), 1);
  });

  it("is one welcome also when both come at once, in any order", async () => {
    await Promise.all([
      bot.receive(joined(OLA, team, BOT.id)),
      bot.receive(installed(OLA, team)),
      bot.receive(joined(OLA, team, BOT.id)),
    ]);
    assert.equal(welcomes(), 1);
  });

  it("is one welcome for a person that was there before a restart", async () => {
    await bot.receive(installed(KIM, chat));
    await bot.restart();
    await bot.receive(joined(KIM, chat, BOT.id));
    assert.equal(welcomes(), 1);
  });

  it("names who added the bot to a team, and asks Teams for the name", async () => {
    await bot.receive(installed(OLA, team));
    assert.match(textOf(bot.card(team)), /Ola Owner added me\./);
  });

  it("names nobody in a personal chat", async () => {
    await bot.receive(installed(KIM, chat));
    assert.doesNotMatch(textOf(bot.card(chat)), /added me/);
  });

  it("names nobody where Teams knows no name", async () => {
    bot.roster = [];
    await bot.receive(installed(OLA, team));
    assert.match(textOf(bot.card(team)), /^Hello, I explain bounced mail\.\nSend me/);
  });

  it("is one welcome for a team, whichever of its channels Teams speaks of", async () => {
    await bot.receive(installed(OLA, teamOf(HELPDESK)));
    await bot.receive(joined(OLA, team, BOT.id));
    assert.equal(welcomes(), 1);
  });

  it("is a welcome for each team and person", async () => {
    await bot.receive(installed(OLA, team));
    await bot.receive(installed(OLA, teamOf(SALES_TEAM.id, SALES_TEAM)));
    await bot.receive(installed(KIM, chat));
    await bot.receive(installed(OLA, chatOf(OLA)));
    assert.equal(welcomes(), 4);
  });

  it("is not when somebody else joins", async () => {
    await bot.receive(joined(OLA, team, KIM.id, OLA.id));
    assert.deepEqual(bot.calls, []);
  });

  it("is when the bot joins among others", async () => {
    await bot.receive(joined(OLA, team, KIM.id, BOT.id));
    assert.equal(welcomes(), 1);
  });

  for (const action of ["remove", "add-upgrade", "remove-upgrade", undefined])
    it(`is not when the installation's action is ${String(action)}`, async () => {
      await bot.receive({ ...installed(OLA, team), action });
      assert.deepEqual(bot.calls, []);
    });
});
