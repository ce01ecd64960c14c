import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { explain } from "../../src/explain.js";
import { fileAsSource } from "../../src/intake/file-kind.js";
import { DEFAULT_LIMITS } from "../../src/intake/limits.js";
import { createPictureReader } from "../../src/intake/picture/picture-reader.js";
import { BUILT_IN_KNOWLEDGE, loadKnowledgeBase } from "../../src/knowledge/knowledge-base.js";
import { createMatcher } from "../../src/match/match.js";
import { childrenOf } from "./children.js";
import { takeScreenshots } from "./screenshots.js";
import { THIRTY } from "./thirty-screenshots.js";

/** How many of the thirty must be explained by the right article. */
const RIGHT = 27;

interface Read {
  readonly name: string;
  readonly right: boolean;
  readonly says: string;
  readonly confidence: string;
  readonly ms: number;
}

describe("thirty screenshots of bounces", function () {
  this.timeout(600_000);
  const pictures = createPictureReader({ languages: ["eng"] });
  const read: Read[] = [];
  let peakKb = 0;

  before(async () => {
    const match = createMatcher(await loadKnowledgeBase([BUILT_IN_KNOWLEDGE]));
    const intake = { limits: { ...DEFAULT_LIMITS, timeMs: 60_000 }, pictures };
    for (const [i, picture] of (await takeScreenshots(THIRTY)).entries()) {
      const { name, article } = THIRTY[i]!;
      const source = fileAsSource(name, picture);
      assert.ok(typeof source !== "string", `${name} is no picture`);
      const start = performance.now();
      const explanation = await explain(source, match, intake);
      const ms = performance.now() - start;
      const best = explanation.kind === "diagnosed" ? explanation.diagnoses[0] : undefined;
      const says = best?.article.id ?? explanation.kind;
      read.push({ name, says, right: says === article, confidence: best?.confidence ?? "-", ms });
      peakKb = Math.max(peakKb, ...childrenOf(process.pid).map(peakOf));
    }
  });
  after(() => pictures.close());

  it(`are explained by the right article, ${RIGHT} at least`, () => {
    const wrong = read.filter(({ right }) => !right);
    for (const { name, says, confidence } of wrong) console.log(`${name}: ${says} ${confidence}`);
    const times = read.map(({ ms }) => ms).toSorted((a, b) => a - b);
    const [least, median, most] = [0, 15, 29].map((i) => `${Math.round(times[i] ?? 0)} ms`);
    console.log(`${read.length - wrong.length} of ${read.length} right`);
    console.log(`time ${least}, ${median}, ${most}; memory ${Math.round(peakKb / 1024)} MB`);
    assert.ok(read.length - wrong.length >= RIGHT, `${wrong.length} are wrong`);
  });

  it("are never certain and wrong", () => {
    const wrong = read.filter(({ right, confidence }) => !right && confidence === "certain");
    assert.deepEqual(wrong, []);
  });
});

/** The most memory a process has had, in KB; where the system says so. */
function peakOf(pid: number): number {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0);
  } catch {
    return 0;
  }
}
