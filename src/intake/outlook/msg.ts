import { eml } from "../eml.js";
import type { Format } from "../format.js";
import type { Intake } from "../intake.js";
import { nextTurn } from "../next-turn.js";
import { mails, type Parsed, unreadable } from "../parsed.js";
import { isReportMail, namesNobody } from "../report-mail.js";
import { asBounceMails } from "./as-bounce-mails.js";
import { isSealed } from "./message-class.js";
import type { OutlookAttachment, OutlookMessage } from "./outlook-message.js";

/** A message that Outlook saved as a file (MS-OXMSG). */
export const msg: Format = {
  name: "msg",
  accepts: (source) => source.contentType === "application/vnd.ms-outlook",
  parse: async ({ content }, intake) => {
    if (!intake.outlook) return unreadable("no-reader");
    if (typeof content === "string") return unreadable("damaged");
    const message = await intake.outlook.read(content, intake.limits.timeMs);
    return typeof message === "string" ? unreadable(message) : readMessage(message, intake);
  },
};

/** What may be attached: a message, or the file that one was saved as. */
const ATTACHED: readonly Format[] = [msg, eml];

async function readMessage(message: OutlookMessage, intake: Intake): Promise<Parsed> {
  if (isEncrypted(message)) return unreadable("encrypted");
  const own = asBounceMails(message, intake.limits);
  await nextTurn();
  if (own.isReport && !own.mails.every(namesNobody)) return mails(...own.mails);
  const attached: Parsed[] = [];
  for (const attachment of message.attachments)
    attached.push(...(await readAttached(attachment, intake)));
  const reports = attached
    .flatMap((parsed) => (parsed.kind === "mails" ? parsed.mails : []))
    .filter(isReportMail);
  const [first, ...more] = reports.slice(0, intake.limits.files);
  if (first) return mails(first, ...more);
  const isTooDeep = attached.some(
    (parsed) => parsed.kind === "unreadable" && parsed.why === "too-deep",
  );
  return isTooDeep && !own.isReport ? unreadable("too-deep") : mails(...own.mails);
}

function isEncrypted({ messageClass, attachments }: OutlookMessage): boolean {
  return isSealed(messageClass) || attachments.some(({ kind }) => kind === "protected");
}

/** The mails in an attachment, each with those in it; none where it is something else. */
async function readAttached(
  attachment: OutlookAttachment,
  intake: Intake,
): Promise<readonly Parsed[]> {
  const nesting = intake.limits.nesting - 1;
  const deeper: Intake = { ...intake, limits: { ...intake.limits, nesting } };
  switch (attachment.kind) {
    case "message":
      return [nesting < 0 ? unreadable("too-deep") : await readMessage(attachment.message, deeper)];
    case "file": {
      const { source, mediaType } = attachment;
      // Of a signed mail Outlook keeps the whole content in one file.
      const isSigned = mediaType === "multipart/signed";
      const format = isSigned ? eml : ATTACHED.find((format) => format.accepts(source));
      if (!format) return [];
      return [nesting < 0 ? unreadable("too-deep") : await format.parse(source, deeper)];
    }
    case "protected":
      return [];
  }
}
