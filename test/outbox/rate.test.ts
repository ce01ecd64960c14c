import assert from "node:assert/strict";
import fc from "fast-check";
import { advance, earliest, freeAt, type Limit, type RateState } from "../../src/outbox/rate.js";
import { mostIn } from "./most-in.js";

const START = Date.parse("2026-05-04T09:00:00.000Z");

/** When each of those who come after such pauses is let through. */
function letThrough(limits: readonly Limit[], pauses: readonly number[]): readonly number[] {
  let state: RateState = [];
  let now = START;
  return pauses.map((pause) => {
    now += pause;
    const at = earliest(state, limits, now);
    state = advance(state, limits, at);
    return at;
  });
}

describe("rate", () => {
  const limit = fc.record({
    most: fc.integer({ min: 1, max: 60 }),
    perMs: fc.integer({ min: 1, max: 30_000 }),
  });

  it("never lets more through in any time than is allowed, however they come", () => {
    fc.assert(
      fc.property(
        fc.array(limit, { minLength: 1, maxLength: 3 }),
        fc.array(fc.oneof(fc.constant(0), fc.nat(50), fc.nat(5_000)), { maxLength: 200 }),
        (limits, pauses) => {
          const moments = letThrough(limits, pauses);
          for (const { most, perMs } of limits)
            assert.ok(mostIn(moments, perMs) <= most, `${most} in ${perMs} ms`);
        },
      ),
    );
  });

  it("lets a third through at once, and a good half of what is allowed in the long run", () => {
    const limits = [{ most: 60, perMs: 30_000 }];
    const moments = letThrough(limits, Array<number>(200).fill(0));
    assert.equal(moments.filter((at) => at === START).length, 20);
    const last = moments.at(-1) ?? 0;
    assert.ok((last - START) / 200 < 900, "one in less than 900 ms");
  });

  it("keeps nobody waiting who comes seldom", () => {
    const pauses = Array<number>(100).fill(1_000);
    const moments = letThrough([{ most: 2, perMs: 1_000 }], pauses);
    assert.equal(moments.at(-1), START + 100_000);
  });

  it("knows from when on a state says nothing", () => {
    const limits = [{ most: 3, perMs: 3_000 }];
    const state = advance([], limits, START);
    assert.equal(freeAt(state), START + 1_000);
    assert.equal(freeAt([]), 0);
  });
});
