import type { BounceMail, HeaderField } from "../intake/bounce-mail.js";
import { headerValue } from "../intake/bounce-mail.js";
import type { Ndr } from "./ndr.js";
import {
  AUTO_REPLY,
  DELAY,
  DELIVERED,
  FAILURE,
  IMITATION,
  MEETING,
  READ,
  someLine,
} from "./wording.js";

/** What a mail that reports no failure looks like. */
export type LooksLike =
  | "auto-reply"
  | "delivery receipt"
  | "read receipt"
  | "feedback report"
  | "meeting reply"
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
  const declared = declaredKind(mail.headers);
  if (declared) return { kind: "no-report", looksLike: declared };

  const lines = [mail.subject ?? "", ...mail.text.split("\n", HEAD_LINES * 2).filter(Boolean)]
    .slice(0, HEAD_LINES)
    .map((line) => line.trim().slice(0, 300));
  const actions = ndr?.recipients.flatMap((recipient) => recipient.action ?? []) ?? [];
  // "A class-4 code is no proof of a delay": Action decides, and words where it is missing.
  if (actions.includes("failed")) return { kind: "failure" };
  if (actions.includes("delayed")) return { kind: "delay" };
  if (actions.length > 0) return { kind: "no-report", looksLike: "delivery receipt" };

  const isPermanent = ndr?.recipients.some(({ status }) => status?.class === 5) ?? false;
  if (
    !isPermanent &&
    someLine(DELAY, lines) &&
    (ndr || someLine(FAILURE, lines) || lines.length > 2)
  )
    return { kind: "delay" };
  const claimed = claimedKind(mail, lines);
  // A fake bounce quotes a real code as well. With a link to press and no report part it is warned of.
  if (claimed === "suspicious imitation" && ndr?.parsedBy !== "exchange" && LINK.test(mail.text))
    return { kind: "no-report", looksLike: claimed };
  // A number in an invitation or a holiday note is no server's reply.
  const isWeak =
    ndr?.parsedBy === "loose-code" ||
    (ndr?.parsedBy === "smtp-reply" && !ndr.recipients.some(({ status }) => status));
  if (claimed && (!ndr || isWeak)) return { kind: "no-report", looksLike: claimed };
  if (claimed === "auto-reply" && isAutoReplied(mail.headers))
    return { kind: "no-report", looksLike: claimed };
  return ndr ? { kind: "failure" } : { kind: "no-report", looksLike: "plain talk" };
}

const LINK = /\bhttps?:\/\//i;

/** Does a mail look like a failure report at all, before anything was parsed? */
export function looksLikeFailure(mail: BounceMail): boolean {
  const from = headerValue(mail.headers, "from") ?? "";
  return (
    /mailer-daemon|postmaster|mail ?delivery/i.test(from) ||
    mail.headers.some((field) => field.name === "x-failed-recipients") ||
    headerValue(mail.headers, "return-path")?.trim() === "<>" ||
    someLine(FAILURE, [mail.subject ?? "", ...mail.text.split("\n", 60), openingOf(mail)])
  );
}

/** The first sentences as one line: "could not\nbe delivered" is broken where the lines are. */
function openingOf(mail: BounceMail): string {
  return mail.text.slice(0, 1500).replace(/\s+/g, " ");
}

function declaredKind(headers: readonly HeaderField[]): LooksLike | undefined {
  const type = headerValue(headers, "content-type") ?? "";
  if (/report-type\s*=\s*"?feedback-report/i.test(type)) return "feedback report";
  if (/report-type\s*=\s*"?disposition-notification/i.test(type)) return "read receipt";
  if (/text\/calendar/i.test(type)) return "meeting reply";
  return undefined;
}

function claimedKind(mail: BounceMail, lines: readonly string[]): LooksLike | undefined {
  if (someLine(MEETING, lines)) return "meeting reply";
  if (someLine(IMITATION, lines)) return "suspicious imitation";
  if (isAutoReplied(mail.headers) || someLine(AUTO_REPLY, lines.slice(0, 12))) return "auto-reply";
  if (someLine(READ, lines.slice(0, 6))) return "read receipt";
  if (someLine(DELIVERED, lines)) return "delivery receipt";
  return undefined;
}

/** RFC 3834 5: the mail says of itself that a person's mailbox answered. */
function isAutoReplied(headers: readonly HeaderField[]): boolean {
  const value = (name: string) => headerValue(headers, name) ?? "";
  const fromDaemon = /mailer-daemon|postmaster|mail ?delivery/i.test(value("from"));
  return (
    !fromDaemon &&
    (/auto-replied/i.test(value("auto-submitted")) ||
      value("x-autoreply") !== "" ||
      /auto_reply/i.test(value("precedence")) ||
      value("x-autorespond") !== "")
  );
}
