import assert from "node:assert/strict";
import {
  type ActivityJson,
  BO,
  chatOf,
  groupChat,
  KIM,
  message,
  press,
  submit,
} from "../fakes/teams.js";
import { textOf } from "../cards/reading.js";
import { answerTo, caseOf, openTicket, pasteBounce, ticketIn } from "./steps.js";
import { wholeBot } from "./whole-bot.js";

/** What comes back from a button is input like any other: anybody in the tenant can send it. */
describe("what is no button of ours", () => {
  const bot = wholeBot();
  const chat = chatOf(KIM);
  const UNKNOWN = /^I don't know this button any more/;
  const TOO_OLD = /^I no longer have this bounce/;
  const NOT_HERE = /^This button works only where the card was posted/;

  /** The sentence an invoke is answered with; nothing else may happen. */
  async function sentenceFor(activity: ActivityJson): Promise<string> {
    const calls = bot.calls.length;
    const { sentence } = answerTo(await bot.receive(activity));
    assert.equal(bot.calls.length, calls);
    const tickets = await bot.db.selectFrom("tickets").select(["number", "state"]).execute();
    assert.deepEqual(tickets, [{ number: 1, state: "new" }]);
    assert.doesNotMatch(bot.log.join(), /turn failed/);
    return sentence ?? "no sentence";
  }

  beforeEach(() => openTicket(bot));

  const shapes: Readonly<Record<string, readonly [verb: unknown, data: unknown]>> = {
    "a verb nobody knows": ["explode", { case: "x" }],
    "no verb": [undefined, { case: "x" }],
    "a verb that is an object": [{}, { case: "x" }],
    "the verb constructor": ["constructor", { case: "x" }],
    "the verb __proto__": ["__proto__", { case: "x" }],
    "no data": ["send", undefined],
    "data that is null": ["send", null],
    "data that is a text": ["send", "case"],
    "data that is a list": ["send", [{ case: "x" }]],
    "a case that is a number": ["send", { case: 1 }],
    "a case that is an object": ["send", { case: { id: "x" } }],
    "a case that is empty": ["send", { case: "" }],
    "a case of 100 KB": ["send", { case: "x".repeat(100_000) }],
    "a case that is SQL": ["send", { case: "' OR 1=1 --" }],
    "a note that is an object": ["send", { case: "x", note: {} }],
    "a note of 100 KB": ["send", { case: "x", note: "x".repeat(100_000) }],
    "a ticket that is a text": ["claim", { ticket: "one" }],
    "a ticket that is true": ["claim", { ticket: true }],
    "a ticket in a list": ["claim", { ticket: [1] }],
    "a ticket with a fraction": ["claim", { ticket: 1.5 }],
    "a look-up of a case that is a list": ["check-dns", { case: ["x"] }],
    "a look-up of a ticket": ["check-dns", { ticket: 1 }],
    "ticket 0": ["claim", { ticket: 0 }],
    "ticket -1": ["claim", { ticket: -1 }],
    "a ticket beyond all numbers": ["claim", { ticket: 1e300 }],
    "a version that is an object": ["claim", { ticket: 1, version: {} }],
    "a resolution that is a number": ["resolve", { ticket: 1, resolution: 5 }],
    "a number to merge into behind 5 KB of blanks": [
      "merge",
      { ticket: 1, into: `${" ".repeat(5_000)}x` },
    ],
  };
  for (const [what, [verb, data]] of Object.entries(shapes))
    it(`gets a sentence: ${what}`, async () => {
      const { thread } = ticketIn(bot);
      assert.match(await sentenceFor(press(KIM, thread, verb, data)), UNKNOWN);
    });

  const values: Readonly<Record<string, unknown>> = {
    "no value": undefined,
    "a value that is null": null,
    "a value that is a text": "send",
    "a value without an action": { trigger: "manual" },
    "an action that is null": { action: null },
    "an action that is a text": { action: "send" },
    "an action of another type": {
      action: { type: "Action.Submit", verb: "claim", data: { ticket: 1 } },
    },
  };
  for (const [what, value] of Object.entries(values))
    it(`gets a sentence and no error: ${what}`, async () => {
      const invoke = { ...press(KIM, ticketIn(bot).thread, "send", {}), value };
      assert.match(await sentenceFor(invoke), UNKNOWN);
    });

  for (const id of ["AAAAAAAAAAAAAAAAAAAAAA", "constructor", "__proto__", "toString", "1"])
    for (const verb of ["escalate", "send", "back", "worked", "still-bouncing", "check-dns"])
      it(`finds no case under a forged id: ${verb} ${id}`, async () => {
        assert.match(await sentenceFor(press(KIM, chat, verb, { case: id })), TOO_OLD);
      });

  it("is not fooled by keys of the prototype", async () => {
    const data: unknown = JSON.parse('{"__proto__": {"case": "x"}, "constructor": {"case": "x"}}');
    assert.match(await sentenceFor(press(KIM, chat, "send", data)), UNKNOWN);
    assert.equal(({} as { readonly case?: unknown }).case, undefined);
  });

  const SAID_BY = /^Only the person whose mail came back can say this/;
  for (const [verb, says] of [
    ["escalate", NOT_HERE],
    ["send", NOT_HERE],
    ["back", NOT_HERE],
    ["check-dns", NOT_HERE],
    ["worked", SAID_BY],
    ["still-bouncing", SAID_BY],
  ] as const) {
    it(`keeps a case to its conversation: ${verb}`, async () => {
      const { caseId } = await pasteBounce(bot);
      for (const place of [chatOf(BO), groupChat()])
        assert.match(await sentenceFor(press(BO, place, verb, { case: caseId })), says);
    });

    it(`keeps a case to its organisation: ${verb}`, async () => {
      const { caseId } = await pasteBounce(bot);
      const elsewhere = press(KIM, chatOf(KIM, "another-tenant"), verb, { case: caseId });
      assert.match(await sentenceFor(elsewhere), TOO_OLD);
    });
  }
});

/** Clients too old for Action.Execute send what Action.Submit has, as a message. */
describe("a button on an old client", () => {
  const bot = wholeBot();
  const chat = chatOf(KIM);

  it("redraws the card it stands on", async () => {
    await openTicket(bot);
    const { caseId } = await pasteBounce(bot);
    const { id } = bot.shown(chat).at(-1)!;
    await bot.receive(submit(KIM, chat, id, "escalate", { case: caseId }));
    assert.equal(bot.shown(chat).at(-1)!.id, id);
    assert.match(textOf(bot.card(chat)), /Send this to the helpdesk\?/);
    await bot.receive(submit(KIM, chat, id, "send", { case: caseOf(bot.card(chat)), note: "x" }));
    assert.match(textOf(bot.card(chat)), /Ticket #2: sent to the helpdesk/);
    assert.equal(bot.threads.length, 2);
  });

  it("claims and resolves", async () => {
    await openTicket(bot);
    const { thread, data } = ticketIn(bot);
    const { id } = bot.shown(thread)[0]!;
    await bot.receive(submit(BO, thread, id, "claim", data));
    assert.match(textOf(bot.card(thread)), /Claimed by Bo Agent/);
    await bot.receive(submit(BO, thread, id, "resolve", ticketIn(bot).data));
    assert.match(textOf(bot.card(thread)), /Resolved by Bo Agent/);
  });

  it("opens one ticket however often Teams delivers it", async () => {
    const { caseId } = await openTicket(bot);
    const { id } = bot.shown(chat).at(-1)!;
    const send = submit(KIM, chat, id, "send", { case: caseId });
    await Promise.all([bot.receive(send), bot.receive(send)]);
    assert.equal(bot.threads.length, 1);
  });

  it("posts the card anew where Teams has lost it", async () => {
    await openTicket(bot);
    const { caseId } = await pasteBounce(bot);
    const { id } = bot.shown(chat).at(-1)!;
    bot.trouble = ({ method }) => (method === "PUT" ? { kind: "status", status: 404 } : undefined);
    await bot.receive(submit(KIM, chat, id, "escalate", { case: caseId }));
    assert.match(textOf(bot.card(chat)), /Send this to the helpdesk\?/);
  });

  it("posts the card where the message does not say which one it stood on", async () => {
    await openTicket(bot);
    const { caseId } = await pasteBounce(bot);
    const escalate = submit(KIM, chat, "", "escalate", { case: caseId });
    await bot.receive({ ...escalate, replyToId: undefined });
    assert.match(textOf(bot.card(chat)), /Send this to the helpdesk\?/);
  });

  for (const [what, value] of Object.entries({
    "a verb nobody knows": { verb: "explode" },
    "no verb": {},
    "a list": [1],
    "a forged case": { verb: "send", case: "AAAAAAAAAAAAAAAAAAAAAA" },
  }))
    it(`is answered in plain words when it is none of ours: ${what}`, async () => {
      await bot.receive(message(KIM, chat, undefined, { value }));
      const [said] = bot.shown(chat);
      assert.match(said!.text!, /Please paste (?:the bounce|it) again\.$/);
      assert.equal((said as { readonly textFormat?: unknown }).textFormat, "plain");
    });
});
