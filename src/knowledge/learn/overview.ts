import type { CodeRange, RichText } from "../article.js";
import type { Block } from "../markdown.js";
import { codesIn } from "./codes.js";
import { plainOf } from "./inlines.js";
import { distinct, phrasesOf } from "./phrases.js";
import { findTable, rowsOfHtml } from "./tables.js";
import type { Row } from "./tables.js";

/** One row of a table of codes: what it means, and what to do. */
export interface Entry {
  readonly codes: readonly CodeRange[];
  readonly phrases: readonly string[];
  readonly title: string;
  readonly happened: readonly RichText[];
  readonly remedies: readonly RichText[];
}

/** Fewer rows with a code are an aside of a page that is about something else. */
const FEWEST = 3;

/** The rows of the tables that list a code, what the server says, the cause and the remedy. */
export function overviewOf(blocks: readonly Block[], page: string): readonly Entry[] {
  const rows = blocks.flatMap((block): readonly Row[] => {
    if (block.type === "paragraph") return findTable(block, page) ?? [];
    return block.type === "html" ? rowsOfHtml(block) : [];
  });
  const entries = rows.flatMap((row) => entryOf(row) ?? []);
  return entries.length >= FEWEST ? entries : [];
}

function entryOf([code = [], words = [], cause = [], ...remedies]: Row): Entry | undefined {
  const codes = codesIn(plainOf(code));
  if (codes.length === 0 || words.length === 0) return undefined;
  const said = plainOf(words);
  const remedy = remedies.filter((cell) => cell.length > 0);
  const told = cause.length > 0 ? cause : words;
  return {
    codes,
    phrases: distinct(phrasesOf(said)),
    title: /\p{L}{4}/u.test(said) ? said.replace(/\.$/, "") : plainOf(code),
    happened: [told],
    remedies: remedy.length > 0 ? remedy : [told],
  };
}
