import assert from "node:assert/strict";
import { DeliveryError } from "../../src/outbox/delivery-error.js";
import { enqueue, revive } from "../../src/outbox/outbox-store.js";
import { createOutbox, type Deliver } from "../../src/outbox/outbox.js";
import { onEachDatabase } from "../database/databases.js";
import { createClock } from "../tickets/samples.js";

const LANES = 8;
const IN_A_LANE = 6;

describe("several copies with one outbox", function () {
  this.timeout(30_000);

  onEachDatabase((database) => {
    let clock: ReturnType<typeof createClock>;
    /** Lane and number of each message, as they were delivered. */
    let delivered: string[];

    const copy = (deliver: Deliver) =>
      createOutbox({ db: database(), deliver, now: clock.now, pace: { parallel: 4 } });
    const note: Deliver = async ({ lane, about }) => {
      await new Promise(setImmediate);
      delivered.push(`${lane} ${about["n"]}`);
      return undefined;
    };
    const queue = (lane: string, n: number) =>
      enqueue(database(), [{ lane, kind: "line", about: { n } }], clock.now());
    const waiting = () => database().selectFrom("outbox").selectAll().orderBy("id").execute();

    beforeEach(() => {
      clock = createClock();
      delivered = [];
    });

    it("say everything once, in the order of each lane", async () => {
      for (let n = 1; n <= IN_A_LANE; n++)
        for (let lane = 1; lane <= LANES; lane++) await queue(`lane-${lane}`, n);
      const copies = [copy(note), copy(note), copy(note)];
      while ((await waiting()).length > 0) await Promise.all(copies.map((one) => one.drain()));
      assert.equal(delivered.length, LANES * IN_A_LANE);
      for (let lane = 1; lane <= LANES; lane++) {
        const inLane = delivered.filter((line) => line.startsWith(`lane-${lane} `));
        assert.deepEqual(
          inLane,
          Array.from({ length: IN_A_LANE }, (_, index) => `lane-${lane} ${index + 1}`),
        );
      }
    });

    it("leave what one of them has begun to it, until its lease ends; then it is another's", async () => {
      await queue("lane", 1);
      await queue("lane", 2);
      let begin = () => {};
      const begun = new Promise<void>((resolve) => (begin = resolve));
      // Killed in the middle: nothing is heard of it any more.
      const dead = copy(() => {
        begin();
        return new Promise(() => undefined);
      });
      void dead.drain();
      await begun;
      const alive = copy(note);
      clock.pass(29_999);
      await alive.drain();
      assert.deepEqual(delivered, []);
      clock.pass(1);
      await alive.drain();
      assert.deepEqual(delivered, ["lane 1", "lane 2"]);
      assert.deepEqual(await waiting(), []);
    });

    it("do not undo what another has done since with what one of them had lost", async () => {
      await queue("lane", 1);
      let fail = () => {};
      const slow = copy(
        () =>
          new Promise(
            (_resolve, reject) =>
              (fail = () => {
                reject(new Error("502"));
              }),
          ),
      );
      const slowly = slow.drain();
      while ((await waiting())[0]?.attempts !== 1) await new Promise(setImmediate);
      clock.pass(30_000);
      let finish = () => {};
      const other = copy(
        () =>
          new Promise(
            (resolve) =>
              (finish = () => {
                resolve(undefined);
              }),
          ),
      );
      const meanwhile = other.drain();
      while ((await waiting())[0]?.attempts !== 2) await new Promise(setImmediate);
      const [leased] = await waiting();
      fail();
      await slowly;
      assert.deepEqual(await waiting(), [leased]);
      finish();
      await meanwhile;
      assert.deepEqual(await waiting(), []);
    });

    it("do not post again what one of them is posting when a helpdesk is named", async () => {
      await queue("lane", 1);
      let finish = () => {};
      const slow = copy(async (message) => {
        await new Promise<void>((resolve) => (finish = resolve));
        return note(message);
      });
      const slowly = slow.drain();
      while ((await waiting())[0]?.attempts !== 1) await new Promise(setImmediate);
      await revive(database(), "line", ["lane"], clock.now());
      await copy(note).drain();
      finish();
      await slowly;
      assert.deepEqual(delivered, ["lane 1"]);
      assert.deepEqual(await waiting(), []);
    });

    it("do not bury what another has put back since", async () => {
      await queue("lane", 1);
      let refuse = () => {};
      const slow = copy(
        () =>
          new Promise(
            (_resolve, reject) =>
              (refuse = () => {
                reject(new DeliveryError("403", { permanent: true }));
              }),
          ),
      );
      const slowly = slow.drain();
      while ((await waiting())[0]?.attempts !== 1) await new Promise(setImmediate);
      clock.pass(30_000);
      await copy(() =>
        Promise.reject(new DeliveryError("too early", { untried: true, retryAfterMs: 60_000 })),
      ).drain();
      refuse();
      await slowly;
      assert.equal((await waiting())[0]?.died_at, null);
    });
  });
});
