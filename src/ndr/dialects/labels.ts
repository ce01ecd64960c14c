import type { Label } from "../../wording/language.js";
import { labelOf } from "../../wording/recognise.js";

/** A label with its colon, found in a text. */
export interface FoundLabel {
  readonly label: Label;
  readonly index: number;
  /** Where its value begins. */
  readonly end: number;
}

/** A label has this many words at most, and this many letters. */
const MAX_WORDS = 7;
const MAX_LETTERS = 50;

/** Work is bounded: a report has a dozen, a letter may be all colons. */
const MAX_COLONS = 1000;

/**
 * The labels of Exchange's layouts, in any language: the words before a colon, or before the tab
 * that a table's columns were copied with. Where line breaks were lost, the words of the value
 * before stand there too, so the last few words are tried, most of them first.
 */
export function findLabels(text: string): readonly FoundLabel[] {
  const found: FoundLabel[] = [];
  let colons = 0;
  for (const { index } of text.matchAll(/[:：\t]/g)) {
    if (colons++ === MAX_COLONS) break;
    const label = labelBefore(text, index);
    if (label) found.push({ ...label, end: index + 1 });
  }
  return found;
}

/** What a label does not reach across. */
const SEPARATORS = "\n\t:：";

function labelBefore(text: string, colon: number): Pick<FoundLabel, "label" | "index"> | undefined {
  let from = colon;
  while (from > 0 && colon - from < MAX_LETTERS && !SEPARATORS.includes(text.charAt(from - 1)))
    from--;
  const line = text.slice(from, colon);
  const starts = [...line.matchAll(/(?<!\S)\S/g)].map((word) => word.index).slice(-MAX_WORDS);
  for (const start of starts) {
    const label = labelOf(line.slice(start));
    if (label) return { label, index: colon - line.length + start };
  }
  return undefined;
}
