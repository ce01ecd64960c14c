import assert from "node:assert/strict";
import { createResolver } from "../../src/dns/resolver.js";
import { buttonsOf, executes, openTextOf, textOf } from "../cards/reading.js";
import { type DnsServer, startDnsServer, startSilentServer } from "../fakes/dns-server.js";
import {
  type ActivityJson,
  BO,
  type Chat,
  chatOf,
  groupChat,
  GUS,
  KIM,
  mention,
  messagePayload,
  press,
  pressInDialog,
  type Someone,
  submit,
} from "../fakes/teams.js";
import { ATTR36, CERTIFICATE, RELAY } from "./bounces.js";
import { asHtml, cardIn, dataOf, openDialog } from "./dialogs.js";
import { answerTo, anotherBounce, caseOf, nameHelpdesk, openTicket, pasteBounce } from "./steps.js";
import { wholeBot, type WholeBotSettings } from "./whole-bot.js";

const CHECK = "Check DNS now";
const ttl = 300;
const STRANGER: Someone = { id: "29:1sam", name: "Sam Stranger", aadObjectId: "entra-sam" };
const FULL = RELAY.replaceAll("5.4.1", "5.2.2").replaceAll("Relay Access Denied", "Mailbox full");

const ZONE = {
  "MX tailspin.example": [
    { type: "MX", name: "tailspin.example", ttl, data: { preference: 0, exchange: "." } },
  ],
  "TXT contoso.example": [
    { type: "TXT", name: "contoso.example", ttl, data: "v=spf1 ip4:192.0.2.0/24 -all" },
  ],
} as const;

const pressCheck = (who: Someone, chat: Chat, caseId: string, more: object = {}): ActivityJson =>
  press(who, chat, "check-dns", { case: caseId, ...more });

describe("Check DNS now", () => {
  let server: DnsServer;
  const settings: WholeBotSettings = {};
  const chat = chatOf(KIM);

  before(async () => {
    server = await startDnsServer(ZONE);
  });
  beforeEach(() => {
    // Knows nothing from the test before.
    settings.lookUps = {
      resolver: createResolver({ servers: [server], patienceMs: 2_000, now: () => new Date() }),
      limitMs: 3_000,
    };
  });
  after(() => server.close());

  const bot = wholeBot(settings);

  /** The sentence that a press is refused with; nothing is asked or said for it. */
  async function refusalOf(activity: ActivityJson): Promise<string> {
    const before = [server.asked.length, bot.calls.filter(({ method }) => method !== "GET").length];
    const { sentence } = answerTo(await bot.receive(activity));
    const after = [server.asked.length, bot.calls.filter(({ method }) => method !== "GET").length];
    assert.deepEqual(after, before);
    return sentence ?? "no sentence";
  }

  it("runs what was not looked up by itself, and shows it at once", async () => {
    const { caseId } = await pasteBounce(bot, chat, FULL);
    assert.doesNotMatch(textOf(bot.card(chat)), /looked up/i);
    const { card } = answerTo(await bot.receive(pressCheck(KIM, chat, caseId)));
    for (const text of [textOf(card), textOf(bot.card(chat))]) {
      assert.match(text, /^✗ tailspin\.example says that it takes no mail/m);
      assert.match(text, /^✓ The SPF record of contoso\.example holds/m);
      assert.match(text, /^✗ contoso\.example has no DMARC record/m);
    }
    assert.equal(buttonsOf(card ?? {}).at(-1), CHECK);
  });

  it("asks again for what it knows, each time it is pressed", async () => {
    const { caseId } = await pasteBounce(bot, chat, RELAY);
    const asked = (from: number) =>
      server.asked.slice(from).filter((question) => question === "udp MX tailspin.example").length;
    for (let time = 0; time < 2; time++) {
      const before = server.asked.length;
      await bot.receive(pressCheck(KIM, chat, caseId));
      assert.notEqual(asked(before), 0);
    }
    const before = server.asked.length;
    await pasteBounce(bot, chat, RELAY.replace("Order 4711", "Order 4712"));
    assert.equal(asked(before), 0);
  });

  it("says when it looked, again and again, and shows at once what was asked for", async () => {
    const { caseId } = await pasteBounce(bot, chat, RELAY);
    assert.match(textOf(bot.card(chat)), /Looked up on 21 November 2026, 08:00 UTC/);
    assert.doesNotMatch(openTextOf(bot.card(chat)), /Looked up on/);
    bot.clock.pass(60 * 60_000);
    const { card } = answerTo(await bot.receive(pressCheck(KIM, chat, caseId)));
    for (const shown of [card, bot.card(chat)])
      assert.match(openTextOf(shown ?? {}), /Looked up on 21 November 2026, 09:00 UTC/);
  });

  it("redraws both cards of a ticket, from the requester's", async () => {
    const { caseId, thread } = await openTicket(bot);
    bot.clock.pass(60 * 60_000);
    const { card } = answerTo(await bot.receive(pressCheck(KIM, chat, caseId)));
    for (const shown of [card, bot.card(chat), bot.card(thread)])
      assert.match(textOf(shown), /Looked up on 21 November 2026, 09:00 UTC/);
    assert.match(textOf(card), /Ticket #1: sent to the helpdesk/);
  });

  for (const who of [BO, GUS])
    it(`redraws both from the helpdesk's card, for ${who.name}`, async () => {
      const { thread } = await openTicket(bot);
      const button = executes(bot.card(thread)).find(({ verb }) => verb === "check-dns");
      bot.clock.pass(60 * 60_000);
      const pressed = press(who, thread, "check-dns", button?.["data"]);
      const { card } = answerTo(await bot.receive(pressed));
      for (const shown of [card, bot.card(chat), bot.card(thread)])
        assert.match(textOf(shown), /Looked up on 21 November 2026, 09:00 UTC/);
      assert.equal(textOf(card).split("\n")[0], textOf(bot.card(thread)).split("\n")[0]);
    });

  it("shows the requester theirs, whichever card they say it stood on", async () => {
    const { caseId, thread } = await openTicket(bot);
    const asOnTicket = pressCheck(KIM, chat, caseId, { onTicket: true });
    const { card } = answerTo(await bot.receive(asOnTicket));
    assert.match(textOf(card), /Ticket #1: sent to the helpdesk/);
    assert.notEqual(textOf(card).split("\n")[0], textOf(bot.card(thread)).split("\n")[0]);
  });

  it("is there for the helpdesk where a bounce was asked in a group", async () => {
    await nameHelpdesk(bot);
    const group = groupChat();
    await bot.receive(mention(KIM, group, anotherBounce()));
    const caseId = caseOf(bot.card(group));
    const { card } = answerTo(await bot.receive(pressCheck(BO, group, caseId)));
    assert.match(textOf(card), /has no DMARC record/);
    assert.match(
      await refusalOf(pressCheck(STRANGER, group, caseId)),
      /^Only the person whose mail came back and the helpdesk can have this looked up\.$/,
    );
  });

  it("is refused to others, and on what is not there", async () => {
    const { caseId, thread } = await openTicket(bot);
    const theirs = /^Only the person whose mail came back and the helpdesk/;
    const gone = /^I no longer have this bounce/;
    for (const place of [chat, chatOf(STRANGER), thread, groupChat()])
      for (const onTicket of [true, false])
        assert.match(await refusalOf(pressCheck(STRANGER, place, caseId, { onTicket })), theirs);
    for (const id of ["AAAAAAAAAAAAAAAAAAAAAA", "constructor", "__proto__", "1"])
      assert.match(await refusalOf(pressCheck(KIM, chat, id)), gone);
    for (const who of [KIM, BO])
      assert.match(await refusalOf(pressCheck(who, chatOf(who, "another"), caseId)), gone);
  });

  it("keeps a case without a ticket to its conversation", async () => {
    await nameHelpdesk(bot);
    const { caseId } = await pasteBounce(bot);
    for (const [who, place] of [
      [BO, chatOf(BO)],
      [BO, groupChat()],
      [KIM, groupChat()],
    ] as const)
      for (const onTicket of [true, false])
        assert.match(
          await refusalOf(pressCheck(who, place, caseId, { onTicket })),
          /^This button works only where the card was posted/,
        );
  });

  it("says so where Teams does not tell who is in the team", async () => {
    const { caseId, thread } = await openTicket(bot);
    bot.clock.pass(60 * 60_000);
    bot.trouble = ({ path }) =>
      path.endsWith("/pagedmembers") ? { kind: "status", status: 403 } : undefined;
    assert.match(await refusalOf(pressCheck(BO, thread, caseId)), /Teams does not tell me/);
  });

  it("counts with what is looked up by itself: ten a minute for each person", async () => {
    const { caseId } = await pasteBounce(bot);
    for (let time = 0; time < 9; time++) await bot.receive(pressCheck(KIM, chat, caseId));
    assert.match(
      await refusalOf(pressCheck(KIM, chat, caseId)),
      /^You have had many bounces looked up within the last minute\./,
    );
    bot.clock.pass(60_000);
    const { card } = answerTo(await bot.receive(pressCheck(KIM, chat, caseId)));
    assert.match(textOf(card), /08:01 UTC/);
  });

  it("is not there where the bounce names nobody", async () => {
    const { caseId } = await pasteBounce(bot, chat, ATTR36);
    assert.equal(buttonsOf(bot.card(chat)).includes(CHECK), false);
    assert.match(
      await refusalOf(pressCheck(KIM, chat, caseId)),
      /^There is nothing I can look up about this bounce\.$/,
    );
  });

  it("works on clients too old for Action.Execute", async () => {
    const { caseId } = await pasteBounce(bot, chat, FULL);
    const { id } = bot.shown(chat).at(-1)!;
    await bot.receive(submit(KIM, chat, id, "check-dns", { case: caseId }));
    assert.equal(bot.shown(chat).at(-1)!.id, id);
    assert.match(textOf(bot.card(chat)), /What I looked up/);
  });

  it("is nothing for a dialog", async () => {
    const group = groupChat();
    const { card } = await openDialog(bot, KIM, group);
    assert.equal(buttonsOf(card).includes(CHECK), false);
    const data = { verb: "check-dns", case: dataOf(card, "Post in this thread")["case"] };
    const payload = messagePayload(asHtml(CERTIFICATE));
    const asked = server.asked.length;
    const reply = await bot.receive(pressInDialog(KIM, group, payload, data));
    assert.match(textOf(cardIn(reply)), /^I no longer have this answer\./);
    assert.equal(server.asked.length, asked);
  });
});

describe("Check DNS now, with nobody who answers", () => {
  let server: DnsServer;
  const settings: WholeBotSettings = {};
  const chat = chatOf(KIM);

  before(async () => {
    server = await startSilentServer([
      "contoso.example",
      "_dmarc.contoso.example",
      "tailspin.example",
    ]);
    settings.lookUps = {
      resolver: createResolver({
        servers: [server],
        patienceMs: 60_000,
        now: () => new Date(),
      }),
      limitMs: 60_000,
    };
  });
  after(() => server.close());

  const bot = wholeBot(settings);

  it("answers before Teams gives up waiting", async function () {
    this.timeout(10_000);
    const { caseId } = await pasteBounce(bot, chat, FULL);
    const began = performance.now();
    const { card } = answerTo(await bot.receive(pressCheck(KIM, chat, caseId)));
    assert.ok(performance.now() - began < 4_500);
    assert.match(textOf(card), /^\? Where tailspin\.example takes its mail could not be found/m);
  });
});

describe("Check DNS now, with checks switched off", () => {
  const bot = wholeBot();
  const chat = chatOf(KIM);

  it("is on no card, and says why where it was on one", async () => {
    const { caseId, thread } = await openTicket(bot);
    for (const card of [bot.card(chat), bot.card(thread)])
      assert.equal(buttonsOf(card).includes(CHECK), false);
    const { sentence } = answerTo(await bot.receive(pressCheck(KIM, chat, caseId)));
    assert.equal(sentence, "I look nothing up here: whoever runs me has switched that off.");
  });
});
