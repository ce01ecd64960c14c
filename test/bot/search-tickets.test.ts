import assert from "node:assert/strict";
import type { Card } from "../../src/cards/fit.js";
import { buttonsOf, textOf } from "../cards/reading.js";
import type { Reply } from "../fakes/door.js";
import {
  ANA,
  BO,
  chatOf,
  groupChat,
  KIM,
  press,
  searchFor,
  type Someone,
  submit,
} from "../fakes/teams.js";
import { sentenceIn } from "./dialogs.js";
import { answerTo, nameHelpdesk, openTicket, ticketIn } from "./steps.js";
import { wholeBot } from "./whole-bot.js";

interface Result {
  readonly content: Card;
  readonly preview: { readonly content: { readonly title: string; readonly text: string } };
}

describe("“Find a ticket” in the compose box", () => {
  const bot = wholeBot();
  const search = (who: Someone, typed: string, chat = groupChat()) =>
    bot.receive(searchFor(who, chat, typed, { commandId: "searchTickets" }));
  const results = (reply: Reply): readonly Result[] => {
    const { composeExtension } = reply.body as {
      readonly composeExtension: { readonly type: string; readonly attachments: readonly Result[] };
    };
    assert.equal(composeExtension.type, "result", JSON.stringify(composeExtension));
    return composeExtension.attachments;
  };

  for (const typed of [
    "kim",
    "1",
    "#1",
    "5.7.64",
    "fabrikam.example",
    "maria.okafor@",
    "",
    "mail server",
  ])
    it(`finds all for an agent, and their own for a requester: “${typed}”`, async () => {
      await openTicket(bot);
      for (const who of [ANA, KIM])
        assert.deepEqual(
          results(await search(who, typed)).map(({ preview }) => preview.content.title),
          ["#1 · New"],
        );
    });

  it("says in the list whose it is, what it is about and how old", async () => {
    await openTicket(bot);
    await bot.receive(press(ANA, ticketIn(bot).thread, "claim", { ticket: 1, version: 1 }));
    const [found] = results(await search(ANA, "kim"));
    assert.equal(
      found?.preview.content.text,
      "5.7.64 · fabrikam.example · from Kim Larsen · with Ana Agent · just now",
    );
  });

  it("inserts a card without a word of the mail, which opens for who may see it", async () => {
    await openTicket(bot);
    const [found] = results(await search(ANA, "kim"));
    const card = found?.content ?? {};
    assert.equal(textOf(card), "Ticket #1 · New\nOpen since 21 November 2026, 08:00 UTC");
    assert.doesNotMatch(JSON.stringify(card), /Kim|fabrikam|contoso|5\.7\.64/);
    assert.deepEqual(buttonsOf(card), ["Open"]);
    const open = async (who: Someone) =>
      answerTo(await bot.receive(press(who, groupChat(), "open", { ticket: 1 })));
    assert.match(textOf((await open(ANA)).card), /^#1 · New/);
    assert.match(textOf((await open(KIM)).card), /^Ticket #1: sent to the helpdesk/);
    bot.roster = bot.roster.filter(({ id }) => id !== BO.id);
    bot.clock.pass(11 * 60_000);
    assert.equal((await open(BO)).sentence, "There is no such ticket.");
  });

  it("shows nobody a ticket where an old client would show it to all", async () => {
    await openTicket(bot);
    await bot.receive(submit(ANA, groupChat(), "no-card", "open", { ticket: 1 }));
    const shown = bot.shown(groupChat());
    assert.deepEqual(
      shown.map(({ text }) => text),
      ["I show tickets in our own chat: write “ticket” and its number there."],
    );
  });

  it("finds a stranger nothing", async () => {
    bot.roster = bot.roster.filter(({ id }) => id !== BO.id);
    await openTicket(bot);
    for (const typed of ["kim", "1"])
      assert.match(sentenceIn(await search(BO, typed)), /^None of your tickets fits\./);
    assert.match(sentenceIn(await search(BO, "")), /^You have asked the helpdesk nothing yet\./);
    assert.match(sentenceIn(await search(ANA, "1", chatOf(ANA, "other"))), /^None of your/);
  });

  it("finds people their own while Teams does not say who is an agent", async () => {
    await openTicket(bot);
    bot.clock.pass(11 * 60_000);
    bot.trouble = ({ path }) =>
      path.endsWith("/pagedmembers") ? { kind: "status", status: 403 } : undefined;
    assert.equal(results(await search(KIM, "kim")).length, 1);
    assert.match(sentenceIn(await search(ANA, "kim")), /^None of your tickets fits\./);
  });

  it("says so where nothing is open or fits", async () => {
    await nameHelpdesk(bot);
    assert.equal(sentenceIn(await search(ANA, "")), "Nothing is open.");
    assert.match(sentenceIn(await search(ANA, "nobody")), /^No ticket fits\. Type a number/);
  });
});
