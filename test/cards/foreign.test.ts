import assert from "node:assert/strict";
import { breakLongWords, harmless, shorten, shortenName } from "../../src/cards/foreign.js";

describe("harmless", () => {
  for (const text of [
    "550 5.1.1 <a@contoso.example> User unknown [192.0.2.1]",
    "000001d9$a1b2$@contoso.example",
    "Get-MessageTraceV2 -MessageId '<at-5@x.example>'",
    "**not our business in a text run**",
    "سلام\u200Cدنیا 👩\u200D💻 नमस्ते",
    "  two  blanks  ",
  ]) {
    it(`leaves ${JSON.stringify(text)} alone, so that it can be copied`, () => {
      assert.equal(harmless(text), text);
    });
  }

  it("makes one line of many", () => {
    assert.equal(harmless("a\r\n\tb\u2029c"), "a b c");
  });

  it("takes out what cannot be seen", () => {
    assert.equal(harmless("a\u202Eb\u0007c\u200Bd\uFEFFe\u{E0041}f"), "abcdef");
  });

  it("breaks what looks like a hole in a template", () => {
    assert.equal(harmless("${a} $${b} $\u200B{c}").includes("${"), false);
  });

  it("breaks mention tags", () => {
    assert.doesNotMatch(harmless("<at>a</at> <AT id=1> <at/> <attic> <at"), /<\/?at\b/i);
    assert.equal(harmless("<attic>"), "<attic>");
  });
});

describe("shorten", () => {
  it("says where it cut", () => {
    assert.equal(shorten("abcdef", 4), "abc…");
    assert.equal(shorten("abcd", 4), "abcd");
  });

  it("does not cut a character in two", () => {
    assert.equal(shorten("ab😀d", 4), "ab…");
  });
});

describe("shortenName", () => {
  it("leaves what a line can hold", () => {
    assert.equal(
      shortenName("accounts.payable@contoso.example"),
      "accounts.payable@contoso.example",
    );
    const host = "contoso-example.mail.protection.outlook.com";
    assert.equal(shortenName(host), host);
  });

  it("keeps both ends of the rest", () => {
    assert.equal(
      shortenName("somebody.with.a.name@warehouse.tailspintoys.example"),
      "somebody.with.a.…ailspintoys.example",
    );
  });
});

describe("breakLongWords", () => {
  it("leaves words that a line can hold", () => {
    assert.deepEqual(breakLongWords("550 5.1.1 no such user"), ["550 5.1.1 no such user"]);
  });

  it("breaks a Message-ID behind its @", () => {
    assert.deepEqual(breakLongWords("000001d9$a1b2c3d4$e5f60718$@northwind.example"), [
      "000001d9$a1b2c3d4$e5f60718$@",
      "northwind.example",
    ]);
  });

  it("breaks a host behind a dot and leaves no crumb", () => {
    assert.deepEqual(breakLongWords("AM0PR08MB3045.eurprd08.prod.outlook.com"), [
      "AM0PR08MB3045.eurprd08.prod.",
      "outlook.com",
    ]);
  });

  for (const text of ["x".repeat(300), "😀".repeat(100), "a b\u00E9 ".repeat(60), ""]) {
    it(`loses nothing of ${JSON.stringify(text.slice(0, 12))}…`, () => {
      assert.equal(breakLongWords(text).join(""), text);
    });
  }
});
