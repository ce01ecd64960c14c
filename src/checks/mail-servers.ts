import { isIP } from "node:net";
import type { Answer } from "../dns/answer.js";
import { isMicrosoftHost } from "../ndr/refusing-system.js";
import {
  type Ask,
  type Check,
  type CheckName,
  type Finding,
  findingOn,
  whyUnknown,
} from "./check.js";
import { findLeftOver } from "./left-over.js";

/** Where the mail of a domain goes (RFC 5321 5.1), and whether it can. */
export const recipientMailServers: Check = {
  name: "recipient-mail-servers",
  run: async ({ recipientDomain }, ask) =>
    recipientDomain === undefined ? [] : [await look(recipientDomain, ask, RECIPIENT)],
};

/** The same of the sender's domain: who cannot get an answer is turned away by many. */
export const senderMailServers: Check = {
  name: "sender-mail-servers",
  run: async ({ senderDomain }, ask) =>
    senderDomain === undefined ? [] : [await look(senderDomain, ask, SENDER)],
};

/** Whether a domain takes its mail at Microsoft 365. */
export async function isAtMicrosoft(domain: string, ask: Ask): Promise<boolean> {
  const mx = await ask(domain, "MX");
  return mx.kind === "found" && mx.records.some(({ exchange }) => isMicrosoftHost(exchange));
}

/** What the cases mean for one side. */
interface Side {
  readonly check: CheckName;
  readonly noSuchName: string;
  readonly takesNoMail: string;
  /** Who can mend it where mail is lost on its way there. */
  readonly admin: string;
}

const RECIPIENT: Side = {
  check: "recipient-mail-servers",
  noSuchName: "Check the address for a typing error.",
  takesNoMail:
    "No mail can reach an address there. Check the address, or ask the recipient another way.",
  admin: "The recipient's mail admin",
};

const SENDER: Side = {
  check: "sender-mail-servers",
  noSuchName: "Servers refuse mail from a domain that does not exist.",
  takesNoMail: "Many servers refuse mail from a domain that takes no answers.",
  admin: "Your own mail admin",
};

const toCorrect = ({ admin }: Side): string => `${admin} has to correct it.`;

type Mx = Answer<"MX">;

async function look(domain: string, ask: Ask, side: Side): Promise<Finding> {
  const say = findingOn(side.check, domain);
  const answer = await ask(domain, "MX");
  switch (answer.kind) {
    case "failed":
      return say(
        "unknown",
        `Where ${domain} takes its mail could not be found out: ${whyUnknown(answer)}.`,
      );
    case "no-such-name":
      return say("problem", `There is no domain ${domain}. ${side.noSuchName}`);
    case "no-records":
      return withoutMx(domain, ask, side);
    case "found":
      return withMx(domain, answer.records, ask, side);
  }
}

/** Mail goes to the address of the domain itself then. */
async function withoutMx(domain: string, ask: Ask, side: Side): Promise<Finding> {
  const say = findingOn(side.check, domain);
  const [four, six] = await Promise.all([ask(domain, "A"), ask(domain, "AAAA")]);
  const found = [four, six].flatMap((answer) => (answer.kind === "found" ? answer.records : []));
  if (found.length > 0)
    return say(
      "problem",
      `${domain} has no MX record, so mail goes to its web address, where mostly nobody takes mail. ${toCorrect(side)}`,
      found,
    );
  const isUnsure = four.kind === "failed" || six.kind === "failed";
  return isUnsure
    ? say(
        "unknown",
        `${domain} has no MX record; whether it takes mail without one could not be found out.`,
      )
    : say("problem", `${domain} has no mail server (no MX record). ${side.takesNoMail}`);
}

async function withMx(
  domain: string,
  records: Extract<Mx, { kind: "found" }>["records"],
  ask: Ask,
  side: Side,
): Promise<Finding> {
  const sorted = [...records].sort((a, b) => a.preference - b.preference);
  const found = sorted.map(({ preference, exchange }) => `${preference} ${exchange || "."}`);
  const hosts = [...new Set(sorted.map(({ exchange }) => exchange))];
  const on = findingOn(side.check, domain);
  const say = (outcome: Finding["outcome"], means: string) => on(outcome, means, found);
  // RFC 7505: one record that names the root.
  if (hosts.every((host) => host === ""))
    return say(
      "problem",
      `${domain} says that it takes no mail (an MX record that names nobody). ${side.takesNoMail}`,
    );
  const literal = hosts.find((host) => isIP(host) !== 0 || host === "");
  if (literal !== undefined)
    return say(
      "problem",
      `An MX record of ${domain} names ${literal === "" ? "nobody" : "an address instead of a server"}. ${toCorrect(side)}`,
    );
  const leftOver = findLeftOver(hosts);
  const inUse = hosts.filter((host) => !leftOver?.hosts.includes(host));
  const broken = (
    await Promise.all(inUse.slice(0, MOST_HOSTS).map((host) => brokenHost(host, ask)))
  ).flatMap((what) => what ?? []);
  const [first] = broken;
  if (first?.is === "problem") return say("problem", `${first.says} ${toCorrect(side)}`);
  if (leftOver)
    return say(
      "problem",
      `Left over in the MX records of ${domain}: ${inWords(leftOver.hosts)}, ${leftOver.what}. ${side.admin} has to ${inUse.length === 0 ? "put a mail server of the domain in its place" : "remove it"}.`,
    );
  const atMicrosoft = hosts.filter(isMicrosoftHost);
  const others = hosts.filter((host) => !isMicrosoftHost(host));
  if (atMicrosoft.length > 0 && others.length > 0)
    return say(
      "problem",
      `${domain} is at Microsoft 365, and has other MX records beside: ${inWords(others)}. Mail that goes there is lost or comes late, unless it is filtered there. ${side.admin} has to remove what is left over.`,
    );
  if (first) return say("unknown", first.says);
  return say(
    "ok",
    atMicrosoft.length > 0
      ? `${domain} takes its mail at Microsoft 365.`
      : `${domain} takes its mail at ${hosts[0] ?? ""}.`,
  );
}

/** More than a domain needs; the rest is not looked at. */
const MOST_HOSTS = 10;
const MOST_NAMED = 3;

const inWords = (hosts: readonly string[]): string =>
  hosts.length > MOST_NAMED
    ? `${hosts.slice(0, MOST_NAMED).join(", ")} and ${hosts.length - MOST_NAMED} more`
    : hosts.join(", ");

async function brokenHost(
  host: string,
  ask: Ask,
): Promise<{ readonly is: "problem" | "unknown"; readonly says: string } | undefined> {
  const [four, six] = await Promise.all([ask(host, "A"), ask(host, "AAAA")]);
  const hasAlias = [four, six].some((answer) => "aliases" in answer && answer.aliases.length > 0);
  // RFC 2181 10.3.
  if (hasAlias)
    return {
      is: "problem",
      says: `The mail server ${host} is another name (CNAME), which mail servers may refuse.`,
    };
  if (four.kind === "found" || six.kind === "found") return undefined;
  if (four.kind === "failed" || six.kind === "failed")
    return {
      is: "unknown",
      says: `Whether the mail server ${host} has an address could not be found out.`,
    };
  return { is: "problem", says: `The mail server ${host} has no address.` };
}
