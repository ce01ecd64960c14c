import assert from "node:assert/strict";
import { answers, article, reply } from "./reports.js";

const NOT_PERMITTED = article("outer", "5.7.367", {
  phrases: ["Remote server returned not permitted to relay"],
});
const RELAY = article("relay", "5.7.1", { phrases: ["Relaying denied"] });
const ANY_ERROR = article("any-error", "5.0.350", { phrases: ["Remote server returned an error"] });
const LONG_HEADER = article("long-header", "5.0.350", { phrases: ["x-dg-ref header is too long"] });

describe("a code that wraps another", () => {
  it("keeps its own article first", () => {
    const ndr = reply(
      "550 5.7.367 Remote server returned not permitted to relay -> 554 5.7.1 Relaying denied",
    );
    assert.deepEqual(answers([RELAY, NOT_PERMITTED], ndr), ["outer certain"]);
  });

  it("keeps it first where only the inner words are known", () => {
    const ndr = reply("550 5.7.367 Refused -> 554 5.7.1 Relaying denied");
    assert.equal(answers([RELAY, article("outer", "5.7.367")], ndr)[0]?.split(" ")[0], "outer");
  });

  it("gives the inner one's where it has none itself", () => {
    const ndr = reply("550 5.7.367 Refused -> 554 5.7.1 Relaying denied");
    assert.equal(answers([RELAY], ndr)[0]?.split(" ")[0], "relay");
  });

  it("takes the inner code for another system's", () => {
    const restricted = article("restricted", "5.1.8", { servers: "microsoft" });
    const ndr = reply("550 5.4.300 Message expired -> 501 5.1.8 Bad sender's system address");
    assert.deepEqual(answers([article("expired", "5.4.300"), restricted], ndr), [
      "expired certain",
    ]);
  });

  it("5.0.350 leaves the word to known ones inside", () => {
    const ndr = reply(
      "550 5.0.350 Remote server returned an error -> 550 x-dg-ref header is too long",
    );
    assert.deepEqual(answers([ANY_ERROR, LONG_HEADER], ndr), ["long-header certain"]);
  });

  it("5.0.350 leaves it to the inner code's article where that knows the words", () => {
    const full = article("full", "5.2.2", { phrases: ["The mailbox is full"] });
    const ndr = reply(
      "550 5.0.350 Remote server returned an error -> 552 5.2.2 The mailbox is full",
    );
    assert.equal(answers([ANY_ERROR, LONG_HEADER, full], ndr)[0]?.split(" ")[0], "full");
  });

  it("5.0.350 keeps its own where the inner words are unknown", () => {
    const ndr = reply("550 5.0.350 Remote server returned an error -> 550 Go away");
    assert.equal(answers([ANY_ERROR, LONG_HEADER], ndr)[0], "any-error certain");
  });

  it("in quotes lets the quoted reply speak for itself", () => {
    const edge = article("edge", "5.4.1", {
      phrases: ["Recipient address rejected: Access denied"],
    });
    const ndr = reply(
      "550 5.1.0 Unknown address error 550-'5.4.1 Recipient address rejected: Access denied'",
    );
    assert.equal(answers([article("address", "5.1.0"), edge], ndr)[0]?.split(" ")[0], "edge");
  });
});
