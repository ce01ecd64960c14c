import { basename } from "node:path";
import { parseMarkdown } from "../markdown.js";
import type { Block } from "../markdown.js";
import { byAudience } from "./audience.js";
import { cleanPage } from "./clean-page.js";
import { parseHeader, splitHeader } from "./header.js";
import { outlineOf } from "./outline.js";
import type { Part } from "./outline.js";

/** A page of Learn, taken apart. */
export interface Page {
  /** File name without `.md`. */
  readonly id: string;
  readonly title: string;
  /** The words over the text; often not those of `title`. */
  readonly heading: string;
  readonly description: string;
  /** Date of the page, YYYY-MM-DD, where it says one. */
  readonly reviewed?: string | undefined;
  readonly parts: readonly Part[];
  readonly blocks: readonly Block[];
  /** Whether it has front matter. */
  readonly hasHeader: boolean;
  /** The Markdown that the places of the blocks count in. */
  readonly text: string;
}

export function parsePage(path: string, markdown: string): Page {
  const { header, body } = splitHeader(cleanPage(markdown));
  const known = parseHeader(header);
  const { children: blocks } = parseMarkdown(body);
  const parts = byAudience(outlineOf(blocks));
  const id = basename(path, ".md");
  const heading = parts.find(({ depth }) => depth === 1)?.title ?? "";
  return {
    id,
    title: known.title ?? (heading || id),
    heading,
    description: known.description ?? "",
    reviewed: known.reviewed,
    parts,
    blocks,
    hasHeader: header !== "",
    text: body,
  };
}
