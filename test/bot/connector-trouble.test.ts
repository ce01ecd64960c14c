import assert from "node:assert/strict";
import type { ConnectorCall, Fault } from "../fakes/connector.js";
import { ANA, chatOf, KIM, message, OLA, press } from "../fakes/teams.js";
import { textOf } from "../cards/reading.js";
import { ATTR36, ATTR36_TITLE } from "./bounces.js";
import { answerTo, askHelpdesk, nameHelpdesk, openTicket, pasteBounce, ticketIn } from "./steps.js";
import { wholeBot } from "./whole-bot.js";

const MINUTE = 60_000;
const isPost = ({ method, path }: ConnectorCall) =>
  method === "POST" && path === "/v3/conversations";
const isUpdate = ({ method }: ConnectorCall) => method === "PUT";
const refuse = (status: number, retryAfter?: string): Fault => ({
  kind: "status",
  status,
  body: { error: { code: "Refused", message: "Kim Larsen's chat is closed" } },
  ...(retryAfter === undefined ? {} : { retryAfter }),
});

// What the SDK tries again by itself, such as 500, takes seconds: see test/slow/connector-retries.
describe("when Teams does not take a ticket's messages", () => {
  const bot = wholeBot({ connectorTimeoutMs: 1_000 });
  const chat = chatOf(KIM);
  const claim = async () => {
    const { thread, data } = ticketIn(bot);
    await bot.receive(press(ANA, thread, "claim", data));
  };
  const waiting = () => bot.db.selectFrom("outbox").selectAll().orderBy("id").execute();
  const posts = () => bot.calls.filter(isPost).length;

  it("posts the helpdesk's card anew in its thread where it is lost, and redraws the new one", async () => {
    await openTicket(bot);
    const { thread, data } = ticketIn(bot);
    const { id: lost } = bot.shown(thread).at(-1)!;
    bot.trouble = (call) => (isUpdate(call) && call.activity === lost ? refuse(404) : undefined);
    await bot.receive(press(ANA, thread, "claim", data));
    const { id: anew } = bot.shown(thread).at(-1)!;
    assert.notEqual(anew, lost);
    assert.match(textOf(bot.card(thread)), /Claimed by Ana Agent/);

    const reply = await bot.receive(press(ANA, thread, "resolve", { ...data, version: 2 }));
    assert.match(textOf(answerTo(reply).card), /Resolved by Ana Agent/);
    assert.match(textOf(bot.card(thread)), /Resolved by Ana Agent/);
    assert.equal(bot.shown(thread).findLast(({ attachments }) => attachments)?.id, anew);
    assert.equal(bot.threads.length, 1);
  });

  it("begins another thread where the whole one is lost", async () => {
    await openTicket(bot);
    const { id: first } = ticketIn(bot).thread.conversation;
    bot.trouble = (call) => (call.conversation === first ? refuse(404) : undefined);
    await claim();
    assert.equal(bot.threads.length, 2);
    assert.match(textOf(bot.card(ticketIn(bot).thread)), /Claimed by Ana Agent/);
  });

  it("posts the requester's card anew where it is lost, and redraws the new one", async () => {
    await nameHelpdesk(bot);
    const { caseId } = await pasteBounce(bot);
    const { id: lost } = bot.shown(chat).at(-1)!;
    bot.trouble = (call) => (call.activity === lost && isUpdate(call) ? refuse(404) : undefined);
    await bot.receive(press(KIM, chat, "send", { case: caseId }));
    const { id: anew } = bot.shown(chat).at(-1)!;
    assert.notEqual(anew, lost);
    await claim();
    assert.match(textOf(bot.card(chat)), /Ana Agent has taken it/);
    const update = bot.calls.findLast(
      (call) => isUpdate(call) && call.conversation === chat.conversation.id,
    );
    assert.equal(update?.activity, anew);
  });

  for (const [what, fault] of Object.entries({
    "429 and asks for a minute": refuse(429, "60"),
    "429 and says nothing more": refuse(429),
    "503 and asks for a minute": refuse(503, "60"),
    "nothing at all": { kind: "hang" } as const,
  }))
    it(`gives the receipt, and posts the ticket later, when Teams answers ${what}`, async () => {
      bot.trouble = (call) => (isPost(call) ? fault : undefined);
      const { reply } = await askHelpdesk(bot);
      assert.match(textOf(answerTo(reply).card), /Ticket #1: sent to the helpdesk/);
      const [first] = await waiting();
      assert.deepEqual([first?.kind, first?.died_at], ["helpdesk-card", null]);

      bot.trouble = () => undefined;
      const before = posts();
      await bot.settle();
      assert.equal(posts(), before, "it was not due yet");
      bot.clock.pass(2 * MINUTE);
      await bot.settle();
      assert.match(textOf(bot.card(ticketIn(bot).thread)), /#1 · New/);
      assert.match(textOf(bot.card(chat)), /Ticket #1: sent to the helpdesk/);
      assert.deepEqual(await waiting(), []);
    });

  it("does not call again before the time that Teams asked for", async () => {
    bot.trouble = (call) => (isPost(call) ? refuse(429, "3600") : undefined);
    await askHelpdesk(bot);
    assert.equal(posts(), 1);
    bot.clock.pass(59 * MINUTE);
    await bot.settle();
    assert.equal(posts(), 1);
    bot.clock.pass(2 * MINUTE);
    await bot.settle();
    assert.equal(posts(), 2);
  });

  for (const status of [400, 403, 413])
    it(`gives up on ${status}, says so in the log, and goes on with the rest`, async () => {
      bot.trouble = (call) => (isPost(call) ? refuse(status) : undefined);
      await askHelpdesk(bot);
      assert.deepEqual(
        (await waiting()).map((row) => [row.kind, row.attempts, row.died_at !== null]),
        [["helpdesk-card", 1, true]],
      );
      assert.match(bot.log.join("\n"), /"msg":"message given up"/);
      assert.match(
        textOf(bot.card(chat)),
        /Ticket #1: saved, but I couldn't show it to the helpdesk yet\./,
      );
      bot.clock.pass(24 * 60 * MINUTE);
      await bot.settle();
      assert.equal(posts(), 1);
    });

  it("shows a ticket that was given up once the helpdesk is named again", async () => {
    bot.trouble = (call) => (isPost(call) ? refuse(403) : undefined);
    await askHelpdesk(bot);
    bot.trouble = () => undefined;
    await nameHelpdesk(bot);
    assert.match(textOf(bot.card(ticketIn(bot).thread)), /#1 · New/);
    assert.match(textOf(bot.card(chat)), /Ticket #1: sent to the helpdesk/);
    assert.doesNotMatch(textOf(bot.card(chat)), /saved/);
  });

  it("shows the helpdesk that the requester blocked the bot, on every card of the ticket, until they let it in", async () => {
    const isOutOfReach = /Teams does not deliver to Kim Larsen\./;
    await openTicket(bot);
    bot.trouble = (call) => (call.conversation === chat.conversation.id ? refuse(403) : undefined);
    await claim();
    assert.match(textOf(bot.card(ticketIn(bot).thread)), isOutOfReach);
    const { thread, data } = ticketIn(bot);
    const note = press(ANA, thread, "note", { ...data, text: "Call them." });
    assert.match(textOf(answerTo(await bot.receive(note)).card), isOutOfReach);

    bot.trouble = () => undefined;
    await bot.receive(press(ANA, thread, "reply", { ...data, text: "Hello?" }));
    assert.doesNotMatch(textOf(bot.card(thread)), isOutOfReach);
  });

  it("keeps one requester's trouble from other tickets", async () => {
    await nameHelpdesk(bot);
    const kims = await pasteBounce(bot);
    const olas = await pasteBounce(bot, chatOf(OLA));
    bot.trouble = (call) =>
      call.conversation === chat.conversation.id ? refuse(429, "60") : undefined;
    await bot.receive(press(KIM, chat, "send", { case: kims.caseId }));
    await bot.receive(press(OLA, chatOf(OLA), "send", { case: olas.caseId }));
    assert.equal(bot.threads.length, 2);
    assert.match(textOf(bot.card(chatOf(OLA))), /Ticket #2: sent/);
  });

  it("keeps what waits over a restart", async () => {
    bot.trouble = (call) => (isPost(call) ? refuse(429, "60") : undefined);
    await askHelpdesk(bot);
    bot.trouble = () => undefined;
    bot.clock.pass(2 * MINUTE);
    await bot.restart();
    await bot.settle();
    assert.match(textOf(bot.card(ticketIn(bot).thread)), /#1 · New/);
  });
});

describe("when Teams does not take an answer", () => {
  const bot = wholeBot({ connectorTimeoutMs: 1_000 });
  const chat = chatOf(KIM);

  for (const [what, fault] of Object.entries({
    "429 and asks for a minute": refuse(429, "60"),
    413: refuse(413),
    nothing: { kind: "hang" } as const,
  }))
    it(`apologises with the reference in the log: ${what}`, async () => {
      bot.trouble = ({ body }) => {
        const isAnswer = JSON.stringify(body).includes("5.7.64");
        return isAnswer ? fault : undefined;
      };
      assert.equal((await bot.receive(message(KIM, chat, ATTR36))).status, 200);
      const text = textOf(bot.card(chat));
      assert.match(text, /Something went wrong on my side/);
      const [reference = "no reference"] = /\w{4}-\w{4}$/.exec(text) ?? [];
      assert.match(bot.log.join("\n"), new RegExp(`"reference":"${reference}".*"turn failed"`));
    });

  it("leaves the reference in the log where even the apology fails, and lives on", async () => {
    bot.trouble = () => refuse(403);
    assert.equal((await bot.receive(message(KIM, chat, ATTR36))).status, 200);
    assert.match(bot.log.at(-1)!, /"reference":"[\w-]{9}".*"apology failed"/);
    bot.trouble = () => undefined;
    await bot.receive(message(KIM, chat, ATTR36));
    assert.match(textOf(bot.card(chat)), ATTR36_TITLE);
  });

  it("answers although it could not show that it is typing", async () => {
    bot.trouble = ({ body }) => (body["type"] === "typing" ? refuse(403) : undefined);
    await bot.receive(message(KIM, chat, ATTR36));
    assert.match(textOf(bot.card(chat)), ATTR36_TITLE);
  });
});
