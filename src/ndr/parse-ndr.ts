import type { BounceMail } from "../intake/bounce-mail.js";
import { findAddress, findAddressed } from "./address.js";
import { parseComplaint } from "./complaint.js";
import { repairCodes } from "./damaged-code.js";
import { findDeliveryStatus, parseDeliveryStatus } from "./delivery-status.js";
import { parseExchange } from "./dialects/exchange.js";
import { parseListServer } from "./dialects/list-server.js";
import { parseSendingService } from "./dialects/sending-service.js";
import { parseSmtpSession } from "./dialects/smtp-session.js";
import { humanLines } from "./human-lines.js";
import { findLooseCode, type LooseCode } from "./loose-code.js";
import type { Ndr, RecipientReport } from "./ndr.js";
import {
  addressOf,
  mapByAddress,
  ownAddresses,
  readPeopleText,
  transcriptOf,
} from "./people-text.js";
import { looksLikeFailure } from "./report-kind.js";
import { readReturnedMessage } from "./returned-message.js";
import { serverWords, withoutMailHeads } from "./server-words.js";
import { bestReplies, readTranscript, toReport } from "./transcript.js";
import { withTranslations } from "./translation.js";

/** A reader of one way to write a report; `undefined` where the mail is written otherwise. */
type Reader = (mail: BounceMail) => Ndr | undefined;

/** From the standard's own part to a bare reply; the first that finds evidence wins. */
const READERS: readonly Reader[] = [
  readReportPart,
  parseExchange,
  parseSendingService,
  parseSmtpSession,
  parseListServer,
  parseComplaint,
  readPeopleText,
  readReply,
  readDamaged,
];

/** Work, cards and rows are bounded; a mail to more people than this has one problem, not so many. */
const MAX_RECIPIENTS = 200;

/** The evidence in a mail; `undefined` where no server said anything in it. */
export function parseNdr(mail: BounceMail): Ndr | undefined {
  for (const read of READERS) {
    const ndr = read(mail);
    if (ndr)
      return withTranslations({
        ...ndr,
        ...readReturnedMessage(ndr, mail),
        recipients: ndr.recipients.slice(0, MAX_RECIPIENTS),
        // Of JSON nothing was written for people.
        humanLines: ndr.parsedBy === "sending-service" ? [] : humanLines(mail.text),
      });
  }
  return undefined;
}

function readReportPart(mail: BounceMail): Ndr | undefined {
  const part = mail.deliveryStatus ?? findDeliveryStatus(mail.text);
  const status = part === undefined ? undefined : parseDeliveryStatus(part);
  if (!status) return undefined;
  // Where the part leaves nothing out, the text for people need not be read.
  const isWhole = status.recipients.every(saysAll);
  const written = isWhole ? [] : (parseExchange(mail)?.recipients ?? transcriptOf(mail));
  const byAddress = mapByAddress(written);
  const only = written.length === 1 ? written[0] : undefined;
  return {
    parsedBy: "delivery-status",
    ...status,
    recipients: status.recipients.map((report) =>
      complete(report, byAddress.get(addressOf(report)) ?? only),
    ),
    humanLines: [],
  };
}

function saysAll(report: RecipientReport): boolean {
  return (
    report.finalRecipient !== undefined &&
    report.status !== undefined &&
    report.replyCode !== undefined &&
    report.diagnosticCode !== undefined &&
    report.remoteMta !== undefined
  );
}

/** What the report part leaves out may stand in the part for people. */
function complete(report: RecipientReport, other: RecipientReport | undefined): RecipientReport {
  if (!other) return report;
  return {
    ...report,
    finalRecipient: report.finalRecipient ?? other.finalRecipient,
    status: report.status ?? other.status,
    replyCode: report.replyCode ?? other.replyCode,
    diagnosticCode: report.diagnosticCode ?? other.diagnosticCode,
    remoteMta: report.remoteMta ?? other.remoteMta,
  };
}

function readReply(mail: BounceMail): Ndr | undefined {
  // Of some bounces only the subject is pasted: "Undeliverable: 550 5.7.503 Access denied".
  const text =
    withoutMailHeads(mail.text).trim() === "" ? (mail.subject ?? "") : withoutMailHeads(mail.text);
  const [reply] = bestReplies(text);
  const loose = reply?.status ? undefined : findLooseCode(text);
  const isReply = reply && (reply.status !== undefined || looksLikeReply(mail));
  const report = loose ? looseReport(loose) : isReply ? toReport(reply, text) : undefined;
  if (!report) return undefined;
  const [finalRecipient] = readTranscript(text, ownAddresses(mail)).flatMap(
    (found) => found.finalRecipient ?? [],
  );
  return {
    parsedBy: loose && !loose.isReply ? "loose-code" : "smtp-reply",
    recipients: [
      {
        ...report,
        finalRecipient:
          finalRecipient ?? findAddressed(text) ?? findAddress(report.diagnosticCode ?? ""),
      },
    ],
    humanLines: [],
  };
}

/** A code that had to be guessed is somebody's word at best. */
function readDamaged(mail: BounceMail): Ndr | undefined {
  const repaired = repairCodes(mail.text.slice(0, MAX_DAMAGED));
  const ndr = repaired === undefined ? undefined : readReply({ ...mail, text: repaired });
  return ndr && { ...ndr, parsedBy: "loose-code" };
}

/** What was typed off a screen is short. */
const MAX_DAMAGED = 20_000;

// "550 No such user" is a server's; "421 apples" in a letter is not.
function looksLikeReply(mail: BounceMail): boolean {
  return mail.headers.length === 0
    ? mail.text.trim().length < 600 || looksLikeFailure(mail)
    : looksLikeFailure(mail);
}

function looseReport({ status, line, isReply }: LooseCode): RecipientReport {
  return { status, diagnosticCode: isReply ? serverWords(line) : line };
}
