import assert from "node:assert/strict";
import { textOf } from "../cards/reading.js";
import {
  ANA,
  BO,
  BOT,
  chatOf,
  edited,
  forwarded,
  GUS,
  HELPDESK,
  KIM,
  MAIL_TEAM,
  mention,
  mentionOf,
  message,
  OLA,
  OUTAGES,
  press,
  SALES_TEAM,
  type Someone,
  type Team,
  threadOf,
} from "../fakes/teams.js";
import { ATTR36, CERTIFICATE } from "./bounces.js";
import { answerTo, nameHelpdesk, openTicket, ticketIn } from "./steps.js";
import { wholeBot } from "./whole-bot.js";

interface Line {
  readonly text?: string;
  readonly textFormat?: string;
  readonly entities?: readonly unknown[];
}

describe("what is said in a ticket's thread", () => {
  const bot = wholeBot();
  const chat = chatOf(KIM);
  const presses = async (who: Someone, verb: string, data: object = {}) => {
    const ticket = ticketIn(bot);
    const activity = press(who, ticket.thread, verb, { ...ticket.data, ...data });
    return answerTo(await bot.receive(activity));
  };
  const says = (who: Someone, text: string) =>
    bot.receive(mention(who, ticketIn(bot).thread, text));
  const inThread = () =>
    (bot.shown(ticketIn(bot).thread) as readonly Line[]).filter(({ text }) => text !== undefined);
  const inChat = () => bot.shown(chat).flatMap(({ text }) => text ?? []);

  describe("by the bot", () => {
    it("mentions who was given the ticket", async () => {
      await openTicket(bot);
      await presses(ANA, "assign", { to: BO.aadObjectId });
      const [line] = inThread();
      assert.equal(line?.text, "<at>Bo Agent</at>: Ana Agent gave you ticket #1.");
      assert.deepEqual(line.entities, [
        {
          type: "mention",
          text: "<at>Bo Agent</at>",
          mentioned: { id: BO.id, name: "Bo Agent" },
        },
      ]);
    });

    it("says nothing to who took it themselves", async () => {
      await openTicket(bot);
      await presses(ANA, "assign", { to: ANA.aadObjectId });
      assert.deepEqual(inThread(), []);
    });

    it("mentions the agent when the requester adds something, with nothing of it taken for markup", async () => {
      await openTicket(bot);
      await presses(ANA, "claim");
      await bot.receive(
        press(KIM, chat, "add", { ticket: 1, text: "<at>Everyone</at> & <b>you</b>\nand me" }),
      );
      const [line] = inThread();
      assert.equal(
        line?.text,
        "<at>Ana Agent</at>: Kim Larsen adds: &lt;at&gt;Everyone&lt;/at&gt; &amp; &lt;b&gt;you&lt;/b&gt;<br/>and me",
      );
      assert.equal(line.textFormat, "xml");
      assert.equal(line.entities?.length, 1);
    });

    it("says so without a mention where nobody has the ticket", async () => {
      await openTicket(bot);
      await bot.receive(press(KIM, chat, "withdraw", { ticket: 1, version: 1 }));
      assert.deepEqual(
        inThread().map(({ text }) => text),
        ["Kim Larsen took ticket #1 back."],
      );
    });

    it("is said although Teams does not tell who is in the team", async () => {
      await openTicket(bot);
      await presses(ANA, "claim");
      bot.clock.pass(11 * 60_000);
      bot.trouble = ({ path }) =>
        path.includes("pagedmembers") ? { kind: "status", status: 403 } : undefined;
      await bot.receive(press(KIM, chat, "add", { ticket: 1, text: "More." }));
      assert.equal(inThread()[0]?.text, "<at>Ana Agent</at>: Kim Larsen adds: More.");
      assert.match(textOf(bot.card(ticketIn(bot).thread)), /From the requester .*: More\./);
    });
  });

  describe("with a mention of the bot", () => {
    it("goes to the requester's chat, and is acknowledged", async () => {
      await openTicket(bot);
      await says(ANA, "Which of your phones is it?");
      assert.deepEqual(inChat(), ["Ticket #1: Ana Agent writes: Which of your phones is it?"]);
      assert.equal(inThread().at(-1)?.text, "Passed on to Kim Larsen.");
      const card = textOf(bot.card(ticketIn(bot).thread));
      assert.match(card, /^#1 · New/);
      assert.match(card, /To the requester · Ana Agent, .*: Which of your phones is it\?/);
    });

    for (const words of ["note: called them", "Note for colleagues - called them"])
      it(`stays with the helpdesk where it says that it is a note: ${words}`, async () => {
        await openTicket(bot);
        await says(ANA, words);
        assert.deepEqual(inChat(), []);
        assert.equal(inThread().at(-1)?.text, "Noted on ticket #1, for colleagues only.");
        const card = textOf(bot.card(ticketIn(bot).thread));
        assert.match(card, /^Note, only here · Ana Agent, .*: called them$/m);
      });

    it("is kept as a note from nobody but an agent", async () => {
      await openTicket(bot);
      await says(KIM, "note: called them");
      assert.match(String(inThread().at(-1)?.text), /only the members of the helpdesk's team/);
      assert.doesNotMatch(textOf(bot.card(ticketIn(bot).thread)), /called them/);
    });

    for (const words of ["claim", "Resolve.", "please close this ticket", "merge into #7"])
      it(`goes nowhere where it is the name of a button: ${words}`, async () => {
        await openTicket(bot);
        await says(ANA, words);
        assert.deepEqual(inChat(), []);
        assert.match(String(inThread().at(-1)?.text), /^I passed nothing on: that is a button /);
      });

    it("goes nowhere where it gives the ticket to a colleague", async () => {
      await openTicket(bot);
      const entities = [mentionOf(BOT), mentionOf(BO)];
      const text = "<at>NDR Bot</at> assign to <at>Bo Agent</at>";
      await bot.receive(message(ANA, ticketIn(bot).thread, text, { entities }));
      assert.deepEqual(inChat(), []);
      assert.match(String(inThread().at(-1)?.text), /^I passed nothing on: that is a button /);
    });

    for (const words of ["Note that it takes a day.", "Close Outlook, please.", "Resolved."])
      it(`goes there where it only begins like one: ${words}`, async () => {
        await openTicket(bot);
        await says(ANA, words);
        assert.deepEqual(inChat(), [`Ticket #1: Ana Agent writes: ${words}`]);
      });

    it("goes there once, however often Teams delivers it", async () => {
      await openTicket(bot);
      const activity = mention(ANA, ticketIn(bot).thread, "On it.");
      await Promise.all([bot.receive(activity), bot.receive(activity)]);
      await bot.restart();
      await bot.receive(activity);
      assert.equal(inChat().length, 1);
    });

    it("is not passed on again when it is edited", async () => {
      await openTicket(bot);
      const activity = mention(ANA, ticketIn(bot).thread, "On it.");
      await bot.receive(activity);
      await bot.receive(edited(activity, "<at>NDR Bot</at> Still on it."));
      assert.equal(inChat().length, 1);
      assert.match(String(inThread().at(-1)?.text), /^What I passed on stays as it was\./);
    });

    for (const [who, says_] of [
      [KIM, /only the members of the helpdesk's team can write to Kim Larsen/],
      [{ ...BO, id: "29:x", aadObjectId: "x" }, /only the members of the helpdesk's team/],
    ] as const)
      it(`stays there from somebody who is no agent: ${who.aadObjectId}`, async () => {
        await openTicket(bot);
        await says(who, "Hello, are you there for me");
        assert.deepEqual(inChat(), []);
        assert.match(String(inThread().at(-1)?.text), says_);
      });

    it("goes nowhere while Teams does not tell who is in the team", async () => {
      await openTicket(bot);
      bot.clock.pass(11 * 60_000);
      bot.trouble = ({ path }) =>
        path.includes("pagedmembers") ? { kind: "status", status: 403 } : undefined;
      await says(ANA, "On it.");
      assert.deepEqual(inChat(), []);
      assert.match(String(inThread().at(-1)?.text), /send it again in a minute/);
    });

    it("goes nowhere when it is longer than what can be passed on", async () => {
      await openTicket(bot);
      await says(ANA, "word ".repeat(500));
      assert.deepEqual(inChat(), []);
      assert.match(String(inThread().at(-1)?.text), /2,000 characters at most/);
    });

    it("goes nowhere when the ticket was taken back", async () => {
      await openTicket(bot);
      await bot.receive(press(KIM, chat, "withdraw", { ticket: 1, version: 1 }));
      await says(ANA, "Why?");
      assert.deepEqual(inChat(), []);
      assert.match(String(inThread().at(-1)?.text), /Kim Larsen has withdrawn ticket 1\.$/);
    });

    it("is explained when it is another bounce: no second ticket, and nothing passed on", async () => {
      await openTicket(bot);
      await says(ANA, ATTR36);
      assert.deepEqual(inChat(), []);
      assert.match(String(inThread()[0]?.text), /^I passed nothing on: /);
      assert.equal(bot.threads.length, 1);
      const tickets = await bot.db.selectFrom("tickets").select("number").execute();
      assert.equal(tickets.length, 1);
      assert.match(textOf(bot.card(ticketIn(bot).thread)), /What you can do/);
    });

    it("is taken for a command where it is one", async () => {
      await openTicket(bot);
      await says(ANA, "helpdesk where");
      assert.deepEqual(inChat(), []);
    });
  });

  for (const [what, activity] of Object.entries({
    "a message without a mention": () => message(ANA, ticketIn(bot).thread, "Between us: odd."),
    "a mention in another thread": () => mention(ANA, threadOf(HELPDESK, "55"), "Odd."),
    "a mention in another organisation": () =>
      mention(
        ANA,
        {
          conversation: { ...ticketIn(bot).thread.conversation, tenantId: "other" },
          channelData: {},
        },
        "Odd.",
      ),
  }))
    it(`keeps to itself ${what}`, async () => {
      await openTicket(bot);
      await bot.receive(activity());
      assert.deepEqual(inChat(), []);
      const entries = await bot.db.selectFrom("ticket_entries").select("verb").execute();
      assert.deepEqual(entries, [{ verb: "open" }]);
    });
});

describe("a bounce in a thread of the helpdesk's channel", () => {
  const bot = wholeBot();
  const thread = threadOf(HELPDESK, "700");
  const tickets = () => bot.db.selectFrom("tickets").select(["number", "requester_name"]).execute();
  const cards = (chat = thread) =>
    bot.shown(chat).flatMap(({ attachments }) => attachments?.map(({ content }) => content) ?? []);

  it("makes the thread the ticket: one card, there and nowhere else", async () => {
    await nameHelpdesk(bot);
    await bot.receive(mention(GUS, thread, CERTIFICATE));
    assert.deepEqual(await tickets(), [{ number: 1, requester_name: "Gus Guest" }]);
    assert.deepEqual(bot.threads, []);
    assert.equal(cards().length, 1);
    assert.match(textOf(cards()[0]), /^#1 · New/);
  });

  it("draws each step on that card, and says there what the requester has to know", async () => {
    await nameHelpdesk(bot);
    await bot.receive(mention(GUS, thread, CERTIFICATE));
    await bot.receive(press(ANA, thread, "claim", { ticket: 1, version: 1 }));
    await bot.receive(press(ANA, thread, "ask", { ticket: 1, version: 2, text: "Since when?" }));
    assert.equal(cards().length, 1);
    assert.match(textOf(cards()[0]), /^#1 · Waiting for the requester · Ana Agent/);
    const said = (bot.shown(thread) as readonly Line[]).flatMap(({ text }) => text ?? []);
    assert.match(said.at(-1)!, /^<at>Gus Guest<\/at>: .*Since when\?/);
  });

  it("takes the requester's words with a mention as the answer", async () => {
    await nameHelpdesk(bot);
    await bot.receive(mention(GUS, thread, CERTIFICATE));
    await bot.receive(press(ANA, thread, "ask", { ticket: 1, version: 1, text: "Since when?" }));
    await bot.receive(mention(GUS, thread, "Since Thursday."));
    const text = textOf(cards()[0]);
    assert.match(text, /^#1 · Claimed by Ana Agent/);
    assert.match(text, /From the requester · Gus Guest, .*: Since Thursday\./);
  });

  it("does not echo an agent's words where the requester reads them anyway", async () => {
    await nameHelpdesk(bot);
    await bot.receive(mention(GUS, thread, CERTIFICATE));
    await bot.receive(mention(ANA, thread, "We are on it."));
    const said = (bot.shown(thread) as readonly Line[]).flatMap(({ text }) => text ?? []);
    assert.deepEqual(said, ["Gus Guest reads this thread: mention them, not me."]);
  });

  it("opens one ticket however often Teams delivers it, also after a restart", async () => {
    await nameHelpdesk(bot);
    const activity = mention(GUS, thread, CERTIFICATE);
    await Promise.all([bot.receive(activity), bot.receive(activity)]);
    await bot.restart();
    await bot.receive(activity);
    assert.equal((await tickets()).length, 1);
    assert.equal(cards().length, 1);
  });

  it("stays one ticket when the message is edited", async () => {
    await nameHelpdesk(bot);
    const activity = mention(GUS, thread, CERTIFICATE);
    await bot.receive(activity);
    await bot.receive(edited(activity, `<at>NDR Bot</at> ${ATTR36}`));
    assert.equal((await tickets()).length, 1);
    assert.equal(cards().length, 1);
  });

  it("is an ordinary answer when the thread is a ticket already", async () => {
    await nameHelpdesk(bot);
    await bot.receive(mention(GUS, thread, CERTIFICATE));
    await bot.receive(mention(ANA, thread, ATTR36));
    assert.equal((await tickets()).length, 1);
    assert.match(textOf(cards()[1]), /What you can do/);
  });

  it("is the ordinary list when there are several problems", async () => {
    await nameHelpdesk(bot);
    const bounce = (reply: string) =>
      `<p>Delivery has failed to these recipients or groups:</p><p>a@contoso.example</p><p>Diagnostic information for administrators:</p><p>Generating server: mail.northwind.example</p><p>a@contoso.example<br>Remote Server returned '${reply}'</p>`;
    const two = forwarded(
      GUS,
      thread,
      "<at>NDR Bot</at>",
      bounce("552 5.2.2 STOREDRV.Deliver; mailbox full"),
      bounce("550 5.4.1 Recipient address rejected: Access denied"),
    );
    await bot.receive({ ...two, entities: [mentionOf(BOT)] });
    assert.deepEqual(await tickets(), []);
    assert.equal(cards().length, 2);
  });

  it("posts its card there anew where Teams has lost it", async () => {
    await nameHelpdesk(bot);
    await bot.receive(mention(GUS, thread, CERTIFICATE));
    bot.trouble = ({ method }) => (method === "PUT" ? { kind: "status", status: 404 } : undefined);
    await bot.receive(press(ANA, thread, "claim", { ticket: 1, version: 1 }));
    assert.deepEqual(bot.threads, []);
    assert.match(textOf(cards().at(-1)), /^#1 · Claimed by Ana Agent/);
  });

  /** A route to the channel for outages, which was named when the helpdesk was this team's. */
  const routeToOutages = ({ id: team }: Team) =>
    bot.db
      .insertInto("routes")
      .values({
        tenant: String(thread.conversation["tenantId"]),
        ...{ kind: "verdict", value: "microsoft", conversation: OUTAGES, name: "Outages", team },
        ...{ set_by_id: OLA.aadObjectId, set_by_name: OLA.name, set_at: "2026-11-21T08:00:00Z" },
      })
      .execute();

  it("becomes a ticket in a channel that a route leads to", async () => {
    await nameHelpdesk(bot);
    await routeToOutages(MAIL_TEAM);
    const outages = threadOf(OUTAGES, "8");
    await bot.receive(mention(BO, outages, CERTIFICATE));
    assert.match(textOf(cards(outages)[0]), /^#1 · New/);
  });

  it("is an ordinary answer in a channel of the team that was the helpdesk before", async () => {
    await nameHelpdesk(bot);
    await routeToOutages(SALES_TEAM);
    await bot.receive(mention(BO, threadOf(OUTAGES, "8", { team: SALES_TEAM }), CERTIFICATE));
    assert.deepEqual(await tickets(), []);
  });

  for (const [where, chat] of Object.entries({
    "another channel of the team": threadOf(OUTAGES, "8"),
    "the same channel of another organisation": threadOf(HELPDESK, "8", { tenant: "other" }),
  }))
    it(`is an ordinary answer in ${where}`, async () => {
      await nameHelpdesk(bot);
      await bot.receive(mention(BO, chat, CERTIFICATE));
      assert.deepEqual(await tickets(), []);
      assert.match(textOf(cards(chat)[0]), /What you can do/);
    });

  it("is an ordinary answer once the helpdesk is switched off", async () => {
    await nameHelpdesk(bot);
    await bot.receive(mention(OLA, thread, "helpdesk off"));
    await bot.receive(mention(BO, thread, CERTIFICATE));
    assert.deepEqual(await tickets(), []);
  });
});
