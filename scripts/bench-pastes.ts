import { explain } from "../src/explain.js";
import type { MailSource } from "../src/intake/bounce-mail.js";
import { BUILT_IN_KNOWLEDGE, loadKnowledgeBase } from "../src/knowledge/knowledge-base.js";
import { createMatcher, type Matcher } from "../src/match/match.js";
import { manyArticles } from "./many-articles.js";
import { ODD_PASTES } from "./odd-pastes.js";

const ARTICLES = 2000;

/** A short paste, Teams's old limit and its present one, and what the door lets in. */
const SIZES = [1_000, 28_000, 100_000, 1_000_000];
const ROUNDS = 5;

/** Nobody else in the chat should notice. */
const GOAL_MS = 20;

interface Cost {
  /** The longest pause between two turns of the event loop. */
  readonly stretch: number;
  readonly total: number;
  /** What it costs only to read as much JSON: it tells a slow machine from slow work. */
  readonly baseline: number;
}

/** How long one paste, however odd, keeps everybody else in the chat waiting. */
export async function benchPastes(): Promise<void> {
  const real = await loadKnowledgeBase([BUILT_IN_KNOWLEDGE]);
  const match = createMatcher(manyArticles(real, ARTICLES));
  const rows = [];
  let longest = 0;
  for (const [paste, { type, make }] of Object.entries(ODD_PASTES)) {
    const cells: Record<string, string> = {};
    for (const size of SIZES) {
      const cost = await measure({ contentType: type, content: make(size) }, match);
      cells[`${size / 1000} KB`] = [cost.stretch, cost.total, cost.baseline]
        .map(rounded)
        .join(" / ");
      longest = Math.max(longest, cost.stretch);
    }
    rows.push({ paste, ...cells });
  }
  console.log(
    `Milliseconds that nothing else could run / of the whole answer / of JSON.parse for as much text, the least of ${ROUNDS} rounds:`,
  );
  console.table(rows);
  const verdict = longest <= GOAL_MS ? "as it should be" : "TOO LONG";
  console.log(`The longest stretch is ${rounded(longest)} ms, of ${GOAL_MS} at most: ${verdict}.`);
}

async function measure(source: MailSource, match: Matcher): Promise<Cost> {
  const json = JSON.stringify(source.content);
  const costs: Cost[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const started = performance.now();
    JSON.parse(json);
    const baseline = performance.now() - started;
    costs.push({ ...(await time(() => explain(source, match))), baseline });
  }
  const least = (of: keyof Cost) => Math.min(...costs.map((cost) => cost[of]));
  return { stretch: least("stretch"), total: least("total"), baseline: least("baseline") };
}

async function time(work: () => Promise<unknown>): Promise<Omit<Cost, "baseline">> {
  const started = performance.now();
  let stretch = 0;
  let last = started;
  let isDone = false;
  const turn = () => {
    const now = performance.now();
    stretch = Math.max(stretch, now - last);
    last = now;
    if (!isDone) setImmediate(turn);
  };
  setImmediate(turn);
  await work();
  const total = performance.now() - started;
  isDone = true;
  await new Promise(setImmediate);
  return { stretch: Math.min(stretch, total), total };
}

function rounded(value: number): string {
  return value.toFixed(value < 1 ? 2 : 1);
}
