import type { Attachment, Email } from "postal-mime";
import type { BounceMail, HeaderField } from "./bounce-mail.js";
import { headerValue } from "./bounce-mail.js";
import { boundMessage } from "./bound-message.js";
import { boundText } from "./bound-text.js";
import { asWestern, mendCharset } from "./charsets.js";
import { decodeText } from "./decode-text.js";
import { htmlToText } from "./html.js";
import type { Format } from "./format.js";
import { findForward, type Forward } from "./forward.js";
import type { Limits } from "./limits.js";
import { mendMime } from "./mend-mime.js";
import { nextTurn } from "./next-turn.js";
import { mails, unreadable } from "./parsed.js";
import { plainText } from "./plain-text.js";
import { parsePostal } from "./postal.js";
import { isReportHeader, isReportMail, namesNobody } from "./report-mail.js";
import { readFields, splitReturnedMessage } from "./returned-message.js";
import { firstCharacters } from "./whole-characters.js";
import { splitReports } from "./split-reports.js";

/** An RFC 5322 message: a saved .eml file, or its source pasted as text. */
export const eml: Format = {
  name: "eml",
  accepts: (source) =>
    source.contentType === "message/rfc822" ||
    (source.contentType === "text/plain" && isMessageSource(decodeText(source.content))),
  parse: async (source, { limits }) => {
    const [first, ...more] = await readMessage(source.content, limits, limits.nesting);
    return first ? mails(first, ...more) : unreadable("damaged");
  },
};

// Two of these at the very top are a message's own header, not a paste of what a program displays.
const SOURCE_FIELD =
  /^(?:received|return-path|delivered-to|mime-version|message-id|content-type|x-[a-z-]+)$/;

function isMessageSource(text: string): boolean {
  const [head = ""] = text.slice(0, MAX_START).split(/\r?\n\r?\n/, 1);
  const fields = readFields(head.split(/\r?\n/));
  return (
    /^(?:From |[A-Za-z-]+:)/.test(text) &&
    fields.filter((field) => SOURCE_FIELD.test(field.name)).length >= 2
  );
}

async function readMessage(
  content: string | Uint8Array,
  limits: Limits,
  forwardsLeft: number,
): Promise<readonly BounceMail[]> {
  const bound = boundMessage(content);
  const mail = await parseMime(mendMime(bound.content));
  await nextTurn();
  if (!mail || mail.headers.length === 0) return [];
  const own = await toBounceMails(mail, limits, bound.isCut);
  const mayCarry = forwardsLeft > 0 && (!isReport(mail) || own.every(namesNobody));
  const inner = mayCarry ? await readAttached(mail, limits, forwardsLeft) : [];
  return inner.length > 0 ? inner : own;
}

/** A header of a mail that went over twenty servers stays below this. */
const MAX_HEADERS = 256 * 1024;
const MAX_NESTING = 32;

/** The parsed message, or `undefined` where its structure is one that no mail program makes. */
async function parseMime(content: string | Uint8Array): Promise<Email | undefined> {
  try {
    const mail = await parsePostal(content, PARSING);
    const isDamaged = mail.text?.includes("\uFFFD") === true && typeof content !== "string";
    return isDamaged ? await parsePostal(asWestern(content), PARSING) : mail;
  } catch {
    // It throws for too deep and too long only: to us that is a mail that cannot be read.
    return undefined;
  }
}

const PARSING = {
  forceRfc822Attachments: true,
  maxNestingDepth: MAX_NESTING,
  maxHeadersSize: MAX_HEADERS,
};

/** The reports that somebody forwarded as attachments. */
async function readAttached(
  mail: Email,
  limits: Limits,
  forwardsLeft: number,
): Promise<readonly BounceMail[]> {
  const reports: BounceMail[] = [];
  for (const part of mail.attachments.filter(isMessage)) {
    if (reports.length >= limits.files) break;
    const inner = await readMessage(bytesOf(part), limits, forwardsLeft - 1);
    reports.push(...inner.filter(isReportMail));
  }
  return reports.slice(0, limits.files);
}

/** Some programs attach a saved mail as a file of no known type. */
function isMessage({ mimeType, filename, content }: Attachment): boolean {
  return (
    /^message\/(?:rfc822|global)$/i.test(mimeType) ||
    (/\.eml$/i.test(filename ?? "") && isMessageSource(startOf(content)))
  );
}

/** A header is told by its first lines. */
function startOf(content: Attachment["content"]): string {
  return typeof content === "string"
    ? content.slice(0, MAX_START)
    : decodeText(new Uint8Array(content.slice(0, MAX_START)));
}

const MAX_START = 20_000;

function isReport(mail: Email): boolean {
  return (
    mail.attachments.some((part) => part.mimeType === "message/delivery-status") ||
    isReportHeader(toFields(mail))
  );
}

async function toBounceMails(
  mail: Email,
  limits: Limits,
  isBound: boolean,
): Promise<readonly BounceMail[]> {
  const parts = (pattern: RegExp) => mail.attachments.filter((part) => pattern.test(part.mimeType));
  const status = parts(/^message\/(?:global-)?delivery-status$/i).map(textOf);
  const [returned] = parts(
    /^(?:message\/(?:global|rfc822)|text\/rfc822-headers|message\/global-headers)$/i,
  );
  const isPlain = Boolean(mail.text?.trim());
  const words = boundText((isPlain ? mail.text : mail.html) ?? "", limits.text);
  const shown = mendCharset(isPlain ? words.text : htmlToText(words.text));
  const deliveryStatus = boundText(status.join("\n\n"), limits.text);
  await nextTurn();
  const headers = toFields(mail);
  const toMail = (text: string, forward?: Forward): BounceMail => {
    const { report, returnedHeaders } = splitReturnedMessage(text);
    return {
      format: "eml",
      subject: forward ? headerValue(forward.headers, "subject") : mail.subject,
      headers: forward?.headers ?? headers,
      text: report,
      deliveryStatus: status.length > 0 ? plainText(deliveryStatus.text) : undefined,
      returnedHeaders: returned ? readFields(headerLines(textOf(returned))) : returnedHeaders,
      isCut: isBound || words.isCut || deliveryStatus.isCut,
    };
  };
  if (isReport(mail)) return [toMail(plainText(shown))];
  return splitReports(shown, limits.files).map((piece) => {
    const text = plainText(piece);
    const forward = findForward(text);
    return toMail(forward?.text ?? text, forward);
  });
}

/** Longer values are lists of addresses, or not what they say. */
const MAX_FIELD = 16 * 1024;

function toFields(mail: Email): readonly HeaderField[] {
  return mail.headers.map(({ key, value }) => ({
    name: key,
    value: firstCharacters(value, MAX_FIELD),
  }));
}

function headerLines(message: string): readonly string[] {
  const [head = ""] = message.trimStart().split(/\r?\n\r?\n/, 1);
  return head.slice(0, 64 * 1024).split(/\r?\n/);
}

function textOf(part: Attachment): string {
  return decodeText(bytesOf(part));
}

function bytesOf(part: Attachment): string | Uint8Array {
  return part.content instanceof ArrayBuffer ? new Uint8Array(part.content) : part.content;
}
