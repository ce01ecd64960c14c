import assert from "node:assert/strict";
import { humanLines } from "../../src/ndr/human-lines.js";

describe("humanLines", () => {
  it("keeps what a server says in two words", () => {
    assert.deepEqual(humanLines("Hallo,\nBad HELO\n--\n无法送达"), ["Bad HELO", "无法送达"]);
  });

  it("leaves the fields of a report part out", () => {
    assert.deepEqual(humanLines("Reporting-MTA: dns; mx.contoso.example\nnot found"), [
      "not found",
    ]);
  });
});
