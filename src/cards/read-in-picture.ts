import { harmless } from "./foreign.js";

/** What was read in a picture, in a field to be corrected; no text is no field. */
export interface ReadInPictureView {
  readonly readInPicture: string;
  readonly hasPicture: boolean;
}

/** Enough for both of Exchange's layouts, and a small part of what a card may hold. */
const LONGEST = 2500;

/** For the person who asked, as long as what is corrected would still change something. */
export function readInPicture(text: string | undefined): ReadInPictureView {
  const lines = (text ?? "").slice(0, LONGEST).split("\n");
  // Cut where a line ends: half an address is another one.
  const whole = (text?.length ?? 0) > LONGEST && lines.length > 1 ? lines.slice(0, -1) : lines;
  // One blank for a table's tab: in a field nobody can tell them apart.
  const shown = whole.map((line) => harmless(line).trimEnd()).join("\n");
  return { readInPicture: shown, hasPicture: shown.trim() !== "" };
}
