/** What a mail can be, besides somebody's letter. */
export type Notice =
  "failure" | "delay" | "delivered" | "read" | "autoReply" | "meeting" | "recall" | "quarantine";

/** Why a message did not arrive, as far as reports tell people without a code. */
export type Cause =
  | "unknownRecipient"
  | "mailboxFull"
  | "tooLarge"
  | "noPermission"
  | "closedGroup"
  | "invalidSender"
  | "expired";

/** What stands before a colon in the parts that Exchange writes. */
export type Label =
  | "generatingServer"
  | "reply"
  | "rejectedBy"
  | "generatedBy"
  | "sender"
  | "recipient"
  | "subject"
  | "messageId"
  | "date";

/**
 * How mail systems put things in one language, as data. Patterns ignore case and are matched against
 * one line; all are linear. A file lists the words of Exchange Online, Exchange Server and Outlook
 * first, then what other systems say.
 */
export interface Language {
  /** The word before the colon of a subject: "Undeliverable: Offer". */
  readonly subjects: Readonly<Record<Notice, readonly string[]>>;
  readonly sentences: Readonly<Record<Exclude<Notice, "meeting">, readonly RegExp[]>>;
  readonly causes: Readonly<Record<Cause, RegExp>>;
  /** Without the colon. */
  readonly labels: Readonly<Record<Label, readonly string[]>>;
  /** The words around the address in "Your message to anna@x couldn't be delivered." */
  readonly addressed: readonly (readonly [before: string, after: string])[];
  /** Claims that fake bounces make about the reader's own mailbox, never true of a bounce. */
  readonly lure: RegExp;
  /** "Click here": the other half of a fake bounce. */
  readonly press: RegExp;
  /** What else is sent, refused or full: letters, parcels, chats, doors. */
  readonly otherMatters: RegExp;
  /** Words that only e-mail has: with one of them, the rest is not about other matters. */
  readonly mail: RegExp;
  /** How bulk mail says that one can have it stopped. */
  readonly unsubscribe: RegExp;
}
