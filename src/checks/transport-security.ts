import type { Answer } from "../dns/answer.js";
import { type Ask, type Check, type Finding, findingOn, whyUnknown } from "./check.js";

const MOST_HOSTS = 5;

/** Whether the recipient's domain takes mail over proven connections only: MTA-STS (RFC 8461), DANE (RFC 7672). */
export const transportSecurity: Check = {
  name: "transport-security",
  async run({ recipientDomain }, ask) {
    if (recipientDomain === undefined) return [];
    const [sts, dane] = await Promise.all([
      lookForSts(recipientDomain, ask),
      lookForDane(recipientDomain, ask),
    ]);
    return [sts, dane].flatMap((finding) => finding ?? []);
  },
};

const say = (about: string) => findingOn("transport-security", about);

/** Most have neither, and nothing is wrong with that. */
async function lookForSts(domain: string, ask: Ask): Promise<Finding | undefined> {
  const answer = await ask(`_mta-sts.${domain}`, "TXT");
  if (answer.kind === "failed") return unsure(domain, "MTA-STS", answer);
  const records =
    answer.kind === "found" ? answer.records.filter((text) => /^v=STSv1\s*;/i.test(text)) : [];
  if (records.length === 0) return undefined;
  if (records.length > 1)
    return say(domain)(
      "problem",
      `${domain} has ${records.length} MTA-STS records, and then none counts. The recipient's mail admin has to leave one.`,
      records,
    );
  return say(domain)(
    "ok",
    `${domain} takes mail only over connections that its MTA-STS policy allows.`,
    records,
  );
}

async function lookForDane(domain: string, ask: Ask): Promise<Finding | undefined> {
  const mx = await ask(domain, "MX");
  if (mx.kind !== "found") return undefined;
  const hosts = mx.records.map(({ exchange }) => exchange).filter((host) => host !== "");
  const answers = await Promise.all(
    hosts
      .slice(0, MOST_HOSTS)
      .map(async (host) => [host, await ask(`_25._tcp.${host}`, "TLSA")] as const),
  );
  for (const [host, answer] of answers) {
    if (answer.kind === "found")
      return say(domain)(
        "ok",
        `${host} names the certificates that it uses (DANE). If one has changed and the record has not, mail comes back until the recipient's mail admin corrects it.`,
        answer.records.map(
          ({ usage, selector, matchingType }) => `TLSA ${usage} ${selector} ${matchingType}`,
        ),
      );
    if (answer.kind === "failed") return unsure(host, "DANE", answer);
  }
  return undefined;
}

function unsure(
  about: string,
  what: string,
  answer: Extract<Answer<"TXT" | "TLSA">, { kind: "failed" }>,
): Finding {
  return say(about)(
    "unknown",
    `Whether ${about} has ${what} could not be found out: ${whyUnknown(answer)}.`,
  );
}
