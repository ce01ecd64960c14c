import { getDomain } from "tldts";
import type { Answer } from "../dns/answer.js";
import { type Ask, type Check, type Finding, findingOn, whyUnknown } from "./check.js";

/** What the sender's domain wants to be done with mail that is not provably its own (RFC 7489, RFC 9989). */
export const dmarc: Check = {
  name: "dmarc",
  run: async ({ senderDomain }, ask) =>
    senderDomain === undefined ? [] : [await look(senderDomain, ask)],
};

async function look(domain: string, ask: Ask): Promise<Finding> {
  const say = findingOn("dmarc", domain);
  const above = getDomain(domain) ?? domain;
  for (const name of new Set([domain, above])) {
    const answer = await ask(`_dmarc.${name}`, "TXT");
    if (answer.kind === "failed")
      return say(
        "unknown",
        `What ${domain} wants for DMARC could not be found out: ${whyUnknown(answer)}.`,
      );
    const records = recordsIn(answer);
    if (records.length > 1)
      return say(
        "problem",
        `${name} has ${records.length} DMARC records, and then none counts. Your mail admin has to leave one.`,
        records,
      );
    const [record] = records;
    if (record !== undefined) return say(...meaningOf(domain, record, name !== domain), [record]);
  }
  return say(
    "problem",
    `${domain} has no DMARC record. Large mail providers want one of everybody who sends much.`,
  );
}

function recordsIn(answer: Answer<"TXT">): readonly string[] {
  return answer.kind === "found"
    ? answer.records.filter((text) => /^v=DMARC1\s*(?:;|$)/i.test(text))
    : [];
}

function meaningOf(
  domain: string,
  record: string,
  isInherited: boolean,
): readonly [Finding["outcome"], string] {
  const policy = (isInherited ? tagOf(record, "sp") : undefined) ?? tagOf(record, "p");
  switch (policy) {
    case "reject":
      return [
        "ok",
        `${domain} wants mail refused that neither SPF nor DKIM proves to be its own (DMARC p=reject).`,
      ];
    case "quarantine":
      return [
        "ok",
        `${domain} wants mail put aside that neither SPF nor DKIM proves to be its own (DMARC p=quarantine).`,
      ];
    case "none":
      return ["ok", `${domain} only watches (DMARC p=none): nobody refuses its mail for that.`];
    default:
      return [
        "problem",
        `The DMARC record of ${domain} names no policy that there is. Your mail admin has to correct it.`,
      ];
  }
}

function tagOf(record: string, tag: string): string | undefined {
  for (const part of record.split(";")) {
    const [name, value] = part.split("=", 2);
    if (name?.trim().toLowerCase() === tag) return value?.trim().toLowerCase();
  }
  return undefined;
}
