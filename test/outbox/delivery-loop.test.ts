import assert from "node:assert/strict";
import { createDeliveryLoop } from "../../src/outbox/delivery-loop.js";
import { createGate } from "../fakes/door.js";

interface Entry {
  readonly attempts: number;
  readonly lane: string;
  readonly name: string;
}

const entry = (lane: string, name: string): Entry => ({ attempts: 1, lane, name });

const PACE = {
  parallel: 8,
  attempts: 3,
  firstDelayMs: 1,
  longestDelayMs: 1,
  limitMs: 10_000,
  pollMs: 1_000,
};

describe("createDeliveryLoop", () => {
  it("looks once more when a delivery ended while it was reading the table", async () => {
    const slow = createGate();
    const slowSettled = createGate();
    const delivered: string[] = [];
    let claims = 0;
    const loop = createDeliveryLoop<Entry, undefined>({
      queue: {
        async claim(_now, _limit, busy) {
          claims += 1;
          if (claims === 1) return [entry("quick", "first"), entry("slow", "second")];
          if (claims === 2) {
            assert.deepEqual(busy, ["slow"]);
            // As a database does that had begun to read before: it does not see what comes next in the lane.
            slow.open();
            await slowSettled.passed;
            await new Promise(setImmediate);
            return [];
          }
          return claims === 3 ? [entry("slow", "third")] : [];
        },
        laneOf: ({ lane }) => lane,
        describe: ({ name }) => ({ name }),
        settle({ name }) {
          delivered.push(name);
          if (name === "second") slowSettled.open();
          return Promise.resolve();
        },
        postpone: () => Promise.resolve(),
        putBack: () => Promise.resolve(),
        bury: () => Promise.resolve(),
      },
      deliver: async ({ lane, name }) => {
        if (lane === "slow" && name === "second") await slow.passed;
        return undefined;
      },
      now: () => new Date("2026-05-04T09:00:00.000Z"),
      pace: PACE,
    });
    await loop.drain();
    assert.deepEqual(delivered, ["first", "second", "third"]);
  });

  it("strikes out once what others end beside while it is being struck out", async () => {
    const bothBegun = createGate();
    const struckOut: string[] = [];
    let isClaimed = false;
    const loop = createDeliveryLoop<Entry, undefined>({
      queue: {
        claim() {
          const claimed = isClaimed ? [] : [entry("a", "first"), entry("b", "second")];
          isClaimed = true;
          return Promise.resolve(claimed);
        },
        laneOf: ({ lane }) => lane,
        describe: ({ name }) => ({ name }),
        async settle({ name }) {
          struckOut.push(name);
          if (struckOut.length === 2) bothBegun.open();
          await bothBegun.passed;
        },
        postpone: () => Promise.resolve(),
        putBack: () => Promise.resolve(),
        bury: () => Promise.resolve(),
      },
      deliver: () => Promise.resolve(undefined),
      now: () => new Date("2026-05-04T09:00:00.000Z"),
      pace: PACE,
    });
    await loop.drain();
    assert.deepEqual(struckOut.toSorted(), ["first", "second"]);
  });
});
