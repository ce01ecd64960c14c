import assert from "node:assert/strict";
import { plainText } from "../../src/intake/plain-text.js";

describe("plainText", () => {
  it("shows half a character as one that cannot be shown", () => {
    assert.equal(plainText("a \uD83D b \uDE00"), "a \uFFFD b \uFFFD");
  });

  it("keeps a whole one", () => {
    assert.equal(plainText("😀"), "😀");
  });
});
