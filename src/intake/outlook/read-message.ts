import { fileAsSource } from "../file-kind.js";
import { decodeCodePage } from "./code-pages.js";
import { openCompoundFile, type Storage } from "./compound-file.js";
import { readCompressedRtf } from "./compressed-rtf.js";
import type {
  OutlookAddress,
  OutlookAttachment,
  OutlookMessage,
  OutlookRecipient,
} from "./outlook-message.js";
import { HEADER, type Properties, readProperties } from "./properties.js";
import { ID } from "./property-ids.js";
import { readRtf } from "./rtf.js";

/** Mails in mails in mails are followed so far, whatever an organisation chose. */
const MAX_DEPTH = 11;

const MAX_RECIPIENTS = 200;
const MAX_ATTACHMENTS = 50;

/** Pictures and the like are no evidence; a bounce without them is small. */
const MAX_ATTACHED = 5 * 1024 * 1024;

/**
 * The message in a file; `undefined` where the file is another program's. Throws, or worse, where
 * it is damaged: see `openCompoundFile`.
 */
export function readOutlookMessage(content: Uint8Array): OutlookMessage | undefined {
  return readMessage(openCompoundFile(content), HEADER.root, undefined, MAX_DEPTH);
}

function readMessage(
  storage: Storage,
  header: number,
  outerCodePage: number | undefined,
  depthLeft: number,
): OutlookMessage | undefined {
  const properties = readProperties(storage, header, outerCodePage);
  if (!properties) return undefined;
  const { text, time, codePage } = properties;
  const named = (prefix: string, most: number) =>
    storage.storages.filter(({ name }) => name.startsWith(prefix)).slice(0, most);
  return {
    messageClass: text(ID.messageClass) ?? "",
    subject: text(ID.subject),
    transportHeaders: text(ID.transportHeaders),
    sender: readSender(properties),
    displayTo: text(ID.displayTo),
    messageId: text(ID.messageId),
    sentAt: time(ID.sentAt) ?? time(ID.deliveredAt),
    ...readWords(properties),
    reportingMta: text(ID.reportingMta),
    reportText: text(ID.reportText),
    original: {
      subject: text(ID.originalSubject),
      sender: { name: text(ID.originalSenderName), address: text(ID.originalSenderAddress) },
      displayTo: text(ID.originalDisplayTo),
      messageId: text(ID.originalMessageId),
      sentAt: time(ID.originalSentAt),
    },
    recipients: named("__recip_version1.0_#", MAX_RECIPIENTS).flatMap((recipient) =>
      readRecipient(recipient, codePage),
    ),
    attachments: named("__attach_version1.0_#", MAX_ATTACHMENTS).flatMap((attachment) =>
      readAttachment(attachment, codePage, depthLeft),
    ),
  };
}

/** Who sent it, and where a delegate did, for whom. */
function readSender({ text }: Properties): OutlookAddress {
  return {
    name: text(ID.senderName) ?? text(ID.sendingName),
    address:
      text(ID.senderSmtpAddress) ??
      text(ID.sendingSmtpAddress) ??
      text(ID.senderAddress) ??
      text(ID.sendingAddress),
  };
}

/** Of the ways a body is kept the plainest that is there. */
function readWords(properties: Properties): Pick<OutlookMessage, "body" | "html"> {
  const { text, bytes, integer, codePage } = properties;
  const body = text(ID.body);
  if (body?.trim()) return { body };
  const page = bytes(ID.html);
  const html = page
    ? decodeCodePage(page.subarray(0, MAX_ATTACHED), integer(ID.internetCodePage) ?? codePage)
    : text(ID.html);
  if (html?.trim()) return { html };
  const compressed = bytes(ID.compressedRtf);
  if (!compressed) return {};
  const rich = readRtf(readCompressedRtf(compressed));
  return rich.isHtml ? { html: rich.text } : { body: rich.text };
}

function readRecipient(
  storage: Storage,
  codePage: number | undefined,
): readonly OutlookRecipient[] {
  const properties = readProperties(storage, HEADER.other, codePage);
  if (!properties) return [];
  const { text, integer } = properties;
  return [
    {
      name: text(ID.displayName),
      address: text(ID.smtpAddress) ?? text(ID.address),
      supplementaryInfo: text(ID.supplementaryInfo),
      statusCode: integer(ID.statusCode),
      diagnosticNumber: integer(ID.diagnosticNumber),
      remoteMta: text(ID.remoteMta),
      reportText: text(ID.reportText),
    },
  ];
}

function readAttachment(
  storage: Storage,
  codePage: number | undefined,
  depthLeft: number,
): readonly OutlookAttachment[] {
  const properties = readProperties(storage, HEADER.other, codePage);
  if (!properties) return [];
  const { text, bytes } = properties;
  const embedded = storage.storages.find(({ name }) => EMBEDDED.test(name));
  if (embedded && depthLeft > 0) {
    const message = readMessage(embedded, HEADER.embedded, codePage, depthLeft - 1);
    return message ? [{ kind: "message", message }] : [];
  }
  const name = text(ID.fileName) ?? text(ID.shortFileName) ?? "";
  const mediaType = (text(ID.mediaType) ?? "").toLowerCase();
  if (PROTECTED.test(mediaType) || PROTECTED.test(name)) return [{ kind: "protected" }];
  const content = bytes(ID.attachedBytes);
  if (!content || content.length > MAX_ATTACHED) return [];
  const source = fileAsSource(name, content);
  return typeof source === "string" || source.contentType.startsWith("image/")
    ? []
    : [{ kind: "file", mediaType, source }];
}

/** Mail under rights management is in a file of this kind (MS-OXORMMS 2.1). */
const PROTECTED = /rpmsg/i;

const EMBEDDED = /^__substg1\.0_3701000d$/i;
