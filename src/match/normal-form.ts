/** A text reduced to what two people would copy alike, with the way back to the original. */
export interface NormalForm {
  /** Lower-case letters and digits; between words one blank, or nothing. */
  readonly text: string;
  /** For each character of `text`, where it begins in the original. */
  readonly starts: readonly number[];
  /** For each character of `text`, where it ends in the original. */
  readonly ends: readonly number[];
}

// What mail programs leave behind: "&nbsp;", "<br>", "=20", and the codes that begin each line of a
// reply of several lines (RFC 5321 4.2.1): "550-5.7.1 … 550 5.7.1 …", or of one: "550 Access denied".
const REMAINS =
  /&(?:nbsp|lt|gt|amp|quot|apos|#\d{1,5}|#x[0-9a-f]{1,4});|<\/?(?:a|b|br|div|em|font|i|li|p|span|strong|td|tr|u|wbr) ?\/?>|=[0-9A-F]{2}(?![0-9])|\b[245]\d\d[ -]#?[245]\.\d{1,3}\.\d{1,3}(?![.\d])|\b[245]\d\d-|^[245]\d\d (?=[a-z])/gim;

// What differs from bounce to bounce says nothing about its cause: addresses, IP addresses, hosts
// (a last label of up to six small letters, which RESOLVER.RST.NotAuthorized has not), long ids.
const PARTICULAR =
  /<?(?<![\w.+=-])[\w.+=-]{1,128}@[\w.-]{1,255}>?|\[[0-9a-f:.]{3,45}\]|\b\d{1,3}(?:\.\d{1,3}){3}\b|\b(?:[\w-]{1,63}\.){1,8}[a-z]{2,6}\b(?!\.\w)|\b[0-9a-f]{16,64}\b/gi;

/** Words with one blank between them and at both ends; letters that scanners mistake are one. */
export function normalise(original: string): NormalForm {
  return reduce(original, coverOf(original), true);
}

/** The same without addresses, hosts and ids: what two bounces of one cause have in common. */
export function normaliseGeneral(original: string): NormalForm {
  const cover = coverOf(original);
  for (const match of original.matchAll(PARTICULAR)) {
    if (/[A-Z]{2}/.test(match[0]) && !match[0].includes("@")) continue;
    cover.fill(1, match.index, match.index + match[0].length);
  }
  return reduce(original, cover, true);
}

/** The letters and digits as they stand there, with nothing between them. */
export function lettersOf(original: string): string {
  return reduce(original, coverOf(original), false).text.replaceAll(" ", "");
}

/** A normal form without blanks, and whether a word begins or ends at a place in it. */
export interface CompactForm extends NormalForm {
  isBorder(at: number): boolean;
}

export function compact({ text, starts, ends }: NormalForm): CompactForm {
  const borders = new Set<number>();
  const letterStarts: number[] = [];
  const letterEnds: number[] = [];
  for (let i = 0; i < text.length; i++)
    if (text.charCodeAt(i) === BLANK) borders.add(letterStarts.length);
    else {
      letterStarts.push(starts[i] ?? 0);
      letterEnds.push(ends[i] ?? 0);
    }
  return {
    text: text.replaceAll(" ", ""),
    starts: letterStarts,
    ends: letterEnds,
    isBorder: (at) => borders.has(at),
  };
}

/** The piece of the original that a piece of the normal form came from, on one line. */
export function originalOf(original: string, form: NormalForm, from: number, to: number): string {
  const start = form.starts[from] ?? 0;
  const end = form.ends[to - 1] ?? original.length;
  // "AS(201806281" wants its bracket back.
  const opened = /[([](?=[^)\]]*$)/.exec(original.slice(start, end))?.[0];
  const isClosed = opened !== undefined && original[end] === (opened === "(" ? ")" : "]");
  const piece = original.slice(start, isClosed ? end + 1 : end);
  return piece.replace(/\s+/g, " ").trim();
}

/** Marks the characters that belong to no word. */
function coverOf(original: string): Uint8Array {
  const cover = new Uint8Array(original.length);
  for (const match of original.matchAll(REMAINS))
    cover.fill(1, match.index, match.index + match[0].length);
  return cover;
}

function reduce(original: string, cover: Uint8Array, mayBeMisread: boolean): NormalForm {
  // In numbers: strings of one character each cost several times as much.
  const ascii = mayBeMisread ? MISREAD_ASCII : ASCII;
  const letters = [BLANK];
  const starts = [0];
  const ends = [0];
  let last = BLANK;
  const put = (letter: number, from: number, to: number) => {
    if (letter === BLANK && last === BLANK) return;
    if (mayBeMisread && letter === N && last === R) {
      last = letters[letters.length - 1] = M;
      ends[letters.length - 1] = to;
      return;
    }
    last = letter;
    letters.push(letter);
    starts.push(from);
    ends.push(to);
  };
  for (let i = 0; i < original.length; i++) {
    const code = cover[i] === 1 ? BLANK : original.charCodeAt(i);
    const letter = ascii[code];
    if (letter === undefined) for (const other of fold(code)) put(ascii[other] ?? other, i, i + 1);
    else if (letter !== NOTHING) put(letter, i, i + 1);
  }
  put(BLANK, original.length, original.length);
  return { text: textOf(letters), starts, ends };
}

const NOTHING = 0;
const [BLANK, M, N, R] = [" ", "m", "n", "r"].map((letter) => letter.charCodeAt(0)) as [
  number,
  number,
  number,
  number,
];

// Scanners take 0 for O and 1 or I for l; "rn" for "m" is seen to above.
const MISREAD: Readonly<Record<string, string>> = { "0": "o", "1": "l", i: "l" };

const ASCII = tableOf((letter) => letter);
const MISREAD_ASCII = tableOf((letter) => MISREAD[letter] ?? letter);

function tableOf(change: (letter: string) => string): Uint8Array {
  return Uint8Array.from(
    { length: 128 },
    (_, code) =>
      fold(code).map((letter) => change(String.fromCharCode(letter)).charCodeAt(0))[0] ?? NOTHING,
  );
}

/** The letters that a character stands for, mostly one. */
function fold(code: number): readonly number[] {
  const character = String.fromCharCode(code);
  // An apostrophe inside a word goes: wasn't, wasn’t and wasnt are one word.
  if (/['’‘`´]/.test(character)) return [];
  const letters = character.normalize("NFKC").toLowerCase();
  return codesOf(letters.replace(/[^\p{L}\p{N}]/gu, " "));
}

function codesOf(text: string): readonly number[] {
  return Array.from({ length: text.length }, (_, i) => text.charCodeAt(i));
}

/** As many codes as a function surely takes for arguments. */
const AT_ONCE = 8192;

function textOf(codes: readonly number[]): string {
  let text = "";
  for (let from = 0; from < codes.length; from += AT_ONCE)
    text += String.fromCharCode(...codes.slice(from, from + AT_ONCE));
  return text;
}
