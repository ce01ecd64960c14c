// Controls, lone surrogates and invisible characters: bidi overrides turn "gpj.exe" into "exe.jpg",
// tag characters hide text. The joiners stay: Persian and emoji are written with them.
const INVISIBLE = /[\p{Cc}\p{Cs}]|(?![\u200C\u200D])\p{Cf}/gu;
const LINE_ENDS = /[\r\n\t\p{Zl}\p{Zp}]+/gu;

/** Text from a mail or a person that can do nothing on a card but be read. */
export function harmless(text: string): string {
  return (
    text
      .replace(LINE_ENDS, " ")
      .replace(INVISIBLE, "")
      // Not evaluated by the templating, but what looks like a hole in our card is taken for one.
      .replaceAll("${", "$\u2060{")
      // Teams turns these into mentions where a card names entities. Ours never do. Not "<at-5@x.example>": a
      // Message-ID is copied from a command.
      .replace(/<(?=\/?at(?:[\s/>]|$))/gi, "<\u2060")
  );
}

/** At most `length` characters; "…" where something was cut. */
export function shorten(text: string, length: number): string {
  if (text.length <= length) return text;
  // Not in the middle of a surrogate pair.
  return `${text.slice(0, length - 1).replace(/[\uD800-\uDBFF]$/, "")}…`;
}

/** The longest word that fits a card on a phone: a RichTextBlock breaks no word, it runs out of the card. */
const LONGEST_WORD = 36;
/** No line is left with less than this of a broken word. */
const SHORTEST_REST = 8;

// Browsers break a line behind a hyphen, but not before a digit.
const MAY_BREAK = /(?<=\s)|(?<=-)(?=\D)/u;

/** A name for a sentence: cut in the middle where no line could hold it, both ends kept. */
export function shortenName(text: string): string {
  if (text.split(MAY_BREAK).every((word) => word.trimEnd().length <= LONGEST_WORD)) return text;
  if (text.length <= LONGEST_WORD) return text;
  const [start, end] = [text.slice(0, 16), text.slice(-19)];
  return `${start.replace(/[\uD800-\uDBFF]$/, "")}…${end.replace(/^[\uDC00-\uDFFF]/, "")}`;
}

/** The whole text on lines that fit, broken only inside words that no line could hold. */
export function breakLongWords(text: string): readonly string[] {
  const lines = [""];
  for (const word of text.split(MAY_BREAK)) {
    let rest = word;
    while (rest.trimEnd().length > LONGEST_WORD) {
      const at = breakPoint(rest);
      lines.push((lines.pop() ?? "") + rest.slice(0, at), "");
      rest = rest.slice(at);
    }
    lines.push((lines.pop() ?? "") + rest);
  }
  return lines;
}

/** Behind the "@" if it is near, else behind some other mark, else anywhere. */
function breakPoint(word: string): number {
  const piece = word.slice(0, Math.min(LONGEST_WORD, word.length - SHORTEST_REST));
  const at = piece.lastIndexOf("@") + 1;
  if (at > 0) return at;
  const mark = /^.*[./=_&:;,?]/u.exec(piece)?.[0].length ?? 0;
  return mark >= SHORTEST_REST ? mark : piece.replace(/[\uD800-\uDBFF]$/, "").length;
}
