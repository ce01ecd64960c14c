import assert from "node:assert/strict";
import type { BounceMail } from "../../src/intake/bounce-mail.js";
import { parseMail } from "../../src/intake/intake.js";

const HEAD = `From: MAILER-DAEMON@relay.contoso.example
To: jonas.weber@contoso.example
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
`;

const PARTS = `--b
Content-Type: text/plain

The message was not delivered.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; relay.contoso.example

Final-Recipient: rfc822; kim@litware.example
Action: failed
Status: 5.1.1
`;

async function read(content: string | Uint8Array): Promise<BounceMail> {
  const parsed = await parseMail({ contentType: "message/rfc822", content });
  assert.ok(parsed.kind === "mails", "the mail is not read");
  return parsed.mails[0];
}

const bytes = (text: string, encoding: BufferEncoding) => Buffer.from(text, encoding);

describe("parseMail on damaged structure", () => {
  for (const [what, declared] of [
    ["another boundary than the body's", 'multipart/report; boundary="other"'],
    ["no boundary", "multipart/report; report-type=delivery-status"],
    ["a boundary without its closing quote", 'multipart/report; boundary="b'],
    ["a boundary on a line that lost its indentation", "multipart/report;\nboundary=b"],
    ["no semicolon before the boundary", "multipart/report\n  boundary=b"],
    ["an upper-case type and blanks", 'MULTIPART/Report ; BOUNDARY = "b"'],
  ] as const) {
    it(`finds the parts where the header declares ${what}`, async () => {
      const mail = await read(`${HEAD}Content-Type: ${declared}\n\n${PARTS}--b--\n`);
      assert.match(mail.deliveryStatus ?? "", /kim@litware\.example/);
      assert.match(mail.text, /was not delivered/);
    });
  }

  it("reads on where 100 KB of blanks stand in the type", async () => {
    const type = `multipart/mixed;${" ".repeat(100_000)}x`;
    const mail = await read(`${HEAD}Content-Type: ${type}\n\n${PARTS}--b--\n`);
    assert.match(mail.text, /was not delivered/);
  });

  it("finds the parts where the last boundary is missing", async () => {
    const mail = await read(`${HEAD}Content-Type: multipart/report; boundary=b\n\n${PARTS}`);
    assert.match(mail.deliveryStatus ?? "", /Status: 5\.1\.1/);
  });

  it("takes parts with nothing between them for one text", async () => {
    const body = PARTS.replace(/^--b\n.*\n/gm, "");
    const mail = await read(`${HEAD}Content-Type: multipart/report; boundary=b\n\n${body}`);
    assert.match(mail.text, /was not delivered[\s\S]*Final-Recipient: rfc822; kim@/);
  });

  it("reads a part whose type lacks its semicolon", async () => {
    const body = PARTS.replace("text/plain", 'text/plain\n   charset="us-ascii"');
    const mail = await read(`${HEAD}Content-Type: multipart/report; boundary=b\n\n${body}--b--\n`);
    assert.match(mail.text, /was not delivered/);
  });

  for (const encoding of ["base64", "quoted-printable"] as const) {
    it(`reads a report part in ${encoding}`, async () => {
      const status =
        "Reporting-MTA: dns; a\n\nFinal-Recipient: rfc822; é@b.example\nStatus: 5.1.1\n";
      const body =
        encoding === "base64"
          ? Buffer.from(status).toString("base64")
          : status.replace(/é/, "=C3=A9").replace("Status:", "Sta=\ntus:");
      const mail = await read(
        `${HEAD}Content-Type: multipart/report; boundary=b\n\n--b\nContent-Type: message/delivery-status\nContent-Transfer-Encoding: ${encoding}\n\n${body}\n--b--\n`,
      );
      assert.match(mail.deliveryStatus ?? "", /é@b\.example\nStatus: 5\.1\.1/);
    });
  }
});

describe("parseMail on wrong charsets", () => {
  const german = "Empfänger nicht gefunden";
  for (const [what, type, body] of [
    ["UTF-8 declared as ASCII", "text/plain; charset=us-ascii", bytes(german, "utf8")],
    ["UTF-8 in an unknown charset", "text/plain; charset=unknown-8bit", bytes(german, "utf8")],
    ["Latin-1 declared as UTF-8", "text/plain; charset=utf-8", bytes(german, "latin1")],
    ["Latin-1 without a charset", "text/plain", bytes(german, "latin1")],
    ["UTF-8 without a charset", "text/plain", bytes(german, "utf8")],
  ] as const) {
    it(`reads ${what}`, async () => {
      const head = bytes(`${HEAD}Content-Type: ${type}\n\n`, "latin1");
      assert.equal((await read(Buffer.concat([head, body]))).text.trim(), german);
    });
  }

  it("reads Latin-1 where no type is declared at all", async () => {
    const mail = await read(Buffer.concat([bytes(`${HEAD}\n`, "latin1"), bytes(german, "latin1")]));
    assert.equal(mail.text.trim(), german);
  });

  for (const type of [
    "text/plain; charset=iso-2022-jp",
    "text/plain; charset=us-ascii",
    "text/plain",
  ]) {
    it(`reads ISO-2022-JP in ${type}`, async () => {
      const mail = await read(`${HEAD}Content-Type: ${type}\n\n\u001B$B08@h\u001B(B: kim\n`);
      assert.equal(mail.text.trim(), "宛先: kim");
    });
  }

  it("leaves right text alone", async () => {
    const mail = await read(
      `${HEAD}Content-Type: text/plain; charset=utf-8\n\nÃ la carte — 宛先\n`,
    );
    assert.equal(mail.text.trim(), "Ã la carte — 宛先");
  });
});
