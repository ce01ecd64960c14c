import type { RichText, Words } from "../article.js";
import type { Style } from "../blanks.js";
import { parseMarkdown } from "../markdown.js";
import type { Block, Phrasing } from "../markdown.js";
import { faultOfLink } from "../rich-text.js";

/** Reads words as a card can show them; pictures and HTML tags go, the rest stays. */
export function readWords(nodes: readonly Phrasing[], style: Style = {}): RichText {
  return tidy(nodes.flatMap((node) => wordsOf(node, style)));
}

/** Reads a piece of Markdown that stands inside something else, such as a cell of a table. */
export function readPiece(markdown: string): RichText {
  return tidy(parseMarkdown(markdown.trim()).children.flatMap(wordsOfBlock));
}

export function plainOf(text: RichText): string {
  return text.map((inline) => (inline.kind === "words" ? inline.text : "")).join("");
}

/** Several texts as one, with something between them. */
export function joined(texts: readonly RichText[], between: string): RichText {
  return texts
    .filter((text) => text.length > 0)
    .flatMap((text, index) => (index === 0 ? text : [words(between), ...text]));
}

export function words(text: string, style: Style = {}): Words {
  return { kind: "words", text, ...style };
}

function wordsOfBlock(block: Block): readonly Words[] {
  if (block.type === "paragraph" || block.type === "heading") {
    return block.children.flatMap((node) => wordsOf(node, {}));
  }
  if (block.type === "list") {
    return block.children.flatMap((item) => [...item.children.flatMap(wordsOfBlock), words(" ")]);
  }
  if (block.type === "code") return [words(block.value, { code: true })];
  return [];
}

function wordsOf(node: Phrasing, style: Style): readonly Words[] {
  switch (node.type) {
    case "text":
      // Stars that are left are halves of a pair: `the **Name **value`.
      return [words(node.value.replace(/\*\*+/g, "").replace(/\s+/g, " "), style)];
    case "inlineCode":
      return [words(node.value, { ...style, code: true })];
    case "strong":
      return node.children.flatMap((child) => wordsOf(child, { ...style, bold: true }));
    case "emphasis":
      return node.children.flatMap((child) => wordsOf(child, { ...style, italic: true }));
    case "link":
      return wordsOfLink(node, style);
    case "linkReference":
      return node.children.flatMap((child) => wordsOf(child, style));
    case "break":
      return [words(" ")];
    case "html":
      return /^<br\b/i.test(node.value) ? [words(" ")] : [];
    default:
      return [];
  }
}

const LEARN = "https://learn.microsoft.com";

// Anchors and neighbouring files lead nowhere from a card; addresses from the root are Learn's own.
function wordsOfLink(
  { url, children }: Extract<Phrasing, { type: "link" }>,
  style: Style,
): readonly Words[] {
  const isWhole = /^https?:\/\//i.test(url);
  const address = url.startsWith("/") && !url.startsWith("//") ? `${LEARN}${url}` : url;
  const link = faultOfLink(address) ? undefined : address;
  const shown = children.flatMap((child) => wordsOf(child, link ? { ...style, link } : style));
  if (link || !isWhole || plainOf(shown).includes(url)) return shown;
  return shown.length > 0 ? [...shown, words(` (${url})`, style)] : [];
}

/** No blanks at the ends, none twice, none before a full stop where a picture has been. */
function tidy(inlines: readonly Words[]): RichText {
  const tidied: Words[] = [];
  for (const inline of inlines) {
    const before = tidied.at(-1)?.text ?? " ";
    const text = before.endsWith(" ") && !inline.code ? inline.text.trimStart() : inline.text;
    if (text === "") continue;
    if (/^[.,;:)]/.test(text) && before.endsWith(" ")) trimLast(tidied);
    tidied.push({ ...inline, text });
  }
  trimLast(tidied);
  return tidied;
}

function trimLast(inlines: Words[]): void {
  for (let last = inlines.pop(); last; last = inlines.pop()) {
    const text = last.text.trimEnd();
    if (text === "") continue;
    inlines.push({ ...last, text });
    return;
  }
}
