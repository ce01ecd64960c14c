import assert from "node:assert/strict";
import type { Article } from "../../src/knowledge/article.js";
import { createMatcher } from "../../src/match/match.js";
import { article, reply, talk } from "./reports.js";

const ARTICLES = [
  article("group", "5.7.1", { phrases: ["RESOLVER.RST.NotAuthorized"] }),
  article("edge", "5.4.1", { phrases: ["Recipient address rejected: Access denied"] }),
  article("relay", "5.4.1", { phrases: ["Relay Access Denied"] }),
  article("tenant", "5.7.64", { phrases: ["TenantAttribution; Relay Access Denied"] }),
  article("loop", "5.4.14", { phrases: ["Hop count exceeded - possible mail loop"] }),
  article("expired", "4.4.7", { phrases: ["Message expired in the system"] }),
  article("s3150", "5.7.1", { phrases: ["weren't sent (S3150)"] }),
  article("s3140", "5.7.1", { phrases: ["weren't sent (S3140)"] }),
];

const best = (text: string, articles: readonly Article[] = ARTICLES) =>
  createMatcher(articles)(reply(text))[0];

describe("damaged words", () => {
  for (const [damage, text, id] of [
    ["a digit for a letter", "550 5.7.1 RESOLVER.RST.N0tAuthorized", "group"],
    ["a capital I for an l", "550 5.4.1 ReIay Access Denied", "relay"],
    ["rn for m", "550 4.4.7 Message expired in the systern", "expired"],
    ["m for rn", "550 5.7.1 weren't sent (S3140)".replace("rn", "m"), "s3140"],
    ["no blanks", "550 5.4.1 Recipientaddressrejected:Accessdenied", "edge"],
    ["a line end inside a word", "550 5.7.64 TenantAttri\nbution; Relay Access Denied", "tenant"],
    ["a hyphen at a line end", "550 5.4.1 Relay Ac-\ncess Denied", "relay"],
    ["quote marks at line starts", "550 5.4.1 Relay\n> > Access Denied", "relay"],
    ["blanks of HTML", "550 5.4.1 Relay&nbsp;Access&nbsp;Denied", "relay"],
    ["line ends of HTML", "550 5.4.1 Relay<br>Access<br/>Denied", "relay"],
    ["quoted-printable", "550 5.4.1 Relay=20Access=\nDenied", "relay"],
    ["codes at each line", "550-5.4.1 Recipient address 550 5.4.1 rejected: Access denied", "edge"],
    ["letters that changed places", "550 5.4.14 Hop cuont exceeded - possible mial loop", "loop"],
    ["letters left out", "550 5.4.14 Hop count exeeded - posible mail loop", "loop"],
  ] as const)
    it(`are found in spite of ${damage}`, () => {
      const found = best(text);
      assert.equal(found?.article.id, id);
      assert.ok(
        found.reasons.some(({ signal }) => signal === "phrase" || signal === "similar-phrase"),
      );
    });

  for (const text of ["550 5.7.1 RESOLVER.RST.N0tAuthorized", "550 5.4.1 Relay Acces Denyed"])
    it(`are not the very words: ${text}`, () => {
      assert.notEqual(best(text)?.confidence, "certain");
    });

  it("are told apart by the mark they carry", () => {
    assert.equal(best("550 5.7.1 weren't sent (S3140)")?.article.id, "s3140");
    assert.equal(best("550 5.7.1 weren't sent (S3150)")?.article.id, "s3150");
  });

  it("are the server's where they go on below its reply", () => {
    const ndr = reply("550 5.7.64 Relay Access De", {
      humanLines: ["550 5.7.64 Relay Access De", "nied ATTR36"],
    });
    const attr36 = article("attr36", "5.7.64", { phrases: ["Relay Access Denied ATTR36"] });
    const [first] = createMatcher([...ARTICLES, attr36])(ndr);
    assert.equal(`${first?.article.id} ${first?.confidence}`, "attr36 certain");
  });

  it("show whose meaning of the code it is", () => {
    const spam = article("spam", "5.7.1", {
      servers: "others",
      phrases: ["message content rejected"],
    });
    assert.equal(
      best("550 5.7.1 message c0ntent rejected", [...ARTICLES, spam])?.article.id,
      "spam",
    );
  });

  it("keep a shorter phrase in them from being certain", () => {
    const denied = article("denied", "5.7.1", { phrases: ["relaying denied"] });
    const local = article("local", "5.7.1", { phrases: ["relaying denied from local server"] });
    const text = "550 5.7.1 relaying denied rfom local server";
    assert.notEqual(best(text, [denied, local])?.confidence, "certain");
  });

  it("are found however short the mark is", () => {
    const mark = article("mark", "5.7.1", { phrases: ["(S3150)"] });
    assert.equal(best("550 5.7.1 weren't sent (S3150)", [mark])?.confidence, "certain");
  });

  it("are shown as the mail has them", () => {
    const texts = [
      "550 5.7.1 RESOLVER.RST.N0tAuthorized; no",
      "550 5.4.1 (ReIay  Access\nDenied).",
    ];
    const shown = texts.map((text) => best(text)?.reasons.at(-1)?.evidence);
    assert.deepEqual(shown, ["RESOLVER.RST.N0tAuthorized", "ReIay Access Denied"]);
  });

  it("are not looked for inside other words", () => {
    const bound = article("bound", "", { phrases: ["bound to"] });
    assert.deepEqual(createMatcher([bound])(talk("outbound toggled")), []);
    assert.equal(createMatcher([bound])(talk("bound to"))[0]?.confidence, "possible");
  });

  it("are not found in a few words that many phrases have", () => {
    const long = article("long", "", {
      phrases: ["DSN 5.7.129 Errors in Exchange Online and Office 365"],
    });
    assert.deepEqual(createMatcher([long])(talk("Office 365")), []);
  });
});
