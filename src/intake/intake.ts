import type { BounceMail, MailSource } from "./bounce-mail.js";
import { eml } from "./eml.js";
import type { Format } from "./format.js";
import { html } from "./html.js";
import { text } from "./text.js";

/** First match wins: a pasted message source is plain text too. */
const FORMATS: readonly Format[] = [eml, html, text];

/** Above this nothing is parsed. A bounce with the whole mail attached stays well below. */
export const MAX_MAIL_BYTES = 10 * 1024 * 1024;

/** Reads a bounce in any format; `undefined` where it is too large or not readable. */
export async function parseMail(source: MailSource): Promise<BounceMail | undefined> {
  if (source.content.length > MAX_MAIL_BYTES) return undefined;
  const format = FORMATS.find((format) => format.accepts(source));
  return format?.parse(source);
}
