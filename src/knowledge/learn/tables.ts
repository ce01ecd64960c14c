import type { RichText } from "../article.js";
import type { Block, Paragraph } from "../markdown.js";
import { readPiece } from "./inlines.js";

/** A row of a table, cell by cell. */
export type Row = readonly RichText[];

const RULE = /^\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*$/;
/** A link into the page itself: the table of icons that leads to the parts of a page. */
const JUMP = /^(?:\[[^\]]*\]\(#[^)]*\)|!\[[^\]]*\]\([^)]*\)|\s)*$/;

/** The rows of a paragraph that is a table, the head first; `undefined` where it is none. */
export function findTable(paragraph: Paragraph, page: string): readonly Row[] | undefined {
  const { start, end } = paragraph.position ?? {};
  const lines = page.slice(start?.offset, end?.offset).split("\n");
  const rule = lines.findIndex((line) => line.includes("|") && RULE.test(line));
  if (rule < 0) return undefined;
  const rows = lines.filter((_line, index) => index !== rule).map(cellsOf);
  if (rows.flat().every((cell) => JUMP.test(cell))) return [];
  return rows.map((row) => row.map(readPiece)).filter(isFilled);
}

function cellsOf(line: string): readonly string[] {
  const cells = line.trim().split(/(?<!\\)\|/);
  const from = cells[0] === "" ? 1 : 0;
  const to = cells.length > 1 && cells.at(-1) === "" ? -1 : undefined;
  return cells.slice(from, to).map((cell) => cell.replaceAll("\\|", "|").trim());
}

/** The rows of a table written in HTML; of other HTML one row with its words. */
export function rowsOfHtml({ value }: Extract<Block, { type: "html" }>): readonly Row[] {
  return value
    .replace(/<!--[^]*?-->/g, "")
    .split(/<\/tr>/i)
    .map((row) => row.split(/<\/t[dh]>/i).map((cell) => readPiece(withoutTags(cell))))
    .filter(isFilled);
}

function withoutTags(html: string): string {
  return html.replace(/<[^<>]{0,500}>/g, " ").replace(/\s+/g, " ");
}

function isFilled(row: Row): boolean {
  return row.some((cell) => cell.length > 0);
}
