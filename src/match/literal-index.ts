/** A text of the index found in another, from `from` up to `to`. */
export interface Literal {
  /** The text's place in the list that was indexed. */
  readonly entry: number;
  readonly from: number;
  readonly to: number;
}

export interface LiteralIndex {
  /** Every place where a text of the index stands. */
  find(text: string): readonly Literal[];
}

/** Long texts are recognised by eight letters, those as short as "PRX5" by four. */
const LONG = 8;
const SHORT = 4;

/**
 * Indexes texts by the piece of each that is rarest among all of them, so that looking into another
 * text costs as much with sixty thousand texts as with a hundred: at each of its letters there is
 * next to nothing to compare.
 */
export function indexLiterals(texts: readonly string[]): LiteralIndex {
  const howOften = countPieces(texts);
  const byPiece = new Map<number, Anchor[]>();
  // At nearly every letter of a text there is nothing, and this says so sooner than the map.
  const isThere = new Uint8Array(FEW_PLACES);
  for (const [entry, text] of texts.entries()) {
    if (text.length < SHORT) continue;
    const size = sizeOf(text);
    let rarest = 0;
    for (let at = 1; at + size <= text.length; at++)
      if (howOften(text, at, size) < howOften(text, rarest, size)) rarest = at;
    const key = hash(text, rarest, size);
    isThere[key & (FEW_PLACES - 1)] = 1;
    const anchors = byPiece.get(key);
    if (anchors) anchors.push({ entry, at: rarest });
    else byPiece.set(key, [{ entry, at: rarest }]);
  }
  return {
    find(text) {
      const found: Literal[] = [];
      const hashes = hashesOf(text);
      for (const size of [SHORT, LONG])
        for (let i = 0; i + size <= text.length; i++) {
          const short = hashes[i] ?? 0;
          const key = size === SHORT ? short : join(short, hashes[i + SHORT] ?? 0);
          if (isThere[key & (FEW_PLACES - 1)] === 0) continue;
          for (const { entry, at } of byPiece.get(key) ?? []) {
            const literal = texts[entry] ?? "";
            const from = i - at;
            if (sizeOf(literal) === size && from >= 0 && text.startsWith(literal, from))
              found.push({ entry, from, to: from + literal.length });
          }
        }
      return found;
    },
  };
}

interface Anchor {
  readonly entry: number;
  /** Where in the text its rarest piece begins. */
  readonly at: number;
}

function sizeOf(text: string): number {
  return text.length < LONG ? SHORT : LONG;
}

/** Counts in a table of fixed size; two pieces in one place make both look less rare, no more. */
const PLACES = 1 << 20;
const FEW_PLACES = 1 << 16;

function countPieces(texts: readonly string[]): (text: string, at: number, size: number) => number {
  const counts = new Uint32Array(PLACES);
  const placeOf = (text: string, at: number, size: number) => hash(text, at, size) & (PLACES - 1);
  for (const text of texts) {
    const size = sizeOf(text);
    for (let at = 0; at + size <= text.length; at++) {
      const place = placeOf(text, at, size);
      counts[place] = (counts[place] ?? 0) + 1;
    }
  }
  return (text, at, size) => counts[placeOf(text, at, size)] ?? 0;
}

function hashesOf(text: string): Int32Array {
  const hashes = new Int32Array(text.length);
  for (let i = 0; i + SHORT <= text.length; i++) hashes[i] = hashShort(text, i);
  return hashes;
}

function hash(text: string, at: number, size: number): number {
  const short = hashShort(text, at);
  return size === SHORT ? short : join(short, hashShort(text, at + SHORT));
}

/** FNV-1a over four letters, cut to what the engine keeps as a small integer. */
function hashShort(text: string, at: number): number {
  let value = 0x811c9dc5;
  for (let i = at; i < at + SHORT; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  return (value ^ (value >>> 15)) & 0x3fffffff;
}

/** The hash of eight letters by those of its halves. */
function join(first: number, second: number): number {
  const value = Math.imul(first ^ (second >>> 7), 0x01000193) ^ second;
  return (value ^ (value >>> 15)) & 0x3fffffff;
}
