import type { BounceMail } from "../intake/bounce-mail.js";
import { headerValue } from "../intake/bounce-mail.js";
import { findAddress } from "./address.js";
import type { Ndr } from "./ndr.js";
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
    (headerValue(mail.returnedHeaders, HOTMAIL) !== undefined &&
      /^complaint about message from /i.test(mail.subject ?? ""))
  );
}

/** Who complained, where the provider says so: not many do. */
export function parseComplaint(mail: BounceMail): Ndr | undefined {
  if (!isComplaint(mail)) return undefined;
  const named =
    headerValue(mail.returnedHeaders, HOTMAIL) ??
    /^(?:original-rcpt-to|removal-recipient)[ \t]*:(.{1,400})$/im.exec(
      mail.text.slice(0, MAX_LOOKED_AT),
    )?.[1];
  const finalRecipient = findAddress(named ?? "");
  return finalRecipient === undefined
    ? undefined
    : { parsedBy: "transcript", recipients: [{ finalRecipient }], humanLines: [] };
}

/** Hotmail's and Outlook.com's junk mail reports begin the returned mail's header with it. */
const HOTMAIL = "x-hmxmroriginalrecipient";

const MAX_LOOKED_AT = 4000;
