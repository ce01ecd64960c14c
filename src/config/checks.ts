import { getServers } from "node:dns";
import { isIP } from "node:net";
import { asciiName } from "../dns/name.js";
import type { NameServer } from "../dns/transport.js";
import type { Source } from "./source.js";

/** What is looked up about a bounce. */
export interface CheckSettings {
  /** The resolvers that are asked, in this order. */
  readonly servers: readonly NameServer[];
  /** The organisation's own, in lower case. */
  readonly ownDomains: readonly string[];
}

/** Absent where nothing is to be looked up. */
export function readChecks(source: Source): CheckSettings | undefined {
  const on = source.value("CHECKS").toLowerCase();
  if (on !== "" && on !== "on" && on !== "off")
    source.complain(`CHECKS must be on or off, but is ${JSON.stringify(on)}`);
  const servers = readServers(source);
  const ownDomains = readDomains(source);
  return on === "off" ? undefined : { servers, ownDomains };
}

const listed = (text: string): readonly string[] =>
  text
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");

/** The machine's own resolvers, unless others are named. */
function readServers({ value, complain }: Source): readonly NameServer[] {
  const named = value("DNS_SERVERS");
  return (named === "" ? getServers() : listed(named)).flatMap((text) => {
    const server = parseServer(text);
    if (!server)
      complain(
        `DNS_SERVERS must hold addresses such as 192.0.2.53, 192.0.2.53:5353 or [2001:db8::53]:53 with commas between, but has ${JSON.stringify(text)}`,
      );
    return server ?? [];
  });
}

function parseServer(text: string): NameServer | undefined {
  if (isIP(text) !== 0) return { address: text, port: 53 };
  const [, six, four, digits] = /^(?:\[([^\]]+)\]|([\d.]+))(?::(\d{1,5}))?$/.exec(text) ?? [];
  const address = six ?? four ?? "";
  const port = digits === undefined ? 53 : Number(digits);
  return isIP(address) !== 0 && port > 0 && port < 0x10000 ? { address, port } : undefined;
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
