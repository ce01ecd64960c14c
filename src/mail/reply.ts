/** An answer by mail, complete but for its reference and its date. */
export interface Reply {
  /** The one who asked. */
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** The Message-ID of what is answered, in angle brackets. */
  readonly inReplyTo?: string | undefined;
  /** The Message-IDs of the conversation, oldest first. */
  readonly references: readonly string[];
}

/** What every reference of ours looks like, or the id of a ticket's mail: what holds one came from us. */
const REFERENCE = /\bndr-bot\.[\da-f]{32}\b|\bticket-\d{1,10}\.entry-\d{1,10}\.[\da-z]{1,10}@/;

export function formatReference(random: Uint8Array): string {
  return `ndr-bot.${Buffer.from(random).toString("hex")}`;
}

/**
 * Whether a mail answers, quotes or carries an answer of ours: its reference stands in the Message-ID and
 * in the text. A body in base64 is not looked into; then the header usually tells.
 */
export function holdsOurAnswer(mail: Uint8Array): boolean {
  const source = Buffer.from(mail.buffer, mail.byteOffset, mail.byteLength).toString("latin1");
  // Quoted-printable breaks lines anywhere (RFC 2045 6.7).
  return REFERENCE.test(source.replace(/=\r?\n/g, ""));
}
