import { convert } from "html-to-text";
import type { HtmlToTextOptions } from "html-to-text";
import { boundText } from "./bound-text.js";
import { decodeText } from "./decode-text.js";
import type { Format } from "./format.js";
import { nextTurn } from "./next-turn.js";
import { isPageSource, keepAddresses, withoutEntities } from "./page-source.js";
import { textMails } from "./text.js";

/** Rich text, as Teams sends it for a paste and as mail programs write it. */
export const html: Format = {
  name: "html",
  accepts: (source) =>
    source.contentType === "text/html" ||
    (source.contentType === "text/plain" && isPageSource(decodeText(source.content))),
  parse: async (source, { limits }) => {
    const { text, isCut } = boundText(decodeText(source.content), limits.text);
    const shown = htmlToText(keepAddresses(text));
    await nextTurn();
    return textMails(shown, "html", limits, isCut);
  },
};

const OPTIONS: HtmlToTextOptions = {
  wordwrap: false,
  // Bounded work: a megabyte of nested elements must not hold up the chat.
  limits: { maxDepth: 60, maxChildNodes: 5000, ellipsis: "" },
  selectors: [
    { selector: "a", options: { ignoreHref: true } },
    { selector: "img", format: "skip" },
    // A cell a line: "Reported error" and its value stand in neighbouring cells.
    { selector: "td", format: "block" },
    { selector: "th", format: "block" },
    { selector: "h1", options: { uppercase: false } },
    { selector: "h2", options: { uppercase: false } },
    { selector: "h3", options: { uppercase: false } },
    { selector: "h4", options: { uppercase: false } },
    { selector: "blockquote", options: { trimEmptyLines: true, leadingLineBreaks: 1 } },
  ],
};

/** What a person sees of an HTML document, a block or table cell a line. */
export function htmlToText(document: string): string {
  return isTooMuch(document) ? withoutTags(document) : convert(document, OPTIONS);
}

/** No mail program nests so far, and the parser's work grows with the square of the depth. */
const MAX_DEPTH = 400;

/** So many the parser reads in ten milliseconds; a report has a few hundred. */
const MAX_TAGS = 3000;

const TAG = /<\/?([a-z][^\s/<>]*)[^<>]*>?/gi;
const LEAVES = /^(?:area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr)$/;

/** Counts as the parser does: an end tag closes only what was opened under its own name. */
function isTooMuch(html: string): boolean {
  const open = new Map<string, number>();
  let depth = 0;
  let tags = 0;
  for (const [tag, raw = ""] of html.matchAll(TAG)) {
    if (++tags > MAX_TAGS) return true;
    const name = raw.toLowerCase();
    if (LEAVES.test(name)) continue;
    const count = open.get(name) ?? 0;
    if (!tag.startsWith("</")) {
      open.set(name, count + 1);
      depth++;
    } else if (count > 0) {
      open.set(name, count - 1);
      depth--;
    }
    if (depth > MAX_DEPTH) return true;
  }
  return false;
}

/** What stands in style sheets and scripts, up to their end tag. */
const UNSEEN = /<(?:style|script)\b[^<>]*>\s*(?:<!--)?[^<]*/gi;

const INLINE = /^(?:a|abbr|b|code|em|font|i|mark|s|small|span|strong|sub|sup|u|wbr)$/i;

/** The words without the parser: a tag between two words ends a line, one inside a sentence does not. */
function withoutTags(html: string): string {
  const words = html
    .replace(UNSEEN, "")
    .replace(TAG, (_, name: string) => (INLINE.test(name) ? "" : "\n"));
  return withoutEntities(words);
}
