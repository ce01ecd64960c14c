import assert from "node:assert/strict";
import type { Article } from "../../src/knowledge/article.js";
import { warningsOf } from "../../src/knowledge/warnings.js";
import { read, withLines } from "./small-article.js";

const TODAY = new Date("2026-11-21T10:00:00Z");

const article = (id: string, change: Partial<Article>): Article => ({
  ...read(withLines({})),
  id,
  ...change,
});
const code = (detail: number) => {
  const status = { class: 5, subject: 7, detail } as const;
  return { from: status, to: status };
};
const saysOf = (...articles: readonly Article[]) =>
  warningsOf(articles, TODAY).map(({ article: { id }, says }) => `${id}: ${says}`);

describe("warningsOf", () => {
  it("has nothing to say of articles that differ", () => {
    const one = article("one", { codes: [code(1)], phrases: ["room is closed"] });
    const two = article("two", { codes: [code(1)], phrases: ["room is full"] });
    assert.deepEqual(saysOf(one, two), []);
  });

  it("names a phrase that two articles of a code have, whatever its case", () => {
    const one = article("one", { codes: [code(1)], phrases: ["Room is closed"] });
    const range = { from: code(0).from, to: code(9).to };
    const two = article("two", { codes: [range], phrases: ["room is: closed"] });
    assert.deepEqual(saysOf(one, two), [
      'two: the phrase "room is: closed" is one of one too, and they share a code; drop it from one of them',
    ]);
  });

  it("offers to stand in for a built-in article that cannot be written in", () => {
    const ours = article("mailbox-full", { phrases: ["room is closed"] });
    const yours = article("our-mailbox", { phrases: ["room is closed"], origin: "/srv/articles" });
    assert.match(saysOf(ours, yours).join(), /drop it from yours, or call yours mailbox-full\.md/);
    assert.match(saysOf(yours, ours).join(), /drop it from yours, or call yours mailbox-full\.md/);
  });

  it("allows the same phrase under different codes", () => {
    const one = article("one", { codes: [code(1)], phrases: ["room is closed"] });
    const two = article("two", { codes: [code(2)], phrases: ["room is closed"] });
    assert.deepEqual(saysOf(one, two), []);
  });

  it("names a phrase inside another's where the codes are the same", () => {
    const one = article("one", { codes: [code(1)], phrases: ["room is closed"] });
    const two = article("two", { codes: [code(1)], phrases: ["the room is closed today"] });
    assert.match(
      saysOf(one, two).join(),
      /^one: .* is a piece of "the room is closed today" in two/,
    );
  });

  it("allows it where another code tells them apart, and inside a word", () => {
    const one = article("one", { codes: [code(1)], phrases: ["room is closed"] });
    const two = article("two", {
      codes: [code(1), code(2)],
      phrases: ["the room is closed today"],
    });
    const three = article("three", { codes: [code(1)], phrases: ["bedroom is closed"] });
    assert.deepEqual(saysOf(one, two, three), []);
  });

  it("names a review of more than 18 months ago", () => {
    assert.deepEqual(saysOf(article("one", { reviewed: "2025-05-21" })), []);
    assert.match(saysOf(article("one", { reviewed: "2025-05-20" })).join(), /^one: reviewed on/);
    assert.deepEqual(saysOf(article("one", { reviewed: undefined })), []);
  });

  it("names an article that a card must cut", () => {
    const text = [{ kind: "words", text: "x".repeat(3600) }] as const;
    assert.match(saysOf(article("one", { happened: [text] })).join(), /^one: 36\d\d characters/);
  });
});
