/** Words that run into others must be long to be meant: "Recipientaddressrejectedby". */
const SHORTEST = [0, 10, 16];

/** Whether a find of so many letters counts that begins, ends, or both, in the middle of a word. */
export function standsOut(letters: number, isAtStart: boolean, isAtEnd: boolean): boolean {
  return letters >= (SHORTEST[Number(!isAtStart) + Number(!isAtEnd)] ?? 0);
}
