import assert from "node:assert/strict";
import Fuse from "fuse.js";
import { createDice } from "../../scripts/many-articles.js";
import { leastScore, THRESHOLD } from "../../src/match/least-score.js";

const OPTIONS = { ignoreLocation: true, includeMatches: true, threshold: THRESHOLD };

/** What Fuse says of the best place, where a perfect one has 0.001 and none has 1. */
const fuseScore = (pattern: string, text: string) => Fuse.match(pattern, text, OPTIONS).score;

describe("leastScore", () => {
  for (const [pattern, text, score] of [
    ["relay access denied", "550 relay access denied today", 0],
    ["relay access denied", "550 reley access denied today", 1 / 19],
    ["relay access denied", "550 rely acces denied today", 2 / 19],
    ["relay access denied", "the mailbox is full", 1],
    ["x".repeat(40), "x".repeat(32), 0],
    ["abc", "", 1],
  ] as const)
    it(`is ${score.toFixed(3)} for ${pattern} in ${JSON.stringify(text)}`, () => {
      assert.equal(leastScore(pattern, text).toFixed(9), score.toFixed(9));
    });

  it("is Fuse's own score, whatever was changed, left out or put in", () => {
    const dice = createDice(11);
    for (let round = 0; round < 500; round++) {
      const words = Array.from({ length: 8 + dice(60) }, () => "abcd "[dice(5)] ?? "");
      const pattern = words.join("");
      for (let change = dice(12); change > 0; change--)
        words.splice(dice(words.length), dice(2), ...["", "e", "b"].slice(0, dice(3)));
      const text = `${"dcba ".repeat(dice(4))}${words.join("")}${" abc".repeat(dice(4))}`;
      if (text === pattern) continue;
      const [ours, theirs] = [leastScore(pattern, text), fuseScore(pattern, text)];
      assert.ok(Math.abs(ours - theirs) <= 0.001, `${pattern} in ${text}: ${ours}, ${theirs}`);
    }
  });

  it("is never more than Fuse's where letters of other scripts share a place", () => {
    const [pattern, text] = ["доступ закрыт", "доступ к почте закрыт сегодня"];
    assert.ok(leastScore(pattern, text) <= fuseScore(pattern, text), "more than Fuse's");
  });
});
