import assert from "node:assert/strict";
import { textOf } from "../cards/reading.js";
import {
  ANA,
  chatOf,
  edited,
  GUS,
  HELPDESK,
  mention,
  message,
  press,
  type Someone,
  threadOf,
} from "../fakes/teams.js";
import { ATTR36, CERTIFICATE } from "./bounces.js";
import { caseOf, nameHelpdesk } from "./steps.js";
import { wholeBot } from "./whole-bot.js";

const people: readonly Someone[] = Array.from({ length: 5 }, (_, index) => ({
  id: `29:1person-${index}`,
  name: `Person ${index}`,
  aadObjectId: `entra-person-${index}`,
}));
const [FIRST, SECOND, THIRD, , FIFTH] = people as [Someone, Someone, Someone, Someone, Someone];

const SIXTH: Someone = { id: "29:1person-5", name: "Person 5", aadObjectId: "entra-person-5" };

describe("what is said in an incident's thread", () => {
  const bot = wholeBot({ incidents: { people: 5, windowMinutes: 60, quietHours: 24 } });

  /** Five people paste the same; those named want to be told. */
  async function begin(followers: readonly Someone[] = []): Promise<void> {
    for (const who of people) await bot.receive(message(who, chatOf(who), CERTIFICATE));
    await later();
    for (const who of followers) {
      const id = caseOf(bot.card(chatOf(who)));
      await bot.receive(press(who, chatOf(who), "follow", { case: id }));
    }
    await later();
  }
  const later = async () => {
    bot.clock.pass(5_000);
    await bot.settle();
  };
  const thread = (settings: { readonly tenant?: string } = {}) => {
    const [channel = "", root = ""] = (bot.threads[0] ?? "").split(";messageid=");
    return threadOf(channel, root, settings);
  };
  const says = async (who: Someone, text: string) => {
    await bot.receive(mention(who, thread(), text));
    return inThread().at(-1);
  };
  const linesIn = (chat: Parameters<typeof bot.shown>[0]) =>
    bot.shown(chat).flatMap(({ text }) => text ?? []);
  const inThread = () => linesIn(thread());
  const told = () => people.flatMap((who) => linesIn(chatOf(who)));
  const resolve = () => bot.receive(press(ANA, thread(), "resolve-incident", { incident: 1 }));

  beforeEach(() => nameHelpdesk(bot));

  it("mentions whoever is on call, as far as they are in the helpdesk's team", async () => {
    const channel = threadOf(HELPDESK, "100");
    for (const who of [ANA, GUS]) await bot.receive(mention(who, channel, "on call add me"));
    bot.roster = bot.roster.filter(({ id }) => id !== GUS.id);
    bot.clock.pass(11 * 60_000);
    await begin();
    assert.deepEqual(inThread(), ["<at>Ana Agent</at>: incident 1 is new."]);
    const [line] = bot.shown(thread()).filter(({ text }) => text !== undefined);
    assert.deepEqual((line as { readonly entities?: unknown }).entities, [
      {
        type: "mention",
        text: "<at>Ana Agent</at>",
        mentioned: { id: ANA.aadObjectId, name: "Ana Agent" },
      },
    ]);
  });

  it("still goes to who follows it after Teams has lost the card, which comes anew in the thread", async () => {
    await begin([FIRST]);
    const cards = () => bot.shown(thread()).filter(({ attachments }) => attachments);
    const [{ id: lost } = { id: "" }] = cards();
    bot.trouble = ({ method, activity }) =>
      method === "PUT" && activity === lost ? { kind: "status", status: 404 } : undefined;
    await bot.receive(message(SIXTH, chatOf(SIXTH), CERTIFICATE));
    await later();
    assert.equal(cards().length, 2);
    assert.equal(bot.threads.length, 1);

    assert.equal(await says(ANA, "We are on it."), "Passed on to 1 person.");
    assert.match(linesIn(chatOf(FIRST)).at(-1) ?? "", /We are on it\./);
  });

  it("with a mention of the bot goes to everybody who follows it, and is acknowledged", async () => {
    await begin([FIRST, FIFTH]);
    assert.equal(await says(ANA, "We are on it.\nIt takes an hour."), "Passed on to 2 people.");
    for (const who of [FIRST, FIFTH])
      assert.deepEqual(linesIn(chatOf(who)), [
        "About the problem with your message to maria.okafor@fabrikam.example, Ana Agent: We are on it.\nIt takes an hour.",
      ]);
    assert.equal(told().length, 2);
    assert.equal(inThread().length, 1);
    for (const { text, ...line } of bot.shown(chatOf(FIRST)))
      if (text) assert.equal((line as { readonly textFormat?: string }).textFormat, "plain");
  });

  it("goes to nobody where it is a note for colleagues, or the name of a button", async () => {
    await begin([FIRST]);
    assert.match((await says(ANA, "note: the certificate")) ?? "", /an incident keeps no notes/);
    assert.match((await says(ANA, "resolve")) ?? "", /a button on the incident's card/);
    assert.deepEqual(told(), []);
  });

  it("reaches who has a ticket in it as well: they wait, too", async () => {
    await bot.receive(message(FIRST, chatOf(FIRST), CERTIFICATE));
    const id = caseOf(bot.card(chatOf(FIRST)));
    await bot.receive(press(FIRST, chatOf(FIRST), "send", { case: id }));
    for (const who of people.slice(1)) await bot.receive(message(who, chatOf(who), CERTIFICATE));
    await later();
    const [, root = ""] = (bot.threads[1] ?? "").split(";messageid=");
    const place = threadOf(HELPDESK, root);
    await bot.receive(mention(ANA, place, "On it."));
    assert.deepEqual(linesIn(place), ["Passed on to 1 person."]);
    assert.match(linesIn(chatOf(FIRST)).at(-1)!, /^About the problem .*, Ana Agent: On it\.$/);
  });

  it("is said in its order, before the end of the incident", async () => {
    await begin([SECOND]);
    await says(GUS, "First.");
    await says(ANA, "Second.");
    await resolve();
    await later();
    const endings = linesIn(chatOf(SECOND)).map((line) => line.split(": ").at(-1));
    assert.deepEqual(endings.slice(0, 2), ["First.", "Second."]);
    assert.match(endings[2]!, /is fixed\. Please send/);
  });

  it("goes there once, however often Teams delivers it", async () => {
    await begin([FIRST]);
    const activity = mention(ANA, thread(), "On it.");
    await Promise.all([bot.receive(activity), bot.receive(activity)]);
    await bot.restart();
    await bot.receive(activity);
    assert.equal(told().length, 1);
    assert.deepEqual(inThread(), ["Passed on to 1 person."]);
  });

  it("is kept no longer than it takes to say it", async () => {
    await begin([FIRST]);
    await says(ANA, "A word of Zanzibar.");
    const rows = await bot.db.selectFrom("outbox").select("about").execute();
    assert.doesNotMatch(JSON.stringify(rows), /Zanzibar/);
  });

  it("is not passed on again when it is edited", async () => {
    await begin([FIRST]);
    const activity = mention(ANA, thread(), "On it.");
    await bot.receive(activity);
    await bot.receive(edited(activity, "<at>NDR Bot</at> Still on it."));
    assert.equal(told().length, 1);
    assert.match(inThread().at(-1)!, /^What I passed on stays as it was\./);
  });

  it("is explained when it is a bounce: no ticket of the incident's thread, and nothing passed on", async () => {
    await begin([FIRST]);
    await says(ANA, ATTR36);
    assert.deepEqual(told(), []);
    assert.match(inThread()[0]!, /^I passed nothing on: I took this for a bounce\./);
    assert.match(textOf(bot.card(thread())), /What you can do/);
    assert.deepEqual(await bot.db.selectFrom("tickets").select("number").execute(), []);
    assert.equal(await says(ANA, "On it."), "Passed on to 1 person.");
  });

  it("is taken for a command where it is one", async () => {
    await begin([FIRST]);
    await says(ANA, "helpdesk where");
    assert.deepEqual(told(), []);
  });

  describe("goes to nobody", () => {
    it("where nobody follows it", async () => {
      await begin();
      assert.match((await says(ANA, "On it."))!, /^I passed nothing on: nobody has asked/);
      assert.deepEqual(told(), []);
    });

    it("from somebody who is no agent", async () => {
      await begin([FIRST]);
      assert.match(
        (await says(THIRD, "Buy my shoes."))!,
        /^I did not pass this on: only the members of the helpdesk's team can/,
      );
      assert.deepEqual(told(), []);
    });

    it("while Teams does not tell who is in the team", async () => {
      await begin([FIRST]);
      bot.clock.pass(11 * 60_000);
      bot.trouble = ({ path }) =>
        path.includes("pagedmembers") ? { kind: "status", status: 403 } : undefined;
      assert.match((await says(ANA, "On it."))!, /send it again in a minute/);
      assert.deepEqual(told(), []);
    });

    it("when it is longer than what can be passed on", async () => {
      await begin([FIRST]);
      assert.match((await says(ANA, "word ".repeat(500)))!, /2,000 characters at most/);
      assert.deepEqual(told(), []);
    });

    it("when the incident is over", async () => {
      await begin([FIRST]);
      await resolve();
      await later();
      const before = told();
      assert.equal(
        await says(ANA, "One more thing."),
        "I did not pass this on. Ana Agent has already resolved incident 1.",
      );
      assert.deepEqual(told(), before);
    });

    for (const [what, activity] of Object.entries({
      "without a mention": () => message(ANA, thread(), "Between us: odd."),
      "in another thread": () => mention(ANA, threadOf(HELPDESK, "55"), "Odd."),
      "in another organisation": () => mention(ANA, thread({ tenant: "other" }), "Odd."),
    }))
      it(what, async () => {
        await begin([FIRST]);
        await bot.receive(activity());
        assert.deepEqual(told(), []);
      });
  });
});
