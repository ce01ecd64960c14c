/** A bounce as it was handed over: pasted text, pasted HTML, or the bytes of a mail file. */
export interface MailSource {
  readonly contentType:
    | "message/rfc822"
    | "application/vnd.ms-outlook"
    | "text/html"
    | "text/plain"
    | `image/${"png" | "jpeg" | "gif" | "webp" | "bmp"}`;
  /** File name, where there was one; used for messages only. */
  readonly name?: string | undefined;
  readonly content: string | Uint8Array;
}

/** One header field, name in lower case, value unfolded and decoded (RFC 5322 2.2, RFC 2047). */
export interface HeaderField {
  readonly name: string;
  readonly value: string;
}

/** The normal form of every format: what a mail program would show, and the parts a report is made of. */
export interface BounceMail {
  readonly format: "eml" | "msg" | "html" | "text" | "picture";
  readonly subject?: string | undefined;
  /** Header fields of the report itself; empty for pastes. */
  readonly headers: readonly HeaderField[];
  /** What a person reads, as plain text with `\n` line ends and without quote marks. */
  readonly text: string;
  /** The message/delivery-status part as text (RFC 3464 2.1). */
  readonly deliveryStatus?: string | undefined;
  /** Header fields of the message that was not delivered, where the report returns them (RFC 3462 2). */
  readonly returnedHeaders: readonly HeaderField[];
  /** Whether the mail was so long that words of it were left out. */
  readonly isCut: boolean;
}

/** The first value of a header field, by lower-case name. */
export function headerValue(headers: readonly HeaderField[], name: string): string | undefined {
  return headers.find((field) => field.name === name)?.value;
}
