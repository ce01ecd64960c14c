import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { outlookFixtures } from "../../fakes/outlook/fixtures.js";

describe("outlookFixtures", () => {
  for (const [path, content] of outlookFixtures())
    it(`makes ${path} as it is`, () => {
      assert.equal(
        Buffer.compare(readFileSync(path), content),
        0,
        "run scripts/outlook-fixtures.ts",
      );
    });
});
