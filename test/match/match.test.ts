import assert from "node:assert/strict";
import { explain } from "../../src/explain.js";
import type { Explanation } from "../../src/explain.js";
import { readArticle } from "../../src/knowledge/read-article.js";
import { BUILT_IN_KNOWLEDGE, loadKnowledgeBase } from "../../src/knowledge/knowledge-base.js";
import { createMatcher } from "../../src/match/match.js";
import type { Matcher } from "../../src/match/match.js";

/** An article with nothing in it but what is matched. */
function article(id: string, codes: string, phrases: readonly string[]) {
  const list = phrases.map((phrase) => `\n  - "${phrase}"`).join("");
  return readArticle(
    `${id}.md`,
    `---
title: ${id}
codes: [${codes}]
${list ? `phrases:${list}` : "phrases: []"}
who: sender
source: https://learn.microsoft.com/x
reviewed: 2026-11-21
---

## What happened

It happened.

## What you can do

1. Do it.

## What an admin can do

1. Do it.
`,
    "test",
  );
}

const paste = (content: string, match: Matcher) =>
  explain({ contentType: "text/plain", content }, match);

const verdicts = (explanation: Explanation) =>
  "diagnoses" in explanation
    ? explanation.diagnoses.map(({ article, confidence }) => `${article.id} ${confidence}`)
    : [];

describe("createMatcher", () => {
  const match = createMatcher([
    article("relay", "5.4.1", ["Relay Access Denied"]),
    article("edge", "5.4.1", ["Recipient address rejected: Access denied"]),
    article("tenant", "5.7.64", ["TenantAttribution; Relay Access Denied"]),
    article("attr36", "5.7.64", ["Relay Access Denied ATTR36"]),
    article("range", "5.7.606-5.7.649", ["banned sending IP"]),
    article("last", "5.7.1, 5.7.0-5.7.999", []),
    article("group", "5.7.1", ["RESOLVER.RST.NotAuthorized"]),
    article("quota", "5.2.2", ["mailbox full"]),
  ]);

  for (const [text, expected] of [
    ["550 5.4.1 Relay Access Denied", ["relay certain"]],
    ["550 5.7.64 Relay Access Denied ATTR36", ["attr36 certain"]],
    ["550 5.7.64 TenantAttribution; Relay Access Denied SMTP", ["tenant certain"]],
    ["550 5.7.1 RESOLVER.RST.NotAuthorized; not authorized", ["group certain"]],
    ["550 5.7.610 Access denied, banned sending IP [192.0.2.1]", ["range certain"]],
    ["5.7.620", ["range likely"]],
    ["5.4.1", ["edge possible", "relay possible"]],
    ["550 5.7.888 Something nobody has heard of", ["last possible"]],
  ] as const) {
    it(`answers ${JSON.stringify(text)} with ${expected.join(", ")}`, async () => {
      assert.deepEqual(verdicts(await paste(text, match)), expected);
    });
  }

  it("is sure of nothing where the words fit several codes", async () => {
    const found = verdicts(await paste("relay access denied", match));
    assert.ok(found.length >= 2, String(found));
    assert.ok(!found.some((verdict) => verdict.endsWith("certain")));
  });

  it("puts the last resort first where 5.7.1 says nothing more, and is not sure", async () => {
    const [first, ...others] = verdicts(await paste("550 5.7.1 No.", match));
    assert.equal(first, "last possible");
    assert.deepEqual(others, ["group possible"]);
  });

  it("does not believe words against the code", async () => {
    const [first] = verdicts(await paste("550 5.2.2 Relay Access Denied", match));
    assert.equal(first, "quota likely");
  });

  it("sees through typing errors, but is not certain then", async () => {
    const [first] = verdicts(await paste("550 5.4.1 Relay Acces Denyed", match));
    assert.match(first ?? "", /^relay (?:likely|possible)$/);
  });

  it("gives reasons whose evidence stands in the mail, word for word", async () => {
    const text =
      "Remote Server returned '550 5.7.64  TenantAttribution;\n Relay Access Denied SMTP'";
    const explanation = await paste(text, match);
    assert.equal(explanation.kind, "diagnosed");
    const reasons = explanation.diagnoses.flatMap((diagnosis) => diagnosis.reasons);
    assert.ok(reasons.length >= 2);
    const flat = text.replace(/\s+/g, " ");
    for (const { evidence } of reasons) assert.ok(flat.includes(evidence), evidence);
  });

  it("takes a few words of a phrase for no sign of it", async () => {
    const long = createMatcher([
      article("long", "5.7.129", ["DSN 5.7.129 Errors in Exchange Online and Office 365"]),
    ]);
    assert.equal((await paste("The mailbox is full.\nOffice 365", long)).kind, "not-an-ndr");
  });

  it("does not look for codes in words", async () => {
    const explanation = await paste("See chapter 5.4.1 of the handbook and section 5.7.1", match);
    assert.equal(explanation.kind, "not-an-ndr");
  });
});

describe("the built-in knowledge", () => {
  let match: Matcher;
  before(async () => {
    match = createMatcher(await loadKnowledgeBase([BUILT_IN_KNOWLEDGE]));
  });

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
  ] as const) {
    it(`names ${id} first for ${JSON.stringify(text.slice(0, 60))}…`, async () => {
      assert.equal(verdicts(await paste(text, match))[0]?.split(" ")[0], id);
    });
  }

  for (const text of [
    "hello",
    "You have been invited to: Sprint planning. Join Microsoft Teams Meeting",
  ]) {
    it(`does not diagnose ${JSON.stringify(text)}`, async () => {
      assert.equal((await paste(text, match)).kind, "not-an-ndr");
    });
  }

  it("is certain of nothing for “relay access denied” alone", async () => {
    const found = verdicts(await paste("relay access denied", match));
    assert.ok(
      found.length >= 2 && found.every((verdict) => !verdict.endsWith("certain")),
      String(found),
    );
  });
});
