import { isIP } from "node:net";

/** An IP address as it stands, or `undefined`. */
export function parseIpAddress(text: string): string | undefined {
  return isIP(text) === 0 ? undefined : text;
}

// An Exchange build such as 15.20.7409.26 is kept out by its third number, which is none of an address.
const IPV4 = /(?<![\w.-])\d{1,3}(?:\.\d{1,3}){3}(?![\w-]|\.\d)/g;
const IPV6 = /(?<=[[\s(:]|^)(?:IPv6:)?([\da-f]{1,4}:[\da-f:.]{2,42})(?=[\])\s,;]|\.?$)/gi;

const MOST = 20;

/** The IP addresses in a server's words, each once. */
export function findIpAddresses(text: string): readonly string[] {
  const found = [...text.matchAll(IPV4), ...text.matchAll(IPV6)]
    .slice(0, MOST)
    .flatMap(([whole, inner]) => parseIpAddress(inner ?? whole) ?? []);
  return [...new Set(found)];
}
