import assert from "node:assert/strict";
import { createRateLimit } from "../../src/mail/rate-limit.js";
import { createClock } from "../tickets/samples.js";

describe("createRateLimit", () => {
  const many = (count: number, admits: (key: string) => boolean, key = "lena") =>
    Array.from({ length: count }, () => admits(key)).filter(Boolean).length;

  it("lets so many through at once and no more", () => {
    const admits = createRateLimit(5, createClock().now);
    assert.equal(many(20, admits), 5);
  });

  it("lets as many through again within a minute, evenly", () => {
    const clock = createClock();
    const admits = createRateLimit(6, clock.now);
    many(20, admits);
    clock.pass(10_000);
    assert.equal(many(20, admits), 1);
    clock.pass(3_600_000);
    assert.equal(many(20, admits), 6);
  });

  it("counts each key for itself", () => {
    const admits = createRateLimit(1, createClock().now);
    assert.equal(admits("lena"), true);
    assert.equal(admits("jo"), true);
    assert.equal(admits("lena"), false);
  });

  it("does not count backwards when the clock is set back", () => {
    const clock = createClock();
    const admits = createRateLimit(2, clock.now);
    many(2, admits);
    clock.pass(-60_000);
    assert.equal(admits("lena"), false);
  });

  it("remembers a bounded number of keys, those that are quiet the longest not", () => {
    const admits = createRateLimit(1, createClock().now);
    admits("first");
    for (let i = 0; i < 9_999; i++) admits(`${i}`);
    assert.equal(admits("first"), false);
    admits("one more");
    assert.equal(admits("first"), false);
    assert.equal(admits("0"), true);
  });
});
