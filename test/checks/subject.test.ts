import assert from "node:assert/strict";
import { subjectOf } from "../../src/checks/subject.js";
import type { Explanation } from "../../src/explain.js";
import type { Authorship, Ndr } from "../../src/ndr/ndr.js";

const about = (ndr: Partial<Ndr>): Explanation => ({
  kind: "undiagnosed",
  says: "Your message was not delivered.",
  general: "",
  ndr: { parsedBy: "smtp-reply", recipients: [], humanLines: [], ...ndr },
});
const NOBODY = { ownDomains: [] };

function authorshipIn(authorship: Authorship) {
  const recipients = [{ finalRecipient: "anna@fabrikam.example" }];
  const subject = subjectOf(about({ authorship, recipients }), NOBODY);
  assert.equal(subject?.recipientDomain, "fabrikam.example");
  return subject.authorship;
}

describe("subjectOf", () => {
  it("is what of a bounce can be looked up", () => {
    const subject = subjectOf(
      about({
        sender: "kim@contoso.example",
        recipients: [{ finalRecipient: "anna@fabrikam.example" }],
        authorship: { from: "contoso.example", signedBy: [] },
      }),
      NOBODY,
    );
    assert.equal(subject?.senderDomain, "contoso.example");
    assert.equal(subject.recipientDomain, "fabrikam.example");
    assert.equal(subject.authorship?.from, "contoso.example");
  });

  it("may be the refused address alone", () => {
    const diagnosticCode = "554 5.7.1 Client host [198.51.100.7] blocked";
    const subject = subjectOf(about({ recipients: [{ diagnosticCode }] }), NOBODY);
    assert.equal(subject?.clientIp, "198.51.100.7");
  });

  it("is nothing where a bounce names nothing, and where a letter may be wrong", () => {
    assert.equal(subjectOf(about({}), NOBODY), undefined);
    const read = about({ sender: "kim@contoso.example", isUnconfirmed: true });
    assert.equal(subjectOf(read, NOBODY), undefined);
    assert.equal(subjectOf({ kind: "unreadable", says: "No." }, NOBODY), undefined);
  });

  it("writes the author's domain as a signature writes it", () => {
    assert.deepEqual(
      authorshipIn({
        from: "bücher.example",
        envelope: "news.bücher.example",
        signedBy: ["xn--bcher-kva.example"],
      }),
      {
        from: "xn--bcher-kva.example",
        envelope: "news.xn--bcher-kva.example",
        signedBy: ["xn--bcher-kva.example"],
      },
    );
  });

  for (const from of [
    "localhost",
    "_a._b.example",
    "contoso.example/../evil",
    "例え.example\u2800call\u2800us",
    "${x}.例え.example",
  ])
    it(`has nothing looked up of ${JSON.stringify(from)}`, () => {
      assert.equal(authorshipIn({ from, signedBy: ["contoso.example"] }), undefined);
    });

  it("leaves out what signs with no domain", () => {
    const authorship = authorshipIn({
      from: "contoso.example",
      envelope: "localhost",
      signedBy: ["---..", "contoso.example"],
    });
    assert.deepEqual(authorship, {
      from: "contoso.example",
      envelope: undefined,
      signedBy: ["contoso.example"],
    });
  });
});
