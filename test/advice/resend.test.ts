import assert from "node:assert/strict";
import { plainText } from "../../src/advice/advise.js";
import { findResend, resendWords } from "../../src/advice/resend.js";
import type { WhoCanFix } from "../../src/knowledge/article.js";
import type { Diagnosis } from "../../src/match/diagnosis.js";
import type { Ndr, RecipientReport } from "../../src/ndr/ndr.js";
import { code, RESTRICTED_GROUP, TENANT_ATTRIBUTION } from "../cards/example-articles.js";
import { RELAY } from "../cards/examples.js";

const ANNA: RecipientReport = {
  finalRecipient: "anna@fabrikam.example",
  action: "failed",
  status: code("5.7.1"),
};
const BOB: RecipientReport = { ...ANNA, finalRecipient: "bob@fabrikam.example" };
const GOT_IT: RecipientReport = { finalRecipient: "eve@fabrikam.example", action: "relayed" };

const bounce = (changes: Partial<Ndr> = {}): Ndr => ({
  parsedBy: "delivery-status",
  recipients: [ANNA],
  humanLines: [],
  ...changes,
});
const because = (
  who: WhoCanFix,
  confidence: Diagnosis["confidence"] = "certain",
  article = TENANT_ATTRIBUTION,
): readonly Diagnosis[] => [{ ...RELAY, confidence, article: { ...article, who } }];
const says = (diagnoses: readonly Diagnosis[], ndr: Ndr) =>
  plainText(resendWords(findResend(diagnoses, ndr)));

describe("findResend", () => {
  const WHEN: readonly (readonly [WhoCanFix, string])[] = [
    ["sender", "after-steps"],
    ["sender-admin", "useless"],
    ["recipient", "useless"],
    ["recipient-admin", "useless"],
    ["microsoft", "useless"],
    ["wait", "now"],
  ];
  for (const [who, when] of WHEN)
    it(`is ${when} where ${who} can fix it`, () => {
      assert.equal(findResend(because(who), bounce()).when, when);
    });

  it("is as the steps say where they have the sender try first", () => {
    const senderSteps = [
      { text: [{ kind: "words" as const, text: "Send it again." }], commands: [], details: [] },
    ];
    const article = { ...TENANT_ATTRIBUTION, senderSteps };
    assert.equal(
      says(because("recipient-admin", "certain", article), bounce()),
      "as the steps say; otherwise it would come back again.",
    );
  });

  it("is useless until the owner of a group has acted", () => {
    assert.equal(
      findResend(because("recipient", "certain", RESTRICTED_GROUP), bounce()).when,
      "useless",
    );
  });

  it("is unsure where the cause is", () => {
    assert.equal(findResend(because("sender-admin", "possible"), bounce()).when, "unsure");
  });

  const WITHOUT: readonly (readonly [string, string])[] = [
    ["5.1.1", "after-steps"],
    ["5.2.1", "useless"],
    ["5.0.0", "unsure"],
    ["4.2.1", "now"],
    ["4.0.0", "unsure"],
  ];
  for (const [status, when] of WITHOUT)
    it(`is ${when} of ${status} without an article`, () => {
      const recipients = [{ ...ANNA, status: code(status) }];
      assert.equal(findResend([], bounce({ recipients })).when, when);
    });

  const REPLIES: readonly (readonly [replyCode: string, when: string])[] = [
    ["450", "now"],
    ["550", "unsure"],
  ];
  for (const [replyCode, when] of REPLIES)
    it(`is ${when} of ${replyCode}, whatever the report makes of it`, () => {
      const recipients = [{ ...ANNA, status: code("4.0.0"), replyCode }];
      assert.equal(findResend([], bounce({ recipients })).when, when);
    });

  it("is to wait while the servers still try", () => {
    const recipients = [{ ...ANNA, action: "delayed" as const, status: code("4.4.1") }];
    assert.equal(
      says(because("wait"), bounce({ recipients, addressees: 3 })),
      "not yet. It may still arrive, and then it would arrive twice.",
    );
  });

  it("names nobody where there was nobody else", () => {
    assert.equal(
      says(because("sender-admin"), bounce({ addressees: 1 })),
      "useless until that is fixed; before, it would come back again.",
    );
  });

  it("names only those it did not reach, and says that the report says so of the others", () => {
    assert.equal(
      says(because("wait"), bounce({ recipients: [ANNA, GOT_IT, BOB] })),
      "fine: nothing more is tried with the one that came back. Give it an hour first. Then only to anna@fabrikam.example and bob@fabrikam.example: the others got it.",
    );
  });

  it("says that nothing is said of those who stand in the header only", () => {
    assert.match(
      says(because("wait"), bounce({ addressees: 4 })),
      /Then only to anna@fabrikam\.example: the bounce says nothing of the others, so they most likely got it\.$/,
    );
  });

  it("names no more than a person types", () => {
    const recipients = Array.from({ length: 40 }, (_, i) => ({
      ...ANNA,
      finalRecipient: `p${i}@x.example`,
    }));
    assert.match(
      says(because("wait"), bounce({ recipients, addressees: 50 })),
      /Then only to the 40 named in the bounce:/,
    );
  });

  it("names no address that was read in a picture", () => {
    const ndr = bounce({ recipients: [ANNA, GOT_IT], isUnconfirmed: true });
    assert.doesNotMatch(says(because("wait"), ndr), /anna/);
  });

  it("marks addresses as what a stranger wrote", () => {
    const runs = resendWords(findResend(because("wait"), bounce({ recipients: [ANNA, GOT_IT] })));
    assert.ok(runs.some((run) => run.text === ANNA.finalRecipient && run.foreign));
  });
});
