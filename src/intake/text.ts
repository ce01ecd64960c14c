import type { BounceMail } from "./bounce-mail.js";
import { decodeUtf8 } from "./decode-utf8.js";
import type { Format } from "./format.js";
import { anyOf } from "./mail-heads.js";
import { withoutEntities } from "./page-source.js";
import { plainText } from "./plain-text.js";
import { splitReturnedMessage } from "./returned-message.js";

/** Pasted text. */
export const text: Format = {
  name: "text",
  accepts: () => true,
  parse: (source) => Promise.resolve(textMail(withoutEntities(decodeUtf8(source.content)), "text")),
};

/** A mail made of nothing but what a person could see of it. */
export function textMail(raw: string, format: "text" | "html"): BounceMail {
  const { report, returnedHeaders } = splitReturnedMessage(plainText(raw));
  return { format, subject: findSubject(report), headers: [], text: report, returnedHeaders };
}

const SUBJECT = new RegExp(
  String.raw`^[ \t]*(?:${anyOf(({ subject }) => subject)})[ \t]*[:：][ \t]*(\S.*)$`,
  "im",
);

/** The subject line that people copy along, in the head of a paste. */
function findSubject(report: string): string | undefined {
  return SUBJECT.exec(report.slice(0, 2000))?.[1]?.trim();
}
