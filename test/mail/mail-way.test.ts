import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { sql } from "kysely";
import { readMail } from "../fakes/relay.js";
import { BOT, dial, LENA, mailOf, openPostOffice, type PostOffice } from "./post-office.js";

const REPORT = readFileSync("test/fixtures/bounces/postfix-5.1.1-two-recipients.eml", "latin1");

/** The report as it is forwarded with "Forward as attachment". */
const attached = (report: string) =>
  mailOf({
    more: ["Message-ID: <one@contoso.example>", 'Content-Type: multipart/mixed; boundary="b"'],
    body: [
      "--b",
      "Content-Type: text/plain; charset=utf-8",
      "",
      "What does this mean?",
      "--b",
      "Content-Type: message/rfc822",
      "",
      report.replaceAll(/\r?\n/g, "\r\n"),
      "--b--",
    ],
  });

describe("createMailWay", function () {
  // Several real connections each, on a machine that may be busy.
  this.timeout(30_000);
  let office: PostOffice;

  beforeEach(async () => {
    office = await openPostOffice();
  });

  afterEach(() => office.close());

  it("answers a forwarded bounce", async () => {
    assert.match(await office.send(attached(REPORT)), /^250 /);
    const [answer, ...others] = await office.answers(1);
    assert.ok(answer, "there is an answer");
    assert.deepEqual(others, []);
    const mail = await readMail(answer);
    assert.match(
      mail.text ?? "",
      /^Check the address|can fix this|You can check this yourself first/,
    );
    assert.match(mail.html ?? "", /What you can do/);
  });

  it("answers with nobody as the sender, to the one who forwarded", async () => {
    await office.send(attached(REPORT));
    const [answer] = await office.answers(1);
    assert.equal(answer?.from, "");
    assert.deepEqual(answer.to, [LENA]);
  });

  it("says in the header what it is and where it belongs", async () => {
    await office.send(attached(REPORT));
    const [answer] = await office.answers(1);
    assert.ok(answer, "there is an answer");
    const mail = await readMail(answer);
    const header = (name: string) => mail.headers.find(({ key }) => key === name)?.value;
    assert.equal(mail.from?.address, BOT);
    assert.equal(mail.to?.[0]?.address, LENA);
    assert.equal(mail.subject, "Re: FW: Undeliverable: Offer");
    assert.equal(header("auto-submitted"), "auto-replied");
    assert.equal(header("x-auto-response-suppress"), "All");
    assert.equal(header("x-loop"), BOT);
    assert.equal(header("in-reply-to"), "<one@contoso.example>");
    assert.equal(header("references"), "<one@contoso.example>");
    assert.match(mail.messageId ?? "", /^<ndr-bot\.[\da-f]{32}@contoso\.example>$/);
    assert.equal(header("x-mailer"), undefined);
  });

  it("keeps nothing of mail and answer once it is sent", async () => {
    await office.send(attached(REPORT));
    await office.answers(1);
    const { rows } = await sql<object>`select * from mail_replies`.execute(office.db);
    assert.equal(rows.length, 1);
    assert.doesNotMatch(JSON.stringify(rows), /contoso|Undeliverable|mail system/i);
  });

  it("never writes an address, a subject or a word of the mail into the log", async () => {
    await office.send(attached(REPORT));
    await office.send(mailOf({ from: "x@fabrikam.example", body: ["secret"] }));
    await office.answers(1);
    assert.match(office.log.join(""), /"msg":"mail explained"/);
    assert.match(office.log.join(""), /"why":"author-elsewhere"/);
    assert.doesNotMatch(office.log.join(""), /@|novak|contoso|fabrikam|Undeliverable|secret/i);
  });

  it("answers a mail that was delivered twice once", async () => {
    await office.send(attached(REPORT));
    assert.match(await office.send(attached(REPORT)), /^250 /);
    assert.equal((await office.answers(1)).length, 1);
  });

  it("says politely what to send where there is no bounce", async () => {
    await office.send(mailOf({ subject: "Lunch", body: ["Hello, are you there?"] }));
    const [answer] = await office.answers(1);
    assert.ok(answer, "there is an answer");
    assert.match((await readMail(answer)).text ?? "", /^I found no bounce in this\.\n/);
  });

  it("does not answer what answers its own answer", async () => {
    await office.send(attached(REPORT));
    const [answer] = await office.answers(1);
    assert.ok(answer, "there is an answer");
    const { messageId = "" } = await readMail(answer);
    await office.send(mailOf({ more: [`In-Reply-To: ${messageId}`], body: ["550 5.1.1 Thanks!"] }));
    await office.send(
      mailOf({ body: ["On Saturday NDR Bot wrote:", ...answer.raw.split("\r\n")] }),
    );
    assert.equal((await office.answers(1)).length, 1);
  });

  it("sends again what the relay did not take now", async () => {
    let refusals = 3;
    office.relay.trouble = (command) => (command === "RCPT" && refusals-- > 0 ? 451 : undefined);
    await office.send(attached(REPORT));
    assert.equal((await office.answers(1)).length, 1);
  });

  for (const command of ["RCPT", "DATA"] as const)
    it(`gives up what the relay refuses for good at ${command}, and forgets it`, async () => {
      let asked = 0;
      office.relay.trouble = (heard) => (heard === command ? (asked++, 550) : undefined);
      await office.send(attached(REPORT));
      assert.equal((await office.answers(0)).length, 0);
      for (let i = 0; i < 3; i++) await office.answers(0);
      assert.equal(asked, 1);
      const { rows } = await sql<{ mail: unknown }>`select mail from mail_replies`.execute(
        office.db,
      );
      assert.deepEqual(
        rows.map(({ mail }) => mail),
        [null],
      );
    });

  it("keeps trying where the relay wants nothing from us at all", async () => {
    let refusals = 2;
    office.relay.trouble = (command) => (command === "MAIL" && refusals-- > 0 ? 530 : undefined);
    await office.send(attached(REPORT));
    assert.equal((await office.answers(1)).length, 1);
  });
});

describe("createMailWay, where the database is down", () => {
  it("acknowledges nothing that it would lose", async () => {
    const office = await openPostOffice();
    try {
      await sql`drop table mail_replies`.execute(office.db);
      await assert.rejects(office.send(attached(REPORT)), { responseCode: 451 });
    } finally {
      await office.close();
    }
  });
});

/** As a server does that writes a sender as it likes. */
async function handOver(port: number, sender: string): Promise<void> {
  const client = await dial(port);
  await client.say("EHLO mail.contoso.example\r\n", /^250 .*\r\n/m);
  await client.say(`MAIL FROM:<${sender}> SMTPUTF8\r\n`, /^250 .*\r\n/m);
  await client.say(`RCPT TO:<${BOT}>\r\nDATA\r\n`, /^354 .*\r\n/m);
  const mail = mailOf({ subject: "Lunch", body: ["Hello"] });
  assert.match(await client.say(`${mail}.\r\n`, /^\d{3} .*\r\n/m), /^250 /);
  client.socket.destroy();
}

describe("createMailWay, asked too often", () => {
  it("takes one sender for one, however the domain is written", async () => {
    const office = await openPostOffice({ settings: { answersPerHour: 1 } });
    try {
      for (const domain of ["contoso.example", "\uff43ontoso.example", "con\u00adtoso.example"])
        await handOver(office.port, `lena.novak@${domain}`);
      assert.equal((await office.answers(1)).length, 1);
    } finally {
      await office.close();
    }
  });

  it("answers one sender so often an hour, and says so in the last answer", async () => {
    const office = await openPostOffice({ settings: { answersPerHour: 3 } });
    try {
      for (let i = 0; i < 5; i++) {
        const reply = await office.send(mailOf({ subject: "Lunch", body: [`Hello ${i}`] }));
        assert.match(reply, /^250 /);
      }
      const answers = await office.answers(3);
      assert.equal(answers.length, 3);
      const mails = await Promise.all(answers.map(readMail));
      const lasts = mails.filter(({ text = "" }) => text.includes("wait an hour"));
      assert.equal(lasts.length, 1);
    } finally {
      await office.close();
    }
  });
});
