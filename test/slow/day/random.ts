/** Chance that comes out the same for the same seed. */
export interface Random {
  /** From 0 to below 1. */
  next(): number;
  pick<T>(from: readonly T[]): T;
  /** A word that is not used twice. */
  word(): string;
}

/** mulberry32: small, and good enough to shuffle a day. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  let words = 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  return {
    next,
    pick: (from) => {
      const found = from[Math.floor(next() * from.length)];
      if (found === undefined) throw new Error("There is nothing to pick from.");
      return found;
    },
    word: () => `word-${(words += 1)}`,
  };
}
