import assert from "node:assert/strict";
import { indexMarks, isMark } from "../../src/match/marks.js";
import { answers, article, reply, talk } from "./reports.js";

const ATTR36 = article("attr36", "5.7.64", { phrases: ["Relay Access Denied ATTR36"] });
const ATTR5 = article("attr5", "4.4.4", { phrases: ["no subscriptions. ATTR5"] });
const S3150 = article("s3150", "5.7.1", { phrases: ["is on our block list (S3150)"] });
const AS345 = article("as345", "5.0.350", { phrases: ["policy violation detected (AS345)"] });
const FORWARDING = article("forwarding", "5.7.520", { phrases: ["contact your admin. AS(7555)"] });
const ALL = [ATTR36, ATTR5, S3150, AS345, FORWARDING];

describe("a mark in somebody's words", () => {
  for (const [text, id] of [
    ["the scanner shows ATTR36 today", "attr36"],
    ["it is attr36, they say", "attr36"],
    ["Outlook.com has us on S3150", "s3150"],
    ["code (AS345) when I send the sheet", "as345"],
    ["forwarding ends with AS(7555)", "forwarding"],
    ["forwarding ends with AS7555", "forwarding"],
    ["what is ATTR5?", "attr5"],
  ] as const)
    it(`names its article: ${text}`, () => {
      assert.deepEqual(answers(ALL, talk(text)), [`${id} likely`]);
    });

  for (const text of ["error ATT36", "error ATTTR36", "error ATTX36"])
    it(`is known with one letter off, but not relied on: ${text}`, () => {
      assert.deepEqual(answers(ALL, talk(text)), ["attr36 possible"]);
    });

  for (const text of [
    "error ATTR37",
    "error AXXR36",
    "error A345",
    "error S315",
    "room AS3450",
    "host attr36.example",
    "TheATTR36",
  ])
    it(`is not seen in ${text}`, () => {
      assert.deepEqual(answers(ALL, talk(text)), []);
    });

  it("says more than a server's sentence beside it", () => {
    const relay = article("relay", "5.7.1", { phrases: ["Relaying denied"] });
    const ndr = { ...talk("relaying denied, ATTR36"), recipients: [{}] };
    assert.equal(answers([relay, ...ALL], ndr)[0]?.split(" ")[0], "attr36");
  });

  it("is said by servers with more words", () => {
    const said = "550 5.5.0 see S3150";
    assert.deepEqual(answers(ALL, reply(said, { humanLines: [said] })), []);
  });
});

describe("isMark", () => {
  for (const phrase of ["ATTR36", "PRX5", "AS(7555)"])
    it(`takes ${phrase} for one`, () => {
      assert.equal(isMark(phrase), true);
    });

  for (const phrase of ["A4", "ATTR", "Relay Access Denied ATTR36", "IPv6"])
    it(`does not take ${phrase} for one`, () => {
      assert.equal(isMark(phrase), false);
    });
});

describe("indexMarks", () => {
  it("shows the mark as it was written, and where", () => {
    const [hit] = indexMarks(ALL).find("it says att36.");
    assert.deepEqual([hit?.phrase, hit?.evidence, hit?.from, hit?.to], ["ATTR36", "att36", 8, 13]);
  });
});
