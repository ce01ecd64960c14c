import type { MailSource } from "./bounce-mail.js";
import { eml } from "./eml.js";
import type { Format } from "./format.js";
import { html } from "./html.js";
import { DEFAULT_LIMITS, type Limits } from "./limits.js";
import { msg } from "./outlook/msg.js";
import type { OutlookReader } from "./outlook/outlook-reader.js";
import { type Parsed, unreadable } from "./parsed.js";
import { picture } from "./picture/picture.js";
import type { PictureReader } from "./picture/picture-reader.js";
import { text } from "./text.js";

/** First match wins: a pasted message source is plain text too. */
const FORMATS: readonly Format[] = [msg, picture, eml, html, text];

/** With what a source is read. */
export interface Intake {
  readonly limits: Limits;
  /** Without one Outlook's files are not read. */
  readonly outlook?: OutlookReader | undefined;
  /** Absent where pictures are not read. */
  readonly pictures?: PictureReader | undefined;
  /** Whose it is, where several people share a reader. */
  readonly asker?: string | undefined;
}

/** For text, HTML and the bytes of a mail, which need nothing but this process. */
export const PLAIN_INTAKE: Intake = { limits: DEFAULT_LIMITS };

/** Reads what was handed over, in any format: each report in it is a mail of its own. */
export async function parseMail(
  source: MailSource,
  intake: Intake = PLAIN_INTAKE,
): Promise<Parsed> {
  if (isFile(source) && source.content.length > intake.limits.file) return unreadable("too-large");
  const format = FORMATS.find((format) => format.accepts(source));
  return format ? format.parse(source, intake) : unreadable("other-kind");
}

/** A text is cut where a file is refused: what was pasted is on the screen, and its point is in it. */
function isFile({ content }: MailSource): boolean {
  return typeof content !== "string";
}
