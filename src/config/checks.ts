import { getServers } from "node:dns";
import { BlockList, isIP, isIPv6 } from "node:net";
import { asciiName } from "../dns/name.js";
import type { NameServer } from "../dns/transport.js";
import type { Source } from "./source.js";

/** What is looked up about a bounce. */
export interface CheckSettings {
  /** The resolvers that are asked, in this order. */
  readonly servers: readonly NameServer[];
  /** The organisation's own, in lower case. */
  readonly ownDomains: readonly string[];
  /** Absent where the organisation's addresses are not named. */
  readonly isOwnAddress?: ((ip: string) => boolean) | undefined;
  /** The zones of the block lists that are asked; none, unless told otherwise. */
  readonly blockLists: readonly string[];
}

/** Absent where nothing is to be looked up. */
export function readChecks(source: Source): CheckSettings | undefined {
  const on = source.value("CHECKS").toLowerCase();
  if (on !== "" && on !== "on" && on !== "off")
    source.complain(`CHECKS must be on or off, but is ${JSON.stringify(on)}`);
  const servers = readServers(source);
  const ownDomains = readDomains(source);
  const isOwnAddress = readRanges(source);
  const blockLists = readBlockLists(source);
  return on === "off" ? undefined : { servers, ownDomains, isOwnAddress, blockLists };
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

// Not quoted: the zone of a list that is paid for begins with a key.
function readBlockLists({ value, complain }: Source): readonly string[] {
  const zones = listed(value("DNS_BLOCK_LISTS")).map((text) =>
    isIP(text) === 0 ? asciiName(text) : undefined,
  );
  const wrong = zones.indexOf(undefined);
  if (wrong >= 0)
    complain(
      `DNS_BLOCK_LISTS must hold zones such as zen.spamhaus.org, bl.spamcop.net with commas between, but number ${wrong + 1} is none`,
    );
  return [...new Set(zones.flatMap((zone) => zone ?? []))];
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
