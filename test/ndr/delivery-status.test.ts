import assert from "node:assert/strict";
import { findDeliveryStatus, parseDeliveryStatus } from "../../src/ndr/delivery-status.js";

const PART = `Reporting-MTA: dns;mail.contoso.example
Arrival-Date: Thu, 19 Nov 2026 09:02:41 +0100

Final-Recipient: rfc822;kim@litware.example
Action: failed
Status: 5.1.1
Remote-MTA: dns; mx.litware.example (198.51.100.7)
Diagnostic-Code: smtp;550 5.1.1 <kim@litware.example>:
    User unknown

Original-Recipient: rfc822;lee@litware.example
Final-Recipient: rfc822;<lee.smith@litware.example>
Action: delayed
Status: 4.4.1 (connection timed out)
`;

describe("parseDeliveryStatus", () => {
  it("reads the fields of the message", () => {
    const status = parseDeliveryStatus(PART);
    assert.equal(status?.reportingMta, "mail.contoso.example");
    assert.equal(status.arrivalDate, "2026-11-19T08:02:41.000Z");
  });

  it("names the remote server without the dot that ends a name in DNS", () => {
    const part = PART.replace("mx.litware.example (", "mx.litware.example. (");
    assert.equal(parseDeliveryStatus(part)?.recipients[0]?.remoteMta, "mx.litware.example");
  });

  it("reads each recipient's fields, unfolded", () => {
    assert.deepEqual(parseDeliveryStatus(PART)?.recipients, [
      {
        finalRecipient: "kim@litware.example",
        originalRecipient: undefined,
        action: "failed",
        status: { class: 5, subject: 1, detail: 1 },
        replyCode: "550",
        diagnosticCode: "550 5.1.1 <kim@litware.example>: User unknown",
        remoteMta: "mx.litware.example",
      },
      {
        finalRecipient: "lee.smith@litware.example",
        originalRecipient: "lee@litware.example",
        action: "delayed",
        status: { class: 4, subject: 4, detail: 1 },
        replyCode: undefined,
        diagnosticCode: undefined,
        remoteMta: undefined,
      },
    ]);
  });

  it("parts recipients where the blank lines were lost", () => {
    const recipients = parseDeliveryStatus(PART.replace(/\n\n/g, "\n"))?.recipients;
    assert.deepEqual(
      recipients?.map((report) => report.finalRecipient),
      ["kim@litware.example", "lee.smith@litware.example"],
    );
  });

  it("reads a paste that lost all its line breaks", () => {
    const [report] = parseDeliveryStatus(PART.replace(/\s+/g, " "))?.recipients ?? [];
    assert.equal(report?.finalRecipient, "kim@litware.example");
    assert.equal(report.diagnosticCode, "550 5.1.1 <kim@litware.example>: User unknown");
  });

  it("lists a recipient that is reported twice once", () => {
    const twice = "Final-Recipient: rfc822;a@b.example\nAction: failed\nStatus: 5.0.0\n\n".repeat(
      2,
    );
    assert.equal(parseDeliveryStatus(twice)?.recipients.length, 1);
  });

  it("takes the code of the diagnostic where Status is missing", () => {
    const [report] =
      parseDeliveryStatus(
        "Final-Recipient: rfc822;a@b.example\nAction: failed\nDiagnostic-Code: smtp;550 5.7.1 no",
      )?.recipients ?? [];
    assert.deepEqual(report?.status, { class: 5, subject: 7, detail: 1 });
  });

  it("is nothing without a recipient's fate", () => {
    assert.equal(parseDeliveryStatus("Reporting-MTA: dns;mx.example\n"), undefined);
    assert.equal(parseDeliveryStatus("a letter about status codes"), undefined);
  });
});

describe("findDeliveryStatus", () => {
  it("finds the part in a paste", () => {
    assert.equal(findDeliveryStatus(`Hello,\n\n${PART}`)?.trim(), PART.trim());
  });
  it("finds nothing in a letter", () => {
    assert.equal(findDeliveryStatus("Status: all is well\nAction: none"), undefined);
  });
});

describe("parseDeliveryStatus on recipients' addresses", () => {
  for (const [value, address] of [
    ["rfc822; kim@litware.example", "kim@litware.example"],
    ["RFC822;<kim@litware.example>", "kim@litware.example"],
    ["kim@litware.example", "kim@litware.example"],
    ["rfc822;@store.litware.example:kim@ims_daemon", "kim@ims_daemon"],
    ["rfc822;kim+2Bnews@litware.example", "kim+news@litware.example"],
    ["rfc822;kim+20news@litware.example", "kim+20news@litware.example"],
    ["utf-8; kïm@litwäre.example", "kïm@litwäre.example"],
    ["utf-8;用户@例え.example", "用户@例え.example"],
    ["utf-8; k\\x{EF}m@litware.example", "kïm@litware.example"],
    ["x400; /G=Kim/S=Lee/O=Litware/C=DE/", "/G=Kim/S=Lee/O=Litware/C=DE/"],
    ["rfc822; kim", "kim"],
  ] as const) {
    it(`reads ${value}`, () => {
      const part = `Final-Recipient: ${value}\nAction: failed\nStatus: 5.1.1\n`;
      assert.equal(parseDeliveryStatus(part)?.recipients[0]?.finalRecipient, address);
    });
  }
});
