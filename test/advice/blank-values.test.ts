import assert from "node:assert/strict";
import { findBlankValues, findCommandValues } from "../../src/advice/blank-values.js";
import type { Ndr, RecipientReport } from "../../src/ndr/ndr.js";
import { code } from "../cards/example-articles.js";
import { NDR } from "../cards/examples.js";

const withReport = (report: RecipientReport): Ndr => ({ ...NDR, recipients: [report] });
const withDiagnostic = (diagnosticCode: string) => withReport({ diagnosticCode });

describe("findBlankValues", () => {
  it("finds every value a complete bounce has", () => {
    assert.deepEqual(findBlankValues(NDR), {
      recipient: "accounts.payable@contoso.example",
      recipientDomain: "contoso.example",
      sender: "jane.doe@northwind.example",
      senderDomain: "northwind.example",
      reportingMta: "mail.northwind.example",
      remoteMta: "contoso-example.mail.protection.outlook.com",
      clientIp: "192.0.2.25",
      status: "5.7.64",
      messageId: "000001d9$a1b2c3d4$e5f60718$@northwind.example",
      arrivalDate: "21 November 2026, 10:05 UTC",
      traceStart: "20 November 2026",
      traceEnd: "22 November 2026",
    });
  });

  it("takes nothing but the code from a picture that nobody has confirmed", () => {
    const picture: Ndr = { ...NDR, isUnconfirmed: true };
    assert.deepEqual(findBlankValues(picture), { status: "5.7.64" });
    assert.deepEqual(findCommandValues(picture), { status: "5.7.64" });
  });

  it("finds nothing in a bounce that names nothing", () => {
    const values = findBlankValues({ parsedBy: "words", recipients: [{}], humanLines: [] });
    assert.deepEqual(
      Object.values<unknown>(values).filter((value) => value !== undefined),
      [],
    );
  });

  it("takes the values from the failed recipient, not from the one before it", () => {
    const recipients: RecipientReport[] = [
      { finalRecipient: "a@contoso.example", action: "delivered" },
      { finalRecipient: "b@contoso.example", action: "failed", status: code("5.1.1") },
    ];
    assert.equal(findBlankValues({ ...NDR, recipients }).recipient, "b@contoso.example");
  });

  it("takes the typed address where the final one is missing", () => {
    const values = findBlankValues(withReport({ originalRecipient: "o@contoso.example" }));
    assert.equal(values.recipient, "o@contoso.example");
  });

  for (const address of [
    "o'brien@contoso.example",
    "jürgen@münchen.example",
    "bounces+12=x=y.example@mail.contoso.example",
    "r&d@contoso.example",
  ]) {
    it(`takes ${address} for an address`, () => {
      assert.equal(findBlankValues(withReport({ finalRecipient: address })).recipient, address);
    });
  }

  for (const address of [
    "*@contoso.example",
    "a`b@contoso.example",
    "a$(calc)@contoso.example",
    "${secret}@contoso.example",
    'a";calc;"@contoso.example',
    "a\u2019b@contoso.example",
    "a\nb@contoso.example",
    "a b@contoso.example",
    "-Confirm@contoso.example",
    "[click](https://evil.example)@contoso.example",
    "<at>Ana</at>@contoso.example",
    "a\u202Eb@contoso.example",
    "ana@contoso_example",
    "ana@",
    "@contoso.example",
    "nobody",
    `${"a".repeat(300)}@contoso.example`,
  ]) {
    it(`does not take ${JSON.stringify(address).slice(0, 60)} for an address`, () => {
      const values = findBlankValues(withReport({ finalRecipient: address }));
      assert.equal(values.recipient, undefined);
      assert.equal(values.recipientDomain, undefined);
    });
  }

  for (const host of [
    "mx1.contoso.example",
    "EX01",
    "192.0.2.7",
    "[192.0.2.7]",
    "[IPv6:2001:db8::7]",
  ]) {
    it(`takes ${host} for a server`, () => {
      const expected = host.replace(/^\[(?:IPv6:)?|\]$/g, "");
      assert.equal(findBlankValues(withReport({ remoteMta: host })).remoteMta, expected);
    });
  }

  for (const host of [
    "mx.contoso.example; calc",
    "a_b.example",
    "-a.example",
    "<b>mx</b>",
    "x".repeat(70),
  ]) {
    it(`does not take ${host} for a server`, () => {
      assert.equal(findBlankValues(withReport({ remoteMta: host })).remoteMta, undefined);
    });
  }

  for (const [said, ip] of [
    [
      "550 5.7.1 Service unavailable, Client host [192.0.2.1] blocked using Blocklist 1",
      "192.0.2.1",
    ],
    ["554 5.7.1 Client host 192.0.2.1. Ask for delisting", "192.0.2.1"],
    ["450 4.7.25 Client host rejected: cannot find your hostname, [192.0.2.1]", "192.0.2.1"],
    ["554 5.7.1 <unknown[192.0.2.1]>: Client host rejected: Access denied", "192.0.2.1"],
    ["550 5.7.1 [2001:db8::25] is listed", "2001:db8::25"],
    ["host mx.contoso.example[192.0.2.9] said: 550 no", undefined],
    ["550 5.7.1 [192.0.2.999] is listed", undefined],
    ["550 5.7.64 denied [AM6EUR05FT063.eop-eur05.prod.protection.outlook.com]", undefined],
    ["550 5.7.1 [1:2:3] is listed", undefined],
  ] as const) {
    it(`finds ${ip ?? "no address"} in ${JSON.stringify(said)}`, () => {
      assert.equal(findBlankValues(withDiagnostic(said)).clientIp, ip);
    });
  }

  for (const date of [
    "yesterday",
    "2026-13-01T00:00:00Z",
    "mail 1",
    "2026-11-21T10:05:00Z; calc",
  ]) {
    it(`does not take ${date} for a date`, () => {
      assert.equal(findBlankValues({ ...NDR, arrivalDate: date }).arrivalDate, undefined);
    });
  }
});

describe("findCommandValues", () => {
  it("writes the date so that PowerShell reads it the same everywhere", () => {
    assert.equal(findCommandValues(NDR).arrivalDate, "2026-11-21 10:05");
  });
});
