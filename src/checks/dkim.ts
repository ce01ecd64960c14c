import { type Ask, type Check, type Finding, findingOn, whyUnknown } from "./check.js";
import { isAtMicrosoft } from "./mail-servers.js";

const SELECTORS = ["selector1", "selector2"] as const;

/** Whether the keys are there by which Microsoft 365 signs a domain's mail (RFC 6376). Others call theirs anything. */
export const dkim: Check = {
  name: "dkim",
  async run({ senderDomain }, ask) {
    if (senderDomain === undefined || !(await isAtMicrosoft(senderDomain, ask))) return [];
    return [await look(senderDomain, ask)];
  },
};

async function look(domain: string, ask: Ask): Promise<Finding> {
  const answers = await Promise.all(
    SELECTORS.map((selector) => ask(`${selector}._domainkey.${domain}`, "TXT")),
  );
  const say = findingOn("dkim", domain);
  const failed = answers.find((answer) => answer.kind === "failed");
  if (failed?.kind === "failed")
    return say(
      "unknown",
      `Whether Microsoft 365 can sign mail of ${domain} could not be found out: ${whyUnknown(failed)}.`,
    );
  const keys = answers.flatMap((answer) => (answer.kind === "found" ? answer.records : []));
  const usable = keys.filter((key) => /(?:^|;)\s*p=[^;\s]/i.test(key));
  if (usable.length > 0)
    return say("ok", `The keys are there by which Microsoft 365 signs mail of ${domain}.`, usable);
  return say(
    "problem",
    `The keys are missing by which Microsoft 365 signs mail of ${domain} (selector1 and selector2). It signs with the name of the tenant then, which DMARC does not count.`,
  );
}
