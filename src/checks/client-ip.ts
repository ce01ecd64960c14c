import { isIPv4 } from "node:net";
import { reverseName } from "../dns/name.js";
import { type Ask, type Check, type Finding, findingOn, whyUnknown } from "./check.js";

/** Whose the address is that was refused, and whether it has a name that leads back to it (RFC 1912 2.1). */
export const clientIpCheck: Check = {
  name: "client-ip",
  async run({ clientIp: written, isOwnAddress }, ask) {
    if (written === undefined) return [];
    const clientIp = plainAddress(written);
    return [
      ...(isOwnAddress ? [whose(clientIp, isOwnAddress(clientIp))] : []),
      await look(clientIp, ask),
    ];
  },
};

/** Not an IPv4 address in the clothes of IPv6 (RFC 4291 2.5.5.2). */
export const plainAddress = (ip: string): string => ip.replace(/^::ffff:(?=\d+\.)/i, "");

function whose(ip: string, isOwn: boolean): Finding {
  const say = findingOn("client-ip", ip);
  return isOwn
    ? say("ok", `${ip}, which was refused, is one of your organisation's addresses.`)
    : say(
        "ok",
        `${ip}, which was refused, is none of your organisation's addresses: another server passed the message on.`,
      );
}

async function look(ip: string, ask: Ask): Promise<Finding> {
  const say = findingOn("client-ip", ip);
  const answer = await ask(reverseName(ip), "PTR");
  if (answer.kind === "failed")
    return say(
      "unknown",
      `Whether ${ip} has a name could not be found out: ${whyUnknown(answer)}.`,
    );
  const names = answer.kind === "found" ? answer.records : [];
  if (names.length === 0)
    return say(
      "problem",
      `${ip} has no name (no PTR record). Many servers refuse mail from such an address; whoever it belongs to can give it one.`,
    );
  const ways = await Promise.all(
    names.slice(0, MOST_NAMES).map((name) => ask(name, isIPv4(ip) ? "A" : "AAAA")),
  );
  if (ways.some((way) => way.kind === "found" && way.records.some((record) => isSame(record, ip))))
    return say("ok", `${ip} is called ${names[0] ?? ""}, and the name leads back to it.`, names);
  if (ways.some(({ kind }) => kind === "failed"))
    return say(
      "unknown",
      `${ip} is called ${names[0] ?? ""}; whether the name leads back to it could not be found out.`,
      names,
    );
  return say(
    "problem",
    `${ip} is called ${names[0] ?? ""}, but the name does not lead back to it. Some servers refuse that.`,
    names,
  );
}

const MOST_NAMES = 5;

/** Zeros may be left out of an address or not. */
const isSame = (one: string, other: string): boolean => reverseName(one) === reverseName(other);
