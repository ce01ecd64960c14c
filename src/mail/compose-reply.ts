import { harmless, shorten } from "../cards/foreign.js";
import type { Explanation } from "../explain.js";
import type { HeaderField } from "../intake/bounce-mail.js";
import { readFields } from "../intake/returned-message.js";
import { type LetterOptions, writeLetter } from "./letter.js";
import { letterToHtml } from "./letter-html.js";
import { letterToText } from "./letter-text.js";
import { formatMailAddress, type MailAddress } from "./mail-address.js";
import { valuesOf } from "./read-head.js";
import type { Reply } from "./reply.js";

/** What is answered. */
export interface Asked {
  readonly by: MailAddress;
  readonly head: readonly HeaderField[];
  readonly explanations: readonly Explanation[];
}

/** The answer to a mail, in the conversation it belongs to (RFC 5322 3.6.4, RFC 3834 3.1). */
export function composeReply({ by, head, explanations }: Asked, options: LetterOptions): Reply {
  const letter = writeLetter(explanations, options);
  const inReplyTo = messageIdsIn(head, "message-id")[0];
  return {
    to: formatMailAddress(by),
    subject: subjectOf(head),
    text: letterToText(letter),
    html: letterToHtml(letter),
    inReplyTo,
    references: [
      ...messageIdsIn(head, "references").slice(-LONGEST_THREAD),
      ...(inReplyTo === undefined ? [] : [inReplyTo]),
    ],
  };
}

const LONGEST_THREAD = 10;
const LONGEST_SUBJECT = 150;

/** "Re: " and what was written, on one line and not for ever. */
function subjectOf(head: readonly HeaderField[]): string {
  const raw = valuesOf(head, "subject")[0]?.slice(0, 2000) ?? "";
  // Without encoded words it may be UTF-8 as it stands (RFC 6532).
  const [field] = readFields([`Subject: ${Buffer.from(raw, "latin1").toString("utf8")}`]);
  const subject = shorten(harmless(field?.value ?? "").trim(), LONGEST_SUBJECT);
  if (subject === "") return "Re: your bounce";
  return /^re:/i.test(subject) ? subject : `Re: ${subject}`;
}

// RFC 5322 3.6.4, without the quoted forms nobody writes.
const MESSAGE_ID = /<[\w!#$%&'*+/=?^`{|}~.-]{1,200}@[\w!#$%&'*+/=?^`{|}~.[\]:-]{1,200}>/g;

/** The Message-IDs in a field; a foreign one goes into our header, so nothing else gets there. */
export function messageIdsIn(head: readonly HeaderField[], name: string): readonly string[] {
  return (valuesOf(head, name)[0] ?? "").slice(0, 10_000).match(MESSAGE_ID) ?? [];
}
