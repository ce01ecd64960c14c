import assert from "node:assert/strict";
import type { OutlookRecipient } from "../../../src/intake/outlook/outlook-message.js";
import { deliveryStatusOf } from "../../../src/intake/outlook/report-fields.js";
import { plainMessage } from "./plain-message.js";

const linesOf = (recipient: OutlookRecipient, messageClass = "REPORT.IPM.Note.NDR") =>
  deliveryStatusOf({
    ...plainMessage(messageClass),
    reportingMta: "mx.contoso.example",
    recipients: [recipient],
  })?.split("\n");

describe("deliveryStatusOf", () => {
  it("puts a report together again", () => {
    assert.deepEqual(
      linesOf({
        address: "ben@fabrikam.example",
        supplementaryInfo: "<mx.fabrikam.example #5.1.1 smtp;550 5.1.1 <ben> unknown>",
      }),
      [
        "Reporting-MTA: dns; mx.contoso.example",
        "",
        "Final-Recipient: rfc822; ben@fabrikam.example",
        "Action: failed",
        "Status: 5.1.1",
        "Remote-MTA: dns; mx.fabrikam.example",
        "Diagnostic-Code: smtp;550 5.1.1 <ben> unknown",
      ],
    );
  });

  for (const [messageClass, action] of [
    ["REPORT.IPM.Note.DR", "delivered"],
    ["REPORT.IPM.Note.Delayed.DR", "delayed"],
    ["REPORT.IPM.Note.Relayed.DR", "relayed"],
    ["REPORT.IPM.Note.Expanded.DR", "expanded"],
    ["REPORT.IPM.Schedule.Meeting.Request.NDR", "failed"],
  ] as const)
    it(`takes the action from the class ${messageClass}`, () => {
      assert.ok(linesOf({}, messageClass)?.includes(`Action: ${action}`), "another action");
    });

  for (const messageClass of ["IPM.Note", "REPORT.IPM.Note.IPNRN", "IPM.Note.NDR", ""])
    it(`says nothing of a message of the class ${JSON.stringify(messageClass)}`, () => {
      assert.equal(linesOf({}, messageClass), undefined);
    });

  it("says nothing where there is no recipient", () => {
    assert.equal(deliveryStatusOf(plainMessage("REPORT.IPM.Note.NDR")), undefined);
  });

  it("reads a supplement without a server", () => {
    assert.deepEqual(linesOf({ supplementaryInfo: "<#4.4.1 smtp;451 timed out>" })?.slice(2), [
      "Action: failed",
      "Status: 4.4.1",
      "Diagnostic-Code: smtp;451 timed out",
    ]);
  });

  it("takes a supplement in another form for the server's words", () => {
    assert.deepEqual(linesOf({ supplementaryInfo: "550 No such user" })?.slice(2), [
      "Action: failed",
      "Diagnostic-Code: smtp; 550 No such user",
    ]);
  });

  it("takes the status from its number", () => {
    assert.ok(linesOf({ statusCode: 522 })?.includes("Status: 5.2.2"), "no status");
  });

  it("does not take 570 for 5.7.0: Exchange writes it for 5.7.133 too", () => {
    assert.deepEqual(linesOf({ statusCode: 570, diagnosticNumber: 35 })?.slice(2), [
      "Action: failed",
    ]);
  });

  it("knows X.400's numbers where there is nothing else", () => {
    assert.ok(linesOf({ diagnosticNumber: 35 })?.includes("Status: 5.1.1"), "no status");
  });

  it("lets no property make a field of its own", () => {
    assert.deepEqual(linesOf({ address: "a@b.example\r\nStatus: 2.0.0\n\nAction: delivered" }), [
      "Reporting-MTA: dns; mx.contoso.example",
      "",
      "Final-Recipient: rfc822; a@b.example Status: 2.0.0 Action: delivered",
      "Action: failed",
    ]);
  });
});
