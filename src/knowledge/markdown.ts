import { fromMarkdown } from "mdast-util-from-markdown";
import type { Place } from "./problem.js";

export type Root = ReturnType<typeof fromMarkdown>;
export type Block = Root["children"][number];
export type Heading = Extract<Block, { type: "heading" }>;
export type Paragraph = Extract<Block, { type: "paragraph" }>;
export type List = Extract<Block, { type: "list" }>;
export type ListItem = List["children"][number];
export type Code = Extract<Block, { type: "code" }>;
export type Phrasing = Paragraph["children"][number];
type Node = Block | Phrasing;

export function parseMarkdown(text: string): Root {
  return fromMarkdown(text);
}

export function placeOf(node: Node): Place {
  // Only trees built by hand have no positions; parsed ones always do.
  const { line, column } = node.position?.start ?? { line: 1, column: 1 };
  return { line, column };
}

export function lastLineOf(node: Node): number {
  return node.position?.end.line ?? 1;
}

/** What an author would call it. */
export function nameOf(node: Node): string {
  return NAMES[node.type] ?? `Markdown of type ${node.type}`;
}

const NAMES: Partial<Record<Node["type"], string>> = {
  blockquote: "a block quote",
  break: "a forced line break (spaces or a backslash at the end of the line)",
  code: "a code block",
  definition: "a link definition",
  heading: "a heading",
  html: "HTML",
  image: "an image",
  imageReference: "an image",
  linkReference: "a link by reference",
  list: "a list",
  paragraph: "a paragraph",
  thematicBreak: "a dividing line",
};
