import assert from "node:assert/strict";
import { createIsolated, type Isolated } from "../../src/intake/isolated.js";

describe("createIsolated", () => {
  let isolated: Isolated<string, string>;

  beforeEach(() => {
    isolated = createIsolated({
      beside: new URL("../fakes/beside.ts", import.meta.url).href,
      worker: "odd-worker",
      flags: ["--max-old-space-size=48"],
    });
  });

  afterEach(() => isolated.close());

  /** The answer without the number of the process that gave it. */
  const ask = async (question: string, timeMs = 8000) => {
    const outcome = await isolated.ask(question, timeMs);
    return outcome.kind === "answered" ? outcome.answer.split(" ", 1)[0] : outcome.kind;
  };

  it("answers in another process", async () => {
    const outcome = await isolated.ask("hello", 8000);
    const [, pid] = outcome.kind === "answered" ? outcome.answer.split(" ") : [];
    assert.match(pid ?? "", /^\d+$/);
    assert.notEqual(pid, String(process.pid));
  });

  it("answers everybody, in the order they asked", async () => {
    const told: string[] = [];
    await Promise.all(
      ["a", "b", "c"].map(async (question) => {
        told.push(String(await ask(question)));
      }),
    );
    assert.deepEqual(told, ["a", "b", "c"]);
  });

  for (const fall of ["abort", "throw", "eat"])
    it(`outlives a process that falls (${fall}), and the next question is answered`, async () => {
      assert.deepEqual(await Promise.all([ask(fall), ask("next")]), ["died", "next"]);
    });

  for (const stall of ["hang", "spin"])
    it(`does not wait longer than it may (${stall}), and the next question is answered`, async () => {
      assert.equal(await ask("warm"), "warm");
      assert.deepEqual(await Promise.all([ask(stall, 50), ask("next")]), ["too-slow", "next"]);
    });

  it("hands down nothing of the environment", async () => {
    process.env["A_SECRET"] = "x";
    try {
      const outcome = await isolated.ask("env", 8000);
      assert.doesNotMatch(outcome.kind === "answered" ? outcome.answer : "A_SECRET", /A_SECRET/);
    } finally {
      delete process.env["A_SECRET"];
    }
  });

  it("starts again after it was closed", async () => {
    assert.equal(await ask("a"), "a");
    await isolated.close();
    assert.equal(await ask("b"), "b");
  });
});
