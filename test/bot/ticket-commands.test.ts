import assert from "node:assert/strict";
import { parseCommand } from "../../src/bot/commands.js";
import { executes, textOf } from "../cards/reading.js";
import {
  ANA,
  BO,
  chatOf,
  GUS,
  groupChat,
  HELPDESK,
  KIM,
  mention,
  message,
  OUTAGES,
  press,
  SALES_TEAM,
  submit,
  threadOf,
} from "../fakes/teams.js";
import { answerTo, nameHelpdesk, openTicket, pasteBounce, ticketIn } from "./steps.js";
import { wholeBot } from "./whole-bot.js";

describe("parseCommand", () => {
  for (const [text, command] of [
    ["my tickets", "my tickets"],
    ["My ticket?", "my tickets"],
    ["tickets", "my tickets"],
    ["queue", "queue"],
    ["The Queue.", "queue"],
    ["open tickets", "queue"],
    ["Show me the queue", "queue"],
    ["show my tickets", "my tickets"],
    ["my open tickets", "my tickets"],
    ["open ticket 12", "ticket 12"],
    ["NDR-12", "ticket 12"],
    ["[NDR-12]", "ticket 12"],
    ["list incidents", "incidents"],
    ["show incident 3", "incident 3"],
    ["ticket 42", "ticket 42"],
    ["Ticket #042!", "ticket 42"],
    ["#7", "ticket 7"],
    ["ticket", undefined],
    ["ticket 42 still bounces", undefined],
    ["Hello!", "help"],
    ["good morning all", "help"],
    ["help me, please", undefined],
    ["Help me please", "help"],
    ["Hi Kim", undefined],
    ["Hello Ana it was both", undefined],
    ["550 5.1.1", undefined],
    ["ticket 1234567890", undefined],
    ["incidents", "incidents"],
    ["Open incidents?", "incidents"],
    ["incident 3", "incident 3"],
    ["Incident #3.", "incident 3"],
    ["incident", undefined],
    ["incident 3 is over", undefined],
  ] as const)
    it(`takes “${text}” for ${command ?? "no command"}`, () => {
      assert.equal(parseCommand(text), command);
    });
});

describe("the commands about tickets", () => {
  const bot = wholeBot();
  const chat = chatOf(KIM);
  const NONE = "There is no such ticket.";
  const says = async (activity: ReturnType<typeof message>, where = chat) => {
    await bot.receive(activity);
    const last = bot.shown(where).at(-1);
    return last?.text ?? textOf(last?.attachments?.[0]?.content);
  };

  it("show a person their own tickets, with how each stands", async () => {
    await openTicket(bot);
    await bot.receive(press(ANA, ticketIn(bot).thread, "ask", { ticket: 1, text: "Which?" }));
    bot.clock.pass(3 * 60 * 60_000);
    assert.equal(
      await says(message(KIM, chat, "my tickets")),
      "Your tickets\n#1 · Waiting for you · 5.7.64 · fabrikam.example\n3 hours ago · with Ana Agent",
    );
    assert.equal(
      await says(message(BO, chatOf(BO), "my tickets"), chatOf(BO)),
      "Your tickets\nYou have none.",
    );
  });

  it("show an agent what they work on, too, and nobody who is none any more", async () => {
    await openTicket(bot);
    await bot.receive(press(ANA, ticketIn(bot).thread, "claim", { ticket: 1, version: 1 }));
    const mine = () => says(message(ANA, chatOf(ANA), "my tickets"), chatOf(ANA));
    assert.equal(
      await mine(),
      "You work on\n#1 · Claimed · 5.7.64 · fabrikam.example\njust now · from Kim Larsen · with Ana Agent",
    );
    bot.roster = bot.roster.filter(({ id }) => id !== ANA.id);
    bot.clock.pass(11 * 60_000);
    assert.equal(await mine(), "Your tickets\nYou have none.");
  });

  it("open a ticket by a press on its row, also on old clients", async () => {
    await openTicket(bot);
    await bot.receive(message(KIM, chat, "my tickets"));
    const list = bot.shown(chat).at(-1)!;
    const [row] = executes(bot.card(chat));
    assert.deepEqual(row?.["data"], { ticket: 1 });
    const { card } = answerTo(await bot.receive(press(KIM, chat, "open", { ticket: 1 })));
    assert.match(textOf(card), /^Ticket #1: sent to the helpdesk\./);
    await bot.receive(submit(KIM, chat, list.id, "open", { ticket: "1" }));
    assert.match(textOf(bot.card(chat)), /^Ticket #1: sent to the helpdesk\./);
  });

  it("show the queue to agents, in their chat and in the helpdesk's team", async () => {
    await openTicket(bot);
    for (const [activity, where] of [
      [message(ANA, chatOf(ANA), "queue"), chatOf(ANA)],
      [mention(ANA, threadOf(OUTAGES, "7"), "queue"), threadOf(OUTAGES, "7")],
    ] as const)
      assert.equal(
        await says(activity, where),
        "The queue\n#1 · New · 5.7.64 · fabrikam.example\njust now · from Kim Larsen",
      );
  });

  it("show an agent any ticket with all its buttons, and its requester theirs", async () => {
    await openTicket(bot);
    const shown = await says(message(ANA, chatOf(ANA), "ticket 1"), chatOf(ANA));
    assert.match(shown, /^#1 · New .*\nFrom Kim Larsen/);
    assert.ok(executes(bot.card(chatOf(ANA))).some(({ verb }) => verb === "claim"));
    assert.match(await says(message(KIM, chat, "ticket 1")), /^Ticket #1: sent to the helpdesk\./);
  });

  it("show an agent what was written, and whom it can be given to", async () => {
    await openTicket(bot);
    const { thread } = ticketIn(bot);
    await bot.receive(press(ANA, thread, "note", { ticket: 1, text: "I called them." }));
    assert.match(await says(message(ANA, chatOf(ANA), "ticket 1"), chatOf(ANA)), /I called them\./);
    await bot.receive(message(ANA, chatOf(ANA), "queue"));
    const { card } = answerTo(await bot.receive(press(ANA, chatOf(ANA), "open", { ticket: 1 })));
    assert.match(textOf(card), /Note, only here .*I called them\./);
    assert.match(JSON.stringify(card), /"title":"Bo Agent"/);
  });

  describe("refuse", () => {
    it("the queue to everybody else", async () => {
      await openTicket(bot);
      assert.match(await says(message(KIM, chat, "queue")), /^Only the members of the helpdesk/);
    });

    it("the queue and tickets where others look on", async () => {
      await openTicket(bot);
      const sales = threadOf("19:sales-general@thread.tacv2", "3", { team: SALES_TEAM });
      for (const where of [groupChat(), sales])
        for (const command of ["queue", "ticket 1", "my tickets"]) {
          const shown = await says(mention(ANA, where, command), where);
          assert.match(shown, /^Not here\nI show /);
          assert.doesNotMatch(shown, /Kim|5\.7\.64/);
        }
    });

    it("somebody else's ticket in the same words as one that there is not", async () => {
      await openTicket(bot);
      assert.equal(await says(message(BO, chatOf(BO), "ticket 9"), chatOf(BO)), NONE);
      bot.roster = bot.roster.filter(({ id }) => id !== BO.id);
      bot.clock.pass(11 * 60_000);
      assert.equal(await says(message(BO, chatOf(BO), "ticket 1"), chatOf(BO)), NONE);
      const press1 = await bot.receive(press(BO, chatOf(BO), "open", { ticket: 1 }));
      assert.equal(answerTo(press1).sentence, NONE);
    });

    it("a ticket of another organisation", async () => {
      await openTicket(bot);
      const elsewhere = chatOf(ANA, "other");
      assert.equal(await says(message(ANA, elsewhere, "ticket 1"), elsewhere), NONE);
    });

    it("what they cannot check while Teams says nothing, but not one's own", async () => {
      await openTicket(bot);
      bot.clock.pass(11 * 60_000);
      bot.trouble = ({ path }) =>
        path.endsWith("/pagedmembers") ? { kind: "status", status: 403 } : undefined;
      const own = await says(message(KIM, chat, "ticket 1"));
      assert.match(own, /^Ticket #1/);
      for (const command of ["queue", "ticket 1"])
        assert.match(
          await says(message(ANA, chatOf(ANA), command), chatOf(ANA)),
          /^Teams does not tell me right now/,
        );
    });
  });

  it("show guests of the helpdesk's team what agents see", async () => {
    await openTicket(bot);
    assert.match(await says(message(GUS, chatOf(GUS), "queue"), chatOf(GUS)), /^The queue\n#1/);
  });

  it("say so where nothing is open", async () => {
    await nameHelpdesk(bot);
    await pasteBounce(bot);
    const thread = threadOf(HELPDESK, "100");
    assert.equal(await says(mention(ANA, thread, "queue"), thread), "The queue\nNothing is open.");
  });
});
