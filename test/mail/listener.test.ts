import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { createTransport } from "nodemailer";
import { createLog } from "../../src/log.js";
import { createListener } from "../../src/mail/listener.js";
import { CERT, KEY, listening, MAIL } from "./listening.js";
import { BOT, LENA } from "./post-office.js";

describe("createListener", () => {
  const smtp = listening();

  it("hands over what it is given, byte for byte", async () => {
    await smtp.listen();
    const client = await smtp.callToData();
    const mail = Buffer.from("Subject: \xff\x80 \0 \r\n\r\n\xc3\x28\ta\rb\nc\r\n", "latin1");
    assert.match(
      await client.say(Buffer.concat([mail, Buffer.from(".\r\n")]), /^\d{3} /m),
      /^250 /,
    );
    assert.deepEqual(Buffer.from(smtp.handed[0]?.mail ?? []), mail);
    assert.equal(smtp.handed[0]?.sender, LENA);
  });

  it("takes mail without a sender: whether it is answered is for others to say", async () => {
    await smtp.listen();
    const client = await smtp.callFrom("");
    await client.say(`RCPT TO:<NDR-Bot@Contoso.example>\r\nDATA\r\n`, /^354 /m);
    assert.match(await client.say(`${MAIL}.\r\n`, /^\d{3} /m), /^250 /);
    assert.equal(smtp.handed[0]?.sender, "");
  });

  it("asks about a sender by one name, however it is written", async () => {
    const asked: string[] = [];
    await smtp.listen({ admits: (sender) => asked.push(sender) > 0 });
    await smtp.callFrom("Lena.Novak@\uff43ontoso.example");
    assert.deepEqual(asked, [LENA]);
  });

  it("greets with its domain and with no name or version of a program", async () => {
    await smtp.listen();
    const client = await smtp.call();
    assert.equal(client.heard(), "220 contoso.example ESMTP\r\n");
  });

  it("offers neither login nor SMTPUTF8, and STARTTLS only with a certificate", async () => {
    await smtp.listen();
    const client = await smtp.call();
    const said = await client.say("EHLO mail.contoso.example\r\n", /^250 .*\r\n/m);
    assert.match(said, /^250[ -]SIZE 100000\r$/m);
    assert.doesNotMatch(said, /AUTH|SMTPUTF8|STARTTLS/);
    for (const command of ["AUTH PLAIN AGEAYg==", "STARTTLS", "WIZ x", "VRFY x", "EXPN x", "TURN"])
      assert.match(await client.say(`${command}\r\n`, /^\d{3} .*\r\n/m), /^5\d\d /, command);
  });

  it("refuses a server that may not connect", async () => {
    await smtp.listen({ isAllowed: () => false });
    const client = await smtp.call();
    await client.say("EHLO x\r\n", /^\d{3} .*\r\n/m);
    assert.match(client.heard(), /^554 5\.7\.1 /);
    assert.doesNotMatch(client.heard(), /^2/m);
  });

  for (const address of [
    "x@contoso.example",
    "x@fabrikam.example",
    "postmaster",
    "ndr-bot@fabrikam.example",
    "ndr-bot%fabrikam.example@contoso.example",
    "@fabrikam.example:x@fabrikam.example",
    '"ndr-bot@contoso.example"@fabrikam.example',
    "",
  ])
    it(`is no relay to <${address}>`, async () => {
      await smtp.listen();
      const client = await smtp.callFrom();
      assert.match(await client.say(`RCPT TO:<${address}>\r\n`, /^\d{3} /m), /^5\d\d /);
      assert.match(await client.say("DATA\r\n", /^\d{3} /m), /^503 /);
    });

  it("hangs up on who tries a thousand recipients", async () => {
    await smtp.listen();
    const client = await smtp.callFrom();
    const many = Array.from({ length: 1000 }, (_, i) => `RCPT TO:<u${i}@contoso.example>\r\n`);
    await client.say(many.join(""), /^421 /m);
    assert.equal(client.heard().match(/^550 /gm)?.length, 10);
    assert.match(client.heard(), /^421 4\.7\.0 /m);
  });

  it("takes one mail for one recipient, however often it is named", async () => {
    await smtp.listen();
    const client = await smtp.callFrom();
    await client.say(`RCPT TO:<${BOT}>\r\n`.repeat(50), /(?:250 .*\r\n){50}/);
    await client.say(`DATA\r\n`, /^354 /m);
    await client.say(`${MAIL}.\r\n`, /^250 /m);
    assert.equal(smtp.handed.length, 1);
  });

  it("puts off who sends too much", async () => {
    await smtp.listen({ admits: (sender) => sender !== LENA });
    const client = await smtp.callFrom(LENA.toUpperCase());
    assert.match(client.heard(), /^451 4\.7\.1 /m);
    assert.match(await client.say("MAIL FROM:<jo@contoso.example>\r\n", /^\d{3} /m), /^250 /);
  });

  it("says 451 where a mail cannot be taken, and goes on", async () => {
    let isDown = true;
    await smtp.listen({
      receive: () => (isDown ? Promise.reject(new Error("x@y")) : Promise.resolve()),
    });
    const client = await smtp.callToData();
    const said = await client.say(`${MAIL}.\r\n`, /^\d{3} /m);
    assert.match(said, /^451 4\.3\.0 /);
    assert.doesNotMatch(said, /x@y/);
    isDown = false;
    const again = `MAIL FROM:<${LENA}>\r\nRCPT TO:<${BOT}>\r\nDATA\r\n`;
    await client.say(again, /^354 /m);
    assert.match(await client.say(`${MAIL}.\r\n`, /^\d{3} /m), /^250 /);
  });

  describe("with a certificate", () => {
    const TLS = { cert: CERT, key: KEY, isRequired: true };
    const sendWith = (options: object) =>
      createTransport({ host: "127.0.0.1", port: smtp.port, ...options }).sendMail({
        envelope: { from: LENA, to: [BOT] },
        raw: MAIL,
      });

    it("takes mail over TLS", async () => {
      await smtp.listen({ tls: TLS });
      await sendWith({ requireTLS: true, tls: { ca: CERT } });
      assert.equal(smtp.handed.length, 1);
    });

    it("refuses mail in the clear where TLS is required", async () => {
      await smtp.listen({ tls: TLS });
      await assert.rejects(sendWith({ ignoreTLS: true }), { responseCode: 530 });
      assert.deepEqual(smtp.handed, []);
    });

    it("takes mail in the clear where it is not", async () => {
      await smtp.listen({ tls: { ...TLS, isRequired: false } });
      await sendWith({ ignoreTLS: true });
      assert.equal(smtp.handed.length, 1);
    });

    it("speaks no TLS that is broken", async () => {
      await smtp.listen({ tls: TLS });
      await assert.rejects(
        sendWith({
          requireTLS: true,
          tls: { ca: CERT, maxVersion: "TLSv1.1", minVersion: "TLSv1" },
        }),
      );
    });

    it("forgets what was said before the handshake", async () => {
      await smtp.listen({ tls: TLS });
      const client = await smtp.callFrom();
      await client.say(`STARTTLS\r\nMAIL FROM:<${LENA}>\r\nRCPT TO:<${BOT}>\r\n`, /^220 .*\r\n/m);
      await sleep(50);
      assert.doesNotMatch(client.heard().slice(client.heard().lastIndexOf("220")), /^250 /m);
    });
  });

  it("names MAIL_LISTEN when the port is taken", async () => {
    await smtp.listen();
    const second = createListener({
      self: { localPart: "x", domain: "contoso.example" },
      isAllowed: () => true,
      maxBytes: 1,
      admits: () => true,
      receive: () => Promise.resolve(),
      log: createLog("silent"),
    });
    await assert.rejects(second.listen(smtp.port, "127.0.0.1"), {
      name: "MailError",
      message: `MAIL_LISTEN: port ${smtp.port} is in use by another program: stop it, or name a free port.`,
    });
  });
});
