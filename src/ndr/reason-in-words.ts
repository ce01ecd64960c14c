import type { RecipientReport } from "./ndr.js";
import { serverWords } from "./server-words.js";
import { findReplyCode } from "./smtp-reply.js";
import { findStatusCode } from "./status-code.js";

/**
 * What is said of a recipient without an SMTP reply: beside the address, below it, behind "because:",
 * or in the line above. "vdelivermail: account is locked", "User not listed in public address book".
 */
export function reasonInWords(said: string, above: string): RecipientReport {
  const [head = "", ...rest] = said.split("\n");
  const beside = head
    .slice(head.lastIndexOf("@"))
    .replace(/^\S+/, "")
    .replace(/^[\s>:)\].-]{1,20}/, "");
  const end = rest.findIndex((line) => line.trim() === "");
  const below = OTHER_LABEL.test(rest[0] ?? "") ? "" : rest.slice(0, end < 0 ? 3 : end).join("\n");
  const near = beside.length > 5 && !DATED.test(beside) ? `${beside}\n${below}` : below;
  const words = [near, announced(said), above]
    .map((raw) => serverWords(raw))
    .find((words) => words !== undefined && isReason(words));
  // Exchange closes a sentence of any length with "<mail.contoso.example #5.1.1>".
  const marked = MARKED.exec(paragraphOf(said))?.[1];
  const status = findStatusCode(marked ?? words ?? "");
  const diagnosticCode = words ?? (marked === undefined ? undefined : serverWords(below));
  if (diagnosticCode === undefined) return status ? { status } : {};
  return { diagnosticCode, status, replyCode: findReplyCode(diagnosticCode.slice(0, 12)) };
}

/** "anna@x on Tue, 24 Nov 2026": when it failed, not why. */
const DATED = /^(?:on|am|le|el|il|em|op|den|dnia) [^\n]{0,40}\d:\d\d/i;

/** The lines up to the first blank one. */
export function paragraphOf(said: string): string {
  return said.split(/\n[ \t]*\n/, 1)[0] ?? "";
}

const MARKED = /<[^<>\n]{0,255}#([245]\.\d{1,3}\.\d{1,3})\b/;

/** The paragraph behind "because:". */
function announced(said: string): string {
  const found = ANNOUNCED.exec(said.slice(0, MAX_LOOKED_AT));
  return found ? paragraphOf(said.slice(found.index + found[0].length).trimStart()) : "";
}

const ANNOUNCED =
  /^[ \t]*(?:because(?: of)?|(?:for )?(?:the |this )?(?:following )?(?:failure )?reasons?(?: for the (?:problem|failure))?|error(?: message| details)?|details)[ \t]*:?[ \t]*$/im;
const MAX_LOOKED_AT = 1000;

function isReason(words: string): boolean {
  return (
    words.length <= MAX_REASON &&
    (LABELLED.test(words) || REASON.test(words)) &&
    !/[:：]$/.test(words)
  );
}

const LABELLED =
  /^(?:failure )?(?:reason|grund|raison|motif|motivo|causa|reden|orsak|powód|důvod|neden|причина|原因|理由)[ \t]{0,3}[:：]/i;

/** More words than a server needs for a reason are somebody's letter. */
const MAX_REASON = 200;

/** Words that a reason for not delivering has, and a subject line seldom. */
const REASON =
  /\b(?:mail ?box|users?|unknown|quota|full|disabled|locked|expired|timed? ?out|refused|denied|rejected|found|no such|invalid|accounts?|address(?:es)?|hosts?|relay|spam|virus|blocked|policy|deliver\w*|exceed\w*|size|recipients?|unavailable|unrouteable|loop|error|[245]\.\d{1,3}\.\d{1,3}|[45]\d\d)\b/i;

/** "Size (in bytes): 222" goes on about the mail, not about the reason; "This message is looping: …" is one. */
const OTHER_LABEL =
  /^[ \t]*(?!(?:failure )?(?:reason|error|diagnostic|remote|status|reply|response|message|grund|raison|motif|motivo|causa)\b)[A-Z][\w()-]{0,20}(?: [\w()-]{1,20}){0,2}:[ \t]/i;
