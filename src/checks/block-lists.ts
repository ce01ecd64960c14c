import { backwards } from "../dns/name.js";
import { isPublicAddress } from "../dns/public-address.js";
import {
  type Ask,
  type BlockList,
  type Check,
  findingOn,
  type IsKnown,
  whyUnknown,
} from "./check.js";
import { plainAddress } from "./client-ip.js";

/** Whether the address that was refused is on one of the block lists that the operator names (RFC 5782). */
export const blockListsCheck: Check = {
  name: "block-lists",
  async run({ clientIp: written, blockLists = [] }, ask, isKnown) {
    if (written === undefined) return [];
    const ip = plainAddress(written);
    // No list knows an address of somebody's own network.
    if (!isPublicAddress(ip)) return [];
    const looked = await Promise.all(
      blockLists.map(async (list) => [nameOf(list), await look(ip, list, ask, isKnown)] as const),
    );
    const say = findingOn("block-lists", ip);
    const without = looked.flatMap(([name, { kind }]) => (kind === "free" ? name : []));
    return [
      ...looked.flatMap(([name, is]) => {
        switch (is.kind) {
          case "free":
            return [];
          case "listed":
            return say("problem", meaningOf(ip, name, is.codes), [...is.codes, ...is.reasons]);
          case "unknown":
            return say(
              "unknown",
              `Whether ${ip} is on the block list ${name} could not be found out: ${is.why}.`,
            );
        }
      }),
      ...(without.length === 0
        ? []
        : [say("ok", `${ip}, which was refused, is not on ${inWords(without)}.`)]),
    ];
  },
};

const MOST_PER_MINUTE = 30;
const MOST_PER_DAY = 1_000;
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** The lists in these zones, each with an allowance of its own: their owners shut out who asks too much. */
export function createBlockLists(zones: readonly string[], now: () => Date): readonly BlockList[] {
  return zones.map((zone) => {
    const perMinute = createAllowance(MOST_PER_MINUTE, MINUTE_MS);
    const perDay = createAllowance(MOST_PER_DAY, DAY_MS);
    return {
      zone,
      mayAsk: () => {
        const at = now().getTime();
        return perMinute(at) && perDay(at);
      },
    };
  });
}

/** So many within a span of time, which begins with the first of them. */
function createAllowance(most: number, spanMs: number): (at: number) => boolean {
  let began = -Infinity;
  let used = 0;
  return (at) => {
    if (at - began >= spanMs) {
      began = at;
      used = 0;
    }
    used += 1;
    return used <= most;
  };
}

/** What a list says about an address. */
type Listing =
  | { readonly kind: "free" }
  /** The answers, and what the list says about why: foreign text. */
  | {
      readonly kind: "listed";
      readonly codes: readonly string[];
      readonly reasons: readonly string[];
    }
  /** Why, as the end of a sentence. */
  | { readonly kind: "unknown"; readonly why: string };

// RFC 5782 5: every list has the first, and none the second.
const ALWAYS_LISTED = "127.0.0.2";
const NEVER_LISTED = "127.0.0.1";

async function look(ip: string, list: BlockList, ask: Ask, isKnown: IsKnown): Promise<Listing> {
  const entry = (address: string) => `${backwards(address)}.${list.zone}`;
  // When the one server is on a list, everybody's bounces name the same address.
  if (!isKnown(entry(ip), "A") && !list.mayAsk())
    return unknown("I have asked that list as often as I may for now");
  const answer = await ask(entry(ip), "A");
  switch (answer.kind) {
    case "failed":
      return unknown(whyUnknown(answer));
    case "no-such-name":
    case "no-records": {
      const known = await ask(entry(ALWAYS_LISTED), "A");
      if (known.kind === "failed") return unknown(whyUnknown(known));
      if (known.kind === "found") return objection(known.records) ?? { kind: "free" };
      return unknown("nothing is on that list. It may be gone, or written wrong in my settings");
    }
    case "found": {
      const objected = objection(answer.records);
      if (objected) return objected;
      const [nobody, text] = await Promise.all([
        ask(entry(NEVER_LISTED), "A"),
        ask(entry(ip), "TXT"),
      ]);
      // A list that has been given up may say so of everybody.
      if (nobody.kind === "found") return unknown("that list names every address. It may be gone");
      const reasons = text.kind === "found" ? text.records : [];
      return { kind: "listed", codes: answer.records, reasons };
    }
  }
}

const unknown = (why: string): Listing => ({ kind: "unknown", why });

/** What lists answer to those whom they do not serve; Spamhaus began with it, and others took it over. */
const REFUSALS: Readonly<Record<string, string>> = {
  "127.255.255.252": "its owner knows no such list. It may be written wrong in my settings",
  "127.255.255.254": "it does not answer public resolvers. I need another one (DNS_SERVERS)",
  "127.255.255.255": "it has been asked too often from here",
};

/** Why an answer says nothing about the address; `undefined` where it does. */
function objection(codes: readonly string[]): Listing | undefined {
  const foreign = codes.find((code) => !code.startsWith("127."));
  if (foreign !== undefined)
    return unknown(
      `${foreign} is no answer that a block list gives. A resolver may answer for names that are not there`,
    );
  const refused = codes.find((code) => code.startsWith("127.255.255.") || code === NEVER_LISTED);
  return refused === undefined
    ? undefined
    : unknown(REFUSALS[refused] ?? `it does not want to be asked from here (${refused})`);
}

const SPAMHAUS = /(?:^|\.)spamhaus\.(?:org|net)$/;
// Spamhaus' policy list holds what providers say may send no mail of its own.
const POLICY = /^127\.0\.0\.1[01]$/;
const EXPLOITED = /^127\.0\.0\.[4-7]$/;

function meaningOf(ip: string, name: string, codes: readonly string[]): string {
  const isSpamhaus = SPAMHAUS.test(name);
  if (isSpamhaus && codes.every((code) => POLICY.test(code)))
    return `${ip} is on the block list ${name} as an address that should send no mail itself (PBL). Nobody has seen anything bad from it: mail from there has to go by the mail server of its provider or organisation.`;
  if (isSpamhaus && codes.some((code) => EXPLOITED.test(code)))
    return `${ip} is on the block list ${name} because a machine there seems to be in other hands (XBL). Whoever runs it has to clean it, and can then have it taken off.`;
  return `${ip} is on the block list ${name}. Whoever runs that server has to find out why, and can then have it taken off.`;
}

// "abcdefghijklmnopqrstuvwxyz.zen.dq.spamhaus.net": the key of who pays for it is nobody else's business.
const KEY = /^[a-z0-9]{20,}\./;

const nameOf = ({ zone }: BlockList): string => zone.replace(KEY, "");

const inWords = (names: readonly string[]): string =>
  names.length === 1
    ? `the block list ${names.join("")}`
    : `any of the block lists ${names.join(", ")}`;
