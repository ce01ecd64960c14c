import assert from "node:assert/strict";
import { cardsWith } from "./all-cards.js";
import { bytesOf, findAll, textOf } from "./reading.js";

const HOSTILE: Readonly<Record<string, string>> = {
  Markdown: "**bold** [click me](https://evil.example) _x_\n# Title\n- item",
  mention: '<at>Everyone</at> <at id="1">Ana</at>',
  HTML: '<script>alert(1)</script><a href="https://evil.example">x</a>',
  "template hole": "${secret} $${x} ${$root.caseId} ${",
  script: "javascript:alert(1)",
  bidi: "\u202Egpj.exe\u2066 \u200Fx\u061C",
  "controls and line ends": "a\u0000b\u001B[31mc\r\nd\u2028e\u0085",
  "hidden tags": "a\u{E0041}\u{E0042}b\u200B\uFEFF\u00AD",
  "half characters": "\uD83D x \uDE00",
  JSON: '"}],"actions":[{"type":"Action.OpenUrl"}]\\',
  nothing: "",
  blanks: "   ",
  "200 KB": "x".repeat(200_000),
  "200 KB of words": "ünïcödé 漢字 😀 ".repeat(12_000),
  "200 KB of quotes": '"\\\n'.repeat(70_000),
  "200 KB of holes": "${".repeat(100_000),
};

for (const [kind, text] of Object.entries(HOSTILE)) {
  describe(`cards with ${kind} in every place`, () => {
    for (const [name, card] of Object.entries(cardsWith(text))) {
      const json = JSON.stringify(card);

      it(`${name}: stays under 25 KB`, () => {
        assert.ok(bytesOf(card) <= 25_000, `${bytesOf(card)} bytes`);
      });

      it(`${name}: shows no hole, mention tag, control or direction mark`, () => {
        assert.doesNotMatch(json, /\$\{|<\/?at\b/i);
        assert.doesNotMatch(
          textOf(card),
          /(?!\n)\p{Cc}|\p{Cs}|[\u202A-\u202E\u2066-\u2069\u200E\u200F\u061C]/u,
        );
        assert.doesNotMatch(json, /[\u{E0000}-\u{E007F}]/u);
      });

      it(`${name}: keeps foreign text out of everything but text runs`, () => {
        const live = JSON.stringify(
          findAll(
            card,
            "TextBlock",
            "FactSet",
            "Action.OpenUrl",
            "Action.Execute",
            "Action.Submit",
          ).map((element) => ({ ...element, card: undefined })),
        );
        assert.doesNotMatch(live, /evil|alert|bold|Everyone|secret|gpj|x{50}|漢|null/);
      });

      it(`${name}: keeps code on the lines of its commands, with nothing unseen in it`, () => {
        for (const { codeSnippet, fallback } of findAll(card, "CodeBlock")) {
          assert.equal(textOf(fallback), codeSnippet);
          assert.doesNotMatch(String(codeSnippet), /(?!\n)\p{Cc}|\p{Cf}|\p{Zl}|\p{Zp}|evil|x{50}/u);
        }
      });

      it(`${name}: is whole: no null, no undefined, no mark of ours`, () => {
        assert.doesNotMatch(json, /:null|undefined|"foreign"/);
      });
    }
  });
}
