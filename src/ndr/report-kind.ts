import type { BounceMail, HeaderField } from "../intake/bounce-mail.js";
import { headerValue } from "../intake/bounce-mail.js";
import { anyOf } from "../intake/mail-heads.js";
import { isMailSystem } from "../intake/mail-system.js";
import { findAddress } from "./address.js";
import { looksLikeImitation } from "./imitation.js";
import { isComplaint } from "./complaint.js";
import { asksToConfirm } from "./confirmation-request.js";
import { isInPassing } from "./in-passing.js";
import type { Ndr, RecipientReport } from "./ndr.js";
import type { Notice } from "../wording/language.js";
import { noticeOf, says } from "../wording/recognise.js";

/** What a mail that reports no failure looks like. */
export type LooksLike =
  | "auto-reply"
  | "delivery receipt"
  | "read receipt"
  | "feedback report"
  | "meeting reply"
  | "recall notice"
  | "quarantine notice"
  | "confirmation request"
  | "suspicious imitation"
  | "plain talk";

export type ReportKind =
  | { readonly kind: "failure" }
  | { readonly kind: "delay" }
  | { readonly kind: "no-report"; readonly looksLike: LooksLike };

/** The lines at the top that say what a mail is. */
const HEAD_LINES = 25;

/**
 * Tells what a mail is, from strong evidence to weak: its declared report type (RFC 3462, 5965,
 * 8098), what the report part says of each recipient, its header, its words.
 */
export function recogniseReport(mail: BounceMail, ndr: Ndr | undefined): ReportKind {
  const declared = isComplaint(mail) ? "feedback report" : declaredKind(mail.headers);
  if (declared) return { kind: "no-report", looksLike: declared };

  const lines = [mail.subject ?? "", ...mail.text.split("\n", HEAD_LINES * 2).filter(Boolean)]
    .slice(0, HEAD_LINES)
    .map((line) => line.trim().slice(0, 300));
  if (asksToConfirm(mail, ndr) && !looksLikeImitation(mail, lines, ndr))
    return { kind: "no-report", looksLike: "confirmation request" };
  const actions = ndr?.recipients.flatMap((recipient) => recipient.action ?? []) ?? [];
  // "A class-4 code is no proof of a delay": Action decides, and words where it is missing.
  if (actions.includes("failed")) return { kind: "failure" };
  if (actions.includes("delayed")) return { kind: "delay" };
  if (actions.length > 0) return { kind: "no-report", looksLike: "delivery receipt" };
  // "Action: deliverable" is no action of the RFC, but Postfix answers a question with it.
  if (ndr?.parsedBy === "delivery-status" && ndr.recipients.every(isSuccess))
    return { kind: "no-report", looksLike: "delivery receipt" };

  const isPermanent = ndr?.recipients.some(({ status }) => status?.class === 5) ?? false;
  if (
    !isPermanent &&
    (says("delay", lines) || openingNotice(lines) === "delay") &&
    (ndr || says("failure", lines) || findAddress(mail.text) !== undefined)
  )
    return { kind: "delay" };
  // A fake bounce quotes a real code as well: with something to press it is warned of.
  if (looksLikeImitation(mail, lines, ndr))
    return { kind: "no-report", looksLike: "suspicious imitation" };
  const claimed = claimedKind(mail, lines);
  // A number in an invitation or a holiday note is no server's reply, and 2.0.0 no failure.
  const saidNothing = ndr?.recipients.every(
    ({ status, replyCode, diagnosticCode }) =>
      status?.class === 2 || (!status && !replyCode && !diagnosticCode),
  );
  const isWeak =
    saidNothing ||
    ndr?.parsedBy === "loose-code" ||
    (ndr?.parsedBy === "smtp-reply" && !ndr.recipients.some(({ status }) => status));
  if (claimed && (!ndr || isWeak)) return { kind: "no-report", looksLike: claimed };
  if (claimed === "auto-reply" && isAutoReplied(mail.headers))
    return { kind: "no-report", looksLike: claimed };
  if (!ndr || (isInPassing(mail, ndr) && !looksLikeFailure(mail)))
    return { kind: "no-report", looksLike: "plain talk" };
  return { kind: "failure" };
}

function isSuccess({ status }: RecipientReport): boolean {
  return status?.class === 2;
}

/** Does a mail look like a failure report at all, before anything was parsed? */
export function looksLikeFailure(mail: BounceMail): boolean {
  return comesAsReport(mail) || says("failure", [...topOf(mail), openingOf(mail)]);
}

/** Do the head and the subject say that a mail system reports a failure, whatever the text says? */
export function comesAsReport(mail: BounceMail): boolean {
  return (
    isMailSystem(headerValue(mail.headers, "from") ?? "") ||
    mail.headers.some((field) => field.name === "x-failed-recipients") ||
    headerValue(mail.headers, "return-path")?.trim() === "<>" ||
    openingNotice(topOf(mail)) === "failure"
  );
}

function topOf(mail: BounceMail): readonly string[] {
  return [mail.subject ?? "", ...mail.text.split("\n", 60)];
}

/** The first sentences as one line: "could not\nbe delivered" is broken where the lines are. */
function openingOf(mail: BounceMail): string {
  return mail.text.slice(0, 1500).replace(/\s+/g, " ");
}

function declaredKind(headers: readonly HeaderField[]): LooksLike | undefined {
  const type = headerValue(headers, "content-type") ?? "";
  if (/report-type\s*=\s*"?disposition-notification/i.test(type)) return "read receipt";
  if (/text\/calendar/i.test(type)) return "meeting reply";
  return undefined;
}

/** From what no other mail says to what many do. */
function claimedKind(mail: BounceMail, lines: readonly string[]): LooksLike | undefined {
  const opening = openingNotice(lines);
  const is = (notice: Exclude<Notice, "meeting">) => opening === notice || says(notice, lines);
  if (is("recall")) return "recall notice";
  if (opening === "meeting" || lines.some((line) => MEETING.test(line))) return "meeting reply";
  if (is("quarantine")) return "quarantine notice";
  if (isAutoReplied(mail.headers) || opening === "autoReply") return "auto-reply";
  // "Returned from command: /usr/local/bin/autoreply" is a mail server's word.
  const isServer = isMailSystem(headerValue(mail.headers, "from") ?? "");
  if (!isServer && says("autoReply", lines.slice(0, 12))) return "auto-reply";
  if (opening === "read" || says("read", lines.slice(0, 6))) return "read receipt";
  if (is("delivered")) return "delivery receipt";
  return undefined;
}

/** Invitations carry these in every language: a calendar's own words, and Teams's. */
const MEETING =
  /\bBEGIN:VCALENDAR\b|\byou have been invited to\b|\bjoin (?:the )?(?:microsoft )?teams meeting\b|\b(?:meeting|besprechungs)[- ]id\s*:|teams\.microsoft\.com\/l\/meetup-join/i;

/** A subject stands in the first few lines of a paste. */
const SUBJECT_LINES = 6;

const SUBJECT_LABEL = new RegExp(
  String.raw`^\*?(?:${anyOf(({ subject }) => subject)})\*?[ \t]*[:：]\*?[ \t]*`,
  "i",
);

function openingNotice(lines: readonly string[]): Notice | undefined {
  for (const line of lines.slice(0, SUBJECT_LINES)) {
    const notice = noticeOf(line.replace(SUBJECT_LABEL, ""));
    if (notice) return notice;
  }
  return undefined;
}

/** RFC 3834 5: the mail says of itself that a person's mailbox answered. */
function isAutoReplied(headers: readonly HeaderField[]): boolean {
  const value = (name: string) => headerValue(headers, name) ?? "";
  return (
    !isMailSystem(value("from")) &&
    (/auto-replied/i.test(value("auto-submitted")) ||
      value("x-autoreply") !== "" ||
      /auto_reply/i.test(value("precedence")) ||
      value("x-autorespond") !== "")
  );
}
