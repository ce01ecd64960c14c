import assert from "node:assert/strict";
import { answers, article, reply, talk } from "./reports.js";

const RELAY = article("relay", "5.4.1", { phrases: ["Relay Access Denied"] });
const EDGE = article("edge", "5.4.1", { phrases: ["Recipient address rejected: Access denied"] });
const TENANT = article("tenant", "5.7.64", { phrases: ["TenantAttribution; Relay Access Denied"] });
const ATTR36 = article("attr36", "5.7.64", { phrases: ["Relay Access Denied ATTR36"] });
const ALL = [RELAY, EDGE, TENANT, ATTR36];

describe("certain", () => {
  for (const [text, id] of [
    ["550 5.4.1 Relay Access Denied", "relay"],
    ["550 5.4.1 Recipient address rejected: Access denied. AS(201806281)", "edge"],
    ["550 5.7.64 TenantAttribution; Relay Access Denied SMTP", "tenant"],
    ["550 5.7.64 Relay Access Denied ATTR36", "attr36"],
  ] as const)
    it(`is the cause where code and words agree: ${text}`, () => {
      assert.deepEqual(answers(ALL, reply(text)), [`${id} certain`]);
    });

  it("is none where the words are another cause's", () => {
    assert.deepEqual(
      answers([RELAY, TENANT], reply("550 5.4.1 TenantAttribution; Relay Access Denied"))[0],
      "relay likely",
    );
  });

  it("is none where two articles of the code have their words in it", () => {
    const found = answers(
      [RELAY, EDGE],
      reply("550 5.4.1 Relay Access Denied (Recipient address rejected: Access denied)"),
    );
    assert.equal(found.length, 2);
    assert.ok(!found[0]?.endsWith("certain"));
  });

  it("is the cause whose words contain the other's", () => {
    const denied = article("denied", "5.7.64", { phrases: ["Access Denied"] });
    assert.deepEqual(answers([denied, ATTR36], reply("550 5.7.64 Relay Access Denied ATTR36")), [
      "attr36 certain",
    ]);
  });

  it("is none where only the report around it says the words", () => {
    const ndr = reply("550 5.4.1", { humanLines: ["Relay Access Denied"] });
    assert.equal(answers([RELAY, EDGE], ndr)[0], "relay likely");
  });

  it("is none by a code of one or two digits alone", () => {
    assert.deepEqual(answers([article("full", "5.2.2")], reply("550 5.2.2")), ["full likely"]);
  });

  it("is none without a code", () => {
    assert.deepEqual(answers([EDGE], talk("Recipient address rejected: Access denied")), [
      "edge likely",
    ]);
  });
});

describe("a code among somebody's words", () => {
  it("is not certain with the very words either: it may be misread", () => {
    const ndr = reply("550 5.4.1 Relay Access Denied", { parsedBy: "loose-code" });
    assert.deepEqual(answers([RELAY, EDGE], ndr)[0], "relay likely");
  });
});

describe("a detail of three digits", () => {
  const DMARC = article("dmarc", "5.7.509", { phrases: ["does not pass DMARC verification"] });

  it("is Microsoft's own, so its only article is certain without words", () => {
    assert.deepEqual(answers([DMARC], reply("550 5.7.509")), ["dmarc certain"]);
  });

  it("from 900 on is anybody's mail flow rule", () => {
    assert.deepEqual(answers([article("rule", "5.7.900")], reply("550 5.7.900")), ["rule likely"]);
  });

  it("is not certain where another system refused", () => {
    const ndr = reply("550 5.7.509 No", { remoteMta: "mx.fabrikam.example" });
    assert.deepEqual(answers([DMARC], ndr), ["dmarc likely"]);
  });

  it("is not certain where two articles have it", () => {
    const found = answers([DMARC, article("b", "5.7.509")], reply("550 5.7.509"));
    assert.ok(found.every((answer) => answer.endsWith("possible")));
  });

  it("is not certain where the words are another article's", () => {
    assert.equal(
      answers([DMARC, RELAY], reply("550 5.7.509 Relay Access Denied"))[0],
      "dmarc likely",
    );
  });

  it("is not certain among somebody's words, where a digit may be mistyped", () => {
    const ndr = reply("it says 5.7.509", { parsedBy: "loose-code" });
    assert.deepEqual(answers([DMARC], ndr), ["dmarc likely"]);
  });
});

describe("words without a code", () => {
  it("that are two articles' name the one that more of them belong to first", () => {
    const removal = "To request removal from this list write to the admin";
    const one = article("a-one", "5.7.1", { phrases: [removal] });
    const two = article("b-two", "5.7.511", { phrases: [removal, "banned sender"] });
    const found = answers([one, two], talk(`banned sender. ${removal}`));
    assert.equal(found[0], "b-two possible");
  });

  it("are likely where no other article's words contain them", () => {
    assert.deepEqual(
      answers(ALL, talk("Recipient address rejected: Access denied"))[0],
      "edge likely",
    );
  });

  it("leave it open where other articles' words contain them", () => {
    const found = answers(ALL, talk("relay access denied"));
    assert.ok(found.length >= 2, String(found));
    assert.ok(
      found.every((answer) => answer.endsWith("possible")),
      String(found),
    );
  });

  it("that are short are said by chance", () => {
    assert.deepEqual(
      answers([article("busy", "4.3.2", { phrases: ["too busy"] })], talk("too busy")),
      ["busy possible"],
    );
  });

  it("do not outweigh the code", () => {
    const full = article("full", "5.2.2");
    assert.equal(answers([full, RELAY], reply("550 5.2.2 Relay Access Denied"))[0], "full likely");
  });
});
