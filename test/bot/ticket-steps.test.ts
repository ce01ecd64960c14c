import assert from "node:assert/strict";
import type { Chat, Someone } from "../fakes/teams.js";
import {
  ANA,
  BO,
  chatOf,
  HELPDESK,
  KIM,
  mention,
  OLA,
  OUTAGES,
  press,
  threadOf,
} from "../fakes/teams.js";
import { buttonsOf, textOf } from "../cards/reading.js";
import { answerTo, openTicket, ticketIn } from "./steps.js";
import { wholeBot } from "./whole-bot.js";

describe("a ticket in the helpdesk's channel", () => {
  const bot = wholeBot();
  const chat = chatOf(KIM);
  /** Somebody presses a button of the newest ticket's card, as it looks now. */
  const presses = async (who: typeof ANA, verb: string, data: object = {}) => {
    const ticket = ticketIn(bot);
    return answerTo(
      await bot.receive(press(who, ticket.thread, verb, { ...ticket.data, ...data })),
    );
  };
  const ticketText = () => textOf(bot.card(ticketIn(bot).thread));
  /** What the requester was told beside the card. */
  const lines = () => bot.shown(chat).flatMap(({ text }) => text ?? []);

  it("is claimed, for everybody to see", async () => {
    await openTicket(bot);
    const { card } = await presses(ANA, "claim");
    assert.match(textOf(card), /#1 · Claimed by Ana Agent/);
    assert.match(ticketText(), /#1 · Claimed by Ana Agent/);
    assert.equal(buttonsOf(bot.card(ticketIn(bot).thread)).includes("Claim"), false);
    assert.equal(bot.shown(ticketIn(bot).thread).length, 1);
  });

  it("tells the requester who has taken it: on the card, and in a line", async () => {
    await openTicket(bot);
    await presses(ANA, "claim");
    assert.match(textOf(bot.card(chat)), /Ticket #1: Ana Agent has taken it\./);
    assert.deepEqual(lines(), ["Ticket #1: Ana Agent has taken it."]);
  });

  it("tells the requester who has it also where it was given to them", async () => {
    await openTicket(bot);
    await presses(OLA, "assign", { to: BO.aadObjectId });
    assert.deepEqual(lines(), ["Ticket #1: Bo Agent has taken it."]);
    await presses(OLA, "assign", { to: ANA.aadObjectId });
    assert.equal(lines().length, 1);
  });

  it("does not tell the requester again when who has it goes on with it; but when another does", async () => {
    await openTicket(bot);
    await presses(ANA, "claim");
    await presses(ANA, "wait-for-other-side");
    await presses(ANA, "claim");
    assert.deepEqual(lines(), ["Ticket #1: Ana Agent has taken it."]);
    await presses(ANA, "wait-for-microsoft");
    await presses(BO, "claim");
    assert.equal(lines().at(-1), "Ticket #1: Bo Agent has taken it.");
  });

  it("is resolved with a note for the requester", async () => {
    await openTicket(bot);
    await presses(ANA, "claim");
    const { id } = bot.shown(chat)[1]!;
    const { card } = await presses(ANA, "resolve", { resolution: "Renewed. Send it again." });
    assert.match(textOf(card), /#1 · Resolved by Ana Agent/);
    assert.match(ticketText(), /Told the requester: Renewed\. Send it again\./);
    assert.match(textOf(bot.card(chat)), /Ana Agent resolved it: Renewed\. Send it again\./);
    assert.equal(bot.calls.findLast(({ method }) => method === "PUT")?.activity, id);
    assert.equal(lines().at(-1), "Ticket #1: Ana Agent resolved it: Renewed. Send it again.");
  });

  it("is resolved without a note, and without being claimed first", async () => {
    await openTicket(bot);
    await presses(BO, "resolve");
    assert.match(ticketText(), /#1 · Resolved by Bo Agent/);
    assert.equal(lines().length, 1);
    assert.match(lines()[0]!, /^Ticket #1: Bo Agent resolved it\./);
  });

  it("survives a restart between two steps", async () => {
    await openTicket(bot);
    await presses(ANA, "claim");
    await bot.restart();
    await presses(ANA, "resolve", { resolution: "Done." });
    assert.match(textOf(bot.card(chat)), /Ana Agent resolved it: Done\./);
  });

  it("goes to one of two who claim it at once; the other is told who", async () => {
    await openTicket(bot);
    const [ana, bo] = await Promise.all([presses(ANA, "claim"), presses(BO, "claim")]);
    const [winner, loser] = ana.card ? ["Ana Agent", bo] : ["Bo Agent", ana];
    assert.equal(loser.sentence, `${winner} has already claimed ticket 1.`);
    assert.equal(ticketText().includes(`Claimed by ${winner}`), true);
    assert.deepEqual(lines(), [`Ticket #1: ${winner} has taken it.`]);
  });

  it("changes once when Teams delivers the same claim twice", async () => {
    await openTicket(bot);
    const { thread, data } = ticketIn(bot);
    const claim = press(ANA, thread, "claim", data);
    const replies = await Promise.all([bot.receive(claim), bot.receive(claim)]);
    for (const reply of replies) assert.match(textOf(answerTo(reply).card), /Claimed by Ana Agent/);
    assert.equal(lines().length, 1);
  });

  describe("refuses what cannot be, changes nothing and says why:", () => {
    const stays = async (step: () => Promise<{ readonly sentence?: string }>, says: RegExp) => {
      const before = bot.card(ticketIn(bot).thread);
      // Who is in the team is asked; that is all.
      const said = () => bot.calls.filter(({ method }) => method !== "GET").length;
      const calls = said();
      const { sentence } = await step();
      assert.match(String(sentence), says);
      assert.equal(said(), calls);
      assert.deepEqual(bot.card(ticketIn(bot).thread), before);
    };

    it("claiming what somebody else has", async () => {
      await openTicket(bot);
      await presses(ANA, "claim");
      await stays(() => presses(BO, "claim", { ticket: 1, version: 1 }), /^Ana Agent has already/);
    });

    for (const verb of ["claim", "resolve"])
      it(`to ${verb} what is resolved`, async () => {
        await openTicket(bot);
        await presses(ANA, "resolve");
        const says = /^Ana Agent has already resolved ticket 1\.$/;
        await stays(() => presses(BO, verb, { ticket: 1, version: 1 }), says);
        await stays(() => presses(ANA, verb, { ticket: 1, version: 2 }), says);
      });

    it("resolving by a card that is out of date", async () => {
      await openTicket(bot);
      await presses(ANA, "claim");
      await stays(
        () => presses(BO, "resolve", { version: 1 }),
        /changed after this card was drawn/,
      );
    });

    const NOT_YOURS = /^Only the members of the helpdesk's team can do this\.$/;
    const strangers: Readonly<Record<string, (thread: Chat) => [Someone, Chat]>> = {
      "the requester, in the helpdesk's channel": (thread) => [KIM, thread],
      "the requester, in her own chat": () => [KIM, chat],
      "an agent of another organisation": () => [ANA, threadOf(HELPDESK, "9", { tenant: "other" })],
    };
    for (const [who, placed] of Object.entries(strangers))
      for (const verb of ["claim", "resolve"])
        it(`to ${verb} as ${who}`, async () => {
          await openTicket(bot);
          const { thread, data } = ticketIn(bot);
          const [person, place] = placed(thread);
          await stays(
            async () => answerTo(await bot.receive(press(person, place, verb, data))),
            NOT_YOURS,
          );
        });

    for (const ticket of [2, 999_999_999, Number.MAX_SAFE_INTEGER])
      it(`to claim ticket ${ticket}, which there is not`, async () => {
        await openTicket(bot);
        await stays(() => presses(ANA, "claim", { ticket }), /^There is no such ticket\.$/);
      });
  });

  for (const [where, place] of Object.entries({
    "another channel": threadOf("19:general@thread.tacv2", "9"),
    "an agent's own chat": chatOf(ANA),
  }))
    it(`can be claimed by an agent in ${where}`, async () => {
      await openTicket(bot);
      const { data } = ticketIn(bot);
      const { card } = answerTo(await bot.receive(press(ANA, place, "claim", data)));
      assert.match(textOf(card), /Claimed by Ana Agent/);
    });

  describe("after the helpdesk has moved to another channel", () => {
    it("is still worked on where it stands", async () => {
      await openTicket(bot);
      const { thread, data } = ticketIn(bot);
      await bot.receive(mention(OLA, threadOf(OUTAGES, "3"), "helpdesk here"));
      const { card } = answerTo(await bot.receive(press(ANA, thread, "claim", data)));
      assert.match(textOf(card), /Claimed by Ana Agent/);
      assert.equal(bot.threads.length, 1);
    });
  });

  it("can still be resolved after the helpdesk was switched off", async () => {
    await openTicket(bot);
    await bot.receive(mention(OLA, ticketIn(bot).thread, "helpdesk off"));
    const { thread } = ticketIn(bot);
    const data = { ticket: 1, version: 1, resolution: "Done." };
    const { card } = answerTo(await bot.receive(press(ANA, thread, "resolve", data)));
    assert.match(textOf(card), /Resolved by Ana Agent/);
    assert.match(textOf(bot.card(chat)), /Ana Agent resolved it: Done\./);
  });
});
