import { BLANKS } from "./article.js";
import type { Blank, BlankName, Inline, Words } from "./article.js";
import type { Place, Report } from "./problem.js";

/** How the words around a blank are set. */
export type Style = Pick<Words, "bold" | "italic" | "code" | "link">;

/** Plain text, and where each of its characters stands in the file. */
export interface Piece {
  readonly text: string;
  placeOf(index: number): Place;
}

// A name and a bar. PowerShell is full of braces, but of none like this:
// `foreach {get-transportservice $_.name}`, `{$_ | Select-Object Name}`.
const OPENING = /\{([A-Za-z][A-Za-z0-9]*)\|/g;

/** Splits text into words and the blanks between them. */
export function readBlanks(piece: Piece, style: Style, report: Report): readonly Inline[] {
  const { text } = piece;
  const inlines: Inline[] = [];
  let read = 0;
  for (const opening of text.matchAll(OPENING)) {
    const [start, name = ""] = opening;
    const from = opening.index + start.length;
    const to = text.slice(from).search(/[{}]/) + from;
    if (to < from || text[to] !== "}") {
      report(
        piece.placeOf(opening.index),
        `the placeholder ${start} is not closed; write ${start}words for when it is not known}, all in one kind of type`,
      );
      continue;
    }
    inlines.push(...words(piece, read, opening.index, style, report));
    const blank = readBlank(name, text.slice(from, to), style, (says) => {
      report(piece.placeOf(opening.index), says);
    });
    if (blank) inlines.push(blank);
    read = to + 1;
  }
  inlines.push(...words(piece, read, text.length, style, report));
  return inlines;
}

function readBlank(
  name: string,
  fallback: string,
  { link, ...style }: Style,
  report: (says: string) => void,
): Blank | undefined {
  const otherwise = fallback.replace(/\s+/g, " ").trim();
  if (link) {
    report(`a placeholder {${name}|…} inside a link; put it before or after the link`);
  } else if (!isBlankName(name)) {
    report(`{${name}|…} is no placeholder; the names are ${BLANKS.join(", ")}`);
  } else if (!otherwise) {
    report(
      `{${name}|} has no fallback; write words for a bounce that does not say it: {${name}|the …}`,
    );
  } else {
    return { kind: "blank", name, otherwise, ...style };
  }
  return undefined;
}

function isBlankName(name: string): name is BlankName {
  return (BLANKS as readonly string[]).includes(name);
}

// `{recipient}` and `{ recipient |…}` would reach the reader with their braces.
const NEARLY = new RegExp(`\\{\\s*(${BLANKS.join("|")})\\s*[|}]`);

function words(
  piece: Piece,
  from: number,
  to: number,
  style: Style,
  report: Report,
): readonly Inline[] {
  const raw = piece.text.slice(from, to);
  const nearly = style.code ? null : NEARLY.exec(raw);
  if (nearly) {
    report(
      piece.placeOf(from + nearly.index),
      `${nearly[0]} is not a whole placeholder; write {${nearly[1] ?? ""}|words for when it is not known}`,
    );
  }
  // Blanks in a command line may matter (`-Filter 'a  b'`), elsewhere they are line breaks.
  const text = style.code ? raw : raw.replace(/\s+/g, " ");
  return text ? [{ kind: "words", text, ...style }] : [];
}
