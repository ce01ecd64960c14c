import assert from "node:assert/strict";
import { answers, article, reply } from "./reports.js";

describe("a code", () => {
  it("names the one article that has it", () => {
    assert.deepEqual(
      answers([article("full", "5.2.2"), article("loop", "5.4.6")], reply("550 5.2.2")),
      ["full likely"],
    );
  });

  it("is not found in what somebody said in words", () => {
    const chapters = { ...reply("see chapter 5.2.2"), parsedBy: "words" } as const;
    assert.deepEqual(answers([article("full", "5.2.2")], chapters), []);
  });

  it("leaves those undecided that share it, and is certain of none", () => {
    const articles = [article("a", "5.4.1"), article("b", "5.4.1")];
    assert.deepEqual(answers(articles, reply("550 5.4.1")), ["a possible", "b possible"]);
  });

  it("puts the article first whose first code it is", () => {
    const articles = [article("a-limit", "5.1.90, 5.2.2"), article("b-full", "5.2.2")];
    assert.deepEqual(answers(articles, reply("550 5.2.2")), [
      "b-full possible",
      "a-limit possible",
    ]);
  });

  it("puts the article of all servers before that of some", () => {
    const articles = [article("a", "5.1.1", { servers: "microsoft" }), article("b", "5.1.1")];
    assert.deepEqual(answers(articles, reply("550 5.1.1")), ["b possible", "a possible"]);
  });

  it("puts the article first that servers have more words for", () => {
    const articles = [article("a", "5.1.1", { phrases: ["one way"] })].concat(
      article("b", "5.1.1", { phrases: ["this way", "that way"] }),
    );
    assert.deepEqual(answers(articles, reply("550 5.1.1")), ["b possible", "a possible"]);
  });

  it("puts the organisation's own article before ours where nothing else decides", () => {
    const articles = [article("a", "5.4.1"), article("b", "5.4.1", { origin: "runbooks" })];
    assert.deepEqual(answers(articles, reply("550 5.4.1")), ["b possible", "a possible"]);
  });

  it("shows all that nothing sets apart, and few of those that are behind", () => {
    const equals = Array.from({ length: 20 }, (_, i) => article(`equal-${i}`, "5.7.1"));
    assert.equal(answers(equals, reply("550 5.7.1")).length, 20);
    const first = article("first", "5.7.1", { phrases: ["Unable to relay"] });
    const found = answers(
      [first, ...equals],
      reply("550 5.7.1", { humanLines: ["Unable to relay"] }),
    );
    assert.equal(found.length, 12);
  });

  it("of a class that no article has is taken for its twin", () => {
    const articles = [article("no-tls", "5.7.321"), article("other", "5.7.999")];
    assert.deepEqual(answers(articles, reply("450 4.7.321")), ["no-tls likely"]);
  });

  it("is not taken for its twin where an article has it", () => {
    const articles = [article("a-for-good", "5.4.8"), article("for-now", "4.4.8")];
    assert.deepEqual(answers(articles, reply("450 4.4.8")), ["for-now likely"]);
  });

  it("of class 4 keeps its meaning where the report is final", () => {
    const expired = article("expired", "4.4.7", { phrases: ["QUEUE.Expired"] });
    const final = reply("550 4.4.7 QUEUE.Expired; message expired", { action: "failed" });
    assert.deepEqual(answers([expired, article("b", "5.4.7")], final), ["expired certain"]);
  });
});
