import assert from "node:assert/strict";
import { readCompressedRtf } from "../../../src/intake/outlook/compressed-rtf.js";
import { readRtf } from "../../../src/intake/outlook/rtf.js";
import { compressedRtf, storedRtf } from "../../fakes/outlook/rich-text.js";

const text = (body: string) => readRtf(String.raw`{\rtf1\ansi\ansicpg1252 ${body}}`).text;

describe("readRtf", () => {
  it("gives the words, a paragraph a line", () => {
    assert.equal(text(String.raw`one\par two\line three\tab four`), "one\ntwo\nthree\tfour");
  });

  it("puts a table's cells on lines of their own", () => {
    assert.equal(text(String.raw`Error\cell 5.1.1\cell\row`), "Error\n5.1.1\n\n");
  });

  it("reads bytes in the document's code page", () => {
    assert.equal(readRtf(String.raw`{\rtf1\ansicpg1251 \'c4\'e0}`).text, "Да");
  });

  it("reads two bytes as the one character they are", () => {
    assert.equal(readRtf(String.raw`{\rtf1\ansicpg932 \'83e\'83X\'83g}`).text, "テスト");
  });

  it("reads bytes in the code page of their font", () => {
    const fonts = String.raw`{\fonttbl{\f0\fcharset0 Arial;}{\f1\fcharset204 Arial Cyr;}}`;
    assert.equal(text(String.raw`${fonts}\f1 \'c4\'e0\f0 \'e4`), "Даä");
  });

  it("reads Unicode, and leaves out what stands in for it", () => {
    assert.equal(text(String.raw`\u26085?\u-3913\'3f \uc2\u8364xy!`), "日\uF0B7 €!");
  });

  it("leaves out fonts, colours, pictures and what a reader may ignore", () => {
    assert.equal(
      text(String.raw`{\colortbl;\red1;}{\*\generator Riched}{\pict 0102}{\info{\title T}}shown`),
      "shown",
    );
  });

  it("gives the HTML a document was made of, without its twin in Rich Text", () => {
    assert.deepEqual(
      readRtf(
        String.raw`{\rtf1\ansi\fromhtml1 {\*\htmltag64 <p>}\htmlrtf \f0\par \htmlrtf0 550 {\*\htmltag84 &lt;}\htmlrtf <\htmlrtf0 a@b.example{\*\htmltag72 </p>}}`,
      ),
      { isHtml: true, text: "<p>550 &lt;a@b.example</p>" },
    );
  });

  for (const odd of [
    "",
    "}}}}",
    "{".repeat(50_000),
    "\\",
    "\\'",
    "\\'zz",
    "\\u",
    "\\u99999999999 ",
  ])
    it(`comes through ${JSON.stringify(odd.slice(0, 16))}`, () => {
      assert.equal(typeof readRtf(odd).text, "string");
    });
});

describe("readCompressedRtf", () => {
  const rtf = String.raw`{\rtf1 A mail of some length, 550 5.1.1\par}`;

  it("unpacks what is compressed", () => {
    assert.equal(readCompressedRtf(compressedRtf(rtf)), rtf);
  });

  it("takes what is only stored", () => {
    assert.equal(readCompressedRtf(storedRtf(rtf)), rtf);
  });

  it("refuses what claims to be longer than it is", () => {
    const claims = Buffer.from(compressedRtf(rtf));
    claims.writeUInt32LE(0x7fffffff, 0);
    assert.throws(() => readCompressedRtf(claims));
  });

  it("refuses what is no compressed Rich Text", () => {
    assert.throws(() => readCompressedRtf(Buffer.from("nothing of the kind, only words")));
  });
});
