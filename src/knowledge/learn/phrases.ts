import { alike } from "../alike.js";

/** Longer ones would be cut in two where a mail is looked at piece by piece. */
const LONGEST = 120;
const SHORTEST = 6;

/** The pieces of a quoted reply that stand in every bounce of its kind. */
export function phrasesOf(quote: string): readonly string[] {
  const said = quote.replace(/\s+/g, " ").replace(LEAD, "").replace(CLIENT_ADDRESS, " ");
  return said
    .split(VARIES)
    .flatMap((piece) => piece.split(/(?<=[.!?]) (?=\p{Lu})/u))
    .flatMap(shortened)
    .map((piece) => piece.replace(/ {2,}/g, " ").replace(EDGES, ""))
    .filter(isTelling);
}

/** Each once, as the matcher sees them: without regard to case and punctuation. */
export function distinct(phrases: readonly string[]): readonly string[] {
  const seen = new Set<string>();
  return phrases.filter((phrase) => {
    const form = alike(phrase);
    return !seen.has(form) && seen.add(form);
  });
}

// `Remote Server returned '<xxxxxxxx> #5.7.1 smtp;550 5.7.1 RESOLVER…`: what comes before the words.
const LEAD =
  /^(?:remote server returned|smtp;|['"#\s:-]|<[^<>]{0,60}>|[45]\d\d\b|[45]\.\d{1,3}\.\d{1,3}\b)+/i;

/** Taken out of bounces too before they are compared, so the words around it belong together. */
const CLIENT_ADDRESS =
  /\[(?:x{1,3}(?:\.x{1,3}){3}|[\d.:a-f]{3,45}|[^\]]{0,20}\bip\b[^\]]{0,20})\]/gi;

/** Places that an author left for what differs: `<recipient>`, `{0}`, `[name]`, "…". */
const VARIES = /<[^<>]{0,100}>|\{[^{}]{0,100}\}|\[(?!Stage)[^[\]]{0,100}\]|…|\.{3,}/;

const EDGES = /^[\s'"`#.,;:>-]+|[\s'"`#.,;:<-]+$/g;

function shortened(piece: string): readonly string[] {
  if (piece.length <= LONGEST) return [piece];
  const pieces: string[] = [];
  for (const word of piece.split(" ")) {
    const last = pieces.at(-1);
    const isFull = last === undefined || last.length + word.length >= LONGEST;
    if (isFull || (last.endsWith(";") && last.length >= LONGEST / 3)) pieces.push(word);
    else pieces[pieces.length - 1] = `${last} ${word}`;
  }
  return pieces;
}

/** Stock sentences that lead to a page say nothing of the cause. */
const STOCK = /^(?:for more (?:details|information|tips)|see|please|learn more|refer|go to)\b/i;

function isTelling(piece: string): boolean {
  const isWords = /\S \S/.test(piece) || /\w[._]\w/.test(piece);
  return piece.length >= SHORTEST && isWords && /\p{L}{3}/u.test(piece) && !STOCK.test(piece);
}
