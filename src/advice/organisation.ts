import { domainToASCII } from "node:url";

/** What an organisation says is its own. */
export interface Organisation {
  /** In lower case, as the DNS has them. */
  readonly ownDomains: readonly string[];
  /** Whether an IP address is one of its own; absent where it names none. */
  readonly isOwnAddress?: ((ip: string) => boolean) | undefined;
}

/** Where nobody has said. */
export const UNNAMED_ORGANISATION: Organisation = { ownDomains: [] };

/** Whether a domain or host is one of the organisation's, or below one. */
export function isOwnName(name: string, { ownDomains }: Organisation): boolean {
  return ownDomains.some((domain) => isWithin(name, domain));
}

/** Whether a name is this domain, or below it. */
export function isWithin(name: string, domain: string): boolean {
  const [inner, outer] = [name, domain].map(inAscii);
  if (!inner || !outer) return false;
  return inner === outer || inner.endsWith(`.${outer}`);
}

// What is read as a URL ends there: "contoso.example/.evil.example" would be contoso.example.
const ENDS_HOST = /[/\\?#]/;

const inAscii = (name: string): string =>
  ENDS_HOST.test(name) ? "" : domainToASCII(name.replace(/\.$/, ""));
