import assert from "node:assert/strict";
import { createTurns, type Turns } from "../../../src/intake/picture/turns.js";

describe("createTurns", () => {
  let turns: Turns;
  let done: string[];
  beforeEach(() => {
    turns = createTurns(2);
    done = [];
  });

  const take = (person: string, what: string): Promise<string> | undefined =>
    turns.take(person, async () => {
      await Promise.resolve();
      done.push(what);
      return what;
    });

  it("lets nobody wait for all that another asked before", async () => {
    await Promise.all([take("a", "a1"), take("a", "a2"), take("a", "a3"), take("b", "b1")]);
    assert.deepEqual(done, ["a1", "a2", "b1", "a3"]);
  });

  it("does one thing at a time", async () => {
    let isAtWork = false;
    const work = async () => {
      assert.equal(isAtWork, false);
      isAtWork = true;
      await Promise.resolve();
      isAtWork = false;
    };
    await Promise.all([turns.take("a", work), turns.take("b", work), turns.take("b", work)]);
  });

  it("does not let more of one person wait than may", async () => {
    const first = ["a1", "a2", "a3"].map(
      (what) => take("a", what) ?? Promise.reject(new Error(what)),
    );
    assert.equal(take("a", "a4"), undefined);
    assert.notEqual(take("b", "b1"), undefined);
    assert.deepEqual(await Promise.all(first), ["a1", "a2", "a3"]);
  });

  it("goes on after work that failed", async () => {
    const failed = turns.take("a", () => Promise.reject(new Error("x")));
    const next = take("b", "b1");
    await assert.rejects(failed ?? Promise.resolve(), { message: "x" });
    assert.equal(await next, "b1");
  });
});
