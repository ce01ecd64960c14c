import type { Inline, RichText } from "./article.js";
import { readBlanks } from "./blanks.js";
import type { Style } from "./blanks.js";
import { lastLineOf, nameOf, placeOf } from "./markdown.js";
import type { Code, Paragraph, Phrasing } from "./markdown.js";
import type { Place, Report } from "./problem.js";

/** The lines of the file, and where to say what is wrong with them. */
export interface Source {
  readonly lines: readonly string[];
  readonly report: Report;
}

/** Reads a paragraph made of words, bold, italic, code, https links and placeholders. */
export function readRichText(paragraph: Paragraph, source: Source): RichText {
  refuseTable(paragraph, source);
  return readInlines(paragraph.children, {}, source);
}

/** Reads a fenced code block, one command a line. */
export function readCommands(code: Code, source: Source): readonly RichText[] {
  const place = placeOf(code);
  const fence = source.lines[place.line - 1]?.slice(place.column - 1, place.column);
  if (fence !== "`" && fence !== "~") {
    source.report(
      place,
      "text indented so far that it is code; indent it less, or fence it with ```",
    );
  } else if (!/^\s*(```+|~~~+)\s*$/.test(source.lines[lastLineOf(code) - 1] ?? "")) {
    source.report(
      place,
      "the code block is not closed; end it with a line of ``` of the same indent",
    );
  }
  const commands = code.value
    .split("\n")
    .map((line, index) =>
      line.trim() ? readText(line.trim(), place.line + 1 + index, 1, { code: true }, source) : [],
    )
    .filter((command) => command.length > 0);
  if (commands.length === 0) source.report(place, "an empty code block; write one command a line");
  return commands;
}

function readInlines(nodes: readonly Phrasing[], style: Style, source: Source): readonly Inline[] {
  return nodes.flatMap((node) => readInline(node, style, source));
}

function readInline(node: Phrasing, style: Style, source: Source): readonly Inline[] {
  const { line, column } = placeOf(node);
  if (node.type === "text") return readText(node.value, line, column, style, source);
  if (node.type === "inlineCode") {
    return readText(node.value, line, column, { ...style, code: true }, source);
  }
  if (node.type === "strong") return readInlines(node.children, { ...style, bold: true }, source);
  if (node.type === "emphasis") {
    return readInlines(node.children, { ...style, italic: true }, source);
  }
  if (node.type === "link") {
    const fault = faultOfLink(node.url, node.title);
    if (fault) source.report({ line, column }, fault);
    return readInlines(node.children, { ...style, link: node.url }, source);
  }
  source.report(
    { line, column },
    `${nameOf(node)} inside a paragraph; a card shows words, **bold**, *italic*, \`code\` and [links](https://…) only`,
  );
  return [];
}

/** A card is small, and a longer address is no page. */
const LONGEST_LINK = 500;

/** What keeps a text from being the address of a page, if anything. */
export function faultOfLink(url: string, title?: string | null): string | undefined {
  if (title) return `the link has a title "${title}", which no card shows; leave it out`;
  if (!URL.canParse(url) || new URL(url).protocol !== "https:") {
    return `the link leads to "${url}"; write a whole address that begins with https://`;
  }
  if (/[{}\s]/.test(url))
    return `the link "${url}" has braces or blanks in it; write a fixed address`;
  const { username, password, hostname } = new URL(url);
  // https://microsoft.com@fabrikam.example leads to fabrikam.example.
  if (username || password || hostname.includes("xn--"))
    return `the link "${url.slice(0, 100)}" does not show where it leads; write the page's plain address`;
  if (url.length > LONGEST_LINK)
    return `the link has ${url.length} characters; a card holds ${LONGEST_LINK}`;
  return undefined;
}

function readText(
  text: string,
  line: number,
  column: number,
  style: Style,
  source: Source,
): readonly Inline[] {
  const locate = (index: number) => locateIn(text, index, { line, column }, source.lines);
  for (const { index } of text.matchAll(/\$\{/g)) {
    const place = locate(index);
    // Written plainly, it has been refused already; here it hid behind an escape: `$\{`.
    const isPlain = source.lines[place.line - 1]?.startsWith("${", place.column - 1) ?? false;
    if (!isPlain) source.report(place, REFUSES_TEMPLATING);
  }
  return readBlanks({ text, placeOf: locate }, style, source.report);
}

export const REFUSES_TEMPLATING =
  "${ would be read by the card's templates; in PowerShell write $name without braces";

// Markdown has taken indents and escapes out of the text, so its own count of columns is off;
// the line, though, is right, and the words stand on it as they are.
function locateIn(text: string, index: number, start: Place, lines: readonly string[]): Place {
  const before = text.slice(0, index).split("\n");
  const line = start.line + before.length - 1;
  const from = before.length === 1 ? start.column - 1 : 0;
  const token = /^[^\n}]*/.exec(text.slice(index))?.[0] ?? "";
  const found = nthIndexOf(lines[line - 1] ?? "", token, from, countOf(before.at(-1) ?? "", token));
  return { line, column: (found < 0 ? from : found) + 1 };
}

function countOf(text: string, token: string): number {
  return token ? text.split(token).length - 1 : 0;
}

function nthIndexOf(line: string, token: string, from: number, skip: number): number {
  let found = line.indexOf(token, from);
  for (let left = skip; left > 0 && found >= 0; left--) found = line.indexOf(token, found + 1);
  return found;
}

// CommonMark has no tables; what an author meant as one arrives as a paragraph full of bars.
function refuseTable(paragraph: Paragraph, { lines, report }: Source): void {
  const { line: first } = placeOf(paragraph);
  for (let line = first; line <= lastLineOf(paragraph); line++) {
    const text = lines[line - 1] ?? "";
    if (/^[\s>]*(?:[-*\d.)]+\s+)?\|/.test(text) || /^\s*:?-{3,}:?\s*\|/.test(text)) {
      report({ line, column: 1 }, "a table, which no card shows; write a list");
      return;
    }
  }
}
