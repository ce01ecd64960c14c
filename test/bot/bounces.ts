import { readFileSync } from "node:fs";

const fixture = (name: string) =>
  readFileSync(new URL(`../fixtures/bounces/${name}`, import.meta.url), "utf8");

/** One line, and only one article that fits. */
export const ATTR36 = "550 5.7.64 Relay Access Denied ATTR36";
export const ATTR36_TITLE = /names a domain that is not yours/;

/** Pasted whole: maria.okafor@fabrikam.example, subject "Offer for the spring campaign". */
export const CERTIFICATE = fixture("exchange-5.7.64-certificate-changed.txt");
export const CERTIFICATE_TITLE = /no longer recognises your organisation/;

/** Pasted whole as rich text: sam@proseware.example. */
export const BLOCKED_HTML = fixture("exchange-5.4.1-blocked-at-edge.html");

/** Pasted whole: orders@tailspin.example. */
export const RELAY = fixture("exchange-5.4.1-relay-access-denied.txt");
