import assert from "node:assert/strict";
import type { Article } from "../../src/knowledge/article.js";
import { fitCodes, systemBehind } from "../../src/match/code-fit.js";
import { indexCodes } from "../../src/match/code-index.js";
import { isWorthComparing } from "../../src/match/worth-comparing.js";
import type { Ndr } from "../../src/ndr/ndr.js";
import { article, reply, talk } from "./reports.js";

const SAME = article("same", "5.7.1", { phrases: ["Relay access denied"] });
const OTHER = article("other", "5.1.1", { phrases: ["User unknown"] });
const RANGE = article("range", "5.7.0-5.7.999");
const NONE = article("none", "", { phrases: ["Mailbox is full"] });

const worth = (
  ndr: Ndr,
  one: Article,
  saidBy: "server" | "report",
  articles = [SAME, OTHER, NONE],
) =>
  isWorthComparing(fitCodes(ndr, indexCodes(articles)), {
    ndr,
    system: systemBehind(ndr),
    isCodeKnown: true,
  })(saidBy)(one);

describe("isWorthComparing", () => {
  const ndr = reply("550 5.7.1 Relay acces denied");

  for (const saidBy of ["server", "report"] as const) {
    it(`is true of an article of the code, for what the ${saidBy} says`, () => {
      assert.equal(worth(ndr, SAME, saidBy), true);
    });

    it(`is true of an article without codes, for what the ${saidBy} says`, () => {
      assert.equal(worth(ndr, NONE, saidBy), true);
    });

    it(`is false of another code's where the code is known, for what the ${saidBy} says`, () => {
      assert.equal(worth(ndr, OTHER, saidBy), false);
    });

    it(`is true of any where there is no code, for what the ${saidBy} says`, () => {
      assert.equal(worth(reply("550 User unknwon"), OTHER, saidBy), true);
    });

    it(`is true of any in talk, for what the ${saidBy} says`, () => {
      assert.equal(worth(talk("5.7.1 user unknwon"), OTHER, saidBy), true);
    });
  }

  it("is true of a server's words where only a last resort has the code", () => {
    assert.equal(worth(ndr, OTHER, "server", [RANGE, OTHER]), true);
  });

  it("is false of the report's own words there", () => {
    assert.equal(worth(ndr, OTHER, "report", [RANGE, OTHER]), false);
  });
});
