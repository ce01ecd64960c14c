import assert from "node:assert/strict";
import { refusalWords, verdictOf, VERDICTS } from "../../src/advice/verdict.js";
import type { Article } from "../../src/knowledge/article.js";
import type { Diagnosis } from "../../src/match/diagnosis.js";
import type { Ndr, RecipientReport } from "../../src/ndr/ndr.js";
import {
  BLOCKLISTED,
  code,
  RESTRICTED_GROUP,
  TENANT_ATTRIBUTION,
} from "../cards/example-articles.js";
import { NDR, RELAY } from "../cards/examples.js";

const diagnosis = (
  article: Article,
  confidence: Diagnosis["confidence"] = "certain",
): Diagnosis => ({ ...RELAY, article, confidence });

const UNCLEAR = "I can't tell yet who can fix this.";

describe("verdictOf", () => {
  for (const who of ["sender", "sender-admin", "recipient-admin", "microsoft", "wait"] as const) {
    it(`has a sentence for ${who}`, () => {
      const article = { ...TENANT_ATTRIBUTION, who };
      assert.equal(verdictOf([diagnosis(article)], NDR), VERDICTS[who]);
    });
  }

  it("names the owner where the article has steps for one", () => {
    const article: Article = { ...RESTRICTED_GROUP, who: "recipient" };
    assert.match(verdictOf([diagnosis(article)], NDR), /^The owner of the group can fix this\./);
    const alone = { ...article, ownerSteps: [] };
    assert.match(verdictOf([diagnosis(alone)], NDR), /^The recipient can fix this\./);
  });

  it("sends nobody to the recipient's admin within one domain", () => {
    const recipients = [{ finalRecipient: "all@Northwind.example" }];
    assert.equal(
      verdictOf([diagnosis(RESTRICTED_GROUP)], { ...NDR, recipients }),
      VERDICTS["sender-admin"],
    );
  });

  it("names nobody where the best is only possible", () => {
    assert.equal(verdictOf([diagnosis(TENANT_ATTRIBUTION, "possible")], NDR), UNCLEAR);
  });

  it("names nobody where the causes that fit do not agree", () => {
    const second = diagnosis(RESTRICTED_GROUP, "possible");
    assert.equal(verdictOf([diagnosis(TENANT_ATTRIBUTION, "likely"), second], NDR), UNCLEAR);
    const agrees = diagnosis(BLOCKLISTED, "possible");
    assert.equal(
      verdictOf([diagnosis(TENANT_ATTRIBUTION, "likely"), agrees], NDR),
      VERDICTS["sender-admin"],
    );
  });

  describe("of a bounce that no article explains", () => {
    const verdict = (report: RecipientReport, rest: Partial<Ndr> = {}) =>
      verdictOf([], {
        parsedBy: "smtp-reply",
        humanLines: [],
        ...rest,
        recipients: [report],
      });

    for (const [status, says] of [
      ["5.1.99", "Check the address first."],
      ["5.2.9", "The recipient's mailbox takes no mail now."],
      ["4.2.9", "This is temporary."],
      ["4.7.99", "This is temporary."],
      ["5.6.7", "I don't know this bounce yet."],
    ] as const) {
      it(`${status}: ${says}`, () => {
        assert.equal(verdict({ status: code(status) }), says);
      });
    }

    for (const [why, report, rest] of [
      ["the report says failed", { action: "failed" }, {}],
      ["the words say expired", { diagnosticCode: "4.4.7 Message expired" }, {}],
      ["the words say so", {}, { humanLines: ["It could not be delivered."] }],
      ["it is a report", {}, { parsedBy: "exchange" }],
    ] as const) {
      it(`calls nothing temporary where ${why}`, () => {
        const status = code("4.4.7");
        assert.equal(verdict({ status, ...report }, rest), "I don't know this bounce yet.");
      });
    }

    it("says so where there is no code", () => {
      assert.equal(verdict({}), "I don't know this bounce yet.");
    });
  });
});

describe("refusalWords", () => {
  it("says what is on the side of who has to act, where the refusal is not", () => {
    assert.equal(
      refusalWords("theirs", "sender-admin"),
      "The refusal came from their side; what to mend is on yours.",
    );
  });

  for (const [side, verdict] of [
    ["yours", "sender-admin"],
    ["theirs", "sender"],
    ["microsoft", "microsoft"],
  ] as const)
    it(`adds nothing for ${side} and ${verdict}`, () => {
      assert.match(refusalWords(side, verdict), /^The refusal came from [\w']+(?: side)\.$/);
    });
});
