/** A text that is short enough to be worked on, and whether something of it was left out. */
export interface BoundText {
  readonly text: string;
  readonly isCut: boolean;
}

/** Teams sends 100 KB at most; reports are smaller still. */
const MAX_HEAD = 96 * 1024;
const MAX_TAIL = 32 * 1024;

/**
 * Leaves out the middle of what is too long: a report stands at the top of a mail, or at the end of
 * a long conversation.
 */
export function boundText(text: string): BoundText {
  if (text.length <= MAX_HEAD + MAX_TAIL) return { text, isCut: false };
  return { text: `${text.slice(0, MAX_HEAD)}\n\n${text.slice(-MAX_TAIL)}`, isCut: true };
}
