import type { Explanation } from "../explain.js";
import { firstProblem } from "../match/fragments.js";
import type { StatusCode } from "../ndr/status-code.js";
import type { CheckName } from "./check.js";

/** What is worth looking up by itself. All that is given has to fit; the first rule that does counts. */
interface Rule {
  /** The second number of the code. */
  readonly subject?: number;
  /** The third one, from and to; absent: any. */
  readonly details?: readonly [from: number, to: number];
  /** In what the server said; the report around it says more than is so. */
  readonly words?: RegExp;
  readonly checks: readonly CheckName[];
}

const NONE: readonly CheckName[] = [];
const WHERE_TO: readonly CheckName[] = ["address", "recipient-mail-servers"];
const WHO_FROM: readonly CheckName[] = ["sender-mail-servers", "spf"];
const PROOF: readonly CheckName[] = [
  "sender-mail-servers",
  "client-ip",
  "block-lists",
  "spf",
  "dkim",
  "dmarc",
];
const RELAY: readonly CheckName[] = ["recipient-mail-servers", "client-ip", "block-lists", "spf"];
const CONNECTION: readonly CheckName[] = [
  "recipient-mail-servers",
  "transport-security",
  "tls-reports",
];
const ANYTHING: readonly CheckName[] = ["address", "recipient-mail-servers", "sender-mail-servers"];

/** By subject (RFC 3463 3.2 to 3.8): a code says the same whether the server tries again or not. */
const RULES: readonly Rule[] = [
  // The mailbox, the server and the message itself: nothing of that stands in the DNS.
  { subject: 2, checks: NONE },
  { subject: 3, details: [5, 5], checks: ["recipient-mail-servers"] },
  { subject: 3, checks: NONE },
  { subject: 6, checks: NONE },

  { subject: 4, details: [8, 8], checks: CONNECTION },
  { subject: 4, details: [317, 317], checks: CONNECTION },
  { subject: 7, details: [5, 5], checks: CONNECTION },
  { subject: 7, details: [320, 329], checks: CONNECTION },
  { words: /\b(?:START)?TLS\b|\bTLSA\b|\bDANE\b|\b(?:MTA-)?STS\b|\bDNSSEC\b/i, checks: CONNECTION },
  { words: /\b(?:SPF|DKIM|DMARC)\b/i, checks: PROOF },

  // Mail that came to a server which is not the recipient's, by an old MX record, or from one that is not known.
  { subject: 7, details: [64, 64], checks: RELAY },
  { subject: 7, words: /\brelay/i, checks: RELAY },

  { subject: 1, details: [7, 8], checks: WHO_FROM },
  // How much somebody may send.
  { subject: 1, details: [90, 90], checks: NONE },
  { subject: 1, checks: WHERE_TO },
  { subject: 4, checks: WHERE_TO },
  // Outlook.com and others say so of an address that is not there.
  { subject: 5, details: [0, 0], checks: WHERE_TO },
  { subject: 5, details: [4, 4], checks: WHERE_TO },
  { subject: 5, checks: NONE },

  // "550 5.7.1 RESOLVER.RST.NotAuthorized; not authorized": Exchange's own rules on who may write to whom.
  { subject: 7, words: /\b(?:RESOLVER\.RST|TRANSPORT\.RULES)\./, checks: NONE },
  // Who has not signed in, who may write to a group, what an account or a tenant may send, rules.
  { subject: 7, details: [3, 3], checks: NONE },
  { subject: 7, details: [12, 13], checks: NONE },
  { subject: 7, details: [57, 60], checks: NONE },
  { subject: 7, details: [124, 139], checks: NONE },
  { subject: 7, details: [193, 193], checks: NONE },
  { subject: 7, details: [233, 236], checks: NONE },
  { subject: 7, details: [501, 503], checks: NONE },
  { subject: 7, details: [504, 504], checks: WHERE_TO },
  { subject: 7, details: [505, 505], checks: NONE },
  { subject: 7, details: [520, 520], checks: NONE },
  { subject: 7, details: [700, 749], checks: NONE },
  { subject: 7, details: [900, 999], checks: NONE },
  { subject: 7, checks: PROOF },
];

/** The checks that say something about a bounce of this kind, in the order in which they are shown. */
export function checksFor(explanation: Explanation): readonly CheckName[] {
  if (!("ndr" in explanation)) return NONE;
  const code = codeOf(explanation);
  const words = firstProblem(explanation.ndr).diagnosticCode ?? "";
  return RULES.find((rule) => fits(rule, code, words))?.checks ?? ANYTHING;
}

function fits(
  { subject, details, words }: Rule,
  code: StatusCode | undefined,
  said: string,
): boolean {
  if (subject !== undefined && code?.subject !== subject) return false;
  if (details && !(code && code.detail >= details[0] && code.detail <= details[1])) return false;
  return words?.test(said) ?? true;
}

/** The server's; where it says nothing (RFC 3463 3.1: "other or undefined"), that of the article. */
function codeOf(explanation: Extract<Explanation, { ndr: unknown }>): StatusCode | undefined {
  const { status } = firstProblem(explanation.ndr);
  if (status && status.subject !== 0) return status;
  const [best] = "diagnoses" in explanation ? explanation.diagnoses : [];
  return best && best.confidence !== "possible" ? (best.article.codes[0]?.from ?? status) : status;
}
