import assert from "node:assert/strict";
import { keepsTrying, whatHappened } from "../../src/cards/what-happened.js";
import type { Ndr, RecipientReport } from "../../src/ndr/ndr.js";
import { code } from "./example-articles.js";
import { NDR } from "./examples.js";

const says = (runs: readonly { readonly text: string }[]) => runs.map(({ text }) => text).join("");
const bounce = (report: RecipientReport, rest: Partial<Ndr> = {}): Ndr => ({
  ...NDR,
  ...rest,
  humanLines: rest.humanLines ?? [],
  recipients: [{ finalRecipient: "a@contoso.example", action: "failed", ...report }],
});

describe("whatHappened", () => {
  const remoteMta = "mx.contoso.example";

  for (const [status, words] of [
    ["5.1.1", "550 5.1.1 User unknown"],
    ["5.7.1", "554 5.7.1 Rejected: reverse DNS of the client host not found"],
    ["5.7.1", "554 5.7.1 Connection refused, you are on a list"],
    ["5.4.1", "550 5.4.1 Recipient address rejected: Access denied"],
  ] as const) {
    it(`a server refused: ${words}`, () => {
      const ndr = bounce({ status: code(status), diagnosticCode: words, remoteMta });
      assert.equal(
        says(whatHappened(ndr)),
        "Your message to a@contoso.example came back: mx.contoso.example refused it.",
      );
    });
  }

  for (const [status, words] of [
    ["4.4.7", "550 4.4.7 QUEUE.Expired; message expired"],
    ["4.4.316", "450 4.4.316 Connection refused [Message=Socket error code 10061]"],
    ["5.4.300", "550 5.4.300 Message expired -> 451 mx did not respond"],
    ["5.0.0", "connect to mx.contoso.example[192.0.2.1]:25: Connection timed out"],
    [
      "4.4.1",
      "The recipient server did not accept our requests to connect. [192.0.2.1: timed out]",
    ],
    ["5.0.0", "Name service error for name=contoso.example type=MX: Malformed name server reply"],
    ["5.0.0", "[mx.contoso.example]: Name or service not known"],
    ["5.4.4", "554 5.4.4 SMTPSEND.DNS.NonExistentDomain; nonexistent domain"],
    [
      "5.4.1",
      '[{LRT=};{LED=441 4.4.1 Error: "Failed to connect. No connection could be made because the target machine actively refused it"}]',
    ],
  ] as const) {
    it(`no server was reached: ${words}`, () => {
      const ndr = bounce({ status: code(status), diagnosticCode: words, remoteMta });
      assert.equal(
        says(whatHappened(ndr)),
        "Your message to a@contoso.example could not be delivered: mx.contoso.example could not be reached.",
      );
      assert.match(
        says(whatHappened(bounce({ status: code(status), diagnosticCode: words }))),
        /: the recipient's server could not be reached\.$/,
      );
    });
  }

  it("names no server where several refused", () => {
    const report = { status: code("5.1.1"), diagnosticCode: "550 5.1.1 User unknown" };
    const one = bounce({ ...report, remoteMta });
    const other = { ...one.recipients[0], finalRecipient: "b@fabrikam.example", remoteMta: "mx2" };
    const ndr = { ...one, recipients: [...one.recipients, other], alike: [0, 1] };
    assert.match(says(whatHappened(ndr)), /came back: the recipients' servers refused it\.$/);
  });

  for (const report of [
    { status: code("5.4.14"), diagnosticCode: "554 5.4.14 Hop count exceeded", remoteMta },
    { status: code("5.4.1"), diagnosticCode: "550 5.4.1", remoteMta },
    { status: code("5.1.10"), remoteMta: "DB7PR07MB5562.eurprd07.prod.outlook.com" },
    { status: code("4.2.2"), diagnosticCode: "452 4.2.2 Mailbox full", remoteMta },
  ]) {
    it(`names no server: ${report.diagnosticCode ?? report.remoteMta}`, () => {
      assert.equal(
        says(whatHappened(bounce(report))),
        "Your message to a@contoso.example came back undelivered.",
      );
    });
  }

  it("does not say that a message came back which may still be tried", () => {
    const report = {
      action: undefined,
      status: code("4.7.0"),
      diagnosticCode: "421 4.7.0 Try again later",
    };
    assert.match(
      says(whatHappened(bounce(report, { parsedBy: "smtp-reply" }))),
      /^Your message to a@contoso\.example has not been delivered yet\. Servers usually try again by themselves\./,
    );
  });
});

describe("keepsTrying", () => {
  for (const [line, figure] of [
    [
      "The server will keep trying to deliver this message for the next 1 days, 19 hours and 54 minutes.",
      "for the next 1 days, 19 hours and 54 minutes",
    ],
    ["The message will be retried for 2 more day(s)", "for 2 more day(s)"],
    ["Will keep trying until message is 8 hours old", "until message is 8 hours old"],
  ] as const) {
    it(`quotes the bounce: ${figure}`, () => {
      const ndr = bounce({ action: "delayed" }, { humanLines: ["Hello.", line] });
      assert.equal(
        says(keepsTrying(ndr)),
        `The server says how long it keeps trying: “${figure}”.`,
      );
    });
  }

  it("takes no other span of time for it", () => {
    const humanLines = ["Your trial ends in 3 days. It was queued for 4 hours."];
    assert.match(says(keepsTrying(bounce({}, { humanLines }))), /^Servers usually keep trying/);
  });
});
