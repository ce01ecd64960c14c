import assert from "node:assert/strict";
import type { Ndr, RecipientReport } from "../../src/ndr/ndr.js";
import { refusingSystem } from "../../src/ndr/refusing-system.js";
import { readNdr } from "./reading.js";

const judge = (problem: RecipientReport, ndr: Partial<Ndr> = {}) =>
  refusingSystem(
    { parsedBy: "smtp-reply", recipients: [problem], humanLines: [], ...ndr },
    problem,
  );

describe("refusingSystem", () => {
  for (const remoteMta of [
    "contoso-example.mail.protection.outlook.com",
    "hotmail-com.olc.protection.outlook.com",
    "contoso-example.b-v1.mx.microsoft",
    "contoso-example.mail.protection.office365.us",
    "contoso.mail.protection.partner.outlook.cn",
    "DB9PR03MB1234.eurprd03.prod.outlook.com",
    "DM6NAM10.prod.exchangelabs.com",
    "mx1.hotmail.com",
    "SMTP.OFFICE365.COM.",
  ]) {
    it(`knows ${remoteMta} for Microsoft's`, () => {
      assert.equal(judge({ diagnosticCode: "550 5.7.1 no", remoteMta }), "microsoft");
    });
  }

  for (const remoteMta of [
    "mx.fabrikam.example",
    "outlook.com.fabrikam.example",
    "notoutlook.com",
    "mail-outlook.com.example",
    "aspmx.l.google.com",
  ]) {
    it(`knows ${remoteMta} for another's`, () => {
      assert.equal(judge({ diagnosticCode: "550 5.7.1 no", remoteMta }), "others");
    });
  }

  for (const diagnosticCode of [
    "550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found",
    "550 5.7.64 TenantAttribution; Relay Access Denied",
    "550 5.7.606 Access denied, banned sending IP [192.0.2.1]. To request removal visit https://sender.office.com/ AS(1430)",
    "451 4.7.500 Server busy. Please try again later from [192.0.2.1]. (AS77713022)",
    "550 5.7.1 Service unavailable, Client host [192.0.2.1] blocked using Spamhaus. [DB5EUR03FT022.eop-EUR03.prod.protection.outlook.com 2026-11-20T08:14:01.000Z]",
    "550 5.7.367 Remote server returned not permitted to relay -> 554 5.7.1 Relaying denied",
    "550 5.1.351 Remote server returned unknown recipient -> 550 5.1.1 gsmtp",
  ]) {
    it(`takes ${JSON.stringify(diagnosticCode.slice(0, 60))} for Microsoft's, whoever reports it`, () => {
      assert.equal(judge({ diagnosticCode, remoteMta: "mx.fabrikam.example" }), "microsoft");
    });
  }

  for (const diagnosticCode of [
    "550-5.1.1 The email account that you tried to reach does not exist. a1-20020a05.6 - gsmtp",
    "421 4.7.0 [TSS04] Messages from 192.0.2.1 temporarily deferred",
    "554 5.7.1 [CS01] Message rejected due to local policy",
    "554 5.7.1 Service unavailable; client host [192.0.2.1] blocked using zen.spamhaus.org",
    "550 5.7.1 AS15169 is not welcome, see mimecast.com",
  ]) {
    it(`takes ${JSON.stringify(diagnosticCode.slice(0, 60))} for another's`, () => {
      assert.equal(judge({ diagnosticCode }), "others");
    });
  }

  it("does not take a recipient at outlook.com for a server there", () => {
    const diagnosticCode = "554 5.7.1 <anna@outlook.com>: Relay access denied";
    assert.equal(judge({ diagnosticCode, remoteMta: "relay.contoso.example" }), "others");
    assert.equal(judge({ diagnosticCode }), "unknown");
  });

  it("cannot tell who spoke where only the reporter is known to pass words on", () => {
    assert.equal(
      judge(
        { diagnosticCode: "550 5.7.1 no" },
        {
          reportingMta: "googlemail.com",
          humanLines: ["The response from the remote server was:"],
        },
      ),
      "unknown",
    );
  });

  it("takes Exchange's report on a company's own server for Microsoft's, but not what it quotes", () => {
    const exchange = { parsedBy: "exchange", reportingMta: "ex01.contoso.example" } as const;
    assert.equal(judge({ diagnosticCode: "550 5.2.2 full" }, exchange), "microsoft");
    assert.equal(
      judge({ diagnosticCode: "550 5.2.2 full", remoteMta: "mx.fabrikam.example" }, exchange),
      "others",
    );
  });
});

describe("parseNdr on who refused", () => {
  for (const [said, remoteMta] of [
    ["<anna@x.example>: host mx.x.example[192.0.2.9] said: 550 5.1.1 unknown", "mx.x.example"],
    ["anna@x.example\n  host mx.x.example [192.0.2.9]: 550 5.1.1 unknown", "mx.x.example"],
    [
      "to=<anna@x.example>, relay=mx.x.example[192.0.2.9]:25, status=bounced (host mx.x.example[192.0.2.9] said: 550 5.1.1 unknown)",
      "mx.x.example",
    ],
    [
      "... while talking to mx.x.example.:\n>>> RCPT To:<anna@x.example>\n<<< 550 5.1.1 <anna@x.example>... unknown",
      "mx.x.example",
    ],
    [
      "The server for the domain x.example by mx.x.example. [192.0.2.9] said\nanna@x.example\n550 5.1.1 unknown",
      "mx.x.example",
    ],
    ["550 5.1.1 unknown, said the host", undefined],
  ] as const) {
    it(`reads the host out of ${JSON.stringify(said.slice(0, 50))}`, async () => {
      const ndr = await readNdr(`Your message could not be delivered.\n\n${said}`);
      assert.equal(ndr?.recipients[0]?.remoteMta, remoteMta);
    });
  }
});

describe("refusingSystem by the name beside the answer", () => {
  const said = (remoteMta: string) =>
    refusingSystem(
      { parsedBy: "exchange", recipients: [], humanLines: [] },
      { finalRecipient: "anna@fabrikam.example", remoteMta, diagnosticCode: "550 5.1.7 no" },
    );

  it("cannot tell where it is the recipient's domain and no server", () => {
    assert.equal(said("Fabrikam.example"), "unknown");
  });

  it("can tell by a server of that domain", () => {
    assert.equal(said("mx1.fabrikam.example"), "others");
  });
});
