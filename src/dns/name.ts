import { domainToASCII } from "node:url";

// Labels with an underscore are the names of records: _dmarc, selector1._domainkey.
const NAME =
  /^(?=.{1,253}$)[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?(?:\.[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?)+$/;

/** A name as it is asked: in lower case, in ASCII (RFC 5890), without the dot at the end; `undefined` for none. */
export function asciiName(text: string): string | undefined {
  const name = text.replace(/\.$/, "").toLowerCase();
  if (NAME.test(name)) return name;
  // What is read as a URL ends at these, and another name would be asked for.
  if (name.length > 253 || /[/\\?#]/.test(name)) return undefined;
  const ascii = domainToASCII(name);
  return NAME.test(ascii) ? ascii : undefined;
}

/** The name under which an address says whose it is (RFC 1035 3.5, RFC 3596 2.5). */
export const reverseName = (address: string): string =>
  `${backwards(address)}.${address.includes(":") ? "ip6" : "in-addr"}.arpa`;

/** An address as labels, the last first: the bytes of IPv4, the hexadecimal digits of IPv6. */
export function backwards(address: string): string {
  if (!address.includes(":")) return address.split(".").reverse().join(".");
  const [head = "", tail] = address.split("::", 2);
  const front = head === "" ? [] : head.split(":");
  const back = tail === undefined || tail === "" ? [] : tail.split(":");
  const zeros = Array.from({ length: 8 - front.length - back.length }, () => "0");
  const groups = tail === undefined ? front : [...front, ...zeros, ...back];
  const digits = groups.map((group) => group.padStart(4, "0")).join("");
  return digits.split("").reverse().join(".");
}
