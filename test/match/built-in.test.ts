import assert from "node:assert/strict";
import { explain } from "../../src/explain.js";
import type { Article } from "../../src/knowledge/article.js";
import { BUILT_IN_KNOWLEDGE, loadKnowledgeBase } from "../../src/knowledge/knowledge-base.js";
import type { Diagnosis } from "../../src/match/diagnosis.js";
import { createMatcher } from "../../src/match/match.js";
import { formatStatusCode } from "../../src/ndr/status-code.js";

const articles = await loadKnowledgeBase([BUILT_IN_KNOWLEDGE]);
const match = createMatcher(articles);

async function diagnose(content: string): Promise<readonly Diagnosis[]> {
  const explanation = await explain({ contentType: "text/plain", content }, match);
  return "diagnoses" in explanation ? explanation.diagnoses : [];
}

describe("the built-in articles do not stand in each other's way", () => {
  for (const article of articles)
    it(`${article.id} comes first for its code with each of its phrases`, async () => {
      const lost: string[] = [];
      for (const phrase of article.phrases) {
        const reply = replyWith(article, phrase);
        const found = await diagnose(reply);
        const own = found.find((diagnosis) => diagnosis.article.id === article.id);
        const before = found.filter(({ points }) => points > (own?.points ?? 0));
        if (own && before.length === 0) continue;
        const names = before.map((diagnosis) => diagnosis.article.id).join(", ");
        lost.push(`“${reply}” ${names ? `names ${names} before it` : "finds nothing"}`);
      }
      assert.deepEqual(lost, []);
    });

  it("no two say the same phrase of the same code", () => {
    const sharers = new Map<string, string[]>();
    for (const { id, codes, phrases } of articles)
      for (const phrase of phrases)
        for (const { from, to } of codes) {
          const key = `${formatStatusCode(from)}-${formatStatusCode(to)} ${phrase.toLowerCase()}`;
          sharers.set(key, [...(sharers.get(key) ?? []), id]);
        }
    const shared = [...sharers].filter(([, ids]) => ids.length > 1);
    assert.deepEqual(
      shared.map(([phrase, ids]) => `${phrase}: ${ids.join(", ")}`),
      [],
    );
  });
});

function replyWith({ codes }: Article, phrase: string): string {
  const [first] = codes;
  return first ? `550 ${formatStatusCode(first.from)} ${phrase}` : phrase;
}

describe("the built-in knowledge", () => {
  for (const [text, id] of [
    ["550 5.7.64 TenantAttribution; Relay Access Denied SMTP.", "connector-does-not-match-server"],
    [
      "550 5.7.64 Relay Access Denied ATTR36. For more details please refer to: https://support.microsoft.com/kb/3169958",
      "certificate-domain-not-accepted",
    ],
    ["#550 5.4.1 Relay Access Denied ##", "relay-access-denied"],
    ["No answer from host.\n#550 5.4.1 Relay Access Denied ##", "relay-access-denied"],
    [
      "The outbound connection attempt was not answered because either the remote system was busy or it was unable to take delivery of the message.",
      "relay-access-denied",
    ],
    [
      "Remote Server returned '<PR3PR04MB7289 #5.7.1 smtp;550 5.7.1 RESOLVER.RST.AuthRequired; authentication required [Stage: CreateMessage]>'",
      "public-folder-refuses-outside-senders",
    ],
    [
      "5.7.1 Service unavailable; Client host [192.0.2.9] blocked using Blocklist 1; To request removal from this list please forward this message to delist@messaging.microsoft.com",
      "sending-ip-on-microsoft-blocklist",
    ],
    [
      "Your message couldn't be delivered to the recipient because you don't have permission to send to it.\nAsk the recipient's email admin to add you to the accept list for the recipient.\nFor more information, see DSN 5.7.129 Errors in Exchange Online and Office 365.",
      "on-premises-account-disabled",
    ],
  ] as const)
    it(`names ${id} first for ${JSON.stringify(text.slice(0, 60))}…`, async () => {
      assert.equal((await diagnose(text))[0]?.article.id, id);
    });

  for (const [text, id] of [
    ["mail stuck, error ATT36 when relaying", "certificate-domain-not-accepted"],
    [
      "554 5.7.1 Service unavailable; Client host [192.0.2.9] blocked using cblless.anti-spam.org.cn",
      "recipient-uses-casa-blocklist",
    ],
    [
      "550 5.0.350 Remote server returned an error -> 550-DKIM: encountered the following problem validating fabrikam.example: Bodyhash_mismatch",
      "dkim-signature-failed",
    ],
    [
      "Remote server returned not permitted to relay -> 554 5.7.1 Relaying denied",
      "forwarded-mail-not-relayed",
    ],
    [
      "<a@fabrikam.example>: host mx.fabrikam.example[192.0.2.1] said: 556 5.1.10 Recipient address has null MX",
      "recipient-domain-takes-no-mail",
    ],
    ["550 5.1.10 Recipient not found", "address-does-not-exist"],
    [
      "Access denied, banned sender[192.0.2.9]. To request removal from this list please forward this message to delist@microsoft.com.",
      "sending-ip-banned-mail-delist",
    ],
  ] as const)
    it(`names ${id} first for ${JSON.stringify(text.slice(0, 60))}…`, async () => {
      assert.equal((await diagnose(text))[0]?.article.id, id);
    });

  it("is certain of nothing for “relay access denied” alone", async () => {
    const found = await diagnose("relay access denied");
    assert.ok(found.length >= 2);
    assert.ok(found.every(({ confidence }) => confidence !== "certain"));
  });

  for (const text of [
    "hello",
    "Who has duty in the helpdesk today?",
    "can you tell me a joke",
    "How do I create a distribution list?",
    "Please send the message to the whole group",
    "I can't come today, my mailbox key is lost",
    "The newsletter is sent on Friday, too many topics this time",
    "See chapter 5.4.1 of the handbook and section 5.7.1",
    "You have been invited to: Sprint planning. Join Microsoft Teams Meeting",
  ])
    it(`has nothing to say to ${JSON.stringify(text)}`, async () => {
      assert.deepEqual(await diagnose(text), []);
    });
});
