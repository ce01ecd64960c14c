import assert from "node:assert/strict";
import type { Article, Step } from "../../../src/knowledge/article.js";
import { explain } from "../../../src/explain.js";
import { loadKnowledgeBase } from "../../../src/knowledge/knowledge-base.js";
import { createMatcher } from "../../../src/match/match.js";
import type { Matcher } from "../../../src/match/match.js";

/** Pages of Microsoft's, which are not ours to keep here: LEARN_PAGES names the folder they lie in. */
const FOLDER = process.env["LEARN_PAGES"] ?? "";

describe("five pages of Microsoft Learn as published, from LEARN_PAGES", () => {
  let articles: readonly Article[];
  let match: Matcher;

  before(async function () {
    if (FOLDER === "") this.skip();
    articles = await loadKnowledgeBase([{ folder: FOLDER, origin: "pages" }]);
    match = createMatcher(articles);
  });

  const answerTo = async (content: string): Promise<string> => {
    const explanation = await explain({ contentType: "text/plain", content }, match);
    const [best] = "diagnoses" in explanation ? explanation.diagnoses : [];
    return best?.article.id ?? explanation.kind;
  };

  const lines: Record<string, string> = {
    "#550 5.4.1 Relay Access Denied ##": "fix-ndr-5.4.1",
    "No answer from host.": "fix-ndr-5.4.1",
    "550 5.7.1": "fix-ndr-5.7.1",
    "550 5.7.64 TenantAttribution; Relay Access Denied": "fix-ndr-5.7.64",
    "550 5.7.64 TenantAttribution; Relay Access Denied SMTP.": "relay-access-denied-smtp",
    "550 5.7.64 Relay Access Denied ATTR36.": "relay-access-denied-attr36",
    "Remote Server returned '<x> #5.7.1 smtp;550 5.7.1 RESOLVER.RST.AuthRequired; authentication required [Stage: CreateMessage]'":
      "fix-ndr-5.7.1--the-recipient-is-a-public-folder-in-your-exchange",
    "5.7.1 Service unavailable; Client host [192.0.2.7] blocked using Blocklist 1; To request removal from this list please forward this message":
      "fix-ndr-5.7.1--the-sender-is-external-and-their-source-ip-address",
    "Your message couldn't be delivered to the recipient because you don't have permission to send to it.":
      "fix-ndr-5.7.1--hybrid-configuration-issues",
  };
  for (const [line, id] of Object.entries(lines)) {
    it(`answer ${JSON.stringify(line.slice(0, 60))}`, async () => {
      assert.equal(await answerTo(line), id);
    });
  }

  const stepsOf = (steps: readonly Step[]) => steps.filter(({ isRemark }) => !isRemark).length;
  const counts: Record<string, readonly [sender: number, owner: number, admin: number]> = {
    "fix-ndr-5.4.1": [2, 0, 14],
    "fix-ndr-5.7.1": [3, 3, 17],
    "fix-ndr-5.7.64": [1, 0, 2],
    "relay-access-denied-attr36": [1, 0, 2],
    "relay-access-denied-smtp": [1, 0, 6],
  };
  for (const [id, expected] of Object.entries(counts)) {
    it(`have all their steps: ${id}`, () => {
      const article = articles.find((known) => known.id === id);
      assert.ok(article);
      const { senderSteps, ownerSteps, adminSteps } = article;
      assert.deepEqual([senderSteps, ownerSteps, adminSteps].map(stepsOf), expected);
    });
  }
});
