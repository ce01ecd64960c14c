import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { explainAll } from "../src/explain.js";
import { fileAsSource } from "../src/intake/file-kind.js";
import { DEFAULT_LIMITS } from "../src/intake/limits.js";
import { createOutlookReader } from "../src/intake/outlook/outlook-reader.js";
import { BUILT_IN_KNOWLEDGE, loadKnowledgeBase } from "../src/knowledge/knowledge-base.js";
import { createMatcher, type Matcher } from "../src/match/match.js";
import { assertAnswersHold } from "./fuzz/answers-hold.js";

/** What the fuzzer found, and the worst of what it made: each is answered, and the answer holds. */
const HOSTILE = "test/fixtures/hostile";

describe("hostile inputs", function () {
  this.timeout(30_000);
  const limits = { ...DEFAULT_LIMITS, timeMs: 2000 };
  const intake = { limits, outlook: createOutlookReader() };
  let match: Matcher;
  before(async () => {
    match = createMatcher(await loadKnowledgeBase([BUILT_IN_KNOWLEDGE]));
  });
  after(() => intake.outlook.close());

  const names = readdirSync(HOSTILE).filter((name) => name !== "README.md");

  for (const name of names)
    it(`answers ${name}`, async () => {
      const source = fileAsSource(name, readFileSync(join(HOSTILE, name)));
      assert.ok(typeof source !== "string", `${name} is not read at all`);
      assertAnswersHold(source, await explainAll(source, match, intake));
    });

  it("are each explained in a line", () => {
    const readme = readFileSync(join(HOSTILE, "README.md"), "utf8");
    for (const name of names) assert.match(readme, new RegExp(`\`${name}\``), `${name} is missing`);
  });
});
