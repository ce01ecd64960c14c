import assert from "node:assert/strict";
import type { BounceMail, MailSource } from "../../src/intake/bounce-mail.js";
import { parseMail } from "../../src/intake/intake.js";

/** The one mail in a source. */
export async function readMail(
  content: string | Uint8Array,
  contentType: MailSource["contentType"],
): Promise<BounceMail> {
  const parsed = await parseMail({ contentType, content });
  assert.ok(parsed.kind === "mails", "the mail is not read");
  const [mail, ...others] = parsed.mails;
  assert.equal(others.length, 0, "it is not one mail");
  return mail;
}
