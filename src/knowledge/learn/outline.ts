import type { Block, Heading, Paragraph } from "../markdown.js";
import { plainOf, readWords } from "./inlines.js";
import { saysCode } from "./codes.js";

/** What a part of a page is for. */
export type Role = "intro" | "symptoms" | "cause" | "sender" | "owner" | "admin" | "details";

/** A heading and what stands below it, up to the next heading. */
export interface Part {
  readonly role: Role;
  /** How deep the heading is; a bold line counts as the deepest. */
  readonly depth: number;
  /** The heading's words, as they are. */
  readonly title: string;
  /** The heading, where it says more than whose part this is. */
  readonly heading?: string | undefined;
  /** Background to read: nothing in it is a step, unless a list says so. */
  readonly isAside?: true | undefined;
  readonly blocks: Block[];
}

/**
 * Learn's headings by what they begin with, since each page words them in its own way. The first
 * that fits counts; `more` continues with the part for admins, and `drop` is for nobody.
 */
const HEADINGS: readonly (readonly [RegExp, Role | "more" | "drop"])[] = [
  [/^(?:i got this bounce message|i'm (?:a|the) (?:user|sender))/, "sender"],
  [/^i'm (?:the|an?) owner/, "owner"],
  [/^i'm (?:an?|the) [^.]{0,40}admin/, "admin"],
  [/^(?:resolutions?|solutions?|workarounds?|how (?:do|can) (?:i|you) fix|how to fix)\b/, "admin"],
  [/^(?:causes?\b|why did (?:i|you) get)/, "cause"],
  [/^(?:symptoms?|problems?|summary|overview|introduction|status)\b/, "symptoms"],
  [/^details (?:for|about|of)\b/, "details"],
  [/^more information\b/, "more"],
  [
    /^(?:still need help|see also|additional (?:email )?help|references?|related (?:articles|topics|content)|next steps?)\b/,
    "drop",
  ],
];

/** Parts a page at its headings, at whichever level they stand. */
export function outlineOf(blocks: readonly Block[]): readonly Part[] {
  const parts: Part[] = [];
  let section: Section = INTRO;
  let part: Part | undefined = { ...INTRO, title: "", blocks: [] };
  for (const block of blocks) {
    const heading = headingOf(block);
    if (heading) {
      if (part) parts.push(part);
      section = sectionOf(heading, section);
      part = section.role && partOf(heading, section.role);
    } else if (part && !isFarewell(block)) {
      part.blocks.push(block);
    }
  }
  return part ? [...parts, part] : parts;
}

/** What the last heading that said so began, and at which depth. */
interface Section {
  /** Absent where it is for nobody. */
  readonly role: Role | undefined;
  readonly depth: number;
  /** Whose steps were told last: headings that say nothing of it go on with them. */
  readonly acting: Role;
}

const INTRO = { role: "intro", depth: Infinity, acting: "admin" } as const;

function sectionOf({ title, depth }: Title, section: Section): Section {
  if (depth === 1) return INTRO;
  const told = roleOf(title);
  const isBelow = depth > section.depth || isActing(section.role);
  if (told === undefined) return isBelow ? section : { ...section, role: section.acting, depth };
  if (told === "drop") return { ...section, role: undefined, depth };
  const role = told === "more" ? "admin" : told;
  return { role, depth, acting: isActing(role) ? role : section.acting };
}

function partOf({ title, depth }: Title, role: Role): Part {
  const told = depth === 1 ? "intro" : roleOf(title);
  const heading = told === undefined || told === "more" ? title : afterColon(title);
  return { role, depth, title, heading, ...(told === "more" && { isAside: true }), blocks: [] };
}

function isActing(role: Role | undefined): role is Role {
  return role === "sender" || role === "owner" || role === "admin";
}

function roleOf(title: string): Role | "more" | "drop" | undefined {
  const folded = title.toLowerCase().replace(/[’‘]/g, "'");
  return HEADINGS.find(([pattern]) => pattern.test(folded))?.[1];
}

/** "Resolution 1: Run the wizard" says more than "Resolution". */
function afterColon(title: string): string | undefined {
  const at = title.indexOf(": ");
  return at < 0 ? undefined : title.slice(at + 2).trim() || undefined;
}

const BOLD_LINE = 7;
const LONGEST_BOLD_LINE = 100;

interface Title {
  readonly title: string;
  readonly depth: number;
}

function headingOf(block: Block): Title | undefined {
  if (block.type === "heading") return { title: titleOf(block), depth: block.depth };
  if (block.type !== "paragraph") return undefined;
  const [only, ...more] = block.children.filter(
    (node) => node.type !== "text" || node.value.trim() !== "",
  );
  if (only?.type !== "strong" || more.length > 0) return undefined;
  const title = titleOf(block);
  // A bold line is a heading, unless it is what the server said or a note's first words.
  const isHeading = title !== "" && title.length <= LONGEST_BOLD_LINE && !/[.:]$/.test(title);
  return isHeading && !saysCode(title) ? { title, depth: BOLD_LINE } : undefined;
}

function titleOf({ children }: Heading | Paragraph): string {
  return plainOf(readWords(children)).trim();
}

/** "Still need help? Go to …" also stands at the end, without a heading. */
function isFarewell(block: Block): boolean {
  return block.type === "paragraph" && /^still need help\b/i.test(titleOf(block));
}
