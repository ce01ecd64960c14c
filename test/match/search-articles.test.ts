import assert from "node:assert/strict";
import type { Article, CodeRange } from "../../src/knowledge/article.js";
import { BUILT_IN_KNOWLEDGE, loadKnowledgeBase } from "../../src/knowledge/knowledge-base.js";
import { createArticleSearch } from "../../src/match/search-articles.js";
import { findTypedCodes } from "../../src/match/typed-codes.js";
import { findStatusCodes } from "../../src/ndr/status-code.js";

const builtIn = createArticleSearch(await loadKnowledgeBase([BUILT_IN_KNOWLEDGE]));
const found = (typed: string) => builtIn(typed).map(({ id }) => id);

function article(id: string, codes: string, changes: Partial<Article> = {}): Article {
  return {
    id,
    title: id.replaceAll("-", " "),
    codes: codes.split(",").flatMap((range): CodeRange[] => {
      const [from, to = from] = findStatusCodes(range);
      return from && to ? [{ from, to }] : [];
    }),
    phrases: [],
    who: "sender",
    source: "https://learn.microsoft.com/x",
    origin: "built in",
    happened: [[{ kind: "words", text: "Something happened." }]],
    senderSteps: [],
    ownerSteps: [],
    adminSteps: [],
    ...changes,
  };
}

const search = (articles: readonly Article[], typed: string) =>
  createArticleSearch(articles)(typed).map(({ id }) => id);

describe("createArticleSearch", () => {
  for (const [typed, first] of [
    ["5.7.64", /^(?:certificate-domain|connector-does)/],
    ["550 5.1.10", /^address-does-not-exist$/],
    ["smtp; 550 5.1.1", /^address-does-not-exist$/],
    ["relay denied", /^relay-access-denied$/],
    ["mailbox full", /^mailbox-full$/],
    ["MAILBOX  FULL!", /^mailbox-full$/],
    ["mailbx ful", /^mailbox-full$/],
    ["blacklisted", /^blocked-by-public-blocklist$/],
    ["too big", /^message-too-large$/],
    ["dmar", /^dmarc/],
    ["ATTR36", /^certificate-domain-not-accepted$/],
    ["recipient not found", /^address-does-not-exist$/],
    ["forwarding", /^external-forwarding-not-allowed$/],
    ["5.7.1 group", /^group-restricts-senders$/],
  ] as const)
    it(`finds the article for ${JSON.stringify(typed)}`, () => {
      assert.match(found(typed)[0] ?? "nothing", first);
    });

  for (const typed of ["", "   ", "550", "5.9.9", "hello kitty", "zzzz", "${}", "x".repeat(5000)])
    it(`finds nothing for ${JSON.stringify(typed.slice(0, 20))}`, () => {
      assert.deepEqual(found(typed), []);
    });

  it("puts the very code before its beginning, its range and its twin", () => {
    const articles = [
      article("twin", "4.1.1"),
      article("wide", "5.1.0-5.1.999"),
      article("longer", "5.1.10"),
      article("exact", "5.1.1"),
      article("other", "5.2.1"),
    ];
    assert.deepEqual(search(articles, "5.1.1"), ["exact", "wide", "longer", "twin"]);
  });

  it("lists a family by its codes", () => {
    const articles = [article("c", "5.7.64"), article("a", "5.7.1"), article("b", "5.6.0")];
    assert.deepEqual(search(articles, "5.7"), ["a", "c"]);
    assert.deepEqual(search(articles, "5.7."), ["a", "c"]);
    assert.deepEqual(search(articles, "5."), ["b", "a", "c"]);
  });

  it("puts an organisation's own article first among equals", () => {
    const articles = [article("a", "5.7.1"), article("z", "5.7.1", { origin: "ours" })];
    assert.deepEqual(search(articles, "5.7.1"), ["z", "a"]);
  });

  it("takes words in a row for more than the same words apart", () => {
    const articles = [
      article("apart", "", { phrases: ["the gate is red and blue is the door"] }),
      article("in-a-row", "", { title: "x", phrases: ["the blue gate"] }),
    ];
    assert.deepEqual(search(articles, "blue gate")[0], "in-a-row");
  });

  it("finds a word that is only begun, the last one", () => {
    const articles = [article("quarantined-mail", ""), article("other", "")];
    assert.deepEqual(search(articles, "quar"), ["quarantined-mail"]);
  });

  it("finds nothing where there are no articles", () => {
    assert.deepEqual(search([], "mailbox 5.7.1"), []);
  });
});

describe("findTypedCodes", () => {
  for (const [typed, codes] of [
    ["5.", ["5"]],
    ["5.7", ["5.7"]],
    ["5.7.", ["5.7"]],
    ["550 5.1.10 or 4.2.2", ["5.1.10", "4.2.2"]],
  ] as const)
    it(`reads ${JSON.stringify(typed)}`, () => {
      assert.deepEqual(
        findTypedCodes(typed).map((code) =>
          [code.class, code.subject, code.detail].filter((part) => part !== undefined).join("."),
        ),
        codes,
      );
    });

  for (const typed of ["5", "550", "3.1.1", "10.5.1.1", "15.20.5.1", "5.7.64.1", "v5.7", "5,7"])
    it(`takes ${JSON.stringify(typed)} for no code`, () => {
      assert.deepEqual(findTypedCodes(typed), []);
    });
});
