import type { Block, Paragraph } from "../markdown.js";
import { plainOf, readWords } from "./inlines.js";

/** What servers say, as a page quotes it: block quotes, and words set apart that sound like a reply. */
export function quotesIn(blocks: readonly Block[]): readonly string[] {
  return blocks.flatMap((block) => {
    switch (block.type) {
      case "blockquote":
        return isAside(block.children) ? quotesIn(block.children) : wholeTexts(block.children);
      case "list":
        return block.children.flatMap((item) => quotesIn(item.children));
      case "paragraph":
        return quotesInParagraph(block);
      default:
        // Fenced code is commands and logs, and logs are full of numbers that are no codes.
        return [];
    }
  });
}

/** The texts that a list of "the report might contain these" is made of. */
export function listedTexts(blocks: readonly Block[]): readonly string[] {
  return blocks.flatMap((block) => {
    if (block.type === "blockquote") return listedTexts(block.children);
    if (block.type !== "list") return [];
    return block.children.flatMap((item) =>
      item.children.some(({ type }) => type === "list")
        ? listedTexts(item.children)
        : wholeTexts(item.children),
    );
  });
}

/** Whether a block quote is an aside of the author's, not a quotation: a note, or a link to go to. */
function isAside([first]: readonly Block[]): boolean {
  if (first?.type !== "paragraph") return true;
  return isNote(first) || first.children.every(({ type }) => type === "link");
}

/** "**Note:** …", in a block quote or without. */
export function isNote({ children: [start] }: Paragraph): boolean {
  const label = start?.type === "strong" ? plainOf(readWords(start.children)) : "";
  return LABEL.test(label);
}

const LABEL = /^(?:note|tip|important|warning|caution)\b:? ?/i;

function wholeTexts(blocks: readonly Block[]): readonly string[] {
  return blocks.flatMap((block) => {
    if (block.type === "paragraph") return [plainOf(readWords(block.children))];
    if (block.type === "list") return block.children.flatMap((item) => wholeTexts(item.children));
    return [];
  });
}

function quotesInParagraph({ children }: Paragraph): readonly string[] {
  const whole = plainOf(readWords(children)).replace(LABEL, "");
  const setApart = children.flatMap((node) => {
    if (node.type === "inlineCode") return [node.value];
    return node.type === "strong" || node.type === "emphasis"
      ? [plainOf(readWords(node.children))]
      : [];
  });
  const quoted = quotedIn(whole);
  return [...(REPLY_FIRST.test(whole) ? [whole] : []), ...setApart, ...quoted].filter(isReply);
}

/** Pieces in quotation marks. */
export function quotedIn(text: string): readonly string[] {
  return [...text.matchAll(/["“]([^"“”\n]{6,300})["”]/g)].map(([, piece = ""]) => piece);
}

const REPLY_FIRST = /^#?[45]\d\d[ -]#?[45]\.\d{1,3}\.\d{1,3} /;
const REPLY = /(?:^|[\s'"#(;])(?:[45]\d\d[ -]#?)?[45]\.\d{1,3}\.\d{1,3}[ :;]/;
/** RESOLVER.RST.NotAuthorized: nobody but Exchange writes so. */
const EXCHANGE_MARK = /\b[A-Z]{4,20}\.[A-Z][\w.]{2,}/;

/** Whether words sound like a server: a code and more than a code, or an Exchange mark. */
export function isReply(text: string): boolean {
  return (REPLY.test(text) || EXCHANGE_MARK.test(text)) && /\p{L}{3,}.*\p{L}{3,}/su.test(text);
}
