import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import PostalMime from "postal-mime";
import { createDice } from "../../scripts/many-articles.js";
import { parsePostal } from "../../src/intake/postal.js";

const FOLDER = "test/fixtures/bounces";

const mail = (encoding: string, body: string, type = "text/plain; charset=utf-8") =>
  `From: a@fabrikam.example\nContent-Type: ${type}\nContent-Transfer-Encoding: ${encoding}\n\n${body}`;

const MAILS: Readonly<Record<string, string>> = {
  "a body as it is": mail("8bit", "Grüße\r\nund\rmehr\n\n"),
  "a body of an unknown encoding": mail("uuencode", "begin 644 x\n"),
  "no body": "From: a@fabrikam.example",
  nothing: "",
  base64: mail("base64", "R3LDvMOf\nZQ=="),
  "base64, each line padded": mail("base64", "R3LDvA==\nw59l\n"),
  "base64 with other signs in it": mail("BASE64", "R3*L D\tvM\nOf=Z!Q"),
  "base64 cut short": mail("base64", "R3LDvMOfZ"),
  "quoted-printable": mail("quoted-printable", "Gr=C3=BC=C3=9Fe =\nund=20mehr\n"),
  "quoted-printable with odd escapes": mail("quoted-printable", "a=b=ZZ =C =\n= =3d=3D\n=41="),
  "text that flows": mail("7bit", "one \ntwo \n-- \nthree", "text/plain; format=flowed"),
  "parts in parts": mail(
    "7bit",
    "--b\n\none\n--b\nContent-Type: multipart/mixed; boundary=c\n\n--c\n\ntwo\n--c--\n--b\nContent-Type: message/rfc822\n\nFrom: x\n\nthree\n--b--\n",
    "multipart/mixed; boundary=b",
  ),
};

const outcome = (parsed: Promise<unknown>) => parsed.catch((error: unknown) => String(error));

describe("parsePostal", () => {
  const same = async (source: string | Uint8Array, options = {}) => {
    const all = { forceRfc822Attachments: true, ...options };
    assert.deepEqual(
      await outcome(parsePostal(source, all)),
      await outcome(PostalMime.parse(source, all)),
    );
  };

  for (const [what, source] of Object.entries(MAILS))
    it(`reads as PostalMime does: ${what}`, () => same(source));

  for (const name of readdirSync(FOLDER).filter((name) => name.endsWith(".eml")))
    it(`reads as PostalMime does: ${name}`, () => same(readFileSync(join(FOLDER, name))));

  it("reads as PostalMime does what was damaged", async () => {
    const dice = createDice(5);
    for (const source of Object.values(MAILS))
      for (let round = 0; round < 20; round++) {
        const at = dice(source.length + 1);
        const piece = ["", "\n", "\n\n", "=", "--b\n", "\0", "ü"][dice(7)] ?? "";
        await same(source.slice(0, at) + piece + source.slice(at + dice(3)));
      }
  });

  it("refuses as PostalMime does what is nested too deeply", () =>
    same(MAILS["parts in parts"] ?? "", { maxNestingDepth: 1 }));
});
