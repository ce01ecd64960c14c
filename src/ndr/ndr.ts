import type { Hop } from "./received.js";
import type { StatusCode } from "./status-code.js";

/** What became of the delivery to one recipient (RFC 3464 2.3.3). */
export type Action = "failed" | "delayed" | "delivered" | "relayed" | "expanded";

/** What the servers said about one recipient: the per-recipient fields of RFC 3464 2.3. */
export interface RecipientReport {
  /** The address delivery was attempted to (2.3.2). */
  readonly finalRecipient?: string | undefined;
  /** The address the sender typed (2.3.1). */
  readonly originalRecipient?: string | undefined;
  readonly action?: Action | undefined;
  readonly status?: StatusCode | undefined;
  /** The three digits of the SMTP reply (RFC 5321 4.2). */
  readonly replyCode?: string | undefined;
  /** What the server said, verbatim but for folded lines (2.3.6). */
  readonly diagnosticCode?: string | undefined;
  /** The server the reporting server was talking to (2.3.5). */
  readonly remoteMta?: string | undefined;
}

/** A friendly sentence in another language or other words, and what Exchange says for it in English. */
export interface Translation {
  /** Verbatim from the mail: the words that name the cause, no more. */
  readonly said: string;
  readonly means: string;
}

/** Whose a message says it is: domains, in lower case. */
export interface Authorship {
  /** Of the author (RFC 5322 3.6.2), whose domain DMARC asks. */
  readonly from: string;
  /** Of the return path (RFC 5321 4.4), whose domain SPF asks. */
  readonly envelope?: string | undefined;
  /** Of the DKIM signatures (RFC 6376 3.5), whether they are valid or not. */
  readonly signedBy: readonly string[];
}

/** A non-delivery report: the evidence, with no opinion on it. */
export interface Ndr {
  /**
   * How it was read: the report part, a vendor's layout, a sending service's notification, a report
   * for people, a bare SMTP reply, a code among somebody's words, or words alone.
   */
  readonly parsedBy:
    | "delivery-status"
    | "exchange"
    | "sending-service"
    | "transcript"
    | "smtp-reply"
    | "loose-code"
    | "words";
  /** The server that wrote the report (RFC 3464 2.2.2). */
  readonly reportingMta?: string | undefined;
  /** Sender of the message that was not delivered. */
  readonly sender?: string | undefined;
  /** Subject of the message that was not delivered. */
  readonly subject?: string | undefined;
  /** Message-ID of the message that was not delivered, without angle brackets. */
  readonly messageId?: string | undefined;
  /** When the reporting server took the message, ISO 8601 in UTC (RFC 3464 2.2.5). */
  readonly arrivalDate?: string | undefined;
  /** The servers that had the message, the first one first; absent where the report returns no header. */
  readonly hops?: readonly Hop[] | undefined;
  /** Whose the message says it is. */
  readonly authorship?: Authorship | undefined;
  /** How many people the message was addressed to, by its header. */
  readonly addressees?: number | undefined;
  /** At least one; a bounce that names nobody has one report without addresses. */
  readonly recipients: readonly RecipientReport[];
  /** Which of the recipients' problems is explained, where it is not the first that failed. */
  readonly problem?: number | undefined;
  /** Which recipients share it, where several reports were put together and say it in different words. */
  readonly alike?: readonly number[] | undefined;
  /**
   * Lines of the human-readable part that may say why, never the returned message; and below them
   * what they mean in English, where that was translated.
   */
  readonly humanLines: readonly string[];
  /** Which of the lines are ours, and what the mail says in their place. */
  readonly translations?: readonly Translation[] | undefined;
  /** Whether the mail says of itself that delivery failed; only asked where it was read by its words. */
  readonly isReport?: boolean | undefined;
  /** Its asker has left out the names before the @ of addresses. */
  readonly hasNoNames?: true | undefined;
  /** Read off a picture, and by nobody compared with it since: letters of names and digits may be wrong. */
  readonly isUnconfirmed?: true | undefined;
}
