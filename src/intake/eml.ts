import PostalMime from "postal-mime";
import type { Attachment, Email } from "postal-mime";
import type { BounceMail, HeaderField } from "./bounce-mail.js";
import { headerValue } from "./bounce-mail.js";
import { boundMessage } from "./bound-message.js";
import { boundText } from "./bound-text.js";
import { decodeText } from "./decode-text.js";
import { htmlToText } from "./html.js";
import type { Format } from "./format.js";
import type { Limits } from "./limits.js";
import { isMailSystem } from "./mail-system.js";
import { nextTurn } from "./next-turn.js";
import { mails, unreadable } from "./parsed.js";
import { plainText } from "./plain-text.js";
import { readFields, splitReturnedMessage } from "./returned-message.js";

/** An RFC 5322 message: a saved .eml file, or its source pasted as text. */
export const eml: Format = {
  name: "eml",
  accepts: (source) =>
    source.contentType === "message/rfc822" ||
    (source.contentType === "text/plain" && isMessageSource(decodeText(source.content))),
  parse: async (source, { limits }) => {
    const mail = await readMessage(source.content, limits, limits.nesting);
    return mail ? mails(mail) : unreadable("damaged");
  },
};

// Two of these at the very top are a message's own header, not a paste of what a program displays.
const SOURCE_FIELD =
  /^(?:received|return-path|delivered-to|mime-version|message-id|content-type|x-[a-z-]+)$/;

function isMessageSource(text: string): boolean {
  const [head = ""] = text.slice(0, 20_000).split(/\r?\n\r?\n/, 1);
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
): Promise<BounceMail | undefined> {
  const bound = boundMessage(content);
  const mail = await parseMime(bound.content);
  await nextTurn();
  if (!mail || mail.headers.length === 0) return undefined;
  const inner =
    forwardsLeft > 0 && !isReport(mail)
      ? await readForwarded(mail, limits, forwardsLeft)
      : undefined;
  return inner ?? toBounceMail(mail, limits, bound.isCut);
}

/** A header of a mail that went over twenty servers stays below this. */
const MAX_HEADERS = 256 * 1024;
const MAX_NESTING = 32;

/** The parsed message, or `undefined` where its structure is one that no mail program makes. */
async function parseMime(content: string | Uint8Array): Promise<Email | undefined> {
  try {
    return await PostalMime.parse(content, {
      forceRfc822Attachments: true,
      maxNestingDepth: MAX_NESTING,
      maxHeadersSize: MAX_HEADERS,
    });
  } catch {
    // It throws for too deep and too long only: to us that is a mail that cannot be read.
    return undefined;
  }
}

/** The report that somebody forwarded as an attachment, if there is one. */
async function readForwarded(
  mail: Email,
  limits: Limits,
  forwardsLeft: number,
): Promise<BounceMail | undefined> {
  for (const part of mail.attachments.filter((part) => part.mimeType === "message/rfc822")) {
    const inner = await readMessage(bytesOf(part), limits, forwardsLeft - 1);
    if (inner && (inner.deliveryStatus !== undefined || isFromMailSystem(inner.headers)))
      return inner;
  }
  return undefined;
}

function isReport(mail: Email): boolean {
  return (
    mail.attachments.some((part) => part.mimeType === "message/delivery-status") ||
    isFromMailSystem(toFields(mail)) ||
    /multipart\/report/i.test(headerValue(toFields(mail), "content-type") ?? "")
  );
}

function isFromMailSystem(headers: readonly HeaderField[]): boolean {
  const from = headerValue(headers, "from") ?? "";
  return isMailSystem(from) || headers.some((field) => field.name === "x-failed-recipients");
}

async function toBounceMail(mail: Email, limits: Limits, isBound: boolean): Promise<BounceMail> {
  const parts = (pattern: RegExp) => mail.attachments.filter((part) => pattern.test(part.mimeType));
  const status = parts(/^message\/(?:global-)?delivery-status$/i).map(textOf);
  const [returned] = parts(
    /^(?:message\/(?:global|rfc822)|text\/rfc822-headers|message\/global-headers)$/i,
  );
  const isPlain = Boolean(mail.text?.trim());
  const words = boundText((isPlain ? mail.text : mail.html) ?? "", limits.text);
  const shown = isPlain ? words.text : htmlToText(words.text);
  const deliveryStatus = boundText(status.join("\n\n"), limits.text);
  await nextTurn();
  const { report, returnedHeaders } = splitReturnedMessage(plainText(shown));
  return {
    format: "eml",
    subject: mail.subject,
    headers: toFields(mail),
    text: report,
    deliveryStatus: status.length > 0 ? plainText(deliveryStatus.text) : undefined,
    returnedHeaders: returned ? readFields(headerLines(textOf(returned))) : returnedHeaders,
    isCut: isBound || words.isCut || deliveryStatus.isCut,
  };
}

/** Longer values are lists of addresses, or not what they say. */
const MAX_FIELD = 16 * 1024;

function toFields(mail: Email): readonly HeaderField[] {
  return mail.headers.map(({ key, value }) => ({ name: key, value: value.slice(0, MAX_FIELD) }));
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
