import { firstCharacters, lastCharacters } from "./whole-characters.js";

/** A text that is short enough to be worked on, and whether something of it was left out. */
export interface BoundText {
  readonly text: string;
  readonly isCut: boolean;
}

/** A quarter of what is read is read at the end. */
const TAIL = 1 / 4;

/**
 * Leaves out the middle of what is too long: a report stands at the top of a mail, or at the end of
 * a long conversation.
 */
export function boundText(text: string, most: number): BoundText {
  if (text.length <= most) return { text, isCut: false };
  const tail = Math.floor(most * TAIL);
  const head = firstCharacters(text, most - tail);
  return { text: `${head}\n\n${lastCharacters(text, tail)}`, isCut: true };
}
