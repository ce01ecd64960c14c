import assert from "node:assert/strict";
import { plainText } from "../../src/intake/plain-text.js";

describe("plainText", () => {
  it("shows half a character as one that cannot be shown", () => {
    assert.equal(plainText("a \uD83D b \uDE00"), "a \uFFFD b \uFFFD");
  });

  it("keeps a whole one", () => {
    assert.equal(plainText("😀"), "😀");
  });

  it("takes off quote marks, whatever blanks stand between them", () => {
    for (const marks of ["> ", ">> ", ">\t> ", "> >  > ", ">\t\t>\t", "\t| > "])
      assert.equal(plainText(`${marks}550 5.1.1`), "550 5.1.1", JSON.stringify(marks));
  });

  it("keeps what is indented below a quote mark", () => {
    assert.equal(plainText("> 550 5.1.1 User\n>   unknown"), "550 5.1.1 User\n  unknown");
  });
});
