import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "kysely";
import { readMail, type Relayed } from "../fakes/relay.js";
import { BOUNCES, forward } from "../mail/forwarded.js";
import { BOT, dial, openPostOffice, type PostOffice } from "../mail/post-office.js";
import { hostileMails } from "./hostile-mails.js";

const FORWARDED = 1000;
const PEOPLE = 250;
const PARALLEL = 10;

interface Sent {
  readonly name: string;
  readonly sender: string;
  readonly raw: string;
}

describe("1,000 forwarded bounces and 200 hostile mails at once", function () {
  this.timeout(240_000);
  let office: PostOffice;

  before(async () => {
    office = await openPostOffice();
  });

  after(() => office.close());

  const messageId = (i: number) => `<forwarded-${i}@contoso.example>`;
  const forwarded: readonly Sent[] = Array.from({ length: FORWARDED }, (_, i) => {
    const bounce = BOUNCES[i % BOUNCES.length];
    assert.ok(bounce, "there are bounces");
    const sender = `person${i % PEOPLE}@contoso.example`;
    const isAttached = Math.floor(i / BOUNCES.length) % 2 === 0;
    return { name: bounce.name, sender, raw: forward(bounce, sender, messageId(i), isAttached) };
  });
  const hostile = hostileMails();

  /** One of each in turn, over as many connections. */
  async function sendAll(mails: readonly Sent[]): Promise<ReadonlyMap<Sent, string>> {
    const replies = new Map<Sent, string>();
    const left = [...mails];
    const one = async () => {
      for (let mail = left.shift(); mail; mail = left.shift()) {
        const envelope = { from: mail.sender, to: [BOT] };
        const sending = office.send(Buffer.from(mail.raw, "latin1"), envelope);
        replies.set(mail, await sending.catch((error: unknown) => String(error)));
      }
    };
    await Promise.all(Array.from({ length: PARALLEL }, one));
    return replies;
  }

  async function settled(): Promise<readonly Relayed[]> {
    for (let waited = 0; waited < 60_000; waited += 50) {
      const { rows } = await sql`select 1 from mail_replies where mail is not null`.execute(
        office.db,
      );
      if (rows.length === 0) break;
      await sleep(50);
    }
    return office.relay.mails;
  }

  it("are answered exactly where it belongs, and nowhere else", async () => {
    assert.ok(hostile.length >= 200, `${hostile.length} hostile mails`);
    const began = Date.now();
    const mixed = interleave(forwarded, hostile);
    const [replies] = await Promise.all([sendAll(mixed), ...misbehave(office.port)]);
    const sent = Date.now();
    const answers = await settled();
    const done = Date.now();

    // Nobody was told that a mail is taken which is not, or the other way round.
    const refused = [...replies].filter(([, reply]) => !reply.startsWith("250 "));
    assert.deepEqual(refused, []);

    const expected = [
      ...forwarded.map(({ sender }, i) => `${sender} ${messageId(i)}`),
      ...hostile.filter(({ isAnswered }) => isAnswered).map(({ sender }) => sender),
    ];
    const given = await Promise.all(answers.map(describeAnswer));
    assert.deepEqual(given.map(({ key }) => key).sort(), expected.sort());
    for (const { from, to, raw } of answers) {
      assert.equal(from, "");
      assert.equal(to.length, 1);
      const [head = ""] = raw.split("\r\n\r\n", 1);
      const names = [...head.matchAll(/^([^\s:]+):/gm)].map(([, name = ""]) => name);
      assert.deepEqual(
        new Set(names.filter((name) => !/^(?:In-Reply-To|References)$/.test(name))),
        FIELDS,
      );
    }
    const kinds = given.slice().filter(({ isToPerson }) => isToPerson);
    const withBounce = kinds.filter(({ saysNoBounce }) => !saysNoBounce);
    console.log(
      `      ${forwarded.length + hostile.length} mails in ${sent - began} ms, ${answers.length} answers ` +
        `${done - sent} ms later; ${withBounce.length} of ${kinds.length} forwarded ones were read as a bounce`,
    );
    assert.ok(withBounce.length >= FORWARDED * 0.9, `${withBounce.length} read as a bounce`);
  });

  it("and delivered once more are not answered once more", async () => {
    const before = office.relay.mails.length;
    const replies = await sendAll(forwarded.slice(0, 100));
    assert.deepEqual(
      [...replies.values()].filter((reply) => !reply.startsWith("250 ")),
      [],
    );
    assert.equal((await settled()).length, before);
  });

  it("leave nothing of themselves in database and log", async () => {
    const { rows } = await sql`select * from mail_replies`.execute(office.db);
    for (const kept of [JSON.stringify(rows), office.log.join("")])
      assert.doesNotMatch(kept, /contoso|fabrikam|person\d|hostile\d|Undeliverable|Somebody/i);
  });
});

/** The header of each answer, and no field more. */
const FIELDS = new Set([
  "Auto-Submitted",
  "X-Auto-Response-Suppress",
  "X-Loop",
  "From",
  "To",
  "Subject",
  "Message-ID",
  "Date",
  "MIME-Version",
  "Content-Type",
]);

function interleave(many: readonly Sent[], few: readonly Sent[]): readonly Sent[] {
  const every = Math.floor(many.length / few.length);
  return many.flatMap((one, i) => {
    const other = i % every === 0 ? few[i / every] : undefined;
    return other ? [other, one] : [one];
  });
}

/** Whom an answer is to and what it answers, and whether it found a bounce. */
async function describeAnswer(answer: Relayed) {
  const mail = await readMail(answer);
  const isToPerson = /^<forwarded-/.test(mail.inReplyTo ?? "");
  return {
    key: `${answer.to.join()}${isToPerson ? ` ${mail.inReplyTo ?? ""}` : ""}`,
    isToPerson,
    saysNoBounce: /^(?:I found no bounce|I can't read)/.test(mail.text ?? ""),
  };
}

/** What goes on beside: nothing of it becomes a mail. */
function misbehave(port: number): readonly Promise<unknown>[] {
  const hello = "EHLO x\r\nMAIL FROM:<person1@contoso.example>\r\n";
  const toData = `${hello}RCPT TO:<${BOT}>\r\nDATA\r\n`;
  const say = async (bytes: string, until: RegExp) => {
    const client = await dial(port);
    const heard = await client.say(bytes, until);
    client.socket.destroy();
    return heard;
  };
  const tooLarge = `${"x".repeat(998)}\r\n`.repeat(6 * 1024);
  return [
    ...Array.from({ length: 3 }, () =>
      say(`${toData}${tooLarge}.\r\n`, /^552 /m).then((heard) => {
        assert.match(heard, /^552 /m);
      }),
    ),
    say(
      hello + Array.from({ length: 1000 }, (_, i) => `RCPT TO:<u${i}@x.example>\r\n`).join(""),
      /^421 /m,
    ),
    say("\x80\xff\0garbage\r\n".repeat(1000), /^421 /m),
    say(`${toData}half a mail`, /^421 /m),
    say("GET / HTTP/1.0\r\n\r\n", /^421 /m),
  ];
}
