import assert from "node:assert/strict";
import { findBlankValues } from "../../src/advice/blank-values.js";
import { traceCommands } from "../../src/advice/trace-commands.js";
import type { Explanation } from "../../src/explain.js";
import type { Ndr, RecipientReport } from "../../src/ndr/ndr.js";
import type { Case } from "../../src/tickets/ticket.js";
import { withoutNames } from "../../src/tickets/without-names.js";
import { CASE, FINDINGS } from "../cards/examples.js";
import { sampleCase, sampleTicket } from "./samples.js";

const NAMES = /maria|okafor|lena|novak|accounts|payable|jane/i;

const caseOf = (explanation: Explanation): Case => ({ ...sampleTicket().case, explanation });

function shared(report: RecipientReport, ndr: Partial<Ndr> = {}): Ndr {
  const sample = sampleCase().explanation;
  assert.ok(sample.kind === "undiagnosed");
  const recipient = { finalRecipient: "maria.okafor@fabrikam.example", ...report };
  const { explanation } = withoutNames(
    caseOf({ ...sample, ndr: { ...sample.ndr, ...ndr, recipients: [recipient] } }),
  );
  assert.ok("ndr" in explanation);
  return explanation.ndr;
}

describe("withoutNames", () => {
  for (const [said, left] of [
    [
      "550 5.1.1 <maria.okafor@fabrikam.example>: unknown",
      "550 5.1.1 <…@fabrikam.example>: unknown",
    ],
    ["RCPT TO:<Maria.Okafor@fabrikam.example>", "RCPT TO:<…@fabrikam.example>"],
    ['550 "maria okafor"@fabrikam.example', "550 …@fabrikam.example"],
    ["maria.okafor wasn't found at fabrikam.example", "… wasn't found at fabrikam.example"],
    ["550 MARIA.OKAFOR.", "550 …."],
    ["/o=Fabrikam/cn=Recipients/cn=maria.okafor", "/o=Fabrikam/cn=Recipients/cn=…"],
    ["bounce+maria.okafor=fabrikam.example@lists.example", "…@lists.example"],
    ["https://x.example/?who=maria.okafor@fabrikam.example", "https:…@fabrikam.example"],
    ["maria.okafor@[192.0.2.1] refused", "…@[192.0.2.1] refused"],
    ["@fabrikam.example has no users, @ all", "@fabrikam.example has no users, @ all"],
    ["marianne is somebody else", "marianne is somebody else"],
  ] as const)
    it(`makes “${left}” of “${said}”`, () => {
      assert.equal(shared({ diagnosticCode: said }).recipients[0]?.diagnosticCode, left);
    });

  it("keeps the words that servers use where a mailbox is called the same", () => {
    const said = "550 5.1.1 user unknown; contact support";
    for (const name of ["user", "support", "no"])
      assert.equal(
        shared({ finalRecipient: `${name}@fabrikam.example`, diagnosticCode: said }).recipients[0]
          ?.diagnosticCode,
        said,
      );
  });

  it("leaves no name in an answer, in why it was given or in what was looked up", () => {
    const about = { ...CASE, findings: FINDINGS };
    assert.match(JSON.stringify(about.explanation), NAMES);
    const { explanation, findings } = withoutNames(about);
    assert.ok(explanation.kind === "diagnosed");
    assert.doesNotMatch(JSON.stringify({ ...explanation, diagnoses: [] }), NAMES);
    for (const { reasons } of explanation.diagnoses)
      assert.doesNotMatch(JSON.stringify(reasons), NAMES);
    assert.doesNotMatch(JSON.stringify(findings), NAMES);
    assert.equal(explanation.ndr.subject, undefined);
    assert.deepEqual(
      explanation.diagnoses.map(({ article }) => article),
      CASE.explanation.kind === "diagnosed" &&
        CASE.explanation.diagnoses.map(({ article }) => article),
    );
  });

  it("keeps the domains, the code, and by what a message is found", () => {
    const ndr = shared(
      { status: { class: 5, subject: 1, detail: 1 } },
      { sender: "lena.novak@contoso.example", messageId: "lena.novak.8d1f@contoso.example" },
    );
    const { recipient, recipientDomain, sender, senderDomain, status } = findBlankValues(ndr);
    assert.deepEqual(
      { recipient, recipientDomain, sender, senderDomain, status },
      {
        recipient: undefined,
        recipientDomain: "fabrikam.example",
        sender: undefined,
        senderDomain: "contoso.example",
        status: "5.1.1",
      },
    );
    assert.deepEqual(traceCommands(ndr), [
      "Get-MessageTraceV2 -MessageId '<lena.novak.8d1f@contoso.example>'",
    ]);
  });

  it("forgets what was read in a picture", () => {
    const { explanation } = withoutNames(
      caseOf({ ...sampleCase().explanation, readInPicture: "maria.okafor@fabrikam.example" }),
    );
    assert.equal(explanation.readInPicture, undefined);
  });

  it("reads a long text made to be slow to its end", () => {
    const said = `${'"a@'.repeat(40_000)}${"a.".repeat(40_000)} <maria.okafor@fabrikam.example>`;
    assert.match(
      shared({ diagnosticCode: said }).recipients[0]?.diagnosticCode ?? "",
      / <…@fabrikam\.example>$/,
    );
  });
});
