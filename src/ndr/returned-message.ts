import { type BounceMail, type HeaderField, headerValue } from "../intake/bounce-mail.js";
import { findAddress, findAddresses } from "./address.js";
import { isoDate } from "./delivery-status.js";
import type { Authorship, Ndr } from "./ndr.js";
import { readHops } from "./received.js";

type OfReturnedMessage = Pick<
  Ndr,
  "sender" | "subject" | "messageId" | "arrivalDate" | "hops" | "authorship" | "addressees"
>;

/** What the header of the message that was not delivered says, where the report does not. */
export function readReturnedMessage(ndr: Ndr, mail: BounceMail): OfReturnedMessage {
  const returned = (name: string) => headerValue(mail.returnedHeaders, name);
  const author = authorOf(mail.returnedHeaders);
  const hops = readHops(mail.returnedHeaders);
  const authorship = authorshipOf(author, mail.returnedHeaders);
  const addressees = addresseesOf(mail.returnedHeaders);
  return {
    sender:
      ndr.sender ??
      author ??
      findAddress(returned("return-path") ?? "") ??
      reportedTo(mail.headers),
    subject: ndr.subject ?? returned("subject"),
    messageId: ndr.messageId ?? /<([^<>\s]+)>/.exec(returned("message-id") ?? "")?.[1],
    arrivalDate: ndr.arrivalDate ?? isoDate(returned("date") ?? headerValue(mail.headers, "date")),
    ...(hops.length > 0 && { hops }),
    ...(authorship && { authorship }),
    ...(addressees > 0 && { addressees }),
  };
}

/** A report goes to the sender of what it reports (RFC 3464 2). */
function reportedTo(headers: readonly HeaderField[]): string | undefined {
  return findAddress(headerValue(headers, "to") ?? "");
}

// `"anna@fabrikam.example" <kim@contoso.example>`: a name may look like an address (RFC 5322 3.4), and does
// where somebody wants to pass for another.
const BEHIND_NAME = /<[^<>]{1,1000}>/;
const NO_ADDRESS = /"(?:[^"\\]|\\.){0,500}"(?!@)|\([^()]{0,500}\)/g;

function authorOf(headers: readonly HeaderField[]): string | undefined {
  const from = (headerValue(headers, "from") ?? "").slice(0, LONGEST_FROM);
  const [behindName] = BEHIND_NAME.exec(from.replace(NO_ADDRESS, " ")) ?? [];
  return findAddress(behindName ?? "") ?? findAddress(from);
}

const LONGEST_FROM = 2_000;

const MOST_SIGNATURES = 5;

function authorshipOf(
  author: string | undefined,
  headers: readonly HeaderField[],
): Authorship | undefined {
  const from = domainOf(author);
  if (from === undefined) return undefined;
  const signatures = headers.filter(({ name }) => name === "dkim-signature");
  const signedBy = signatures.slice(0, MOST_SIGNATURES).flatMap(({ value }) => signerOf(value));
  const envelope = domainOf(findAddress(headerValue(headers, "return-path") ?? ""));
  return { from, signedBy: [...new Set(signedBy)], ...(envelope && { envelope }) };
}

function domainOf(address: string | undefined): string | undefined {
  return address?.slice(address.lastIndexOf("@") + 1).toLowerCase();
}

// "v=1; a=rsa-sha256; d=contoso.example; s=selector1; …" (RFC 6376 3.5).
const SIGNER = /(?:^|;)\s{0,20}d\s{0,5}=\s{0,5}([a-z0-9.-]{1,253})\s{0,20}(?:;|$)/i;

function signerOf(signature: string): readonly string[] {
  const [, signer] = SIGNER.exec(signature.slice(0, 2_000)) ?? [];
  return signer === undefined ? [] : [signer.toLowerCase()];
}

const LONGEST_FIELD = 20_000;

/** How many people the message is addressed to, by its To and Cc. */
function addresseesOf(headers: readonly HeaderField[]): number {
  const fields = headers.filter(({ name }) => name === "to" || name === "cc");
  const addresses = fields.flatMap(({ value }) => findAddresses(value.slice(0, LONGEST_FIELD)));
  return new Set(addresses.map((address) => address.toLowerCase())).size;
}
