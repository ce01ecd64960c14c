import assert from "node:assert/strict";
import { createResolver } from "../../src/dns/resolver.js";
import { textOf } from "../cards/reading.js";
import { type DnsServer, startDnsServer, startSilentServer } from "../fakes/dns-server.js";
import { BO, chatOf, edited, KIM, message, press } from "../fakes/teams.js";
import { ATTR36, RELAY } from "./bounces.js";
import { answerTo, anotherBounce, caseOf, nameHelpdesk, openTicket } from "./steps.js";
import { wholeBot, type WholeBotSettings } from "./whole-bot.js";

const ttl = 300;

const FULL = RELAY.replaceAll("5.4.1", "5.2.2").replaceAll("Relay Access Denied", "Mailbox full");

/** The server says whom it refused, and that a block list has it. */
const BLOCKED = RELAY.replaceAll("5.4.1", "5.7.1").replaceAll(
  "Relay Access Denied",
  "Service unavailable; Client host [20.190.128.1] blocked using bl.example",
);

/** From jonas.weber@contoso.example to maria.okafor@fabrikam.example. */
const ZONE = {
  "MX fabrikam.example": [
    { type: "MX", name: "fabrikam.example", ttl, data: { preference: 0, exchange: "." } },
  ],
  "TXT contoso.example": [
    { type: "TXT", name: "contoso.example", ttl, data: "v=spf1 ip4:192.0.2.0/24 -all" },
  ],
  "A 1.128.190.20.bl.example": [
    { type: "A", name: "1.128.190.20.bl.example", ttl, data: "127.0.0.2" },
  ],
} as const;

describe("what a bounce names is looked up", () => {
  let server: DnsServer;
  const settings: WholeBotSettings = {};
  const chat = chatOf(KIM);

  before(async () => {
    server = await startDnsServer(ZONE);
    settings.lookUps = {
      resolver: createResolver({ servers: [server], patienceMs: 2_000, now: () => new Date() }),
      blockLists: ["bl.example"],
      limitMs: 3_000,
    };
  });
  after(() => server.close());

  const bot = wholeBot(settings);

  it("after the answer, which is redrawn in place", async () => {
    await bot.receive(message(KIM, chat, anotherBounce()));
    const posted = bot.calls.filter(({ method, body }) => method === "POST" && body["attachments"]);
    assert.equal(posted.length, 1);
    assert.doesNotMatch(JSON.stringify(posted[0]?.body), /looked up/i);
    const text = textOf(bot.card(chat));
    assert.match(text, /^What I looked up: \d problems?$/m);
    assert.match(text, /^✗ fabrikam\.example says that it takes no mail \(an MX record/m);
    assert.match(text, /^✓ The SPF record of contoso\.example holds, with 0 of 10 lookups\.$/m);
    assert.match(text, /^v=spf1 ip4:192\.0\.2\.0\/24 -all$/m);
    assert.match(text, /^Looked up on 21 November 2026, 08:00 UTC\.$/m);
  });

  it("and stands on the ticket, too", async () => {
    const { thread } = await openTicket(bot);
    assert.match(textOf(bot.card(thread)), /^✗ fabrikam\.example says that it takes no mail/m);
  });

  it("once more where the message is edited into another bounce", async () => {
    const first = message(KIM, chat, anotherBounce());
    await bot.receive(first);
    await bot.receive(edited(first, RELAY));
    const text = textOf(bot.card(chat));
    assert.doesNotMatch(text, /fabrikam\.example/);
    assert.match(text, /What I looked up/);
  });

  it("and nothing where the bounce names nobody", async () => {
    const before = server.asked.length;
    await bot.receive(message(KIM, chat, ATTR36));
    assert.equal(server.asked.length, before);
    assert.doesNotMatch(textOf(bot.card(chat)), /looked up/i);
  });

  it("as far as it is worth it for this bounce, and no further", async () => {
    const before = server.asked.length;
    // Names that nobody has asked for: what is known is not asked for again.
    const other = RELAY.replaceAll("tailspin", "adatum").replaceAll("contoso", "proseware");
    await bot.receive(message(KIM, chat, other));
    const asked = server.asked.slice(before).join("\n");
    assert.match(asked, /MX adatum\.example/);
    assert.doesNotMatch(asked, /proseware|_mta-sts/);
  });

  it("on the block lists that the operator names, where the server says whom it refused", async () => {
    await bot.receive(message(KIM, chat, BLOCKED));
    assert.match(textOf(bot.card(chat)), /^✗ 20\.190\.128\.1 is on the block list bl\.example\./m);
  });

  it("and nothing at all where nothing of it stands in the DNS", async () => {
    const before = server.asked.length;
    await bot.receive(message(KIM, chat, FULL));
    assert.equal(server.asked.length, before);
    assert.doesNotMatch(textOf(bot.card(chat)), /looked up/i);
  });

  it("ten times a minute for one person, whoever else asks", async () => {
    for (let time = 0; time < 11; time++) await bot.receive(message(KIM, chat, anotherBounce()));
    assert.doesNotMatch(textOf(bot.card(chat)), /looked up/i);
    await bot.receive(message(BO, chatOf(BO), anotherBounce()));
    assert.match(textOf(bot.card(chatOf(BO))), /looked up/i);
    bot.clock.pass(60_000);
    await bot.receive(message(KIM, chat, anotherBounce()));
    assert.match(textOf(bot.card(chat)), /looked up/i);
  });

  it("and is gone when somebody is forgotten, with the answer or from what stays of a ticket", async () => {
    await openTicket(bot);
    await bot.receive(message(KIM, chat, anotherBounce()));
    const kept = () => bot.db.selectFrom("cases").select("findings").execute();
    assert.equal((await kept()).filter(({ findings }) => findings !== null).length, 2);
    await bot.receive(message(KIM, chat, "forget me"));
    await bot.receive(press(KIM, chat, "forget-me", {}));
    assert.deepEqual(await kept(), [{ findings: null }]);
  });

  it("also while buttons are pressed meanwhile", async () => {
    await nameHelpdesk(bot);
    await bot.receive(message(KIM, chat, anotherBounce()));
    const { card } = answerTo(
      await bot.receive(press(KIM, chat, "worked", { case: caseOf(bot.card(chat)) })),
    );
    assert.match(textOf(card), /You said: it worked/);
    assert.match(textOf(card), /What I looked up/);
  });
});

describe("a resolver that never answers", () => {
  let server: DnsServer;
  const settings: WholeBotSettings = {};
  const chat = chatOf(KIM);

  before(async () => {
    server = await startSilentServer([
      "contoso.example",
      "_dmarc.contoso.example",
      "fabrikam.example",
    ]);
    settings.lookUps = {
      resolver: createResolver({ servers: [server], now: () => new Date() }),
      limitMs: 300,
    };
  });
  after(() => server.close());

  const bot = wholeBot(settings);

  it("holds no answer up, and is said to have said nothing", async () => {
    await bot.receive(message(KIM, chat, anotherBounce()));
    const [first] = bot.calls.filter(
      ({ method, body }) => method === "POST" && body["attachments"],
    );
    assert.match(JSON.stringify(first?.body), /What you can do/);
    const text = textOf(bot.card(chat));
    assert.match(text, /^What I looked up$/m);
    assert.match(
      text,
      /^\? Where fabrikam\.example takes its mail could not be found out: its name servers did not answer in time\.$/m,
    );
  });
});
