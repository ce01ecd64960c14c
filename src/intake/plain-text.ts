// Zero-width and direction marks: invisible, and enough to hide a code from a pattern.
const INVISIBLE = /[\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFEFF\u00AD]/g;
const ODD_SPACE = /[\u00A0\u1680\u2000-\u200A\u202F\u205F\u3000]/g;
const CONTROL = /(?![\t\n])\p{Cc}/gu;
// A table's columns need a few blanks; a hundred thousand in a row are there to slow a pattern down.
const LONG_BLANK = / {9,}/g;
// Half of a character that was cut in two, as a lone surrogate.
const HALF_CHARACTER = /\p{Cs}/gu;
const QUOTE_MARKS = /^(?:[ \t]*[>|])+[ \t]?/gm;

/** Text as everything later expects it: `\n` line ends, plain spaces, whole characters, no quote marks. */
export function plainText(raw: string): string {
  return raw
    .replace(/\r\n?|\u2028|\u2029/g, "\n")
    .replace(ODD_SPACE, " ")
    .replace(INVISIBLE, "")
    .replace(CONTROL, " ")
    .replace(HALF_CHARACTER, "\uFFFD")
    .replace(LONG_BLANK, "        ")
    .replace(QUOTE_MARKS, "");
}
