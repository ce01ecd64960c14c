/** What Fuse takes for a whole: it cuts a longer pattern into pieces of so many characters. */
const PIECE = 32;

/** Fuse's threshold: a piece with a larger share of errors is not found, and scores 1. */
export const THRESHOLD = 0.4;

/**
 * The score that Fuse gives a pattern in a text, or a lower one: a small part of what Fuse itself
 * costs, and it rules out four comparisons of five.
 */
export function leastScore(pattern: string, text: string): number {
  let sum = 0;
  let pieces = 0;
  for (let from = 0; from < pattern.length; from += PIECE, pieces++) {
    // The last piece is a whole one as well, and overlaps the one before.
    const start = Math.max(0, Math.min(from, pattern.length - PIECE));
    const piece = pattern.slice(start, start + PIECE);
    const share = fewestErrors(piece, text) / piece.length;
    sum += share <= THRESHOLD ? share : 1;
  }
  return sum / pieces;
}

/** Two characters of one place count as equal, so there are never too many errors. */
const PLACES = 128;

/**
 * How many characters must be changed, left out or put in at least for the pattern to stand
 * somewhere in the text. A whole column of the table of distances is in the bits of two numbers
 * (Myers 1999, "A fast bit-vector algorithm for approximate string matching").
 */
function fewestErrors(pattern: string, text: string): number {
  const places = new Int32Array(PLACES);
  for (let i = 0; i < pattern.length; i++) {
    const place = pattern.charCodeAt(i) % PLACES;
    places[place] = (places[place] ?? 0) | (1 << i);
  }
  const last = 1 << (pattern.length - 1);
  let [more, fewer] = [-1, 0];
  let errors = pattern.length;
  let fewest = errors;
  for (let i = 0; i < text.length; i++) {
    const equal = places[text.charCodeAt(i) % PLACES] ?? 0;
    const onward = (((equal & more) + more) ^ more) | equal;
    const up = fewer | ~(onward | more);
    const down = more & onward;
    if (up & last) errors++;
    else if (down & last) errors--;
    more = (down << 1) | ~(equal | fewer | (up << 1));
    fewer = (up << 1) & (equal | fewer);
    if (errors < fewest) fewest = errors;
  }
  return fewest;
}
