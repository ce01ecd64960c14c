import type { BounceMail } from "./bounce-mail.js";
import { headerValue } from "./bounce-mail.js";
import { isMailSystem } from "./mail-system.js";

/** Does a mail say by its parts or its header that a mail system reports something? */
export function isReportMail({ deliveryStatus, headers }: BounceMail): boolean {
  return (
    deliveryStatus !== undefined ||
    isMailSystem(headerValue(headers, "from") ?? "") ||
    headers.some(({ name }) => name === "x-failed-recipients") ||
    /^multipart\/report\b/i.test(headerValue(headers, "content-type") ?? "")
  );
}
