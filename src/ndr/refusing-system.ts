import type { Ndr, RecipientReport } from "./ndr.js";

/** Whose mail server gave the reply: it decides what a code means. */
export type RefusingSystem = "microsoft" | "others" | "unknown";

/**
 * Names of Microsoft's own mail servers, a whole label before the end: `mail.protection.outlook.com`,
 * `mx.microsoft`, `olc.protection.outlook.com`.
 */
const MICROSOFT_HOST =
  /(?:^|[\s@.[(<'"])(?:outlook|hotmail|office365|office|microsoft|exchangelabs)\.com\b|\.mx\.microsoft\b|(?:^|\.)(?:outlook|office365)\.(?:de|cn|us)\b/i;

/** What only Exchange writes: its stores, its routing, its mail flow rules, its numbered refusals. */
const MICROSOFT_WORDS =
  /\b(?:RESOLVER|STOREDRV|SMTPSEND|TRANSPORT\.RULES|QUEUE\.Expired|ROUTING|APPROVAL|MSEXCH|UnifiedGroupAgent|TenantAttribution)\b|\bATTR\d{1,3}\b|\bAS\(?\d{3,8}\)?|\(S\d{3,13}\)|\[Message=/;

/** Other systems' marks in what they say. */
const OTHERS_WORDS =
  /\bgsmtp\b|support\.google\.com|postmaster\.yahooinc\.com|\bTSS?\d\d\b|\(in reply to (?:the )?end of|postmaster-errors\.|qq\.com|\bspamhaus\b|mimecast\.com/i;

/** The system whose words and code these are; what it cannot tell, it says. */
export function refusingSystem(ndr: Ndr, problem: RecipientReport): RefusingSystem {
  const { diagnosticCode = "", remoteMta } = problem;
  if (MICROSOFT_WORDS.test(diagnosticCode)) return "microsoft";
  if (OTHERS_WORDS.test(diagnosticCode)) return "others";
  const host = remoteMta ?? ndr.reportingMta;
  if (host !== undefined) {
    if (MICROSOFT_HOST.test(host)) return "microsoft";
    // Exchange on a company's own server bears the company's name.
    return remoteMta === undefined && ndr.parsedBy === "exchange" ? "microsoft" : "others";
  }
  if (MICROSOFT_HOST.test(diagnosticCode)) return "microsoft";
  return ndr.parsedBy === "exchange" ? "microsoft" : "unknown";
}
