import assert from "node:assert/strict";
import type { Database } from "../../src/database/schema.js";
import { transact } from "../../src/database/transact.js";
import { onEachDatabase } from "./databases.js";

describe("transact", () => {
  onEachDatabase((database) => {
    const deadlock = () => Object.assign(new Error("deadlock detected"), { code: "40P01" });
    const add = (transaction: Database, name: string) =>
      transaction.insertInto("counters").values({ name, value: 1 }).execute();
    const names = async () =>
      (await database().selectFrom("counters").select("name").execute()).map(({ name }) => name);

    it("begins again, with nothing left of before, where two waited for each other", async () => {
      let attempts = 0;
      const result = await transact(database(), async (transaction) => {
        await add(transaction, `attempt-${(attempts += 1)}`);
        if (attempts < 3) throw deadlock();
        return "done";
      });
      assert.equal(result, "done");
      assert.deepEqual(
        (await names()).filter((name) => name.startsWith("attempt")),
        ["attempt-3"],
      );
    });

    it("gives up in the end", async () => {
      let attempts = 0;
      const work = () => {
        attempts += 1;
        return Promise.reject(deadlock());
      };
      await assert.rejects(transact(database(), work), /deadlock detected/);
      assert.equal(attempts, 5);
    });

    it("does not try what failed for another reason again", async () => {
      let attempts = 0;
      const work = () => {
        attempts += 1;
        return Promise.reject(new Error("no"));
      };
      await assert.rejects(transact(database(), work), /^Error: no$/);
      assert.equal(attempts, 1);
    });
  });
});
