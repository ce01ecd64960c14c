import assert from "node:assert/strict";
import { headerValue } from "../../src/intake/bounce-mail.js";
import { parseMail, PLAIN_INTAKE } from "../../src/intake/intake.js";
import { DEFAULT_LIMITS } from "../../src/intake/limits.js";
import { readMail as read } from "./read-mail.js";

describe("parseMail on text", () => {
  for (const [what, raw, text] of [
    ["Windows line ends", "a\r\nb\rc", "a\nb\nc"],
    ["quote marks", "> > a\n>b\n| c", "a\nb\nc"],
    ["hard blanks", "550\u00A05.7.1", "550 5.7.1"],
    ["zero-width and direction marks", "5\u200B.7\u202E.1\uFEFF", "5.7.1"],
    ["escape sequences", "\u001B[31mred", " [31mred"],
  ] as const) {
    it(`smooths ${what}`, async () => {
      assert.equal((await read(raw, "text/plain")).text, text);
    });
  }

  it("finds the subject that was copied along", async () => {
    assert.equal(
      (await read("Betreff: Unzustellbar: Angebot\n\nx", "text/plain")).subject,
      "Unzustellbar: Angebot",
    );
  });

  it("cuts off the message that came back, and keeps its fields", async () => {
    const mail = await read(
      "It failed.\n\nOriginal message headers:\n\nReceived: from a\n by b\nFrom: Jo <jo@contoso.example>\nSubject: =?utf-8?B?R3LDvMOfZQ==?=\n\nsecret text",
      "text/plain",
    );
    assert.equal(mail.text.trim(), "It failed.");
    assert.equal(headerValue(mail.returnedHeaders, "subject"), "Grüße");
    assert.equal(headerValue(mail.returnedHeaders, "received"), "from a by b");
  });

  it("keeps a status block that stands below the returned message", async () => {
    const mail = await read(
      "It failed.\n--- Below this line is a copy of the message.\nSubject: x\n\nsecret\n\nFinal-Recipient: rfc822;a@b.example\nStatus: 5.1.1",
      "text/plain",
    );
    assert.match(mail.text, /Status: 5\.1\.1/);
    assert.doesNotMatch(mail.text, /secret/);
  });

  it("does not take an address block of the report for a returned message", async () => {
    const mail = await read(
      "Your message\n\n  To: anna@fabrikam.example\n  Subject: Offer\n\ndid not reach",
      "text/plain",
    );
    assert.match(mail.text, /did not reach/);
  });
});

describe("parseMail on HTML", () => {
  it("puts each cell on a line of its own", async () => {
    const { text } = await read(
      "<table><tr><td>Status code:</td><td>550 5.4.1</td></tr></table>",
      "text/html",
    );
    assert.match(text, /Status code:\n+550 5\.4\.1/);
  });

  it("shows no script, no style and no address of a link", async () => {
    const { text } = await read(
      `<style>a{}</style><script>alert(1)</script><a href="https://evil.example/">Fix it</a>`,
      "text/html",
    );
    assert.equal(text.trim(), "Fix it");
  });

  for (const [what, html] of [
    ["nested elements", "<div>".repeat(200_000)],
    ["many siblings", "<p>x</p>".repeat(100_000)],
    ["an unclosed comment", `<!--${"-".repeat(1_000_000)}`],
    ["one long attribute", `<a href="${"x".repeat(1_000_000)}">`],
  ] as const) {
    it(`survives ${what}`, async () => {
      await read(html, "text/html");
    });
  }
});

describe("parseMail on a message", () => {
  const message = (body: string) =>
    `Received: from x\nFrom: MAILER-DAEMON@contoso.example\nSubject: Undeliverable\nMIME-Version: 1.0\n${body}`;

  it("reads the source of a mail that was pasted as text", async () => {
    const mail = await read(message("Content-Type: text/plain\n\nIt failed."), "text/plain");
    assert.equal(mail.format, "eml");
    assert.equal(mail.subject, "Undeliverable");
    assert.equal(mail.text.trim(), "It failed.");
  });

  for (const [what, part] of [
    [
      "quoted-printable",
      "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\nGr=C3=BC=C3=9Fe 550 5.7.1",
    ],
    [
      "base64",
      "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\nR3LDvMOfZSA1NTAgNS43LjE=",
    ],
    [
      "Latin 1",
      "Content-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: quoted-printable\n\nGr=FC=DFe 550 5.7.1",
    ],
    ["HTML alone", "Content-Type: text/html; charset=utf-8\n\n<p>Gr&uuml;&szlig;e 550 5.7.1</p>"],
  ] as const) {
    it(`reads ${what}`, async () => {
      const bytes = new TextEncoder().encode(message(part));
      assert.equal((await read(bytes, "message/rfc822")).text.trim(), "Grüße 550 5.7.1");
    });
  }

  it("looks into a report that was forwarded, three deep and no deeper", async () => {
    const wrap = (inner: string) =>
      `From: jo@contoso.example\nSubject: FW\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b${inner.length}\n\n--b${inner.length}\nContent-Type: message/rfc822\n\n${inner}\n--b${inner.length}--\n`;
    let mail = message("Content-Type: text/plain\n\n550 5.7.1 It failed.");
    for (let depth = 1; depth <= 3; depth++) {
      mail = wrap(mail);
      assert.match((await read(mail, "message/rfc822")).text, /It failed/, `depth ${depth}`);
    }
    assert.doesNotMatch((await read(wrap(mail), "message/rfc822")).text, /It failed/);
  });

  it("refuses a file that is larger than any bounce", async () => {
    const content = new Uint8Array(DEFAULT_LIMITS.file + 1);
    assert.deepEqual(await parseMail({ contentType: "message/rfc822", content }), {
      kind: "unreadable",
      why: "too-large",
    });
  });

  it("takes what the organisation allows", async () => {
    const content = Buffer.from("Subject: x\n\n550 5.1.1 User unknown");
    const limits = { ...DEFAULT_LIMITS, file: content.length };
    const kindOf = async (file: number) =>
      (
        await parseMail(
          { contentType: "message/rfc822", content },
          { ...PLAIN_INTAKE, limits: { ...limits, file } },
        )
      ).kind;
    assert.equal(await kindOf(content.length), "mails");
    assert.equal(await kindOf(content.length - 1), "unreadable");
  });

  for (const [what, content] of [
    ["no header", "\n\n"],
    ["nothing", ""],
    ["bytes of something else", new Uint8Array([0, 1, 2, 255, 254])],
  ] as const) {
    it(`does not fail on ${what}`, async () => {
      await parseMail({ contentType: "message/rfc822", content });
    });
  }
});
