import assert from "node:assert/strict";
import { createFileReader } from "../../src/bot/fetch-files.js";
import type { ExplainAll } from "../../src/bot/read-message.js";
import { DEFAULT_LIMITS } from "../../src/intake/limits.js";
import { createLog } from "../../src/log.js";

const FOUND = { kind: "not-an-ndr", looksLike: "plain talk", says: "" } as const;
const explain: ExplainAll = () => Promise.resolve([FOUND]);
const connector = () => Promise.resolve(undefined);
const files = (count: number) =>
  Array.from({ length: count }, (_, i) => ({ name: `${i}.txt`, url: "https://x.example/" }));

const reader = () =>
  createFileReader({
    download: () => Promise.resolve({ kind: "bytes", bytes: Buffer.from("hello") }),
    limits: DEFAULT_LIMITS,
    log: createLog("silent"),
  });

describe("createFileReader", () => {
  it("reads somebody's file while one person's many messages are being read", async () => {
    const read = reader();
    let letGo = () => {};
    const slow = new Promise<void>((resolve) => (letGo = resolve));
    const explainSlowly: ExplainAll = () => slow.then(() => [FOUND]);
    const many = [1, 2, 3].map(() => read(files(20), "kim", connector, explainSlowly));
    const [file] = await read(files(1), "sam", connector, explain);
    assert.equal(file?.name, "0.txt");
    letGo();
    assert.deepEqual(
      (await Promise.all(many)).map(({ length }) => length),
      [20, 20, 20],
    );
  });

  it("reads three files of one person at a time, of all their messages", async () => {
    const read = reader();
    let [atWork, most] = [0, 0];
    const counting: ExplainAll = async () => {
      most = Math.max(most, ++atWork);
      await new Promise(setImmediate);
      atWork--;
      return [FOUND];
    };
    await Promise.all([1, 2].map(() => read(files(9), "kim", connector, counting)));
    assert.equal(most, 3);
  });
});
