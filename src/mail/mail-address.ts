import { domainToASCII } from "node:url";

/** A mail address that can be answered: its parts as they are compared. */
export interface MailAddress {
  readonly localPart: string;
  /** In ASCII and lower case; of an internationalised name the A-labels (RFC 5890). */
  readonly domain: string;
}

// The atoms of RFC 5321 4.1.2. Quoted local parts are legal, and nobody in an organisation has one.
const LOCAL_PART = /^[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*$/;
const DOMAIN = /^(?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?\.)+[a-z\d][a-z\d-]{0,61}[a-z\d]$/;
const LONGEST_LOCAL_PART = 64;
const LONGEST = 254;

/** Takes an address apart; `undefined` for anything but `atoms@host.name`. */
export function parseMailAddress(text: string): MailAddress | undefined {
  if (text.length > LONGEST) return undefined;
  const at = text.lastIndexOf("@");
  const localPart = text.slice(0, Math.max(at, 0));
  const domain = domainToASCII(text.slice(at + 1)).toLowerCase();
  if (localPart.length > LONGEST_LOCAL_PART || !LOCAL_PART.test(localPart)) return undefined;
  return domain.length <= LONGEST && DOMAIN.test(domain) ? { localPart, domain } : undefined;
}

export function formatMailAddress({ localPart, domain }: MailAddress): string {
  return `${localPart}@${domain}`;
}

/** The same for one mailbox however it is written; no organisation tells its mailboxes apart by upper case. */
export function keyOfMailbox(address: MailAddress): string {
  return formatMailAddress(address).toLowerCase();
}

export function isSameMailbox(one: MailAddress, other: MailAddress): boolean {
  return keyOfMailbox(one) === keyOfMailbox(other);
}
