import assert from "node:assert/strict";
import type { Bounce } from "../../src/explain.js";
import { letterToHtml } from "../../src/mail/letter-html.js";
import { letterToText } from "../../src/mail/letter-text.js";
import { diagnosed, GROUP, NDR, UNDIAGNOSED } from "../cards/examples.js";
import { ALL_LETTERS, letterOf, lettersWith, REFERENCE } from "./all-letters.js";

/** What a mail program shows of the HTML. */
function shownOf(html: string): string {
  return html
    .replace(/<!--[\s\S]*?-->|<head>[\s\S]*?<\/head>/g, "")
    .replace(/<[^>]*>/g, "")
    .replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => CHARACTERS[name] ?? "");
}

const CHARACTERS: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  "#39": "'",
};

const words = (text: string) => text.replace(/[\s-]+/g, " ").trim();

describe("writeLetter", () => {
  const text = (...bounces: Parameters<typeof letterOf>) => letterToText(letterOf(...bounces));

  it("begins with who can fix it", () => {
    assert.match(text([diagnosed()]), /^Your own mail admin can fix this\./);
  });

  it("has the steps for the sender, the owner and the admin, and the reasons", () => {
    const shown = text([GROUP]);
    for (const heading of [
      "What you can do",
      "What the group owner can do",
      "What an admin can do",
      "Why we think so",
      "For the helpdesk",
    ])
      assert.match(shown, new RegExp(`^${heading}$`, "m"));
  });

  it("says no fact twice", () => {
    assert.equal(text([diagnosed()]).match(/^Reporting server: /gm)?.length, 1);
  });

  it("names the helpdesk where articles look for it", () => {
    assert.match(
      text([diagnosed()]),
      /^Ask the helpdesk\n\nIf the steps don't help, forward this/m,
    );
  });

  it("says it in the organisation's own words", () => {
    const shown = text([diagnosed()], { helpdesk: "Call 1234." });
    assert.match(shown, /^Ask the helpdesk\n\nCall 1234\.$/m);
    assert.doesNotMatch(shown, /forward this answer/);
  });

  it("does not send people without a bounce to the helpdesk", () => {
    assert.doesNotMatch(letterToText(ALL_LETTERS["plain-talk"] ?? []), /helpdesk/);
  });

  it("says how to send a bounce where there is none", () => {
    const shown = letterToText(ALL_LETTERS["plain-talk"] ?? []);
    assert.match(shown, /^I found no bounce in this\.\n/);
    assert.match(shown, /Forward as attachment/);
  });

  it("does not ask for a bounce where somebody's vacation note was sent", () => {
    const shown = text([{ kind: "not-an-ndr", looksLike: "auto-reply", says: "" }]);
    assert.match(shown, /^This is an automatic reply\./);
    assert.doesNotMatch(shown, /attachment/);
  });

  it("answers several bounces one below the other, and says how many", () => {
    const shown = text([diagnosed(), UNDIAGNOSED]);
    assert.match(shown, /^\n?Your mail holds 2 different bounces\./);
    assert.match(shown, /Your own mail admin can fix this\.[\s\S]*I don't know this bounce yet\./);
  });

  const to = (finalRecipient: string, detail: number): Bounce => ({
    ...UNDIAGNOSED,
    kind: "undiagnosed",
    general: "It was refused.",
    ndr: {
      parsedBy: "delivery-status",
      humanLines: [],
      recipients: [{ finalRecipient, status: { class: 5, subject: 6, detail } }],
    },
  });

  it("takes those that are alike for one, with all addresses", () => {
    const shown = text(["a", "b", "c"].map((name) => to(`${name}@fabrikam.example`, 7)));
    assert.doesNotMatch(shown, /Your mail holds/);
    assert.match(shown, /^3 bounces say this\./m);
    for (const name of ["a", "b", "c"]) assert.match(shown, new RegExp(`${name}@fabrikam`));
  });

  it("shows ten of a hundred, and says that there are more", () => {
    const shown = text(Array.from({ length: 100 }, (_, i) => to("a@fabrikam.example", i)));
    assert.equal(shown.match(/^I don't know this bounce yet\.$/gm)?.length, 10);
    assert.match(shown, /And 90 more\./);
  });

  it("says when it is the last answer within the hour", () => {
    assert.match(text([diagnosed()], { isLast: true }), /wait an hour/);
    assert.doesNotMatch(text([diagnosed()]), /wait an hour/);
  });

  it("ends with its reference", () => {
    assert.match(text([diagnosed()]), new RegExp(`Reference: ${REFERENCE}\\n$`));
  });

  it("shows neither subject nor body of the mail that came back", () => {
    assert.notEqual(NDR.subject, undefined);
    for (const letter of Object.values(ALL_LETTERS))
      assert.doesNotMatch(letterToText(letter), /layoffs|gets a rise/);
  });
});

describe("letterToHtml", () => {
  for (const [name, letter] of Object.entries(ALL_LETTERS)) {
    it(`${name}: says the same as the text`, () => {
      // Links stand behind the words in a text only.
      const text = letterToText(letter).replace(/ \(https:[^)]*\)/g, "");
      const html = shownOf(letterToHtml(letter));
      assert.equal(words(html).replace(/ /g, ""), words(text).replace(/ /g, ""));
    });

    it(`${name}: closes what it opens`, () => {
      const html = letterToHtml(letter).replace(/<!--\[if mso\]>|<!\[endif\]-->/g, "");
      assert.deepEqual(unbalanced(html), []);
    });

    it(`${name}: fetches nothing, and links to our own pages only`, () => {
      const html = letterToHtml(letter);
      assert.doesNotMatch(html, /<(?:img|script|iframe|object|form|link)\b|\bsrc=|url\(|@import/i);
      for (const [, url = ""] of html.matchAll(/\bhref="([^"]*)"/g))
        assert.match(
          url,
          /^https:\/\/(?:learn\.microsoft\.com\/|support\.microsoft\.com\/|admin\.exchange\.microsoft\.com\/#\/messagetrace$)/,
        );
    });
  }
});

const HOSTILE: Readonly<Record<string, string>> = {
  HTML: '<script>alert(1)</script><img src="https://evil.example/x"><a href="https://evil.example">x</a>',
  "an end of an attribute": `" onmouseover="alert(1)" x='`,
  "an end of a comment": "--><![endif]--><script>alert(1)</script>",
  entities: "&lt;script&gt; &#60;b&#62; &amp;",
  "a link": "https://evil.example/login http://evil.example www.evil.example javascript:alert(1)",
  "a path of the network": "\\\\evil.example\\share file:\\\\evil.example\\share",
  "header fields": "x\r\nBcc: everybody@contoso.example\r\n\r\nbody",
  "controls and direction marks": "a\u0000b\u001B[31m\u202Egpj.exe\u2066 \u200F\u2028\u0085",
  "half characters": "\uD83D x \uDE00",
  "200 KB": "x".repeat(200_000),
};

for (const [kind, text] of Object.entries(HOSTILE))
  describe(`letters with ${kind} in every place`, () => {
    for (const [name, letter] of Object.entries(lettersWith(text))) {
      const html = letterToHtml(letter);
      const plain = letterToText(letter);

      it(`${name}: stays text`, () => {
        assert.doesNotMatch(html, /<(?:script|img|b)\b|<[^>]*onmouseover/i);
        assert.deepEqual(unbalanced(html.replace(/<!--\[if mso\]>|<!\[endif\]-->/g, "")), []);
      });

      it(`${name}: has no link of theirs, and nothing that programs make one of`, () => {
        assert.doesNotMatch(html, /href="[^"]*evil/);
        for (const shown of [shownOf(html), plain])
          assert.doesNotMatch(shown, /:\/\/evil|www\.evil|\\\\evil/);
      });

      it(`${name}: has no control, no direction mark and no half character`, () => {
        for (const shown of [html, plain])
          assert.doesNotMatch(shown, /(?!\n)\p{Cc}|\p{Cs}|[\u202A-\u202E\u2066-\u2069\u200F]/u);
      });

      it(`${name}: stays small`, () => {
        assert.ok(html.length < 100_000, `${html.length} characters`);
      });
    }
  });

const LEAVES = new Set(["meta", "hr", "!doctype", "br"]);

/** Elements that are opened and not closed, or the other way round, in order. */
function unbalanced(html: string): readonly string[] {
  const open: string[] = [];
  const wrong: string[] = [];
  for (const [, end, raw = ""] of html.matchAll(/<(\/?)([a-z!][a-z\d]*)\b[^>]*>/gi)) {
    const name = raw.toLowerCase();
    if (LEAVES.has(name)) continue;
    if (!end) open.push(name);
    else if (open.pop() !== name) wrong.push(name);
  }
  return [...wrong, ...open];
}
