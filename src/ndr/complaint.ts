import type { BounceMail } from "../intake/bounce-mail.js";
import { headerValue } from "../intake/bounce-mail.js";
import { isServiceComplaint } from "./dialects/sending-service.js";

/**
 * Does a mailbox provider pass on that somebody called a mail spam? The mail arrived; this is no
 * bounce. Providers declare it (RFC 5965), or say so in a form of their own.
 */
export function isComplaint(mail: BounceMail): boolean {
  const type = headerValue(mail.headers, "content-type") ?? "";
  return (
    /report-type\s*=\s*"?feedback-report/i.test(type) ||
    // A report part of its own, read as text where it was pasted.
    /^feedback-type[ \t]*:/im.test(mail.text.slice(0, MAX_LOOKED_AT)) ||
    isServiceComplaint(mail) ||
    // Hotmail's and Outlook.com's junk mail reports.
    (mail.returnedHeaders.some(({ name }) => name === "x-hmxmroriginalrecipient") &&
      /^complaint about message from /i.test(mail.subject ?? ""))
  );
}

const MAX_LOOKED_AT = 4000;
