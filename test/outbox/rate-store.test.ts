import assert from "node:assert/strict";
import { createRateStore, type Rate } from "../../src/outbox/rate-store.js";
import { onEachDatabase } from "../database/databases.js";
import { createClock } from "../tickets/samples.js";
import { mostIn } from "./most-in.js";

const HOUR = 60 * 60_000;
const THREAD: Rate = {
  key: "thread/1",
  limits: [
    { most: 5, perMs: 1_000 },
    { most: 45, perMs: 30_000 },
  ],
};
const APP: Rate = { key: "app", limits: [{ most: 22, perMs: 1_000 }] };

describe("createRateStore", function () {
  // Each reservation is a transaction that reaches the disk.
  this.timeout(30_000);

  onEachDatabase((database) => {
    let clock: ReturnType<typeof createClock>;
    const createStore = () => createRateStore({ db: database(), now: clock.now });

    beforeEach(() => {
      clock = createClock();
    });

    it("keeps the limits over three copies that send 200 messages as fast as they may", async () => {
      const copies = [createStore(), createStore(), createStore()];
      const sent: number[] = [];
      while (sent.length < 200) {
        const at = clock.now().getTime();
        const answers = await Promise.all(copies.map((copy) => copy([APP, THREAD], 3_000)));
        for (const { kind, waitMs } of answers) if (kind === "reserved") sent.push(at + waitMs);
        clock.pass(answers.some(({ kind }) => kind === "reserved") ? 7 : 1_000);
      }
      for (const { most, perMs } of [...THREAD.limits, ...APP.limits])
        assert.ok(mostIn(sent, perMs) <= most, `${mostIn(sent, perMs)} in ${perMs} ms`);
    });

    it("reserves nothing that is further away than one waits", async () => {
      const store = createStore();
      const slow: Rate = { key: "slow", limits: [{ most: 1, perMs: 60_000 }] };
      assert.deepEqual(await store([slow], 0), { kind: "reserved", waitMs: 0 });
      const refused = { kind: "too-early", waitMs: 60_000 };
      assert.deepEqual(await store([slow], 3_000), refused);
      assert.deepEqual(await store([slow], 3_000), refused);
      // Nor anywhere else.
      const other: Rate = { key: "other", limits: slow.limits };
      assert.deepEqual(await store([other, slow], 3_000), refused);
      assert.deepEqual(await store([other], 0), { kind: "reserved", waitMs: 0 });
    });

    it("counts each thread for itself", async () => {
      const store = createStore();
      const inThread = (key: string): Rate => ({ key, limits: [{ most: 1, perMs: 60_000 }] });
      for (const thread of ["1", "2", "3"])
        assert.equal((await store([APP, inThread(thread)], 0)).kind, "reserved");
    });

    it("forgets the threads in which nothing was said for long", async () => {
      const store = createStore();
      await store([APP, THREAD], 0);
      clock.pass(2 * HOUR);
      await store([APP], 0);
      const rows = await database().selectFrom("rate_limits").select("key").execute();
      assert.deepEqual(rows, [{ key: "app" }]);
    });
  });
});
