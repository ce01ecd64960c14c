import assert from "node:assert/strict";
import { readArticle } from "../../src/knowledge/read-article.js";
import { assertProblems, problemsOf, read, withLines } from "./small-article.js";

describe("readArticle", () => {
  it("reads all parts of an article", () => {
    assert.deepEqual(read(withLines({})), {
      id: "no-such-address",
      title: "The address does not exist",
      codes: [
        { from: { class: 5, subject: 1, detail: 1 }, to: { class: 5, subject: 1, detail: 1 } },
        { from: { class: 5, subject: 7, detail: 606 }, to: { class: 5, subject: 7, detail: 649 } },
      ],
      phrases: ["RESOLVER.ADR.RecipientNotFound", "Recipient address rejected: Access denied"],
      who: "sender",
      source: "https://learn.microsoft.com/exchange",
      reviewed: "2026-11-21",
      origin: "built in",
      happened: [
        [
          { kind: "words", text: "There is no " },
          { kind: "blank", name: "recipient", otherwise: "such address" },
          { kind: "words", text: "." },
        ],
      ],
      senderSteps: [{ text: [{ kind: "words", text: "Check it." }], commands: [], details: [] }],
      ownerSteps: [],
      adminSteps: [{ text: [{ kind: "words", text: "Look it up." }], commands: [], details: [] }],
    });
  });

  it("reads the group owner's steps", () => {
    const article = read(
      withLines({ 19: ["", "## What the group owner can do", "", "1. Let them in.", ""] }),
    );
    assert.deepEqual(article.ownerSteps[0]?.text, [{ kind: "words", text: "Let them in." }]);
  });

  it("reads the bullets and the commands of a step", () => {
    const article = read(
      withLines({
        18: [
          "1. Run this:",
          "   ```powershell",
          "   Get-Mailbox -Identity '{recipient|<address>}'",
          "",
          "   foreach {get-transportservice $_.name}",
          "   ```",
          "   - first",
          "   - second",
          "2. Done.",
        ],
      }),
    );
    assert.deepEqual(article.senderSteps, [
      {
        text: [{ kind: "words", text: "Run this:" }],
        commands: [
          [
            { kind: "words", text: "Get-Mailbox -Identity '", code: true },
            { kind: "blank", name: "recipient", otherwise: "<address>", code: true },
            { kind: "words", text: "'", code: true },
          ],
          [{ kind: "words", text: "foreach {get-transportservice $_.name}", code: true }],
        ],
        details: [[{ kind: "words", text: "first" }], [{ kind: "words", text: "second" }]],
      },
      { text: [{ kind: "words", text: "Done." }], commands: [], details: [] },
    ]);
  });

  it("reads bold, italic, code and links, and placeholders within", () => {
    const article = read(
      withLines({
        14: "See **the {status|code} _x_** and `a {sender|b}` [**there**](https://aka.ms/x).",
      }),
    );
    assert.deepEqual(article.happened[0], [
      { kind: "words", text: "See " },
      { kind: "words", text: "the ", bold: true },
      { kind: "blank", name: "status", otherwise: "code", bold: true },
      { kind: "words", text: " ", bold: true },
      { kind: "words", text: "x", bold: true, italic: true },
      { kind: "words", text: " and " },
      { kind: "words", text: "a ", code: true },
      { kind: "blank", name: "sender", otherwise: "b", code: true },
      { kind: "words", text: " " },
      { kind: "words", text: "there", link: "https://aka.ms/x", bold: true },
      { kind: "words", text: "." },
    ]);
  });

  it("joins the lines of a paragraph, also inside a placeholder", () => {
    const article = read(
      withLines({ 14: ["Not from {senderDomain|your", "own domain} and", "so."] }),
    );
    assert.deepEqual(article.happened[0], [
      { kind: "words", text: "Not from " },
      { kind: "blank", name: "senderDomain", otherwise: "your own domain" },
      { kind: "words", text: " and so." },
    ]);
  });

  for (const braces of ["{$_ | Select-Object Name}", "{get-transportserver $_.name}", "@{a=1}"]) {
    it(`leaves ${braces} as it is`, () => {
      const article = read(withLines({ 14: `Run \`${braces}\` now.` }));
      assert.deepEqual(article.happened[0]?.[1], { kind: "words", text: braces, code: true });
    });
  }

  for (const [what, lines] of Object.entries({
    "an empty list of codes": withLines({ 3: "codes: []" }),
    "no codes": withLines({ 3: [] }),
    "no phrases": withLines({ 4: [], 5: [], 6: [] }),
    "an empty list of phrases": withLines({ 4: "phrases: []", 5: [], 6: [] }),
    "a heading closed with its marks": withLines({ 12: "## What happened ##" }),
    "three paragraphs": withLines({ 15: ["", "Two.", "", "Three.", ""] }),
    "blanks around the hyphen of a range": withLines({ 3: "codes: [4.7.500 - 4.7.699]" }),
  })) {
    it(`accepts ${what}`, () => {
      assert.deepEqual(problemsOf(lines), []);
    });
  }

  it("copes with a byte order mark, CRLF and no-break spaces", () => {
    const text = `\uFEFF${withLines({ 12: "##\u00A0What happened" }).join("\r\n")}`;
    assert.deepEqual(readArticle("kb/no-such-address.md", text, "built in"), read(withLines({})));
  });

  it("counts lines and columns the same in a file with CRLF", () => {
    const text = withLines({ 14: "No <b>way</b>." }).join("\r\n");
    assert.throws(() => readArticle("a.md", text, "built in"), /^ArticleError: a\.md:14:4: HTML/);
  });

  it("names all problems of a file, from the top down", () => {
    assertProblems(
      withLines({ 7: "who: nobody", 14: "{recipient|}", 22: "- Look." }),
      ["7:6", 'who is "nobody"'],
      ["14:1", "has no fallback"],
      ["22:1", "steps are numbered"],
    );
  });

  it("refuses a template's opening in a command, once", () => {
    const step = ["1. Run", "   ```", "   echo ${name}", "   ```"];
    assertProblems(withLines({ 18: step }), ["20:9", "write $name"]);
  });

  it("refuses a template's opening in the title", () => {
    assertProblems(withLines({ 2: "title: A ${b}" }), ["2:10", "card's templates"]);
  });

  it("refuses an unknown placeholder in a command", () => {
    const step = ["1. Run", "   ```", "   a", "   b '{mail|x}'", "   ```"];
    assertProblems(withLines({ 18: step }), ["21:7", "{mail|…} is no placeholder"]);
  });

  it("refuses a file name with blanks or capitals", () => {
    assert.throws(
      () => readArticle("kb/No Such.md", withLines({}).join("\n"), "built in"),
      /kb\/No Such\.md:1:1: the file is called "No Such\.md"/,
    );
  });
});
