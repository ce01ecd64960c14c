import type { Article, CodeRange } from "../src/knowledge/article.js";

/** Numbers that look random and are the same in every run (mulberry32). */
export type Dice = (below: number) => number;

export function createDice(seed: number): Dice {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

/**
 * The real articles, and as many made of their words as are missing: codes around theirs, phrases in
 * the words of theirs, as often as those are used, and now and then a mark of the kind ATTR36.
 */
export function manyArticles(real: readonly Article[], count: number): readonly Article[] {
  const dice = createDice(count);
  const words = real.flatMap(({ phrases }) => phrases.flatMap((phrase) => phrase.split(/\s+/)));
  const codes = real.flatMap((article) => article.codes);
  const made = Array.from({ length: Math.max(0, count - real.length) }, (_, i): Article => {
    const model = pick(real, dice);
    return {
      ...model,
      id: `made-${i}`,
      title: sentence(words, dice),
      codes: Array.from({ length: 1 + dice(2) }, () => near(pick(codes, dice), dice)),
      phrases: Array.from({ length: 1 + dice(5) }, () => sentence(words, dice)),
    };
  });
  return [...real, ...made].slice(0, count);
}

export function pick<T>(items: readonly T[], dice: Dice): T {
  const item = items[dice(items.length)];
  if (item === undefined) throw new RangeError("There is nothing to pick from.");
  return item;
}

function sentence(words: readonly string[], dice: Dice): string {
  const said = Array.from({ length: 4 + dice(8) }, () => pick(words, dice));
  const mark = dice(5) === 0 ? [`(S${1000 + dice(9000)})`] : [];
  return [...said, ...mark].join(" ");
}

function near({ from, to }: CodeRange, dice: Dice): CodeRange {
  const by = dice(4) === 0 ? 0 : dice(300);
  const shift = (code: CodeRange["from"]) => ({
    ...code,
    detail: Math.min(999, code.detail + by),
  });
  return { from: shift(from), to: shift(to) };
}
