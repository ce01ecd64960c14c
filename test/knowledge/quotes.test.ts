import assert from "node:assert/strict";
import { explain } from "../../src/explain.js";
import { BUILT_IN_KNOWLEDGE, loadKnowledgeBase } from "../../src/knowledge/knowledge-base.js";
import { createMatcher } from "../../src/match/match.js";

const match = createMatcher(await loadKnowledgeBase([BUILT_IN_KNOWLEDGE]));

async function diagnosesOf(content: string) {
  const explanation = await explain({ contentType: "text/plain", content }, match);
  assert.equal(explanation.kind, "diagnosed");
  return explanation.diagnoses;
}

// Servers' words that several articles could claim.
describe("the words of servers", () => {
  const certain: Record<string, string> = {
    "554 5.7.1 <anna@recipient.test>: Relay access denied": "server-does-not-relay",
    "550 5.7.1 Unable to relay": "server-does-not-relay",
    "550 5.7.54 SMTP; Unable to relay recipient in non-accepted domain": "server-does-not-relay",
    "550 5.7.367 Remote server returned not permitted to relay -> 554 5.7.1 Relaying denied":
      "forwarded-mail-not-relayed",
    "550 5.4.1 Relay Access Denied": "relay-access-denied",
    "550 5.7.64 TenantAttribution; Relay Access Denied SMTP": "connector-does-not-match-server",
    "550 5.7.64 Relay Access Denied ATTR36": "certificate-domain-not-accepted",
    "550 5.7.23 The message was rejected because of Sender Policy Framework violation":
      "spf-record-incomplete",
    "550-5.7.26 This mail has been blocked because the sender is unauthenticated.\n550 5.7.26 Gmail requires all senders to authenticate with either SPF or DKIM.":
      "spf-record-incomplete",
  };
  for (const [quote, id] of Object.entries(certain)) {
    it(`lead to ${id} for certain in ${JSON.stringify(quote.slice(0, 60))}`, async () => {
      const [first] = await diagnosesOf(quote);
      assert.equal(first?.article.id, id);
      assert.equal(first.confidence, "certain");
    });
  }

  // Gmail writes 4.0.0 above them, which says nothing.
  const gmail: Record<string, string> = {
    "DNS Error: 39857475 DNS type 'mx' lookup of fabrikam.example responded with code NXDOMAIN Domain name not found: fabrikam.example":
      "recipient-domain-does-not-exist",
    "DNS Error: DNS type 'mx' lookup of fabrikam.example responded with code NOERROR DNS type 'mx' lookup of fabrikam.example had no relevant answers.":
      "recipient-domain-does-not-exist",
    "DNS Error: DNS type 'mx' lookup of fabrikam.example responded with code NOERROR The domain fabrikam.example doesn't receive email according to the administrator":
      "recipient-domain-takes-no-mail",
  };
  for (const [quote, id] of Object.entries(gmail)) {
    it(`lead to ${id} in ${JSON.stringify(quote.slice(-60))}`, async () => {
      const [first] = await diagnosesOf(
        `Reporting-MTA: dns; googlemail.com\n\nFinal-Recipient: rfc822; a@fabrikam.example\nAction: failed\nStatus: 4.0.0\nDiagnostic-Code: smtp; ${quote}`,
      );
      assert.equal(first?.article.id, id);
    });
  }

  for (const sentence of [
    "You don't have permission to send to this group or one of its subgroups.",
    "The group Sales only accepts messages from specific people, and you aren't on the list.",
    "The group Sales only accepts messages from people in its organization or on its allowed senders list, and your email address isn't on the list.",
  ]) {
    it(`lead to group-restricts-senders in ${JSON.stringify(sentence.slice(0, 60))}`, async () => {
      const [first] = await diagnosesOf(sentence);
      assert.equal(first?.article.id, "group-restricts-senders");
    });
  }

  it("decide nothing where the code is missing and several articles know them", async () => {
    const diagnoses = await diagnosesOf("relay access denied");
    assert.ok(diagnoses.length >= 2);
    assert.ok(diagnoses.every(({ confidence }) => confidence === "possible"));
  });
});
