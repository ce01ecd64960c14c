import type { Ndr, RecipientReport } from "./ndr.js";

/** Whose mail server gave the reply: it decides what a code means. */
export type RefusingSystem = "microsoft" | "others" | "unknown";

const MICROSOFT_DOMAIN = String.raw`(?:outlook\.(?:com|de|us)|office365\.(?:com|us)|partner\.outlook\.cn|hotmail\.com|exchangelabs\.com|mx\.microsoft|microsoft\.com)`;

/** "contoso-example.mail.protection.outlook.com", "contoso-example.b-v1.mx.microsoft", all to the end. */
const MICROSOFT_HOST = new RegExp(String.raw`(?:^|\.)${MICROSOFT_DOMAIN}\.?$`, "i");

/** Whether a host is one of those that take the mail of everybody at Microsoft. */
export function isMicrosoftHost(host: string): boolean {
  return MICROSOFT_HOST.test(host);
}

// "[DB5EUR03FT022.eop-EUR03.prod.protection.outlook.com 2026-11-20T08:14:01.000Z 08DE…]": Microsoft's
// servers sign with their name. A recipient at outlook.com is no server.
const MICROSOFT_SIGNATURE = new RegExp(
  String.raw`[[\s(](?:[\w-]{1,63}\.){1,8}${MICROSOFT_DOMAIN}(?=[\]\s),;]|$)`,
  "i",
);

/** What only Exchange writes: its stores, its routing, its mail flow rules, its numbered refusals. */
const MICROSOFT_WORDS =
  /\b(?:RESOLVER|STOREDRV|SMTPSEND|QUEUE|ROUTING|APPROVAL|TRANSPORT\.RULES)\.\w|\bSTOREDRV\b|\bMSEXCH:|\bUnifiedGroupAgent\b|\bTenantAttribution\b|\bATTR\d{1,3}\b|\bAS\(\d{3,12}\)|\(AS\d{3,12}\)|\(S\d{3,13}\)|\[Message=|\bdelist@(?:messaging\.)?microsoft\.com\b|\bsender\.office\.com\b|\b(?:go|aka|learn|support)\.(?:microsoft\.com|ms)\//;

/** Other systems' marks in what they say. */
const OTHERS_WORDS =
  /\b[\w-]{8,}\.\d{1,4} - gsmtp\b|\bgsmtp\b|support\.google\.com|\bgoogle\.com\/mail|\byahoo(?:inc)?\.com\b|\[TSS?\d\d\]|\[(?:HM|CS|IC|PH)\d\d\]|support\.apple\.com|postmaster\.(?:gmx|web|mail)\b|\bgmx\.(?:net|com)\/|\bqq\.com\/|\b163\.com\/|\bmail\.ru\/|\byandex\.|mimecast\.com|pphosted\.com|proofpoint\.com|barracuda(?:networks|central)|\bspamhaus\b|\bcloudmark\b|\bzoho\.com|\bovh\.(?:net|com)\b|t-online\.de/i;

// "550 5.1.351 Remote server returned unknown recipient -> 550 5.1.1 User unknown": Exchange Online
// puts its own code and words before the arrow.
const WRAPPED = /^\D{0,20}[45]\d\d[ -][45]\.\d{1,3}\.\d{1,3} [^>]{1,300}-> ?#?[245]\d\d\b/;

// Gmail reports for others and does not name them.
const SAID_BY_ANOTHER = /response from the remote server|error that the other server returned/i;

/**
 * The system whose words and code these are; what it cannot tell, it says. A mail can claim to be
 * from anybody: that changes which article is shown, and no more.
 */
export function refusingSystem(ndr: Ndr, problem: RecipientReport): RefusingSystem {
  const { diagnosticCode = "", remoteMta } = problem;
  if (WRAPPED.test(diagnosticCode) || MICROSOFT_WORDS.test(diagnosticCode)) return "microsoft";
  if (MICROSOFT_SIGNATURE.test(diagnosticCode)) return "microsoft";
  if (OTHERS_WORDS.test(diagnosticCode)) return "others";
  if (remoteMta !== undefined && isDomainOf(problem, remoteMta)) return "unknown";
  if (remoteMta !== undefined) return MICROSOFT_HOST.test(remoteMta) ? "microsoft" : "others";
  if (ndr.humanLines.some((line) => SAID_BY_ANOTHER.test(line))) return "unknown";
  // Exchange on a company's own server bears the company's name.
  if (ndr.parsedBy === "exchange") return "microsoft";
  if (ndr.reportingMta === undefined) return "unknown";
  return MICROSOFT_HOST.test(ndr.reportingMta) ? "microsoft" : "others";
}

// "Remote Server at fabrikam.example (192.0.2.7) returned …" names whom the mail was for, not who
// answered.
function isDomainOf({ finalRecipient = "" }: RecipientReport, host: string): boolean {
  return finalRecipient.toLowerCase().endsWith(`@${host.toLowerCase()}`);
}
