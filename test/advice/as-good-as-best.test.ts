import assert from "node:assert/strict";
import { asGoodAsBest } from "../../src/advice/as-good-as-best.js";
import { ATTR36, BLOCKLISTED, LAST_RESORT, RESTRICTED_GROUP } from "../cards/example-articles.js";
import { RELAY } from "../cards/examples.js";
import type { Diagnosis } from "../../src/match/diagnosis.js";

const one = (
  confidence: Diagnosis["confidence"],
  points: number,
  article = RESTRICTED_GROUP,
): Diagnosis => ({ ...RELAY, confidence, points, article });

describe("asGoodAsBest", () => {
  it("is nothing where nothing fits", () => {
    assert.deepEqual(asGoodAsBest([]), []);
  });

  for (const confidence of ["certain", "likely"] as const)
    it(`is the best alone where that is ${confidence}`, () => {
      const best = one(confidence, 100);
      assert.deepEqual(asGoodAsBest([best, one("possible", 100, ATTR36)]), [best]);
    });

  it("is all that have as many points, where none is more than possible", () => {
    const [best, equal, less] = [one("possible", 100), one("possible", 100, ATTR36), 60];
    assert.deepEqual(asGoodAsBest([best, equal, one("possible", less, BLOCKLISTED)]), [
      best,
      equal,
    ]);
  });

  it("has the causes behind a last resort, which comes before them with fewer points", () => {
    const all = [
      one("possible", 72, LAST_RESORT),
      one("possible", 100),
      one("possible", 100, ATTR36),
    ];
    assert.deepEqual(asGoodAsBest(all), all);
  });
});
