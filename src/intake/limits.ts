/** What reading may cost; an organisation may choose otherwise. */
export interface Limits {
  /** Of a text, in characters; of a longer one the middle is left out, and the answer says so. */
  readonly text: number;
  /** Of a file, in bytes; a larger one is not opened. */
  readonly file: number;
  /** In one message; of more the first are read. */
  readonly files: number;
  /** Mails in mails: a bounce that was forwarded as an attachment is one. */
  readonly nesting: number;
  /** For one file that is read in a process of its own, in milliseconds. */
  readonly timeMs: number;
}

/** A bounce with the whole mail attached stays well below. */
export const DEFAULT_LIMITS: Limits = {
  text: 200 * 1024,
  file: 5 * 1024 * 1024,
  files: 20,
  nesting: 3,
  timeMs: 10_000,
};
