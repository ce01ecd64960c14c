import type { MailSource } from "../bounce-mail.js";

/** What an Outlook file holds of one message, as far as a bounce is told by it; plain values. */
export interface OutlookMessage {
  /** "IPM.Note", "REPORT.IPM.Note.NDR" … (MS-OXCMSG 2.2.1.3). */
  readonly messageClass: string;
  readonly subject?: string | undefined;
  /** The header as it came over the internet (MS-OXOMSG 2.2.1.61); mail inside Exchange has none. */
  readonly transportHeaders?: string | undefined;
  readonly sender: OutlookAddress;
  readonly displayTo?: string | undefined;
  readonly messageId?: string | undefined;
  /** ISO 8601 in UTC. */
  readonly sentAt?: string | undefined;
  /** Plain text; at least one of body and html is there, unless the message has no words. */
  readonly body?: string | undefined;
  readonly html?: string | undefined;
  /** Of a report, the server that wrote it. */
  readonly reportingMta?: string | undefined;
  readonly reportText?: string | undefined;
  /** Of a report, what it says of the message that was not delivered. */
  readonly original: OriginalMessage;
  readonly recipients: readonly OutlookRecipient[];
  readonly attachments: readonly OutlookAttachment[];
}

export interface OutlookAddress {
  readonly name?: string | undefined;
  /** An SMTP address where there is one, else what the directory calls them. */
  readonly address?: string | undefined;
}

export interface OriginalMessage {
  readonly subject?: string | undefined;
  readonly sender: OutlookAddress;
  readonly displayTo?: string | undefined;
  readonly messageId?: string | undefined;
  readonly sentAt?: string | undefined;
}

/** A recipient; of a report, one that it is about (MS-OXOMSG 2.2.2). */
export interface OutlookRecipient extends OutlookAddress {
  /** "<mx.fabrikam.example #5.1.1 smtp;550 5.1.1 …>" (MS-OXCMAIL 2.2.3.7.1.2). */
  readonly supplementaryInfo?: string | undefined;
  /** 511 for 5.1.1; a subject or detail above 9 became 0 (MS-OXCMAIL 2.2.3.7.1.3). */
  readonly statusCode?: number | undefined;
  /** X.400's number for the cause. */
  readonly diagnosticNumber?: number | undefined;
  readonly remoteMta?: string | undefined;
  readonly reportText?: string | undefined;
}

/** What may be evidence among the files in it: nothing packed, no pictures. */
export type OutlookAttachment =
  | { readonly kind: "message"; readonly message: OutlookMessage }
  /** In lower case; empty where it has none. */
  | { readonly kind: "file"; readonly mediaType: string; readonly source: MailSource }
  /** The mail itself, under rights management. */
  | { readonly kind: "protected" };
