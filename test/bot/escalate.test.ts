import assert from "node:assert/strict";
import {
  ANA,
  BO,
  chatOf,
  HELPDESK,
  KIM,
  mention,
  message,
  OLA,
  press,
  threadOf,
} from "../fakes/teams.js";
import { buttonsOf, textOf } from "../cards/reading.js";
import { ATTR36, CERTIFICATE } from "./bounces.js";
import {
  anotherBounce,
  answerTo,
  caseOf,
  nameHelpdesk,
  openTicket,
  pasteBounce,
  ticketIn,
} from "./steps.js";
import { wholeBot } from "./whole-bot.js";

describe("asking the helpdesk", () => {
  const bot = wholeBot();
  const chat = chatOf(KIM);
  /** Kim presses a button of her card. */
  const presses = async (verb: string, data: object) =>
    answerTo(await bot.receive(press(KIM, chat, verb, data)));

  it("is a button once there is a helpdesk", async () => {
    await nameHelpdesk(bot);
    await pasteBounce(bot);
    assert.deepEqual(buttonsOf(bot.card(chat)), [
      "Ask the helpdesk",
      "It worked",
      "Still bouncing",
    ]);
  });

  it("shows first what will be sent: the servers' words, not the mail's", async () => {
    await nameHelpdesk(bot);
    const { caseId } = await pasteBounce(bot);
    const { card } = await presses("escalate", { case: caseId });
    const text = textOf(card);
    assert.match(text, /Send this to the helpdesk\?/);
    assert.match(text, /TenantAttribution; Relay Access Denied SMTP/);
    assert.match(text, /maria\.okafor@fabrikam\.example/);
    assert.doesNotMatch(text, /spring campaign/);
    assert.deepEqual(buttonsOf(card!), ["Send to the helpdesk", "Leave out the names", "Back"]);
    assert.deepEqual(bot.threads, []);
  });

  it("leaves out the names before the @, on both cards, where the requester wants it", async () => {
    await nameHelpdesk(bot);
    const { caseId } = await pasteBounce(bot);
    const inputs = { case: caseId, note: "Urgent.", tried: "0,1,9" };
    const { card } = await presses("review", { ...inputs, withoutNames: true });
    assert.match(textOf(card), /…@fabrikam\.example/);
    await presses("send", { ...inputs, withoutNames: true });

    const ticket = bot.card(ticketIn(bot).thread);
    assert.match(textOf(ticket), /…@fabrikam\.example/);
    assert.match(textOf(ticket), /“Urgent\.”/);
    for (const shown of [card, ticket, bot.card(chat)])
      assert.doesNotMatch(JSON.stringify(shown), /maria\.okafor/);
    for (const table of ["cases", "ticket_words", "ticket_entries"] as const)
      assert.doesNotMatch(
        JSON.stringify(await bot.db.selectFrom(table).selectAll().execute()),
        /maria\.okafor/,
      );
  });

  it("tells the helpdesk which of the steps were tried", async () => {
    await nameHelpdesk(bot);
    const { caseId } = await pasteBounce(bot);
    await presses("send", { case: caseId, tried: "0,9", withoutNames: false });
    const { thread } = ticketIn(bot);
    assert.match(textOf(bot.card(thread)), /^Tried already: ✓ .{20}/m);
    assert.match(textOf(bot.card(thread)), /maria\.okafor@fabrikam\.example/);
    const { tried } = await bot.db.selectFrom("tickets").selectAll().executeTakeFirstOrThrow();
    assert.equal(tried, "0");
  });

  for (const tried of ["", "x", "-1", "0;1", 5, ["0"], "9".repeat(5000)])
    it(`sends the ticket all the same where ${JSON.stringify(tried).slice(0, 10)} was ticked`, async () => {
      await nameHelpdesk(bot);
      const { caseId } = await pasteBounce(bot);
      const { card } = await presses("send", { case: caseId, tried });
      assert.match(textOf(card), /Ticket #1: sent/);
      assert.doesNotMatch(textOf(bot.card(ticketIn(bot).thread)), /Tried already/);
    });

  it("can be thought better of", async () => {
    await nameHelpdesk(bot);
    const { caseId } = await pasteBounce(bot);
    await presses("escalate", { case: caseId });
    const { card } = await presses("back", { case: caseId });
    assert.deepEqual(card, bot.card(chat));
    assert.deepEqual(bot.threads, []);
  });

  it("gives a receipt in place of the button", async () => {
    const { reply } = await openTicket(bot);
    const { card } = answerTo(reply);
    assert.match(textOf(card), /Ticket #1: sent to the helpdesk\./);
    assert.deepEqual(buttonsOf(card!), [
      "Add information…",
      "It worked",
      "Still bouncing",
      "Take the ticket back…",
    ]);
  });

  it("shows the receipt on every device: the answer itself is redrawn", async () => {
    await openTicket(bot);
    assert.equal(bot.shown(chat).length, 2);
    assert.match(textOf(bot.card(chat)), /Ticket #1: sent to the helpdesk\./);
  });

  it("posts the ticket in the helpdesk's channel, in a thread of its own", async () => {
    await openTicket(bot, "It worked until Thursday.");
    assert.equal(bot.threads.length, 1);
    const post = bot.calls.find(({ path }) => path === "/v3/conversations")!;
    assert.deepEqual(
      [post.body["channelData"], post.body["isGroup"], post.body["tenantId"]],
      [
        { channel: { id: HELPDESK }, tenant: { id: chat.conversation["tenantId"] } },
        true,
        chat.conversation["tenantId"],
      ],
    );
    const text = textOf(bot.card(ticketIn(bot).thread));
    for (const piece of ["#1", "New", "Kim Larsen", "It worked until Thursday.", "5.7.64"])
      assert.equal(text.includes(piece), true, `${piece} is not in ${text}`);
    assert.deepEqual(buttonsOf(bot.card(ticketIn(bot).thread)).slice(0, 2), ["Claim", "Resolve…"]);
  });

  it("never sends the mail's subject or body", async () => {
    await openTicket(bot);
    const ticket = JSON.stringify(bot.card(ticketIn(bot).thread));
    assert.doesNotMatch(ticket, /spring campaign|contact your email admin|Original message/);
    const rows = JSON.stringify(await bot.db.selectFrom("cases").selectAll().execute());
    assert.doesNotMatch(rows, /spring campaign|contact your email admin|Original message/);
  });

  it("numbers tickets from one, without gaps", async () => {
    await openTicket(bot);
    const texts: string[] = [];
    for (const ticket of [2, 3]) {
      const { caseId } = await pasteBounce(bot);
      texts.push(textOf((await presses("send", { case: caseId })).card));
      assert.match(texts.at(-1)!, new RegExp(`Ticket #${ticket}: sent`));
    }
    assert.equal(bot.threads.length, 3);
  });

  describe("for the same bounce again", () => {
    it("gives the same ticket and the first note", async () => {
      const { caseId } = await openTicket(bot, "first");
      const { card } = await presses("send", { case: caseId, note: "second" });
      assert.match(textOf(card), /Ticket #1: sent/);
      assert.equal(bot.threads.length, 1);
      assert.match(textOf(bot.card(ticketIn(bot).thread)), /first/);
    });

    it("gives one ticket to two devices at the same time", async () => {
      await nameHelpdesk(bot);
      const { caseId } = await pasteBounce(bot);
      const answers = await Promise.all(
        Array.from({ length: 10 }, () => presses("send", { case: caseId })),
      );
      for (const { card } of answers) assert.match(textOf(card), /Ticket #1: sent/);
      assert.equal(bot.threads.length, 1);
    });

    it("gives one ticket to an invoke that Teams delivers again, also after a restart", async () => {
      await nameHelpdesk(bot);
      const { caseId } = await pasteBounce(bot);
      const send = press(KIM, chat, "send", { case: caseId });
      await bot.receive(send);
      await bot.restart();
      const { card } = answerTo(await bot.receive(send));
      assert.match(textOf(card), /Ticket #1: sent/);
      assert.equal(bot.threads.length, 1);
    });

    it("shows the receipt where the button was still on an old card", async () => {
      const { caseId } = await openTicket(bot);
      const { card } = await presses("escalate", { case: caseId });
      assert.match(textOf(card), /Ticket #1: sent/);
    });

    it("says which ticket it is where it was pasted again, before and after the review", async () => {
      await nameHelpdesk(bot);
      const { caseId } = await pasteBounce(bot, chatOf(KIM), CERTIFICATE);
      await presses("send", { case: caseId });
      const again = await pasteBounce(bot, chatOf(KIM), CERTIFICATE);
      for (const verb of ["escalate", "send"]) {
        const { sentence } = await presses(verb, { case: again.caseId });
        assert.match(sentence ?? "", /already: it is ticket #1\. To see it, write “ticket 1”/);
      }
      assert.equal(bot.threads.length, 1);
    });

    it("gives another ticket for another message", async () => {
      await openTicket(bot);
      const { caseId } = await pasteBounce(bot);
      assert.match(textOf((await presses("send", { case: caseId })).card), /Ticket #2: sent/);
    });
  });

  describe("where the helpdesk was switched off in the meantime", () => {
    for (const verb of ["escalate", "send"])
      it(`sends nothing and says what to do: ${verb}`, async () => {
        await nameHelpdesk(bot);
        const { caseId } = await pasteBounce(bot);
        await bot.receive(mention(OLA, threadOf(HELPDESK, "100"), "helpdesk off"));
        const { card } = await presses(verb, { case: caseId });
        assert.match(textOf(card), /No helpdesk is connected to me yet/);
        assert.deepEqual(buttonsOf(card!), ["It worked", "Still bouncing"]);
        assert.deepEqual(bot.threads, []);
      });
  });

  describe("from a channel", () => {
    it("is open to whoever is in the thread, and the ticket names who asked", async () => {
      await nameHelpdesk(bot);
      const thread = threadOf("19:general@thread.tacv2", "5");
      await bot.receive(mention(KIM, thread, ATTR36));
      const reply = await bot.receive(
        press(BO, thread, "send", { case: caseOf(bot.card(thread)) }),
      );
      assert.match(textOf(answerTo(reply).card), /Ticket #1: sent/);
      assert.match(textOf(bot.card(ticketIn(bot).thread)), /From Bo Agent/);
    });
  });

  describe("after trying", () => {
    it("is not needed when it worked", async () => {
      await nameHelpdesk(bot);
      const { caseId } = await pasteBounce(bot);
      const { card } = await presses("worked", { case: caseId });
      assert.match(textOf(card), /You said: it worked\./);
      assert.deepEqual(buttonsOf(card!), ["Still bouncing"]);
    });

    it("is for whoever's mail it is to say: nobody else in the thread", async () => {
      const thread = threadOf("19:general@thread.tacv2", "5");
      await bot.receive(mention(KIM, thread, ATTR36));
      const data = { case: caseOf(bot.card(thread)) };
      for (const verb of ["worked", "still-bouncing"]) {
        const { sentence } = answerTo(await bot.receive(press(BO, thread, verb, data)));
        assert.match(sentence ?? "", /^Only the person whose mail came back/);
        assert.equal(
          typeof answerTo(await bot.receive(press(KIM, thread, verb, data))).card,
          "object",
        );
      }
    });

    it("is suggested when it still bounces, and the helpdesk hears of it", async () => {
      await nameHelpdesk(bot);
      const { caseId } = await pasteBounce(bot);
      const { card } = await presses("still-bouncing", { case: caseId });
      assert.match(textOf(card), /You said: still bouncing\. Ask the helpdesk to look at it\./);
      await presses("send", { case: caseId });
      assert.match(textOf(bot.card(ticketIn(bot).thread)), /still bouncing/i);
    });
  });
});

describe("asking the helpdesk again and again", () => {
  const bot = wholeBot({ ticketsPerHour: 2 });

  it("is refused with a sentence, and possible again an hour later", async () => {
    await nameHelpdesk(bot);
    const send = async () => {
      const { caseId } = await pasteBounce(bot);
      return answerTo(await bot.receive(press(KIM, chatOf(KIM), "send", { case: caseId })));
    };
    await send();
    await send();
    const { sentence } = await send();
    assert.match(sentence ?? "", /^You have sent the helpdesk many tickets within the hour\./);
    assert.equal(bot.threads.length, 2);
    bot.clock.pass(60 * 60_000);
    assert.match(textOf((await send()).card), /Ticket #3: sent/);
  });
});

describe("how many met the same", () => {
  const bot = wholeBot({ incidents: { people: 50, windowMinutes: 60, quietHours: 24 } });
  const chat = chatOf(KIM);

  it("tells the helpdesk how often the same came within a day", async () => {
    await nameHelpdesk(bot);
    for (const who of [BO, KIM]) await pasteBounce(bot, chatOf(who));
    bot.clock.pass(25 * 60 * 60_000);
    const { caseId } = await pasteBounce(bot);
    await bot.receive(press(KIM, chat, "send", { case: caseId }));
    const card = () => textOf(bot.card(ticketIn(bot).thread));
    assert.doesNotMatch(card(), /alike/);

    bot.clock.pass(60_000);
    await pasteBounce(bot);
    await bot.receive(press(ANA, ticketIn(bot).thread, "note", { ticket: 1, text: "Looking." }));
    assert.match(card(), /^Within a day of it: 2 bounces alike, all from one person$/m);
    await bot.receive(message(BO, chatOf(BO), anotherBounce()));
    await bot.receive(press(ANA, ticketIn(bot).thread, "note", { ticket: 1, text: "More." }));
    assert.match(card(), /^Within a day of it: 3 bounces alike, from 2 people$/m);
  });
});
