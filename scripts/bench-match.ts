import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import Fuse from "fuse.js";
import type { Article } from "../src/knowledge/article.js";
import { BUILT_IN_KNOWLEDGE, loadKnowledgeBase } from "../src/knowledge/knowledge-base.js";
import { createMatcher } from "../src/match/match.js";
import type { Ndr } from "../src/ndr/ndr.js";
import { parseNdr } from "../src/ndr/parse-ndr.js";
import { formatStatusCode } from "../src/ndr/status-code.js";
import { textMail } from "../src/intake/text.js";
import { createDice, manyArticles, pick } from "./many-articles.js";
import type { Dice } from "./many-articles.js";

const SIZES = [200, 2000, 20_000];
const REPORTS = 300;
const ROUNDS = 5;

/** Fuse reads every phrase for every query; so many it gets through in bearable time. */
const FUSE_READS = 3_000_000;

/** What a diagnosis costs among more and more articles, and what plain Fuse would take for it. */
export async function benchMatch(): Promise<void> {
  const real = await loadKnowledgeBase([BUILT_IN_KNOWLEDGE]);
  const rows = SIZES.map((size) => {
    const articles = manyArticles(real, size);
    const reports = makeReports(articles);
    return {
      articles: size,
      phrases: countPhrases(articles),
      ...ours(articles, reports),
      ...fuse(articles, reports),
    };
  });
  console.table(rows);
  const [small = NaN, , large = NaN] = rows.map((row) => row["p50 ms"]);
  console.log(
    `p50 grows ${(large / small).toFixed(1)} times from ${SIZES[0]} to ${SIZES[2]} articles.`,
  );
}

interface MadeReport {
  readonly ndr: Ndr;
  readonly words: string;
  /** The article it was made of. */
  readonly article: Article;
}

/** Bounces as people paste them: most verbatim, some with typing errors, some with the code alone. */
function makeReports(articles: readonly Article[]): readonly MadeReport[] {
  const dice = createDice(7);
  const spoken = articles.filter(({ phrases, codes }) => phrases.length > 0 && codes.length > 0);
  return Array.from({ length: REPORTS }, () => {
    const article = pick(spoken, dice);
    const phrase = pick(article.phrases, dice);
    const [said, kind] = [dice(10), formatStatusCode(pick(article.codes, dice).from)];
    const words = said === 0 ? "" : said <= 2 ? mistype(phrase, dice) : phrase;
    const text = `Delivery has failed to these recipients or groups:
sam@fabrikam.example
Your message couldn't be delivered. Please try to send it again later, or ask your mail admin.

Diagnostic information for administrators:
Generating server: mail.contoso.example
sam@fabrikam.example
Remote Server returned '550 ${kind} ${words} [mail.contoso.example]'`;
    const ndr = parseNdr(textMail(text, "text"));
    if (!ndr) throw new Error(`This was to be a bounce:\n${text}`);
    return { ndr, words: words || kind, article };
  });
}

function mistype(phrase: string, dice: Dice): string {
  const at = dice(phrase.length - 2);
  return (
    phrase.slice(0, at) +
    phrase.slice(at + 1, at + 2) +
    phrase.slice(at, at + 1) +
    phrase.slice(at + 2)
  );
}

function ours(articles: readonly Article[], reports: readonly MadeReport[]) {
  const before = heap();
  const started = performance.now();
  const match = createMatcher(articles);
  const load = performance.now() - started;
  const memory = heap() - before;
  const times: number[] = [];
  let right = 0;
  for (let round = 0; round < ROUNDS; round++)
    for (const { ndr, article } of reports) {
      const began = performance.now();
      const [best] = match(ndr);
      // The first rounds teach the compiler.
      if (round > 1) times.push(performance.now() - began);
      if (round === 0 && best?.article === article) right++;
    }
  return {
    "load ms": Math.round(load),
    "heap MB": Math.round(memory / 1e5) / 10,
    "p50 ms": percentile(times, 0.5),
    "p99 ms": percentile(times, 0.99),
    "right first %": Math.round((100 * right) / reports.length),
  };
}

function fuse(articles: readonly Article[], reports: readonly MadeReport[]) {
  const entries = articles.flatMap((article) =>
    article.phrases.map((phrase) => ({ article, phrase })),
  );
  const search = new Fuse(entries, { keys: ["phrase"], ignoreLocation: true, threshold: 0.4 });
  const asked = reports.slice(0, Math.ceil(FUSE_READS / entries.length / 50));
  let right = 0;
  const times = asked.map(({ words, article }) => {
    const began = performance.now();
    const [best] = search.search(words, { limit: 1 });
    const took = performance.now() - began;
    if (best?.item.article === article) right++;
    return took;
  });
  return {
    "Fuse p50 ms": percentile(times, 0.5),
    "Fuse right %": Math.round((100 * right) / asked.length),
    "Fuse queries": asked.length,
  };
}

function countPhrases(articles: readonly Article[]): number {
  return articles.reduce((sum, { phrases }) => sum + phrases.length, 0);
}

function percentile(times: readonly number[], share: number): number {
  const sorted = times.toSorted((a, b) => a - b);
  return Number((sorted[Math.floor((sorted.length - 1) * share)] ?? 0).toFixed(2));
}

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;

function heap(): number {
  collectGarbage();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}
