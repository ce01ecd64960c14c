import type { BounceMail, HeaderField } from "../bounce-mail.js";
import { boundText } from "../bound-text.js";
import { decodeText } from "../decode-text.js";
import { htmlToText } from "../html.js";
import type { Limits } from "../limits.js";
import { plainText } from "../plain-text.js";
import { readFields, splitReturnedMessage } from "../returned-message.js";
import { headerFieldsOf, originalFieldsOf } from "./header-fields.js";
import type { OutlookMessage } from "./outlook-message.js";
import { deliveryStatusOf } from "./report-fields.js";

/** A message of Outlook's in the form that every format comes to. */
export function asBounceMail(message: OutlookMessage, limits: Limits): BounceMail {
  const { source, isHtml } = wordsOf(message);
  const words = boundText(source, limits.text);
  const shown = isHtml ? htmlToText(words.text) : words.text;
  const { report, returnedHeaders } = splitReturnedMessage(plainText(shown));
  const status = boundText(statusPart(message) ?? deliveryStatusOf(message) ?? "", limits.text);
  const returned = [returnedFields(message), returnedHeaders, originalFieldsOf(message)];
  return {
    format: "msg",
    subject: message.subject,
    headers: headerFieldsOf(message),
    text: report,
    deliveryStatus: status.text === "" ? undefined : plainText(status.text),
    returnedHeaders: returned.find((fields) => fields.length > 0) ?? [],
    isCut: words.isCut || status.isCut,
  };
}

/** Some reports are made of nothing but what stands with their recipients. */
function wordsOf({ body, html, reportText, recipients }: OutlookMessage): {
  readonly source: string;
  readonly isHtml: boolean;
} {
  if (body?.trim()) return { source: body, isHtml: false };
  if (html?.trim()) return { source: html, isHtml: true };
  const texts = [reportText, ...recipients.map((recipient) => recipient.reportText)];
  return { source: [...new Set(texts)].join("\n\n"), isHtml: false };
}

/** The report part as a file of its own: Outlook keeps it like that where no Exchange is. */
function statusPart({ attachments }: OutlookMessage): string | undefined {
  const parts = attachments.flatMap((file) =>
    file.kind === "file" && /^(?:text\/plain|message\/.*|)$/.test(file.mediaType)
      ? [decodeText(file.source.content)]
      : [],
  );
  return parts.find((part) => STATUS_PART.test(part.slice(0, 2000)));
}

const STATUS_PART = /^\s*(?:original-envelope-id|reporting-mta|final-recipient)[ \t]*:/i;

/** The header of the message that came back: Outlook puts the message in whole. */
function returnedFields({ attachments }: OutlookMessage): readonly HeaderField[] {
  for (const attachment of attachments) {
    if (attachment.kind === "message") return headerFieldsOf(attachment.message);
    if (attachment.kind === "file" && RETURNED.test(attachment.mediaType))
      return readFields(headerLines(decodeText(attachment.source.content)));
  }
  return [];
}

const RETURNED = /^(?:message\/rfc822|text\/rfc822-headers)$/;

function headerLines(message: string): readonly string[] {
  const [head = ""] = message
    .slice(0, 64 * 1024)
    .trimStart()
    .split(/\r?\n\r?\n/, 1);
  return head.split(/\r?\n/);
}
