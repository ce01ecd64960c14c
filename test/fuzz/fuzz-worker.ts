import { mkdirSync, writeFileSync } from "node:fs";
import { createOutlookReader } from "../../src/intake/outlook/outlook-reader.js";
import { BUILT_IN_KNOWLEDGE, loadKnowledgeBase } from "../../src/knowledge/knowledge-base.js";
import { createMatcher } from "../../src/match/match.js";
import type { Job, Told } from "./fuzz.js";
import { targets } from "./targets.js";

/** Does the jobs it is sent, one after the other. */
const all = targets(
  createMatcher(await loadKnowledgeBase([BUILT_IN_KNOWLEDGE])),
  createOutlookReader(),
);

const FOLDER = "build/fuzz";

process.on("message", (job: Job) => {
  void work(job).then((told) => process.send?.(told));
});
process.send?.("ready");

async function work({ target, seed, runs, path }: Job): Promise<Told> {
  const found = all.find(({ name }) => name === target);
  if (!found) throw new Error(`There is no target ${target}`);
  const { failure, ...outcome } = await found.run({ seed, numRuns: runs, path }, sayAlive());
  globalThis.gc?.();
  const heap = process.memoryUsage().heapUsed / 1024 / 1024;
  if (!failure) return { ...outcome, heap };
  const again = `FUZZ_TARGET='${target}' FUZZ_SEED=${seed} FUZZ_PATH=${failure.path}`;
  return { ...outcome, heap, failure: `${failure.says}\n${again}\n${keep(target, failure.input)}` };
}

const SAID_EVERY_MS = 1000;

function sayAlive(): () => void {
  let said = 0;
  return () => {
    if (performance.now() - said < SAID_EVERY_MS) return;
    said = performance.now();
    process.send?.("alive");
  };
}

/** The input as a file, where it is text or bytes. */
function keep(target: string, input: unknown): string {
  const content = typeof input === "object" && input && "bytes" in input ? input.bytes : input;
  const isFile = typeof content === "string" || content instanceof Uint8Array;
  const file = `${FOLDER}/${target.replaceAll(" ", "-")}`;
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(file, isFile ? content : JSON.stringify(input));
  return `The input is in ${file}`;
}
