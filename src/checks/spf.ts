import { spf as verify } from "mailauth/lib/spf/index.js";
import type { Answer, RecordType } from "../dns/answer.js";
import { type Ask, type Check, type Finding, findingOn, whyUnknown } from "./check.js";
import { isAtMicrosoft } from "./mail-servers.js";

/** Whether the server that was refused may send for the sender's domain (RFC 7208). */
export const spf: Check = {
  name: "spf",
  async run({ senderDomain, clientIp }, ask) {
    if (senderDomain === undefined) return [];
    return [await look(senderDomain, clientIp, ask)];
  },
};

/** An address that no record names: then all of a record is gone through, and its lookups are counted. */
const NOBODY = "240.0.0.1";
const MICROSOFTS = "include:spf.protection.outlook.com";
/** What it was called before Microsoft 365. */
const FORMERLY = "include:spf.messaging.microsoft.com";

async function look(domain: string, clientIp: string | undefined, ask: Ask): Promise<Finding> {
  const say = findingOn("spf", domain);
  const answer = await ask(domain, "TXT");
  if (answer.kind === "failed")
    return say(
      "unknown",
      `Who may send for ${domain} could not be found out: ${whyUnknown(answer)}.`,
    );
  if (answer.kind === "no-such-name")
    return say("problem", `There is no domain ${domain}, so nobody may send for it.`);
  const texts = answer.kind === "found" ? answer.records : [];
  const records = texts.filter((text) => /^v=spf1(?: |$)/i.test(text));
  const [record, ...more] = records;
  if (record === undefined)
    return say(
      "problem",
      `${domain} does not say who may send for it (no SPF record). ${ADMIN} ${MICROSOFTS}.`,
    );
  if (more.length > 0)
    return say(
      "problem",
      `${domain} has ${records.length} SPF records, and then none counts. Your mail admin has to make one of them.`,
      records,
    );
  const sender = `postmaster@${domain}`;
  const verdict = await verifySpf({ ip: clientIp ?? NOBODY, helo: domain, sender }, ask);
  const found = [record];
  switch (verdict.result) {
    case "permerror":
      return say(
        "problem",
        `The SPF record of ${domain} does not hold: ${permError(verdict)} Other servers treat it as none.`,
        found,
      );
    case "temperror":
      return say(
        "unknown",
        `Whether the SPF record of ${domain} holds could not be found out: a name it refers to does not answer.`,
        found,
      );
    default:
  }
  if (/(?:^|\s)\+?all(?:\s|$)/i.test(record))
    return say(
      "problem",
      `The SPF record of ${domain} lets everybody send for it (+all), so many servers do not believe it.`,
      found,
    );
  if (clientIp !== undefined) return say(...verdictOn(domain, clientIp, verdict.result), found);
  if (!record.toLowerCase().includes(MICROSOFTS) && (await isAtMicrosoft(domain, ask)))
    return say(
      "problem",
      record.toLowerCase().includes(FORMERLY)
        ? `Left over in the SPF record of ${domain}: ${FORMERLY}, a name from before Microsoft 365. Your mail admin should put ${MICROSOFTS} in its place.`
        : `${domain} is at Microsoft 365, and its SPF record does not name it. Your mail admin should add ${MICROSOFTS}.`,
      found,
    );
  return say(
    "ok",
    `The SPF record of ${domain} holds, with ${verdict.lookups} of 10 lookups.`,
    found,
  );
}

const ADMIN = "Your mail admin should add one; for Microsoft 365 it names";

function verdictOn(
  domain: string,
  ip: string,
  result: string,
): readonly [Finding["outcome"], string] {
  switch (result) {
    case "pass":
      return ["ok", `${domain} lets ${ip} send for it (SPF pass).`];
    case "fail":
      return [
        "problem",
        `${domain} does not let ${ip} send for it (SPF fail). Your mail admin has to add it, or send another way.`,
      ];
    case "softfail":
      return [
        "problem",
        `${domain} does not name ${ip} as one of its senders (SPF softfail), which many servers count against it.`,
      ];
    default:
      return ["problem", `${domain} says nothing about ${ip} (SPF ${result}), which helps nobody.`];
  }
}

/** What a record comes to for an address, in the words of RFC 7208 2.6. */
export interface SpfVerdict {
  readonly result: string;
  /** Why it does not hold, in the library's words. */
  readonly says: string;
  /** Names that it looked up; ten are allowed. */
  readonly lookups: number;
}

/** Evaluates the record of a sender's domain; where there is no sender, that of the name in HELO. */
export async function verifySpf(
  { ip, helo, sender }: { readonly ip: string; readonly helo: string; readonly sender: string },
  ask: Ask,
): Promise<SpfVerdict> {
  const { status, lookups } = await verify({
    sender,
    ip,
    helo,
    mta: "ndr-bot.invalid",
    resolver: asNodeResolver(ask),
  });
  return { result: status.result, says: status.comment || "", lookups: lookups?.count ?? 0 };
}

function permError({ says }: SpfVerdict): string {
  if (/Too many DNS/i.test(says)) return "it asks for more than 10 lookups.";
  if (/Too many void/i.test(says)) return "more than two of the names it refers to are not there.";
  return "it has a mistake in it.";
}

/** Our answers in the shape of `node:dns`, which the library takes. */
function asNodeResolver(ask: Ask) {
  return async (name: string, type: string): Promise<string[][] | string[]> => {
    const answer = await ask(name, type as RecordType);
    if (answer.kind !== "found")
      throw Object.assign(new Error(answer.kind), { code: codeOf(answer) });
    // The library takes what node:dns gives for the type, which its types do not say.
    return answer.records.map((record) =>
      type === "TXT" ? [record] : type === "MX" ? asNodeMx(record) : record,
    ) as unknown as string[];
  };
}

const asNodeMx = (record: unknown) => {
  const { preference, exchange } = record as {
    readonly preference: number;
    readonly exchange: string;
  };
  return { priority: preference, exchange };
};

function codeOf(answer: Exclude<Answer<RecordType>, { kind: "found" }>): string {
  switch (answer.kind) {
    case "no-such-name":
      return "ENOTFOUND";
    case "no-records":
      return "ENODATA";
    case "failed":
      // A macro may make of a sender what no name is; nobody is called so.
      if (answer.why === "not-a-name") return "ENOTFOUND";
      return answer.why === "refused" ? "EREFUSED" : "ETIMEOUT";
  }
}
