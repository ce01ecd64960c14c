import type { BounceMail, HeaderField } from "./bounce-mail.js";
import { headerValue } from "./bounce-mail.js";
import { isMailSystem } from "./mail-system.js";

/** Does a mail say by its parts or its header that a mail system reports something? */
export function isReportMail({ deliveryStatus, headers }: BounceMail): boolean {
  return deliveryStatus !== undefined || isReportHeader(headers);
}

/** Is it the header of a report? */
export function isReportHeader(headers: readonly HeaderField[]): boolean {
  return (
    isMailSystem(headerValue(headers, "from") ?? "") ||
    headers.some(({ name }) => name === "x-failed-recipients") ||
    /multipart\/report/i.test(headerValue(headers, "content-type") ?? "")
  );
}

/** A scanner or list server passed the report on, and says no more than that it did. */
export function namesNobody({ deliveryStatus, text }: BounceMail): boolean {
  return deliveryStatus === undefined && !text.includes("@");
}
