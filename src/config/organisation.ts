import type { Organisation } from "../advice/organisation.js";
import { asciiName } from "../dns/name.js";
import { membership, parseNetwork } from "../mail/network.js";
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

function readRanges({ value, complain }: Source): Organisation["isOwnAddress"] {
  const named = listed(value("ORG_IP_RANGES"));
  const networks = named.flatMap((text) => {
    const network = parseNetwork(text);
    if (!network)
      complain(
        `ORG_IP_RANGES must hold addresses such as 192.0.2.0/24 or 2001:db8::/32 with commas between, but has ${JSON.stringify(text)}`,
      );
    return network ?? [];
  });
  return named.length === 0 ? undefined : membership(networks);
}
