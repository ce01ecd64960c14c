import assert from "node:assert/strict";
import { checksFor } from "../../src/checks/checks-for.js";
import { CHECK_NAMES, type CheckName } from "../../src/checks/check.js";
import type { Explanation } from "../../src/explain.js";
import type { Diagnosis } from "../../src/match/diagnosis.js";
import { findStatusCode } from "../../src/ndr/status-code.js";
import { code, TENANT_ATTRIBUTION } from "../cards/example-articles.js";

const bounce = (
  status: string | undefined,
  diagnosticCode = "",
  diagnoses: readonly Diagnosis[] = [],
): Explanation => {
  const ndr = {
    parsedBy: "delivery-status" as const,
    humanLines: ["Your message was encrypted with TLS, and SPF passed."],
    recipients: [
      { status: status === undefined ? undefined : findStatusCode(status), diagnosticCode },
    ],
  };
  return diagnoses.length > 0
    ? { kind: "diagnosed", says: "", ndr, diagnoses }
    : { kind: "undiagnosed", says: "", general: "", ndr };
};

const diagnosis = (confidence: Diagnosis["confidence"], ofCode: string): Diagnosis => ({
  article: { ...TENANT_ATTRIBUTION, codes: [{ from: code(ofCode), to: code(ofCode) }] },
  confidence,
  points: 30,
  reasons: [],
});

const NONE: readonly CheckName[] = [];
const ADDRESS: readonly CheckName[] = ["address", "recipient-mail-servers"];
const SENDER: readonly CheckName[] = ["sender-mail-servers", "spf"];
const PROOF: readonly CheckName[] = [
  "sender-mail-servers",
  "client-ip",
  "block-lists",
  "spf",
  "dkim",
  "dmarc",
];
const RELAY: readonly CheckName[] = ["recipient-mail-servers", "client-ip", "block-lists", "spf"];
const TLS: readonly CheckName[] = ["recipient-mail-servers", "transport-security", "tls-reports"];
const UNKNOWN: readonly CheckName[] = ["address", "recipient-mail-servers", "sender-mail-servers"];

const TABLE: readonly (readonly [
  status: string | undefined,
  words: string,
  checks: readonly CheckName[],
])[] = [
  ["5.1.1", "User unknown", ADDRESS],
  ["5.1.10", "RESOLVER.ADR.RecipientNotFound", ADDRESS],
  ["5.1.351", "Remote server returned unknown recipient", ADDRESS],
  ["5.1.7", "Invalid address", SENDER],
  ["4.1.8", "Sender address rejected: Domain not found", SENDER],
  ["5.1.90", "Your message can't be sent because you've reached your daily limit", NONE],
  ["5.1.0", "Sender denied: SPF record cannot be read", PROOF],
  ["5.2.2", "Mailbox full", NONE],
  ["4.2.2", "mailbox full, TLS or not", NONE],
  ["5.3.4", "Message too large", NONE],
  ["5.3.5", "System incorrectly configured", ["recipient-mail-servers"]],
  ["5.4.1", "Recipient address rejected: Access denied", ADDRESS],
  ["5.4.310", "DNS domain does not exist", ADDRESS],
  ["4.4.7", "Message expired", ADDRESS],
  ["4.4.316", "Connection refused", ADDRESS],
  ["4.4.317", "Cannot connect to remote server", TLS],
  ["5.4.8", "MX hosts fail MTA-STS validation", TLS],
  ["4.4.1", "the TLSA record does not fit", TLS],
  ["5.5.0", "Requested action not taken: mailbox unavailable", ADDRESS],
  ["5.5.2", "Command out of order", NONE],
  ["5.6.0", "Corrupt message content", NONE],
  ["5.7.321", "STARTTLS not supported", TLS],
  ["4.7.325", "certificate host mismatch", TLS],
  ["5.7.5", "Remote certificate failed MTA-STS validation", TLS],
  ["5.7.29", "A TLS connection is required", TLS],
  ["5.7.3", "STARTTLS is required to send mail", TLS],
  ["5.7.3", "Authentication unsuccessful", NONE],
  ["5.7.1", "Message refused", PROOF],
  ["5.7.1", "RESOLVER.RST.NotAuthorized; not authorized", NONE],
  ["5.7.1", "TRANSPORT.RULES.RejectMessage; the message was rejected", NONE],
  ["5.7.26", "Unauthenticated email is not accepted", PROOF],
  ["5.7.64", "TenantAttribution; Relay Access Denied", RELAY],
  ["5.7.64", "", RELAY],
  ["5.7.1", "Unable to relay", RELAY],
  ["5.7.509", "Access denied, sending domain does not pass DMARC verification", PROOF],
  ["5.7.606", "Access denied, banned sending IP", PROOF],
  ["5.7.25", "The IP has no PTR record", PROOF],
  ["5.7.504", "Recipient address is not valid", ADDRESS],
  ["5.7.124", "Sender not in allowed-senders list", NONE],
  ["5.7.193", "Group refuses outsiders", NONE],
  ["5.7.501", "Access denied, spam abuse detected", NONE],
  ["5.7.705", "Tenant has exceeded threshold", NONE],
  ["5.7.999", "A rule of ours", NONE],
  ["5.0.0", "No", UNKNOWN],
  ["5.9.9", "No", UNKNOWN],
  [undefined, "No", UNKNOWN],
  [undefined, "550 SPF check failed", PROOF],
  [undefined, "TLS required", TLS],
];

describe("checksFor", () => {
  for (const [status, words, checks] of TABLE)
    it(`${status ?? "no code"}, “${words}”: ${checks.join(", ") || "none"}`, () => {
      assert.deepEqual(checksFor(bounce(status, words)), checks);
    });

  it("reads the words of the server and not those of the report around them", () => {
    assert.deepEqual(checksFor(bounce("5.4.1", "Access denied")), ADDRESS);
  });

  for (const status of [undefined, "5.0.0"])
    it(`goes by the article's code where the bounce has ${status ?? "none"}`, () => {
      const full = diagnosis("likely", "5.2.2");
      assert.deepEqual(checksFor(bounce(status, "over quota", [full])), NONE);
    });

  it("believes the bounce's own code more", () => {
    const full = diagnosis("certain", "5.2.2");
    assert.deepEqual(checksFor(bounce("5.1.1", "no such user", [full])), ADDRESS);
  });

  it("goes by no article that is only possible", () => {
    const full = diagnosis("possible", "5.2.2");
    assert.deepEqual(checksFor(bounce(undefined, "no", [full])), UNKNOWN);
  });

  it("has nothing to look at where there is no bounce", () => {
    assert.deepEqual(checksFor({ kind: "not-an-ndr", says: "", looksLike: "plain talk" }), NONE);
  });

  it("names checks in the order in which they are shown", () => {
    for (const [, , checks] of TABLE)
      assert.deepEqual(
        checks,
        CHECK_NAMES.filter((name) => checks.includes(name)),
      );
  });
});
