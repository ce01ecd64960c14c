import { BlockList, isIP, isIPv6 } from "node:net";
import type { Organisation } from "../advice/organisation.js";
import { asciiName } from "../dns/name.js";
import { listed } from "./listed.js";
import type { Source } from "./source.js";

/** What the organisation says is its own. */
export function readOrganisation(source: Source): Organisation {
  return { ownDomains: readDomains(source), isOwnAddress: readRanges(source) };
}

function readDomains({ value, complain }: Source): readonly string[] {
  return listed(value("ORG_DOMAINS")).flatMap((text) => {
    const name = asciiName(text);
    if (name === undefined)
      complain(
        `ORG_DOMAINS must hold domains such as contoso.com with commas between, but has ${JSON.stringify(text)}`,
      );
    return name ?? [];
  });
}

function readRanges({ value, complain }: Source): ((ip: string) => boolean) | undefined {
  const named = listed(value("ORG_IP_RANGES"));
  if (named.length === 0) return undefined;
  const ranges = new BlockList();
  for (const text of named) {
    const [address = "", digits] = text.split("/", 2);
    const bits = isIPv6(address) ? 128 : 32;
    const length = digits === undefined ? bits : /^\d{1,3}$/.test(digits) ? Number(digits) : -1;
    if (isIP(address) === 0 || length < 0 || length > bits)
      complain(
        `ORG_IP_RANGES must hold addresses such as 192.0.2.0/24 or 2001:db8::/32 with commas between, but has ${JSON.stringify(text)}`,
      );
    else ranges.addSubnet(address, length, familyOf(address));
  }
  return (ip) => ranges.check(ip, familyOf(ip));
}

const familyOf = (address: string) => (isIPv6(address) ? "ipv6" : "ipv4");
