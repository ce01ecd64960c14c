import { getDomain } from "tldts";
import type { Answer } from "../dns/answer.js";
import type { Authorship } from "../ndr/ndr.js";
import { type Ask, type Check, type Finding, findingOn, whyUnknown } from "./check.js";

/** What the sender's domain wants to be done with mail that is not provably its own (RFC 7489, RFC 9989). */
export const dmarc: Check = {
  name: "dmarc",
  async run({ senderDomain, authorship }, ask) {
    // DMARC asks for the author's domain, whoever took the message on its way (RFC 7489 3.1).
    const domain = authorship?.from ?? senderDomain;
    return domain === undefined ? [] : look(domain, authorship, ask);
  },
};

async function look(
  domain: string,
  authorship: Authorship | undefined,
  ask: Ask,
): Promise<readonly Finding[]> {
  const say = (...what: Parameters<ReturnType<typeof findingOn>>) => [
    findingOn("dmarc", domain)(...what),
  ];
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
    if (record !== undefined)
      return [
        ...say(...meaningOf(domain, record, name !== domain), [record]),
        ...(authorship ? alignment(authorship, record) : []),
      ];
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

/** Whether a signature or the return path is of the author's domain (RFC 7489 3.1); valid or not is another matter. */
function alignment({ from, envelope, signedBy }: Authorship, record: string): readonly Finding[] {
  const say = findingOn("dmarc", from);
  const isAligned = (domain: string, tag: "adkim" | "aspf") =>
    tagOf(record, tag) === "s" ? domain === from : orgDomain(domain) === orgDomain(from);
  const signer = signedBy.find((domain) => isAligned(domain, "adkim"));
  if (signer !== undefined)
    return [
      say(
        "ok",
        `The message bears a signature of ${signer}, which counts for ${from} if it is valid (DKIM).`,
      ),
    ];
  if (envelope !== undefined && isAligned(envelope, "aspf"))
    return [
      say("ok", `Its return path is at ${envelope}, which counts for ${from} if SPF passes.`),
    ];
  const [other] = signedBy;
  if (other === undefined && envelope === undefined) return [];
  const what = [
    other === undefined ? "no signature" : `a signature of ${other}`,
    envelope === undefined ? "" : ` and a return path at ${envelope}`,
  ].join("");
  return [
    say(
      "problem",
      `The message names ${from} as its author, but bears ${what}: neither counts for ${from}, so DMARC fails whatever SPF and DKIM say. Whoever sends it has to sign with ${from}.`,
    ),
  ];
}

const orgDomain = (domain: string): string => getDomain(domain) ?? domain;

function tagOf(record: string, tag: string): string | undefined {
  for (const part of record.split(";")) {
    const [name, value] = part.split("=", 2);
    if (name?.trim().toLowerCase() === tag) return value?.trim().toLowerCase();
  }
  return undefined;
}
