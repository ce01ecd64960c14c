import { type Ask, type Check, type Finding, findingOn, whyUnknown } from "./check.js";

/** Whether the recipient's domain is told of connections that were not secure (RFC 8460): then its admin may know already. */
export const tlsReports: Check = {
  name: "tls-reports",
  run: async ({ recipientDomain }, ask) =>
    recipientDomain === undefined ? [] : look(recipientDomain, ask),
};

/** Most are told nothing, and nothing is wrong with that. */
async function look(domain: string, ask: Ask): Promise<readonly Finding[]> {
  const say = findingOn("tls-reports", domain);
  const answer = await ask(`_smtp._tls.${domain}`, "TXT");
  if (answer.kind === "failed")
    return [
      say(
        "unknown",
        `Whether ${domain} gets reports on connections that fail (TLS-RPT) could not be found out: ${whyUnknown(answer)}.`,
      ),
    ];
  const records =
    answer.kind === "found" ? answer.records.filter((text) => /^v=TLSRPTv1\s*;/i.test(text)) : [];
  const [record] = records;
  if (record === undefined) return [];
  // RFC 8460 3.
  if (records.length > 1)
    return [
      say(
        "problem",
        `${domain} has ${records.length} records for reports on TLS, and then none counts. The recipient's mail admin has to leave one.`,
        records,
      ),
    ];
  if (!REPORTS_TO.test(record))
    return [
      say(
        "problem",
        `${domain} wants reports on TLS and does not say where to (rua). The recipient's mail admin has to name an address.`,
        records,
      ),
    ];
  return [
    say(
      "ok",
      `${domain} gets a report each day of connections that fail (TLS-RPT), so its mail admin can see why.`,
      records,
    ),
  ];
}

const REPORTS_TO = /;\s*rua\s*=[^;]*(?:mailto:[^\s;,@]+@|https:\/\/)[^\s;,]/i;
