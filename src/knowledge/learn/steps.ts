import type { RichText, Step } from "../article.js";
import type { Block, Code, ListItem } from "../markdown.js";
import { joined, plainOf, readPiece, readWords, words } from "./inlines.js";
import type { Part } from "./outline.js";
import { isNote } from "./quotes.js";
import { findTable, rowsOfHtml } from "./tables.js";

/**
 * The steps of some parts of a page, in its order. The items of its lists are the steps; headings and
 * paragraphs beside a list are remarks between them. A part without any list tells what to do in
 * its paragraphs, so there they are the steps.
 */
export function readSteps(parts: readonly Part[], page: string): readonly Step[] {
  return parts.flatMap((part, index) => {
    const isListed = part.blocks.some(({ type }) => type === "list");
    const leadsIn = (parts[index + 1]?.depth ?? 0) > part.depth;
    const areRemarks = isListed || leadsIn || part.isAside === true;
    const steps = stepsOf(part.blocks, areRemarks, page);
    return steps.length > 0 || leadsIn ? headed(part, steps) : [];
  });
}

/** The paragraphs of some parts of a page, the items of their lists among them. */
export function readParagraphs(parts: readonly Part[], page: string): readonly RichText[] {
  return parts.flatMap(({ heading, blocks }) => [
    ...(heading ? [[words(heading, { bold: true })]] : []),
    ...paragraphsOf(blocks, page),
  ]);
}

/** What a colon announces belongs to its paragraph: a card may show the first one only. */
function paragraphsOf(blocks: readonly Block[], page: string): readonly RichText[] {
  return blocks.reduce<readonly RichText[]>((paragraphs, block) => {
    const lines =
      block.type === "list"
        ? block.children.flatMap(({ children }) => bulleted(linesOf(children, page)))
        : linesOf([block], page);
    const last = paragraphs.at(-1) ?? [];
    if (!plainOf(last).endsWith(":") || block.type === "code") return [...paragraphs, ...lines];
    return [...paragraphs.slice(0, -1), joined([last, ...lines], " ")];
  }, []);
}

function bulleted([first, ...more]: readonly RichText[]): readonly RichText[] {
  return first ? [[words("• "), ...first], ...more] : [];
}

function stepsOf(blocks: readonly Block[], areRemarks: boolean, page: string): readonly Step[] {
  return blocks.reduce<readonly Step[]>((steps, block) => {
    if (block.type === "list") {
      return [...steps, ...block.children.flatMap((item) => stepsOfItem(item, block, page))];
    }
    if (block.type === "code") return withCommands(steps, block, areRemarks);
    const [first, ...rest] = linesOf([block], page);
    if (!first) return steps;
    if (isToRead(block) && steps.length > 0) return withDetails(steps, [first, ...rest]);
    const isRemark = areRemarks || isToRead(block) || plainOf(first).endsWith(":");
    return [...steps, { ...step(first, rest), ...(isRemark && { isRemark: true }) }];
  }, []);
}

/** Nothing to do: a block quote, a note, or a line of what a server says. */
function isToRead(block: Block): boolean {
  if (block.type !== "paragraph") return block.type === "blockquote";
  return isNote(block) || (block.children.length === 1 && block.children[0]?.type === "inlineCode");
}

function stepsOfItem(
  { children: [first, ...rest] }: ListItem,
  { ordered }: { readonly ordered?: boolean | null | undefined },
  page: string,
): readonly Step[] {
  if (!first) return [];
  const [text, ...more] = linesOf([first], page);
  if (!text) return stepsOf(rest, true, page);
  const hasOwnSteps = rest.some((block) => block.type === "list" && block.ordered);
  // A bullet with numbered steps of its own is a heading to them.
  if (!ordered && hasOwnSteps) {
    return [{ ...step(text, more), isRemark: true }, ...stepsOf(rest, true, page)];
  }
  const codes = rest.filter((block) => block.type === "code");
  const details = linesOf(
    rest.filter((block) => block.type !== "code"),
    page,
  );
  return [{ ...step(text, [...more, ...details]), commands: codes.flatMap(commandsOf) }];
}

function step(text: RichText, details: readonly RichText[]): Step {
  return { text, commands: [], details };
}

/** Commands make a step of the line before: "Run this:". */
function withCommands(steps: readonly Step[], code: Code, areRemarks: boolean): readonly Step[] {
  const { isRemark, ...last } = steps.at(-1) ?? step([], []);
  const commands = [...last.commands, ...commandsOf(code)];
  return [
    ...steps.slice(0, -1),
    { ...last, commands, ...(isRemark && areRemarks && { isRemark }) },
  ];
}

function withDetails(steps: readonly Step[], details: readonly RichText[]): readonly Step[] {
  const last = steps.at(-1);
  return last ? [...steps.slice(0, -1), { ...last, details: [...last.details, ...details] }] : [];
}

/** The heading over its steps: in front of a first paragraph, or as a remark of its own. */
function headed({ heading, blocks }: Part, steps: readonly Step[]): readonly Step[] {
  if (!heading) return steps;
  const title = words(heading, { bold: true });
  const [first, ...rest] = steps;
  if (!first || blocks[0]?.type === "list") {
    return [{ ...step([title], []), isRemark: true }, ...steps];
  }
  const between = /[.:?!]$/.test(heading) ? " " : ": ";
  return [{ ...first, text: joined([[title], first.text], between) }, ...rest];
}

function commandsOf({ value }: Code): readonly RichText[] {
  return value
    .split("\n")
    .map((line) => line.trimEnd())
    .filter((line) => line.trim() !== "")
    .map((line) => [words(line, { code: true })]);
}

/** A line for each paragraph, item and row. */
function linesOf(blocks: readonly Block[], page: string): readonly RichText[] {
  const lines = blocks.flatMap((block): readonly RichText[] => {
    switch (block.type) {
      case "paragraph": {
        const rows = findTable(block, page);
        return rows ? rows.map((row) => joined(row, " – ")) : [readWords(block.children)];
      }
      case "list":
        return block.children.flatMap((item) => linesOf(item.children, page));
      case "blockquote":
        return linesOf(block.children, page);
      case "code":
        return commandsOf(block);
      case "html":
        return rowsOfHtml(block).map((row) => joined(row, " – "));
      case "heading":
        return [readWords(block.children, { bold: true })];
      default:
        return [];
    }
  });
  return lines.filter((line) => plainOf(line).trim() !== "");
}

/** A sentence of ours as a step. */
export function stepInWords(markdown: string): Step {
  return step(readPiece(markdown), []);
}
