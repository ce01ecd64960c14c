import type { BounceMail } from "../intake/bounce-mail.js";
import type { Ndr } from "./ndr.js";
import { compareStatusCodes, findStatusCode } from "./status-code.js";
import { isBulkMail, isOfOtherMatters } from "../wording/recognise.js";

/**
 * Is what was read a number in a text about something else? "421 files" counts, an agenda has
 * chapters, and a newsletter about bounces names their codes. A mail with a head is asked only whether
 * it went to many.
 */
export function isInPassing({ headers, text }: BounceMail, ndr: Ndr): boolean {
  if (ndr.parsedBy !== "smtp-reply" && ndr.parsedBy !== "loose-code") return false;
  if (headers.length > 0) return headers.some(({ name }) => name === "list-unsubscribe");
  if (FIELD.test(text)) return false;
  const [{ diagnosticCode = "" } = {}] = ndr.recipients;
  return (
    isBulkMail(text) ||
    (ndr.parsedBy === "loose-code" && isOfOtherMatters(text)) ||
    (COUNT.test(diagnosticCode) && !OF_MAIL.test(diagnosticCode)) ||
    hasChapters(text)
  );
}

/** Reports that are sent as data have a newsletter's foot below. */
const FIELD = /\bdiagnostic-?code\b/i;

const COUNT = /^[#(]?[45]\d\d[ \t]+[a-z]/;

/** What a server's reply speaks of where it begins with a small letter. */
const OF_MAIL =
  /\b(?:e-?mails?|mailbox|messages?|users?|recipients?|senders?|address(?:es)?|relay\w*|den(?:y|ied)|reject\w*|refus\w*|block\w*|blacklist\w*|spam|quota|unknown|no such|invalid|permi\w+|not \w+|unavailable|disabled|inactive|exceed\w*|too \w+|try|temporar\w*|polic(?:y|ies)|greylist\w*|unable|authenticat\w*|tls|dns|hosts?|domains?|connect\w*|service|delivery|undeliver\w*|accounts?|access|smtp|spf|dkim|dmarc)\b/i;

const MAX_LINES = 200;

/** "5.7.1 Rules", and in the next line that begins with a number "5.7.2 Prizes". */
function hasChapters(text: string): boolean {
  const numbers = text.split("\n", MAX_LINES).flatMap((line) => {
    const [begin] = /^\s*\d\.\d{1,3}\.\d{1,3}\s/.exec(line) ?? [];
    return begin === undefined ? [] : (findStatusCode(begin) ?? []);
  });
  return numbers.some((number, i) => {
    const next = numbers[i + 1];
    return (
      next !== undefined && compareStatusCodes(next, { ...number, detail: number.detail + 1 }) === 0
    );
  });
}
