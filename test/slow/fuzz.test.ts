import assert from "node:assert/strict";
import { createOutlookReader } from "../../src/intake/outlook/outlook-reader.js";
import { createMatcher } from "../../src/match/match.js";
import { type Done, fuzz, type Job, jobsFor } from "../fuzz/fuzz.js";
import { targets } from "../fuzz/targets.js";

/**
 * Inputs that nobody thought of, and what has to hold for each. A run is the same every time; for
 * another one set FUZZ_SEED, for a longer one FUZZ_RUNS. What a finding prints repeats it.
 */
const { FUZZ_SEED = "4", FUZZ_RUNS = "200000", FUZZ_TARGET, FUZZ_PATH } = process.env;

const seed = Number(FUZZ_SEED);
const all = targets(createMatcher([]), createOutlookReader());
const wanted = all.filter(({ name }) => FUZZ_TARGET === undefined || name === FUZZ_TARGET);
const shares = all.reduce((sum, { share }) => sum + share, 0);

/** A heap that grows by more than this is no longer flat. */
const FLAT_MB = 30;

describe(`reading anything at all, seed ${seed}`, function () {
  this.timeout(0);
  let done: readonly Done[] = [];
  const doneFor = (name: string) => done.filter(({ job }) => job.target === name);

  before(async () => {
    done = await fuzz(wanted.flatMap(jobsOf));
  });

  function jobsOf({ name, share }: (typeof all)[number]): readonly Job[] {
    if (FUZZ_PATH !== undefined) return [{ target: name, seed, runs: 1, path: FUZZ_PATH }];
    return jobsFor(name, Math.ceil((Number(FUZZ_RUNS) * share) / shares), seed);
  }

  for (const { name } of wanted)
    it(`${name}: no crash, no hang, nothing that does not hold`, () => {
      const findings = doneFor(name).flatMap(({ failure }) => failure ?? []);
      assert.deepEqual(findings, []);
    });

  it("is tried with as many inputs as were asked for", () => {
    const runs = done.reduce((sum, one) => sum + one.runs, 0);
    assert.ok(FUZZ_TARGET !== undefined || runs >= Number(FUZZ_RUNS), `${runs} inputs`);
  });

  it("leaves the memory flat", () => {
    for (const by of new Set(done.map((one) => one.by))) {
      const heaps = done.filter((one) => one.by === by).map(({ heap }) => heap);
      // Every module is loaded and every pattern compiled by the middle.
      const half = heaps.slice(heaps.length >> 1);
      const growth = Math.max(...half) - Math.min(...half);
      assert.ok(growth <= FLAT_MB, `a heap grew by ${growth.toFixed(1)} MB: ${heaps.join(" ")}`);
    }
  });

  after(() => {
    for (const { name } of wanted) {
      const slowest = Math.max(...doneFor(name).map((one) => one.slowest));
      const runs = doneFor(name).reduce((sum, one) => sum + one.runs, 0);
      console.log(`    ${name}: ${runs} inputs, the slowest took ${slowest.toFixed(0)} ms`);
    }
  });
});
