import { type BounceMail, type HeaderField, headerValue } from "../bounce-mail.js";
import { boundText } from "../bound-text.js";
import { decodeText } from "../decode-text.js";
import { findForward, type Forward } from "../forward.js";
import { htmlToText } from "../html.js";
import type { Limits } from "../limits.js";
import { plainText } from "../plain-text.js";
import { isReportMail } from "../report-mail.js";
import { readFields, splitReturnedMessage } from "../returned-message.js";
import { splitReports } from "../split-reports.js";
import { headerFieldsOf, originalFieldsOf } from "./header-fields.js";
import type { OutlookMessage } from "./outlook-message.js";
import { deliveryStatusOf } from "./report-fields.js";

/** A message in the form that every format comes to. */
export interface ReadMessage {
  /** Whether it says of itself that it is a report. */
  readonly isReport: boolean;
  /** One; of a letter, one for each report that stands in its text. */
  readonly mails: readonly [BounceMail, ...BounceMail[]];
}

/** What a message of Outlook's says; its attachments are not followed. */
export function asBounceMails(message: OutlookMessage, limits: Limits): ReadMessage {
  const { source, isHtml } = wordsOf(message);
  const words = boundText(source, limits.text);
  const shown = isHtml ? htmlToText(words.text) : words.text;
  const status = boundText(statusPart(message) ?? deliveryStatusOf(message) ?? "", limits.text);
  const headers = headerFieldsOf(message);
  const toMail = (text: string, forward?: Forward): BounceMail => {
    const { report, returnedHeaders } = splitReturnedMessage(text);
    const returned = [returnedFields(message), returnedHeaders, originalFieldsOf(message)];
    return {
      format: "msg",
      subject: forward ? headerValue(forward.headers, "subject") : message.subject,
      headers: forward?.headers ?? headers,
      text: report,
      deliveryStatus: status.text === "" ? undefined : plainText(status.text),
      returnedHeaders: returned.find((fields) => fields.length > 0) ?? [],
      isCut: words.isCut || status.isCut,
    };
  };
  const own = toMail(plainText(shown));
  if (isReportMail(own)) return { isReport: true, mails: [own] };
  const [first = own, ...more] = splitReports(shown, limits.files).map((piece) => {
    const text = plainText(piece);
    const forward = findForward(text);
    return toMail(forward?.text ?? text, forward);
  });
  return { isReport: false, mails: [first, ...more] };
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
