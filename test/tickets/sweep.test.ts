import assert from "node:assert/strict";
import { createSweeps, type Sweep } from "../../src/tickets/sweep.js";
import { createClock } from "./samples.js";

function sweepsOf(...sweeps: readonly Sweep[]) {
  const logged: object[] = [];
  const log = { error: (fields: object, message: string) => logged.push({ ...fields, message }) };
  return { logged, sweeps: createSweeps({ sweeps, now: createClock().now, log, everyMs: 1 }) };
}

const named = (name: string, run: () => void | Promise<void>): Sweep => ({
  name,
  run: () => Promise.resolve().then(run),
});

describe("createSweeps", () => {
  it("runs the others where one fails, and logs which", async () => {
    const ran: string[] = [];
    const trouble = new Error("no");
    const { sweeps, logged } = sweepsOf(
      named("first", () => {
        throw trouble;
      }),
      named("second", () => void ran.push("second")),
    );
    await sweeps.run();
    assert.deepEqual(ran, ["second"]);
    assert.deepEqual(logged, [{ err: trouble, sweep: "first", message: "sweep failed" }]);
  });

  it("says what time it is", async () => {
    const told: Date[] = [];
    const sweep: Sweep = { name: "clock", run: (now) => Promise.resolve(void told.push(now)) };
    await sweepsOf(sweep).sweeps.run();
    assert.deepEqual(told, [createClock().now()]);
  });

  it("does not begin a round while another one runs", async () => {
    let begun = 0;
    const ends: (() => void)[] = [];
    const { sweeps } = sweepsOf(
      named("slow", () => {
        begun++;
        return new Promise((resolve) => ends.push(resolve));
      }),
    );
    const both = [sweeps.run(), sweeps.run()];
    await Promise.resolve().then(() => undefined);
    ends.forEach((end) => {
      end();
    });
    await Promise.all(both);
    assert.equal(begun, 1);
  });

  it("runs at once and again until it is stopped, and ends with what it began", async () => {
    let ran = 0;
    let again: (() => void) | undefined;
    const twice = new Promise<void>((resolve) => (again = resolve));
    const { sweeps } = sweepsOf(
      named("counted", () => {
        ran++;
        if (ran === 2) again?.();
      }),
    );
    sweeps.start();
    await twice;
    await sweeps.stop();
    const then = ran;
    await new Promise((resolve) => setImmediate(resolve));
    assert.equal(ran, then);
  });
});
