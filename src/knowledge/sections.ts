import type { RichText, Step } from "./article.js";
import { nameOf, placeOf } from "./markdown.js";
import type { Block, Heading, List, ListItem, Root } from "./markdown.js";
import type { Place } from "./problem.js";
import { readCommands, readRichText } from "./rich-text.js";
import type { Source } from "./rich-text.js";

/** What stands under the headings of an article. */
export interface Sections {
  readonly happened: readonly RichText[];
  readonly senderSteps: readonly Step[];
  readonly ownerSteps: readonly Step[];
  readonly adminSteps: readonly Step[];
}

const HAPPENED = "What happened";
const SENDER = "What you can do";
const OWNER = "What the group owner can do";
const ADMIN = "What an admin can do";
const HEADINGS: readonly string[] = [HAPPENED, SENDER, OWNER, ADMIN];
const REQUIRED: readonly string[] = [HAPPENED, SENDER, ADMIN];

interface Section {
  readonly place: Place;
  readonly blocks: Block[];
}

export function readSections(root: Root, source: Source): Sections {
  const found = findSections(root, source);
  return {
    happened: readHappened(found.get(HAPPENED), source),
    senderSteps: readSteps(SENDER, found.get(SENDER), source),
    ownerSteps: readSteps(OWNER, found.get(OWNER), source),
    adminSteps: readSteps(ADMIN, found.get(ADMIN), source),
  };
}

function findSections(root: Root, { lines, report }: Source): ReadonlyMap<string, Section> {
  const sections = new Map<string, Section>();
  let section: Section | undefined;
  let last = -1;
  let isMisnamed = false;
  for (const block of root.children) {
    if (block.type !== "heading") {
      if (/^#{1,6}\p{L}/u.test(lines[placeOf(block).line - 1] ?? "")) {
        report(placeOf(block), `a heading without a blank after its #; write "## ${HAPPENED}"`);
        isMisnamed = true;
        section = { place: placeOf(block), blocks: [] };
      } else if (section) section.blocks.push(block);
      else report(placeOf(block), `${nameOf(block)} before "## ${HAPPENED}"; move it below`);
      continue;
    }
    const place = placeOf(block);
    const title = titleOf(block, lines);
    // Also where the heading is wrong: what follows belongs to it and not to the section before.
    section = { place, blocks: [] };
    if (block.depth !== 2 || !HEADINGS.includes(title)) {
      isMisnamed = true;
      report(
        place,
        `the heading "${"#".repeat(block.depth)} ${title}" is not one of ${HEADINGS.map((heading) => `"## ${heading}"`).join(", ")}`,
      );
    } else if (sections.has(title)) {
      report(place, `a second "## ${title}"; put its content under the first`);
    } else {
      const order = HEADINGS.indexOf(title);
      if (order < last) {
        report(place, `"## ${title}" must come before "## ${HEADINGS[last] ?? ""}"`);
      }
      last = Math.max(last, order);
      sections.set(title, section);
    }
  }
  // A misnamed one is, most likely, the one that would be called missing.
  if (!isMisnamed) reportMissing(sections, { lines, report });
  return sections;
}

function titleOf(heading: Heading, lines: readonly string[]): string {
  const { line, column } = placeOf(heading);
  return (lines[line - 1] ?? "")
    .slice(column - 1)
    .replace(/^#+/, "")
    .replace(/\s#+\s*$/, "")
    .trim();
}

function reportMissing(found: ReadonlyMap<string, Section>, { lines, report }: Source): void {
  for (const heading of REQUIRED) {
    if (found.has(heading)) continue;
    const later = HEADINGS.slice(HEADINGS.indexOf(heading) + 1).flatMap(
      (next) => found.get(next) ?? [],
    );
    const place = later[0]?.place ?? { line: lines.length, column: 1 };
    report(place, `"## ${heading}" is missing; write it before this line`);
  }
}

function readHappened(section: Section | undefined, source: Source): readonly RichText[] {
  if (!section) return [];
  const paragraphs = section.blocks.flatMap((block) => {
    if (block.type === "paragraph") return [readRichText(block, source)];
    source.report(placeOf(block), `${nameOf(block)} under "${HAPPENED}"; write paragraphs only`);
    return [];
  });
  if (paragraphs.length === 0 || paragraphs.length > 3) {
    source.report(
      section.place,
      `"${HAPPENED}" has ${paragraphs.length} paragraphs; write one to three`,
    );
  }
  return paragraphs;
}

function readSteps(heading: string, section: Section | undefined, source: Source): readonly Step[] {
  if (!section) return [];
  const steps: Step[] = [];
  let lists = 0;
  for (const block of section.blocks) {
    if (block.type !== "list") {
      source.report(
        placeOf(block),
        `${nameOf(block)} beside the steps of "${heading}"; make it a step of the numbered list, or indent it to belong to one`,
      );
    } else if (!block.ordered) {
      lists++;
      source.report(placeOf(block), "a list with bullets; steps are numbered: 1. 2. 3.");
    } else if (++lists > 1) {
      source.report(
        placeOf(block),
        `a second list under "${heading}"; make it one, numbered throughout`,
      );
    } else {
      steps.push(...block.children.map((item) => readStep(item, source)));
    }
  }
  if (section.blocks.length === 0) {
    source.report(section.place, `"${heading}" has no steps; write a numbered list: 1. 2. 3.`);
  }
  return steps;
}

function readStep(item: ListItem, source: Source): Step {
  const [first, ...rest] = item.children;
  if (first?.type !== "paragraph") {
    source.report(placeOf(first ?? item), "a step without words; begin it with a sentence");
    return { text: [], commands: [], details: [] };
  }
  const list = rest.find((block) => block.type === "list");
  const code = rest.find((block) => block.type === "code");
  for (const block of rest) {
    if (block === list || block === code) continue;
    const isSecond = block.type === "list" || block.type === "code";
    source.report(
      placeOf(block),
      `${isSecond ? "one more of the same: " : ""}${nameOf(block)} in a step; a step is a paragraph, then at most one list with bullets and one code block`,
    );
  }
  return {
    text: readRichText(first, source),
    commands: code ? readCommands(code, source) : [],
    details: list ? readDetails(list, source) : [],
  };
}

function readDetails(list: List, source: Source): readonly RichText[] {
  if (list.ordered) {
    source.report(placeOf(list), "a numbered list inside a step; use bullets: - …");
  }
  return list.children.map((item) => {
    const [paragraph, extra] = item.children;
    if (paragraph?.type !== "paragraph") {
      source.report(placeOf(paragraph ?? item), "a bullet without words; begin it with a sentence");
      return [];
    }
    if (extra) {
      source.report(placeOf(extra), `${nameOf(extra)} inside a bullet; a bullet is one paragraph`);
    }
    return readRichText(paragraph, source);
  });
}
