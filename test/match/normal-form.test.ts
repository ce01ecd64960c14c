import assert from "node:assert/strict";
import {
  compact,
  lettersOf,
  normalise,
  normaliseGeneral,
  originalOf,
} from "../../src/match/normal-form.js";

describe("normalise", () => {
  for (const [one, other] of [
    ["Relay Access Denied", "relay  access,\ndenied."],
    ["wasn't found", "wasn’t found"],
    ["the system", "the systern"],
    ["Blocklist 1", "BIockIist l"],
    ["Access Denied", "Access&nbsp;<b>Denied</b>"],
    ["one two", "one=20two"],
    ["first second", "550-5.7.1 first 550 5.7.1 second"],
    ["Ａｃｃｅｓｓ", "access"],
  ] as const)
    it(`takes ${JSON.stringify(other)} for ${JSON.stringify(one)}`, () => {
      assert.equal(normalise(other).text, normalise(one).text);
    });

  for (const [one, other] of [
    ["(S3140)", "(S3150)"],
    ["relay", "delay"],
  ] as const)
    it(`does not take ${other} for ${one}`, () => {
      assert.notEqual(normalise(other).text, normalise(one).text);
    });

  it("grows with the text, not with its square", () => {
    for (const text of ["@", "a.b-c+d@e.f", "<", "&", "550-", "[1:"].map((piece) =>
      piece.repeat(20_000),
    )) {
      const started = performance.now();
      normaliseGeneral(text);
      assert.ok(performance.now() - started < 1000, text.slice(0, 10));
    }
  });

  it("leaves out the reply code that a line begins with", () => {
    assert.equal(normalise("550 Access denied\n554 No").text, " access denled no ");
  });

  it("keeps a number among words", () => {
    assert.equal(normalise("room 550 East").text, " room 55o east ");
  });
});

describe("normaliseGeneral", () => {
  it("leaves out what differs from bounce to bounce", () => {
    const text = "<sam@fabrikam.example>: host mx.fabrikam.test [192.0.2.1] said no";
    assert.equal(normaliseGeneral(text).text, normalise("host said no").text);
  });

  it("keeps what only looks like a host", () => {
    assert.match(normaliseGeneral("RESOLVER.RST.NotAuthorized").text, /notauthorlzed/);
  });
});

describe("lettersOf", () => {
  it("tells look-alikes apart", () => {
    assert.equal(lettersOf("Relay, Access denied"), "relayaccessdenied");
    assert.notEqual(lettersOf("N0t"), lettersOf("Not"));
  });
});

describe("originalOf", () => {
  it("gives the piece as it was written, on one line", () => {
    const said = "It says (Relay\n  Access-Denied), sorry";
    const form = compact(normalise(said));
    const from = form.text.indexOf("relayaccess");
    assert.equal(originalOf(said, form, from, from + 17), "Relay Access-Denied");
  });

  it("does not leave a bracket open", () => {
    const said = "denied AS(201806281). Bye [now";
    const form = compact(normalise(said));
    assert.equal(originalOf(said, form, 0, 17), "denied AS(201806281)");
    assert.equal(originalOf(said, form, 17, 23), "Bye [now");
  });

  it("gives a misread letter whole", () => {
    const said = "the systern";
    const form = normalise(said);
    assert.equal(originalOf(said, form, 1, form.text.length - 1), "the systern");
  });
});
