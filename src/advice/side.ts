import type { Diagnosis } from "../match/diagnosis.js";
import { firstProblem } from "../match/fragments.js";
import { parseIpAddress } from "../ndr/ip-address.js";
import type { Ndr, RecipientReport } from "../ndr/ndr.js";
import { isMicrosoftHost, refusingSystem } from "../ndr/refusing-system.js";
import { findBlankValues, isWithinOneDomain } from "./blank-values.js";
import { howItFailed } from "./how-it-failed.js";
import { isOwnName, isWithin, type Organisation } from "./organisation.js";
import { refusingHost } from "./refusing-host.js";

/** Whose server said no. "yours" is the organisation's; where nobody has said what is its own, the sender's. */
export type Side = "yours" | "theirs" | "microsoft";

/** In words: "The refusal came from …". */
export const SIDES: Readonly<Record<Side, string>> = {
  yours: "your side",
  theirs: "their side",
  microsoft: "Microsoft's side",
};

type Party = "sender" | "recipient" | "microsoft";

/** Whose server said no to a message; `undefined` where none did, or the bounce does not tell. */
export function findSide(
  diagnoses: readonly Diagnosis[],
  ndr: Ndr,
  organisation: Organisation,
): Side | undefined {
  if (ndr.isUnconfirmed || howItFailed(firstProblem(ndr)) !== "refused") return undefined;
  const host = refusingHost(ndr);
  if (host !== undefined && isOwnHost(host, organisation)) return "yours";
  const party = refusingParty(diagnoses, ndr, host);
  return party && sideOf(party, ndr, organisation);
}

// An address instead of a name, whole: anybody may call a server 192.0.2.1.evil.example.
const LITERAL = /^\[?(?:IPv6:)?([\da-f.:]{3,45})\]?$/i;

function isOwnHost(host: string, organisation: Organisation): boolean {
  const ip = parseIpAddress(LITERAL.exec(host)?.[1] ?? "");
  return (
    isOwnName(host, organisation) || (ip !== undefined && organisation.isOwnAddress?.(ip) === true)
  );
}

function sideOf(party: Party, ndr: Ndr, organisation: Organisation): Side {
  if (party === "microsoft") return "microsoft";
  const { senderDomain, recipientDomain } = findBlankValues(ndr);
  const isOwn = (domain: string | undefined) =>
    domain !== undefined && isOwnName(domain, organisation);
  const own = { sender: isOwn(senderDomain), recipient: isOwn(recipientDomain) };
  if (own[party]) return "yours";
  if (own.sender || own.recipient) return "theirs";
  // Nobody's, as far as is known: whoever asks has most likely sent the message.
  return party === "sender" || isWithinOneDomain(ndr) ? "yours" : "theirs";
}

function refusingParty(
  diagnoses: readonly Diagnosis[],
  ndr: Ndr,
  host: string | undefined,
): Party | undefined {
  const problem = firstProblem(ndr);
  const isReporters = host === undefined || host === ndr.reportingMta;
  if (host !== undefined && !isReporters && !isMicrosoftHost(host))
    // The reporting server talked to it on the recipient's behalf, unless it is one that passes mail on.
    return (
      partyOf(host, ndr) ?? (RELAY.test(problem.diagnosticCode ?? "") ? undefined : "recipient")
    );
  if (isReporters && refusingSystem(ndr, problem) !== "microsoft")
    return host === undefined ? undefined : partyOf(host, ndr);
  return partyAtMicrosoft(diagnoses, ndr, host);
}

const RELAY = /\brelay/i;

function partyAtMicrosoft(diagnoses: readonly Diagnosis[], ndr: Ndr, host = ""): Party | undefined {
  const problem = firstProblem(ndr);
  const { diagnosticCode = "" } = problem;
  const { recipientDomain = "" } = findBlankValues(ndr);
  const fixer = whoFixes(diagnoses);
  const isTheirs =
    isMicrosoftsBan(problem) || MICROSOFTS_OWN.test(recipientDomain) || MICROSOFTS_DOOR.test(host);
  if (fixer === "microsoft" || isTheirs) return "microsoft";
  if (RECIPIENTS_OWN.test(diagnosticCode)) return "recipient";
  const party = customerOf(host, ndr) ?? partyOf(host, ndr);
  // A sender who has to act may have been refused at any recipient's door.
  const isKept = fixer !== "sender" || SENDERS_HOST.test(host) || SENDERS_OWN.test(diagnosticCode);
  return party ?? (isKept ? fixer : undefined);
}

/** Sending addresses and customers that Microsoft itself has banned or slowed down, for all its customers. */
function isMicrosoftsBan({ status }: RecipientReport): boolean {
  const { subject, detail = 0 } = status ?? {};
  return subject === 7 && BANS.some(([from, to]) => detail >= from && detail <= to);
}

const BANS = [
  [511, 511],
  [606, 649],
  [700, 749],
] as const;

const MICROSOFTS_OWN =
  /^(?:outlook|hotmail|live|msn|windowslive|passport)\.(?:[a-z]{2,3}|com?\.[a-z]{2})$/i;

// mx3.hotmail.com, outlook-com.olc.protection.outlook.com: where Microsoft's free mail comes in.
const MICROSOFTS_DOOR = /^mx\d?\.hotmail\.com\.?$|\.olc\.protection\.outlook\.com\.?$/i;

// The recipient's directory, mailbox or settings: Exchange says so in these words only there.
const RECIPIENTS_OWN =
  /\bRESOLVER\.(?:ADR|RST(?!\.SendSizeLimit)|GRP)\.|\bSTOREDRV\.Deliver\b|\bRecipient address rejected\b/;

// Behind the doors, and where programs hand mail over: nobody gets there but the customer.
const SENDERS_HOST = /\.prod\.outlook\.com\.?$|^smtp\.office365\.com\.?$/i;

// The customer's own door takes it for a stranger; the customer's own settings forbid it.
const SENDERS_OWN = /\bTenantAttribution\b|\bATTR36\b|\bYour organi[sz]ation\b/i;

function partyOf(host: string, ndr: Ndr): Party | undefined {
  const { senderDomain, recipientDomain } = findBlankValues(ndr);
  if (recipientDomain !== undefined && isWithin(host, recipientDomain)) return "recipient";
  return senderDomain !== undefined && isWithin(host, senderDomain) ? "sender" : undefined;
}

// contoso-example.mail.protection.outlook.com, contoso-example.b-v1.mx.microsoft: where one customer's
// domain takes its mail.
const CUSTOMERS_DOOR =
  /^([a-z0-9-]{1,63})\.(?:mail\.protection\.outlook\.(?:com|de|us)|[a-z0-9-]{1,20}\.mx\.microsoft)\.?$/i;

/** Microsoft's servers serve everybody; only the names of their doors say whose customer is meant. */
function customerOf(host: string, ndr: Ndr): Party | undefined {
  const [, customer] = CUSTOMERS_DOOR.exec(host) ?? [];
  if (customer === undefined) return undefined;
  const { senderDomain, recipientDomain } = findBlankValues(ndr);
  const isOf = (domain: string | undefined) =>
    domain?.replaceAll(".", "-").toLowerCase() === customer.toLowerCase();
  if (isOf(recipientDomain)) return "recipient";
  return isOf(senderDomain) ? "sender" : undefined;
}

/** Where the servers do not tell the customers apart, whoever has to act is whose settings said no. */
function whoFixes([best]: readonly Diagnosis[]): Party | undefined {
  if (!best || best.confidence === "possible") return undefined;
  switch (best.article.who) {
    case "microsoft":
      return "microsoft";
    case "sender-admin":
      return "sender";
    case "recipient":
    case "recipient-admin":
      return "recipient";
    case "sender":
    case "wait":
      return undefined;
  }
}
