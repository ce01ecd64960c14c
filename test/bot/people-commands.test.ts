import assert from "node:assert/strict";
import { buttonsOf, textOf } from "../cards/reading.js";
import {
  ANA,
  BO,
  BOT,
  chatOf,
  GUS,
  HELPDESK,
  KIM,
  mention,
  mentionOf,
  message,
  OLA,
  OUTAGES,
  press,
  SALES_TEAM,
  type Someone,
  threadOf,
} from "../fakes/teams.js";
import { parsePeopleCommand } from "../../src/bot/people-grammar.js";
import { CERTIFICATE } from "./bounces.js";
import { answerTo, askHelpdesk, nameHelpdesk, openTicket, pasteBounce, ticketIn } from "./steps.js";
import { wholeBot } from "./whole-bot.js";

const MINUTE = 60_000;

describe("the commands about people", () => {
  const bot = wholeBot();
  const thread = threadOf(HELPDESK, "100");

  /** Says something in a channel, with mentions of people; what the bot answers. */
  async function say(
    from: Someone,
    text: string,
    { chat = thread, mentions = [] as readonly Someone[] } = {},
  ): Promise<string> {
    const names = mentions.map(({ name }) => `<at>${name}</at>`).join(" ");
    const entities = [BOT, ...mentions].map(mentionOf);
    await bot.receive(mention(from, chat, `${text} ${names}`, { entities }));
    return textOf(bot.card(chat));
  }

  /** The lines in the thread of the newest ticket, and whom they mention. */
  const lines = () =>
    bot.shown(ticketIn(bot).thread).flatMap(({ text, ...message }) => {
      const { entities = [] } = message as {
        readonly entities?: readonly { readonly mentioned: { readonly id: string } }[];
      };
      return text === undefined ? [] : [[text, ...entities.map(({ mentioned }) => mentioned.id)]];
    });

  describe("on call", () => {
    beforeEach(() => nameHelpdesk(bot));

    it("puts people on, says who is, and takes them off", async () => {
      assert.match(await say(ANA, "on call"), /Nobody is on call/);
      const added = await say(ANA, "on call add me and", { mentions: [BO] });
      assert.match(
        added,
        /New tickets and incidents mention (?:Ana Agent, Bo Agent|Bo Agent, Ana Agent)\./,
      );
      assert.match(
        await say(BO, "On-call remove me"),
        /New tickets and incidents mention Ana Agent\./,
      );
      assert.match(
        await say(BO, "on call?"),
        /New tickets and incidents mention Ana Agent\. “on call add/,
      );
      assert.match(await say(BO, "on call off"), /Nobody is on call/);
    });

    it("takes off somebody else who is mentioned", async () => {
      await say(ANA, "on call add", { mentions: [ANA, BO] });
      assert.match(await say(BO, "on call remove", { mentions: [ANA] }), /mention Bo Agent\./);
    });

    it("asks whom where nobody is named", async () => {
      assert.match(await say(ANA, "on call add"), /^Whom\?/);
      assert.match(await say(ANA, "on call add Bo Agent"), /^Whom\?/);
      assert.match(await say(ANA, "on call remove"), /^Whom\?/);
    });

    it("takes only members of the team", async () => {
      assert.match(await say(ANA, "on call add", { mentions: [BO, KIM] }), /Nobody was added/);
      assert.match(await say(ANA, "on call"), /Nobody is on call/);
    });

    it("is for members, in their team", async () => {
      const refused: readonly (readonly [Someone, typeof thread, RegExp])[] = [
        [KIM, thread, /Only the members of the helpdesk's team/],
        [ANA, threadOf("19:sales@thread.tacv2", "7", { team: SALES_TEAM }), /^Not here/],
        [ANA, chatOf(ANA), /^Not here/],
      ];
      for (const [who, chat, says] of refused)
        assert.match(await say(who, "on call add me", { chat }), says);
      assert.match(await say(ANA, "on call"), /Nobody is on call/);
    });

    it("says to members in their own chat who is on call and what goes where, and to nobody else", async () => {
      const own = chatOf(ANA);
      assert.match(await say(ANA, "on call", { chat: own }), /^Nobody is on call/);
      assert.match(await say(ANA, "routes", { chat: own }), /^No routes/);
      for (const words of ["on call", "routes"])
        assert.match(await say(KIM, words, { chat: chatOf(KIM) }), /Only the members of the/);
    });

    it("does nothing while Teams does not say who is in the team", async () => {
      bot.trouble = ({ path }) =>
        path.endsWith("pagedmembers") ? { kind: "status", status: 403 } : undefined;
      assert.match(await say(ANA, "on call add me"), /does not tell me right now/);
    });

    it("mentions them under a new ticket, once", async () => {
      await say(ANA, "on call add", { mentions: [ANA, BO] });
      await openTicket(bot);
      const [line, ...others] = lines();
      assert.deepEqual(others, []);
      assert.match(
        line![0]!,
        /^<at>(Ana|Bo) Agent<\/at> and <at>(Ana|Bo) Agent<\/at>: ticket #1 is new\.$/,
      );
      assert.deepEqual(line!.slice(1).toSorted(), [ANA.aadObjectId, BO.aadObjectId]);
    });

    it("mentions nobody who has left the team", async () => {
      await say(ANA, "on call add", { mentions: [ANA, BO] });
      bot.roster = bot.roster.filter(({ id }) => id !== BO.id);
      bot.clock.pass(11 * MINUTE);
      await openTicket(bot);
      assert.deepEqual(lines(), [["<at>Ana Agent</at>: ticket #1 is new.", ANA.aadObjectId]]);
    });

    it("cannot be misused by a name", async () => {
      const evil = { ...ANA, name: "**x** </at><at>Everyone [a](https://evil.example) ${y} #1" };
      bot.roster = [evil, { ...OLA, userRole: "owner" }];
      await say(ANA, "on call add me");
      await openTicket(bot);
      assert.equal(
        lines()[0]![0],
        "<at>x at at Everyone a https evil.example y 1</at>: ticket #1 is new.",
      );
    });

    it("reminds in the thread of what nobody took, once", async () => {
      await say(ANA, "on call add me");
      await openTicket(bot);
      bot.clock.pass(30 * MINUTE);
      await bot.sweep();
      await bot.sweep();
      assert.deepEqual(lines().slice(1), [
        [
          "Nobody has taken ticket #1 for 30 minutes. <at>Ana Agent</at>, can you?",
          ANA.aadObjectId,
        ],
      ]);
    });

    it("reminds with no mention where nobody is on call", async () => {
      await openTicket(bot);
      bot.clock.pass(31 * MINUTE);
      await bot.sweep();
      assert.deepEqual(lines(), [["Nobody has taken ticket #1 for 30 minutes."]]);
    });
  });

  describe("routes", () => {
    const outages = threadOf(OUTAGES, "7");
    beforeEach(() => nameHelpdesk(bot));

    const channelOfTicket = async () => {
      await pasteBounce(bot);
      await askHelpdesk(bot);
      return bot.threads.at(-1)?.split(";")[0];
    };

    it("send tickets to the channel an owner named, and back", async () => {
      const done = await say(OLA, "route here verdict recipient-admin", { chat: outages });
      assert.match(done, /will be posted in Outages \(Mail team\)\./);
      const listed = await say(ANA, "routes");
      assert.match(
        listed,
        /verdict recipient-admin \(the recipient's mail admin can fix it\) → Outages/,
      );
      assert.match(listed, /All other tickets go to Helpdesk \(Mail team\)/);
      await say(OLA, "route here 5.7.1-5.7.999", { chat: outages });
      assert.equal(await channelOfTicket(), OUTAGES);
      await say(OLA, "route off 5.7.1-5.7.999");
      await say(OLA, "route off verdict recipient-admin");
      assert.match(await say(ANA, "routes"), /All tickets go to Helpdesk/);
      assert.equal(await channelOfTicket(), HELPDESK);
    });

    it("are changed by owners of the team only", async () => {
      for (const person of [ANA, GUS])
        assert.match(await say(person, "route here 5.7.1"), /Only an owner of this team/);
      assert.match(await say(KIM, "route here 5.7.1"), /Only the members/);
      assert.match(await say(OLA, "route here 5.7.1", { chat: chatOf(OLA) }), /^Not here/);
      assert.match(await say(OLA, "routes"), /No routes/);
    });

    it("are refused for an article that is not there, with one like it", async () => {
      const says = await say(OLA, "route here article spf-record-incomplet");
      assert.match(
        says,
        /There is no article “spf-record-incomplet”\. Did you mean .*spf-record-incomplete/,
      );
      assert.match(await say(OLA, "route here article spf-record-incomplete"), /^Done/);
    });

    it("are explained where the rule is missing or none", async () => {
      assert.match(
        await say(OLA, "route here"),
        /^Which tickets\?.*“route here 5\.7\.1-5\.7\.999”/s,
      );
      assert.match(await say(OLA, "route here everything"), /^That is no rule/);
      assert.match(await say(OLA, "route off 5.1.1"), /There is no such route/);
    });
  });

  describe("forget me", () => {
    const chat = chatOf(KIM);

    it("says what is kept and asks first", async () => {
      await openTicket(bot);
      await bot.receive(message(KIM, chat, "Forget me!"));
      const card = bot.card(chat);
      assert.match(textOf(card), /I keep about you: 1 answer, 1 ticket and 1 step in tickets\./);
      assert.match(textOf(card), /Your open ticket is withdrawn first\./);
      assert.deepEqual(buttonsOf(card), ["Forget me"]);
    });

    it("withdraws, and takes name, words and addresses from the helpdesk's card", async () => {
      await openTicket(bot, "A note to the helpdesk");
      const { thread: ticket } = ticketIn(bot);
      await bot.receive(message(KIM, chat, "forget me"));
      const { card } = answerTo(await bot.receive(press(KIM, chat, "forget-me", {})));
      assert.match(textOf(card), /You are forgotten\./);
      const shown = textOf(bot.card(ticket));
      assert.match(shown, /#1 · Withdrawn/i);
      for (const gone of [/kim/i, /a note to/i, /[a-z]@/i]) assert.doesNotMatch(shown, gone);
      const rows = JSON.stringify([
        await bot.db.selectFrom("cases").selectAll().execute(),
        await bot.db.selectFrom("tickets").selectAll().execute(),
        await bot.db.selectFrom("ticket_entries").selectAll().execute(),
      ]);
      // An article may speak of @ and so do channels; what came with this bounce is gone.
      for (const gone of [/kim/i, /a note to/i, /[a-z]@(?!thread\.tacv2)/i, /woodgrove/])
        assert.doesNotMatch(rows, gone);
      await bot.receive(message(KIM, chat, "forget me"));
      assert.match(textOf(bot.card(chat)), /There is nothing to forget\./);
    });

    it("is for oneself only, and in one's own chat", async () => {
      await openTicket(bot);
      await bot.receive(mention(KIM, thread, "forget me"));
      assert.match(textOf(bot.card(thread)), /^Not here/);
      await bot.receive(press(BO, chatOf(BO), "forget-me", { person: KIM.aadObjectId }));
      assert.match(textOf(bot.card(ticketIn(bot).thread)), /Kim Larsen/);
      await bot.receive(message(BO, chatOf(BO), "forget me"));
      assert.match(textOf(bot.card(chatOf(BO))), /There is nothing to forget\./);
    });

    it("does not reach into another organisation", async () => {
      await openTicket(bot);
      await bot.receive(press(KIM, chatOf(KIM, "another-tenant"), "forget-me", {}));
      assert.match(textOf(bot.card(ticketIn(bot).thread)), /Kim Larsen/);
    });

    it("makes an agent Somebody on the cards", async () => {
      await nameHelpdesk(bot);
      await openTicket(bot);
      const { thread: ticket, data } = ticketIn(bot);
      await bot.receive(press(ANA, ticket, "claim", data));
      await bot.receive(press(ANA, chatOf(ANA), "forget-me", {}));
      assert.match(textOf(bot.card(ticket)), /Claimed by Somebody/);
      assert.match(textOf(bot.card(ticket)), /Kim Larsen/);
    });
  });
});

describe("parsePeopleCommand", () => {
  for (const text of [
    "",
    "on call please help",
    "on call off now",
    "call me",
    "forget me not",
    `routes ${"x".repeat(10)}`,
    "a route here",
    CERTIFICATE,
    `on call add ${"x".repeat(500)}`,
  ])
    it(`takes ${JSON.stringify(text.slice(0, 40))} for no command`, () => {
      assert.equal(parsePeopleCommand(text), undefined);
    });

  for (const [text, kind] of [
    ["Who is on call?", "on-call"],
    ["who’s on call", "on-call"],
    ["show routes", "routes"],
    ["list the routes", "routes"],
  ] as const)
    it(`takes “${text}” for ${kind}`, () => {
      assert.deepEqual(parsePeopleCommand(text), { kind });
    });
});
