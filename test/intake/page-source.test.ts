import assert from "node:assert/strict";
import { readMail } from "./read-mail.js";

const textOf = async (content: string) => (await readMail(content, "text/plain")).text;

describe("parseMail on text that was copied out of a page's source", () => {
  it("reads what a person would have seen", async () => {
    assert.equal(
      await textOf(
        "<p>Not delivered:</p><p>&lt;anna@x.example&gt;: 550&nbsp;5.1.1 <b>unknown</b></p>",
      ),
      "Not delivered:\n\n<anna@x.example>: 550 5.1.1 unknown",
    );
  });

  it("keeps addresses that stand in angle brackets", async () => {
    assert.match(await textOf("<div><anna@x.example>: 550 5.1.1</div>"), /<anna@x\.example>/);
  });

  it("resolves entities that were left alone", async () => {
    assert.equal(await textOf("550&nbsp;5.4.1 don&#39;t"), "550 5.4.1 don't");
    assert.equal(await textOf("&amp;lt;"), "&lt;");
  });

  for (const text of ["a < b and c > d", "<anna@x.example>: 550 5.1.1", "what does <p> mean?"]) {
    it(`leaves ${JSON.stringify(text)} as it is`, async () => {
      assert.equal(await textOf(text), text);
    });
  }
});

describe("parseMail on a quoted mail", () => {
  const quoted = (from: string) =>
    `Hi\n\n-----Original Message-----\nFrom: ${from}\nSent: Friday\n\n550 5.1.1 User unknown`;

  it("keeps a report that was answered or forwarded", async () => {
    for (const from of ["MAILER-DAEMON@x.example", "Microsoft Outlook", "Postmaster <p@x.example>"])
      assert.match(await textOf(quoted(from)), /User unknown/);
  });

  it("cuts a person's letter off", async () => {
    assert.doesNotMatch(await textOf(quoted("Anna")), /User unknown/);
  });

  for (const heading of [
    "Ursprüngliche Nachrichtenkopfzeilen:",
    "元のメッセージ ヘッダー:",
    "原始郵件標頭：",
  ]) {
    it(`cuts below ${heading}`, async () => {
      assert.doesNotMatch(await textOf(`550 5.1.1\n\n${heading}\nsecret`), /secret/);
    });
  }
});
