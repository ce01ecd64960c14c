/** A text of the index, and what share of trigrams it has in common with another. */
export interface Alike {
  /** The text's place in the list that was indexed. */
  readonly entry: number;
  readonly share: number;
}

export interface TrigramIndex {
  /** The texts most like this one, best first. */
  alike(text: string): readonly Alike[];
}

/** Texts that get a closer look, and what share of the shorter one's trigrams must be in the longer. */
const SHORT_LIST = 10;
const MIN_SHARE = 0.45;

/** Entries that are counted for one text: its rare trigrams say most, and cost least. */
const MAX_COUNTED = 3000;

export function indexTrigrams(texts: readonly string[]): TrigramIndex {
  const { rankOf, trigrams, entries } = postings(texts);
  const counts = new Uint16Array(texts.length);
  const isOwn = new Uint8Array(rankOf.size);
  return {
    alike(text) {
      const all = trigramsOf(text);
      const own = ranked(all, rankOf);
      const counted: number[] = [];
      let left = MAX_COUNTED;
      for (const rank of own) {
        const [from, to] = [entries.starts[rank] ?? 0, entries.starts[rank + 1] ?? 0];
        if ((left -= to - from) < 0) break;
        for (let i = from; i < to; i++) {
          const entry = entries.block[i] ?? 0;
          const count = counts[entry] ?? 0;
          if (count === 0) counted.push(entry);
          counts[entry] = count + 1;
        }
      }
      const shortList = most(counted, counts);
      for (const entry of counted) counts[entry] = 0;
      for (const rank of own) isOwn[rank] = 1;
      const alike = shortList
        .map((entry) => ({ entry, share: shareOf(entry, all.size) }))
        .filter(({ share }) => share >= MIN_SHARE)
        .sort((a, b) => b.share - a.share);
      for (const rank of own) isOwn[rank] = 0;
      return alike;
    },
  };

  function shareOf(entry: number, size: number): number {
    const [from, to] = [trigrams.starts[entry] ?? 0, trigrams.starts[entry + 1] ?? 0];
    let common = 0;
    for (let i = from; i < to; i++) common += isOwn[trigrams.block[i] ?? 0] ?? 0;
    return common / Math.max(1, Math.min(to - from, size));
  }
}

/** The entries that were counted most often, and more than once. */
function most(counted: readonly number[], counts: Uint16Array): readonly number[] {
  const best: number[] = [];
  for (const entry of counted) {
    const count = counts[entry] ?? 0;
    if (count < 2) continue;
    let at = best.length;
    for (; at > 0; at--) {
      const other = best[at - 1] ?? 0;
      const lead = count - (counts[other] ?? 0);
      if (lead < 0 || (lead === 0 && other < entry)) break;
    }
    if (at === SHORT_LIST) continue;
    best.splice(at, 0, entry);
    if (best.length > SHORT_LIST) best.pop();
  }
  return best;
}

/** Each three characters as a number; where rare ones share it, texts look more alike than they are. */
function trigramsOf(text: string): ReadonlySet<number> {
  const trigrams = new Set<number>();
  let trigram = 0;
  for (let i = 0; i < text.length; i++) {
    trigram = ((trigram << 7) ^ text.charCodeAt(i)) & 0x1fffff;
    if (i >= 2) trigrams.add(trigram);
  }
  return trigrams;
}

/** The ranks of those that some text of the index has, the rarest first. */
function ranked(trigrams: ReadonlySet<number>, rankOf: ReadonlyMap<number, number>): Uint32Array {
  const ranks = new Uint32Array(trigrams.size);
  let size = 0;
  for (const trigram of trigrams) {
    const rank = rankOf.get(trigram);
    if (rank !== undefined) ranks[size++] = rank;
  }
  return ranks.subarray(0, size).sort();
}

/** Many lists in one block of numbers: sixty thousand texts have millions of trigrams. */
interface Lists {
  readonly block: Uint32Array;
  /** Where each list begins, and behind the last one where it ends. */
  readonly starts: Uint32Array;
}

interface Postings {
  /** A trigram's place among all of them, the rarest first. */
  readonly rankOf: ReadonlyMap<number, number>;
  /** The ranks of each text's trigrams. */
  readonly trigrams: Lists;
  /** The texts that have the trigram of a rank. */
  readonly entries: Lists;
}

function postings(texts: readonly string[]): Postings {
  const howMany = new Map<number, number>();
  const sets = texts.map(trigramsOf);
  for (const set of sets)
    for (const trigram of set) howMany.set(trigram, (howMany.get(trigram) ?? 0) + 1);
  const byRarity = [...howMany].sort(([, a], [, b]) => a - b);
  const rankOf = new Map(byRarity.map(([trigram], rank) => [trigram, rank]));
  const trigrams = emptyLists(sets.map(({ size }) => size));
  const entries = emptyLists(byRarity.map(([, count]) => count));
  const next = entries.starts.slice();
  let end = 0;
  for (const [entry, set] of sets.entries())
    for (const trigram of set) {
      const rank = rankOf.get(trigram) ?? 0;
      trigrams.block[end++] = rank;
      const at = next[rank] ?? 0;
      entries.block[at] = entry;
      next[rank] = at + 1;
    }
  return { rankOf, trigrams, entries };
}

function emptyLists(sizes: readonly number[]): Lists {
  const starts = new Uint32Array(sizes.length + 1);
  for (const [list, size] of sizes.entries()) starts[list + 1] = (starts[list] ?? 0) + size;
  return { block: new Uint32Array(starts[sizes.length] ?? 0), starts };
}
