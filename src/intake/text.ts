import type { BounceMail } from "./bounce-mail.js";
import { boundText } from "./bound-text.js";
import { decodeText } from "./decode-text.js";
import type { Format } from "./format.js";
import { anyOf } from "./mail-heads.js";
import { withoutEntities } from "./page-source.js";
import type { Limits } from "./limits.js";
import { mails, type Parsed } from "./parsed.js";
import { plainText } from "./plain-text.js";
import { splitReturnedMessage } from "./returned-message.js";
import { firstCharacters } from "./whole-characters.js";
import { splitReports } from "./split-reports.js";

/** Pasted text. */
export const text: Format = {
  name: "text",
  accepts: () => true,
  parse: (source, { limits }) => {
    const { text, isCut } = boundText(decodeText(source.content), limits.text);
    return Promise.resolve(textMails(withoutEntities(text), "text", limits, isCut));
  },
};

/** Each report in a text, as what a person could see of it. */
export function textMails(
  raw: string,
  format: "text" | "html",
  limits: Limits,
  isCut: boolean,
): Parsed {
  const [first = raw, ...more] = splitReports(raw, limits.files);
  const toMail = (piece: string) => textMail(piece, format, isCut);
  return mails(toMail(first), ...more.map(toMail));
}

/** A mail made of nothing but what a person could see of it. */
export function textMail(
  raw: string,
  format: "text" | "html" | "picture",
  isCut = false,
): BounceMail {
  const { report, returnedHeaders } = splitReturnedMessage(plainText(raw));
  const subject = findSubject(report);
  return { format, subject, headers: [], text: report, returnedHeaders, isCut };
}

const SUBJECT = new RegExp(
  String.raw`^[ \t]*(?:${anyOf(({ subject }) => subject)})[ \t]*[:：][ \t]*(\S.*)$`,
  "im",
);

/** The subject line that people copy along, in the head of a paste. */
function findSubject(report: string): string | undefined {
  return SUBJECT.exec(firstCharacters(report, 2000))?.[1]?.trim();
}
