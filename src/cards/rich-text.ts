import type { Line, Run } from "../advice/advice.js";
import { breakLongWords, harmless, shorten, shortenName } from "./foreign.js";

/** A piece of a RichTextBlock: the one element whose text Teams never reads as Markdown. */
export interface TextRun {
  readonly type: "TextRun";
  readonly text: string;
  readonly size?: "Small" | "Medium";
  readonly weight?: "Bolder";
  readonly italic?: true;
  readonly fontType?: "Monospace";
  readonly isSubtle?: true;
  readonly color?: "Accent" | "Good" | "Warning" | "Attention";
  readonly selectAction?: { readonly type: "Action.OpenUrl"; readonly url: string };
  /** May be shortened when the card is too big; taken off before the card leaves. */
  readonly foreign?: true;
}

/** What a template repeats a RichTextBlock over. */
export interface Paragraph {
  readonly inlines: readonly TextRun[];
  readonly spacing: "None" | "Small" | "Default";
}

export type Looks = Omit<TextRun, "type" | "text" | "foreign">;

/** The line above a part of a card. */
export const HEADING: Looks = { weight: "Bolder" };

/** The first line of a card. */
export const HEADLINE: Looks = { size: "Medium", weight: "Bolder" };

export function words(text: string, looks: Looks = {}): TextRun {
  return { type: "TextRun", text: harmless(text), ...looks };
}

/** Text from the mail or typed by a person. */
export function foreign(text: string, looks: Looks, length: number): TextRun {
  return foreignRun(cleaned(text, length) || "…", looks);
}

/** Long enough for any address or host seen in practice; a longer one is a hostile one. */
const NAME_LENGTH = 254;

/** An address, a host or somebody's name inside a sentence; a long one is cut in the middle. */
export function name(text: string, looks: Looks = {}): TextRun {
  return foreignRun(shortenName(cleaned(text, NAME_LENGTH)) || "…", looks);
}

/** Foreign text that is shown whole: on as many lines as its long words need. */
export function foreignLines(
  text: string,
  looks: Looks = {},
  length = NAME_LENGTH,
): readonly TextRun[] {
  return breakLongWords(cleaned(text, length) || "…").map((line) => foreignRun(line, looks));
}

function cleaned(text: string, length: number): string {
  // Cut first: cleaning 200 KB to show a line of it is work for nothing.
  return shorten(harmless(text.slice(0, 2 * length)), length);
}

function foreignRun(text: string, looks: Looks): TextRun {
  return { type: "TextRun", text, ...looks, foreign: true };
}

/** Runs from strings of ours and runs made elsewhere. */
export function sentence(...parts: readonly (string | TextRun)[]): readonly TextRun[] {
  return parts
    .filter((part) => part !== "")
    .map((part) => (typeof part === "string" ? words(part) : part));
}

export function paragraph(
  inlines: readonly TextRun[],
  spacing: Paragraph["spacing"] = "Default",
): Paragraph {
  return { inlines, spacing };
}

/** A line of advice with its looks. */
export function runsOf(line: Line): readonly TextRun[] {
  return line.map(runOf);
}

function runOf(run: Run): TextRun {
  const looks: Looks = {
    ...(run.bold && { weight: "Bolder" }),
    ...(run.italic && { italic: true }),
    ...(run.code && { fontType: "Monospace" }),
  };
  if (run.foreign) return name(run.text, looks);
  return run.link === undefined ? words(run.text, looks) : link(run.text, run.link, looks);
}

/** A link to a page of ours; anything but https is shown as words. */
export function link(text: string, url: string, looks: Looks = {}): TextRun {
  const isSafe = /^https:\/\/[^\s$`<>"]+$/.test(url) && URL.canParse(url);
  if (!isSafe) return words(text, looks);
  return words(text, { ...looks, color: "Accent", selectAction: { type: "Action.OpenUrl", url } });
}

/** "a, b, c and 480 more": a list a person can read, however long it is. */
export function listing(texts: readonly string[], atMost: number): readonly TextRun[] {
  const shown = texts.slice(0, atMost);
  const left = texts.length - shown.length;
  return shown.flatMap((text, index) => {
    const isLast = index === shown.length - 1;
    const joint = index === 0 ? "" : isLast && left === 0 ? " and " : ", ";
    return sentence(joint, name(text), isLast && left > 0 ? ` and ${left} more` : "");
  });
}

/** A label and its value; nothing where the bounce does not say. */
export function fact(
  label: string,
  value: readonly TextRun[] | "" | false | undefined,
): readonly Paragraph[] {
  if (!value) return [];
  return [paragraph([words(`${label}: `, { isSubtle: true }), ...value], "Small")];
}

/** The same for a value of several lines. */
export function factOfLines(
  label: string,
  lines: readonly TextRun[] | "" | undefined,
): readonly Paragraph[] {
  const [first, ...others] = lines || [];
  return [...fact(label, first && [first]), ...others.map((line) => paragraph([line], "None"))];
}
