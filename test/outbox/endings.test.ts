import assert from "node:assert/strict";
import type { Database } from "../../src/database/schema.js";
import { DeliveryError } from "../../src/outbox/delivery-error.js";
import { createOutbox } from "../../src/outbox/outbox.js";
import { type Endings, enqueue } from "../../src/outbox/outbox-store.js";
import { onEachDatabase } from "../database/databases.js";
import { createClock } from "../tickets/samples.js";

describe("createOutbox, when somebody hears how messages ended", () => {
  onEachDatabase((database) => {
    const clock = createClock();
    let heard: string[];
    let fails: boolean;

    beforeEach(async () => {
      heard = [];
      fails = false;
      await queue("card", "line", "other");
    });

    const queue = (...kinds: readonly string[]) =>
      enqueue(
        database(),
        kinds.map((kind) => ({ lane: kind, kind, about: { ticket: 1 } })),
        clock.now(),
      );
    const answer =
      (what: string) =>
      async (transaction: Database, { kind }: { kind: string }) => {
        heard.push(`${kind} ${what}`);
        await enqueue(transaction, [{ lane: "next", kind: "next", about: {} }], clock.now());
        if (fails) throw new Error("refused");
      };
    const endings: Endings = {
      kinds: new Set(["card", "line"]),
      onDelivered: answer("delivered"),
      onGivenUp: answer("given up"),
    };
    const drain = () =>
      createOutbox({
        db: database(),
        deliver: ({ kind }) =>
          kind === "line" || kind === "other"
            ? Promise.reject(new DeliveryError("403", { permanent: true }))
            : Promise.resolve(undefined),
        now: clock.now,
        endings,
      }).drain();
    const left = async () =>
      (
        await database().selectFrom("outbox").select(["kind", "died_at"]).orderBy("id").execute()
      ).map(({ kind, died_at }) => `${kind} ${died_at === null ? "waits" : "is dead"}`);

    it("tells of its kinds, and says at once what is queued for it", async () => {
      await drain();
      assert.deepEqual(heard.toSorted(), ["card delivered", "line given up"]);
      assert.deepEqual(await left(), ["line is dead", "other is dead"]);
    });

    it("notes no ending of which nothing could be made", async () => {
      fails = true;
      await assert.rejects(drain(), /refused/);
      assert.deepEqual(await left(), ["card waits", "line waits", "other is dead"]);
    });
  });
});
