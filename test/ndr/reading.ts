import type { BounceMail, MailSource } from "../../src/intake/bounce-mail.js";
import type { Ndr } from "../../src/ndr/ndr.js";
import { parseNdr } from "../../src/ndr/parse-ndr.js";
import { readMail as readOnly } from "../intake/read-mail.js";
import { recogniseReport } from "../../src/ndr/report-kind.js";

export async function readMail(
  content: string,
  contentType: MailSource["contentType"] = "text/plain",
): Promise<BounceMail> {
  return readOnly(content, contentType);
}

export async function readNdr(content: string): Promise<Ndr | undefined> {
  return parseNdr(await readMail(content));
}

/** What a mail is taken for: "failure", "delay", or what it looks like instead. */
export async function kindOf(content: string): Promise<string> {
  const mail = await readMail(content);
  const report = recogniseReport(mail, parseNdr(mail));
  return report.kind === "no-report" ? report.looksLike : report.kind;
}
