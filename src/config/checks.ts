import { getServers } from "node:dns";
import { isIP } from "node:net";
import { asciiName } from "../dns/name.js";
import type { NameServer } from "../dns/transport.js";
import { listed } from "./listed.js";
import { readSwitch } from "./read-switch.js";
import type { Source } from "./source.js";

/** What is looked up about a bounce. */
export interface CheckSettings {
  /** The resolvers that are asked, in this order. */
  readonly servers: readonly NameServer[];
  /** The zones of the block lists that are asked; none, unless told otherwise. */
  readonly blockLists: readonly string[];
}

/** Absent where nothing is to be looked up. */
export function readChecks(source: Source): CheckSettings | undefined {
  const isOn = readSwitch(source, "CHECKS", "on");
  const servers = readServers(source);
  const blockLists = readBlockLists(source);
  return isOn ? { servers, blockLists } : undefined;
}

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
