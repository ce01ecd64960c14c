import assert from "node:assert/strict";
import { findStatusCode, findStatusCodes, formatStatusCode } from "../../src/ndr/status-code.js";

describe("findStatusCode", () => {
  it("keeps a three-digit detail", () => {
    assert.deepEqual(findStatusCode("550 5.7.509 Access denied"), {
      class: 5,
      subject: 7,
      detail: 509,
    });
  });

  it("finds several, in order", () => {
    const codes = findStatusCodes("5.1.351 Remote server returned -> 550 5.1.1 User unknown");
    assert.deepEqual(codes.map(formatStatusCode), ["5.1.351", "5.1.1"]);
  });

  for (const lookalike of [
    "relay 10.5.1.1 refused",
    "build 15.20.5.1",
    "15.20.7472.44",
    "34.35.7.236",
    "section 5.1",
    "3.1.1",
    "5.07.1",
    "5.1.1234",
  ]) {
    it(`does not take ${JSON.stringify(lookalike)} for a status code`, () => {
      assert.equal(findStatusCode(lookalike), undefined);
    });
  }
});
