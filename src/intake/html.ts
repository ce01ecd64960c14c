import { convert } from "html-to-text";
import type { HtmlToTextOptions } from "html-to-text";
import { decodeUtf8 } from "./decode-utf8.js";
import type { Format } from "./format.js";
import { isPageSource, keepAddresses } from "./page-source.js";
import { textMail } from "./text.js";

/** Rich text, as Teams sends it for a paste and as mail programs write it. */
export const html: Format = {
  name: "html",
  accepts: (source) =>
    source.contentType === "text/html" ||
    (source.contentType === "text/plain" && isPageSource(decodeUtf8(source.content))),
  parse: (source) =>
    Promise.resolve(textMail(htmlToText(keepAddresses(decodeUtf8(source.content))), "html")),
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
  const html = document.slice(0, MAX_HTML);
  return isTooDeep(html) ? html.replace(TAG, "\n") : convert(html, OPTIONS);
}

/** Teams sends 100 KB at most; a report's own HTML is smaller still. */
const MAX_HTML = 256 * 1024;

/** No mail program nests so far, and the parser's work grows with the square of the depth. */
const MAX_DEPTH = 400;

const TAG = /<\/?([a-z][^\s/<>]*)[^<>]*>?/gi;
const LEAVES = /^(?:area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr)$/;

/** Counts as the parser does: an end tag closes only what was opened under its own name. */
function isTooDeep(html: string): boolean {
  const open = new Map<string, number>();
  let depth = 0;
  for (const [tag, raw = ""] of html.matchAll(TAG)) {
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
