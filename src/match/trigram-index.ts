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
  const { listOf, block } = postings(texts);
  const counts = new Uint16Array(texts.length);
  return {
    alike(text) {
      const own = trigramsOf(text);
      const lists: List[] = [];
      for (const trigram of own) {
        const list = listOf.get(trigram);
        if (list) lists.push(list);
      }
      lists.sort((a, b) => a.end - a.start - (b.end - b.start));
      const counted: number[] = [];
      let left = MAX_COUNTED;
      for (const { start, end } of lists) {
        if ((left -= end - start) < 0) break;
        for (let i = start; i < end; i++) {
          const entry = block[i] ?? 0;
          if (counts[entry] === 0) counted.push(entry);
          counts[entry] = (counts[entry] ?? 0) + 1;
        }
      }
      const shortList = counted
        .filter((entry) => (counts[entry] ?? 0) > 1)
        .sort((a, b) => (counts[b] ?? 0) - (counts[a] ?? 0) || a - b)
        .slice(0, SHORT_LIST);
      for (const entry of counted) counts[entry] = 0;
      return shortList
        .map((entry) => ({ entry, share: shareOf(trigramsOf(texts[entry] ?? ""), own) }))
        .filter(({ share }) => share >= MIN_SHARE)
        .sort((a, b) => b.share - a.share);
    },
  };
}

function trigramsOf(text: string): ReadonlySet<string> {
  const trigrams = new Set<string>();
  for (let i = 0; i + 3 <= text.length; i++) trigrams.add(text.slice(i, i + 3));
  return trigrams;
}

function shareOf(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let common = 0;
  for (const trigram of a) if (b.has(trigram)) common++;
  return common / Math.max(1, Math.min(a.size, b.size));
}

/** Where the texts with a trigram stand in the block. */
interface List {
  readonly start: number;
  end: number;
}

/** All lists in one block of numbers: sixty thousand texts have millions of trigrams. */
function postings(texts: readonly string[]): {
  readonly listOf: ReadonlyMap<string, Readonly<List>>;
  readonly block: Uint32Array;
} {
  const counts = new Map<string, number>();
  let total = 0;
  for (const text of texts)
    for (const trigram of trigramsOf(text)) {
      counts.set(trigram, (counts.get(trigram) ?? 0) + 1);
      total++;
    }
  const listOf = new Map<string, List>();
  let start = 0;
  for (const [trigram, count] of counts) {
    listOf.set(trigram, { start, end: start });
    start += count;
  }
  const block = new Uint32Array(total);
  for (const [entry, text] of texts.entries())
    for (const trigram of trigramsOf(text)) {
      const list = listOf.get(trigram);
      if (list) block[list.end++] = entry;
    }
  return { listOf, block };
}
