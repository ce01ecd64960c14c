import assert from "node:assert/strict";
import { composeReply } from "../../src/mail/compose-reply.js";
import { readHead } from "../../src/mail/read-head.js";
import { formatReference, holdsOurAnswer } from "../../src/mail/reply.js";
import { diagnosed } from "../cards/examples.js";
import { REFERENCE } from "./all-letters.js";

function replyTo(...head: readonly string[]) {
  return composeReply(
    {
      by: { localPart: "lena.novak", domain: "contoso.example" },
      head: readHead(Buffer.from([...head, "", "Hi"].join("\r\n"), "latin1")),
      explanations: [diagnosed()],
    },
    { reference: REFERENCE, isLast: false },
  );
}

const latin1 = (utf8: string) => Buffer.from(utf8).toString("latin1");

describe("composeReply", () => {
  it("goes to the envelope sender, whatever the header says", () => {
    const { to } = replyTo("Reply-To: x@fabrikam.example", "Sender: x@fabrikam.example");
    assert.equal(to, "lena.novak@contoso.example");
  });

  const SUBJECTS: Readonly<Record<string, readonly [string, string]>> = {
    "as it is": ["FW: Undeliverable", "Re: FW: Undeliverable"],
    "that is an answer already": ["RE: Undeliverable", "RE: Undeliverable"],
    "that is empty": ["", "Re: your bounce"],
    "of blanks": ["   ", "Re: your bounce"],
    "in encoded words": ["=?utf-8?q?Gr=C3=BC=C3=9Fe?=", "Re: Grüße"],
    "in plain UTF-8": [latin1("Grüße"), "Re: Grüße"],
    "with encoded line ends": [
      "=?utf-8?q?a=0D=0ABcc:_x@contoso.example?=",
      "Re: a Bcc: x@contoso.example",
    ],
    "with direction marks": ["=?utf-8?q?=E2=80=AEgpj.exe?=", "Re: gpj.exe"],
    "without end": ["x".repeat(5000), `Re: ${"x".repeat(149)}…`],
  };
  for (const [what, [subject, expected]] of Object.entries(SUBJECTS))
    it(`takes over a subject ${what}`, () => {
      assert.equal(replyTo(`Subject: ${subject}`).subject, expected);
    });

  it("needs no subject", () => {
    assert.equal(replyTo("X: y").subject, "Re: your bounce");
  });

  it("belongs to the conversation", () => {
    const { inReplyTo, references } = replyTo(
      "Message-ID: <c@contoso.example>",
      "References: <a@contoso.example>\r\n\t<b@contoso.example>",
    );
    assert.equal(inReplyTo, "<c@contoso.example>");
    assert.deepEqual(references, [
      "<a@contoso.example>",
      "<b@contoso.example>",
      "<c@contoso.example>",
    ]);
  });

  it("takes nothing over that is no Message-ID", () => {
    const { inReplyTo, references } = replyTo(
      "Message-ID: <a b@contoso.example> Bcc: x@contoso.example",
      "References: <no at> <\u00e4@contoso.example> <a@contoso.example>x<",
    );
    assert.equal(inReplyTo, undefined);
    assert.deepEqual(references, ["<a@contoso.example>"]);
  });

  it("keeps the end of a long conversation", () => {
    const ids = Array.from({ length: 50 }, (_, i) => `<${i}@contoso.example>`);
    const { references } = replyTo(`References: ${ids.join(" ")}`);
    assert.deepEqual(references, ids.slice(40));
  });
});

describe("holdsOurAnswer", () => {
  const holds = (text: string) => holdsOurAnswer(Buffer.from(text, "latin1"));
  const reference = formatReference(Buffer.from("0123456789abcdef0123456789abcdef", "hex"));

  for (const [where, text] of Object.entries({
    "In-Reply-To": `In-Reply-To: <${reference}@contoso.example>\r\n\r\nThanks`,
    "a quoted answer": `> Reference: ${reference}\r\n`,
    "a line that quoted-printable broke": `Reference: ${reference.slice(0, 20)}=\r\n${reference.slice(20)}`,
  }))
    it(`finds it in ${where}`, () => {
      assert.equal(holds(text), true);
    });

  it("takes no address of the bot for an answer", () => {
    assert.equal(holds("To: ndr-bot@contoso.example\r\n\r\nndr-bot.readme ndr-bot.0123"), false);
  });
});

describe("readHead", () => {
  const read = (text: string) => readHead(Buffer.from(text, "latin1"));

  it("ends with the first empty line", () => {
    assert.deepEqual(read("A: 1\r\n\r\nB: 2"), [{ name: "a", value: "1" }]);
  });

  it("unfolds, and allows blanks before the colon and any line end", () => {
    assert.deepEqual(read("A :\r\n 1\r\n\t2\nB: 3\rC:4"), [
      { name: "a", value: "1 2" },
      { name: "b", value: "3" },
      { name: "c", value: "4" },
    ]);
  });

  it("reads a header of a megabyte in no time, and its beginning only", () => {
    const fields = read(`A: 1\r\n${"B: 2\r\n".repeat(200_000)}`);
    assert.equal(fields[0]?.name, "a");
    assert.ok(fields.length < 30_000, `${fields.length} fields`);
  });

  it("reads one field of a hundred thousand lines in no time", () => {
    const [field] = read(`A: 1\r\n${" 2\r\n".repeat(100_000)}`);
    assert.match(field?.value ?? "", /^1 2 2/);
  });

  it("takes a mail without a header for one with none", () => {
    assert.deepEqual(read("\r\nA: 1"), []);
    assert.deepEqual(read(""), []);
  });
});
