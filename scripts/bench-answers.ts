import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import PostalMime from "postal-mime";
import { diagnosisCard } from "../src/cards/diagnosis.js";
import { explain } from "../src/explain.js";
import type { MailSource } from "../src/intake/bounce-mail.js";
import { BUILT_IN_KNOWLEDGE, loadKnowledgeBase } from "../src/knowledge/knowledge-base.js";
import { createMatcher } from "../src/match/match.js";

const FOLDER = "test/fixtures/bounces";
const ROUNDS = 30;
const TYPES = { ".eml": "message/rfc822", ".txt": "text/plain", ".html": "text/html" } as const;

/**
 * How long an answer takes, beside what it costs only to open the mail. The ratio holds when the
 * machine's speed drifts; single times do not.
 */
export async function benchAnswers(): Promise<void> {
  const match = createMatcher(await loadKnowledgeBase([BUILT_IN_KNOWLEDGE]));
  const sources = readdirSync(FOLDER).flatMap((name): readonly MailSource[] => {
    const extension = /\.(?:eml|txt|html)$/.exec(name)?.[0] as keyof typeof TYPES | undefined;
    return extension
      ? [{ contentType: TYPES[extension], name, content: readFileSync(join(FOLDER, name)) }]
      : [];
  });
  const longPaste: MailSource = {
    contentType: "text/plain",
    name: "a paste of 100 KB",
    content: `${"A letter with a lot to say, and 5.7.1 in between. ".repeat(2000)}\n550 5.4.1 Relay Access Denied`,
  };

  const rows = [];
  for (const source of [...sources, longPaste]) {
    const baseline = await median(() => PostalMime.parse(source.content));
    const explained = await median(() => explain(source, match));
    const explanation = await explain(source, match);
    const drawn =
      "ndr" in explanation
        ? await median(() => Promise.resolve(diagnosisCard({ explanation, helpdesk: "none" })))
        : 0;
    rows.push({
      mail: source.name,
      "open the mail (postal-mime) ms": round(baseline),
      "explain ms": round(explained),
      "draw the card ms": round(drawn),
      "explain / open": round(explained / baseline),
    });
  }
  console.table(rows);
}

/** Milliseconds, the median of a few rounds after a warm-up. */
async function median(work: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let round = -5; round < ROUNDS; round++) {
    const started = performance.now();
    await work();
    if (round >= 0) times.push(performance.now() - started);
  }
  return times.sort((a, b) => a - b)[ROUNDS >> 1] ?? 0;
}

function round(value: number): number {
  return Number(value.toFixed(2));
}
