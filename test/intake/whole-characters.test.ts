import assert from "node:assert/strict";
import { boundText } from "../../src/intake/bound-text.js";
import { firstCharacters, lastCharacters } from "../../src/intake/whole-characters.js";
import { humanLines } from "../../src/ndr/human-lines.js";
import { serverWords } from "../../src/ndr/server-words.js";

const LONG = `a${"😀".repeat(5000)}`;

describe("firstCharacters", () => {
  it("leaves out a character that would be cut in two", () => {
    assert.equal(firstCharacters("a😀b", 2), "a");
    assert.equal(firstCharacters("a😀b", 3), "a😀");
  });

  it("keeps what is short enough", () => {
    assert.equal(firstCharacters("a😀", 9), "a😀");
  });
});

describe("lastCharacters", () => {
  it("leaves out a character that would be cut in two", () => {
    assert.equal(lastCharacters("b😀a", 2), "a");
    assert.equal(lastCharacters("b😀a", 3), "😀a");
  });
});

describe("what is cut of a text", () => {
  const cut = {
    boundText: boundText(LONG, 1000).text,
    "boundText at the end": boundText(`${LONG}a`, 1000).text,
    serverWords: serverWords(`550 ${LONG}a`),
    humanLines: humanLines(LONG)[0],
  };
  for (const [where, text = ""] of Object.entries(cut))
    it(`is never half a character (${where})`, () => {
      assert.doesNotMatch(text, /\p{Cs}/u);
      assert.ok(text.length > 300, `${text.length} characters`);
    });
});
