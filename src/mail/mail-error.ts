/** Mail cannot be taken; the message tells the operator what to change. */
export class MailError extends Error {
  override name = "MailError";
}
