import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { readMail } from "../intake/read-mail.js";
import { formatStatusCode } from "../../src/ndr/status-code.js";
import type { Ndr } from "../../src/ndr/ndr.js";
import { parseNdr } from "../../src/ndr/parse-ndr.js";

const fixture = (name: string) => readFileSync(`test/fixtures/bounces/${name}`, "utf8");

async function read(
  content: string,
  contentType: "text/plain" | "text/html" = "text/plain",
): Promise<Ndr | undefined> {
  return parseNdr(await readMail(content, contentType));
}

/** What a person must get from a paste, however it was mangled on the way. */
const evidence = (ndr: Ndr | undefined) => {
  const [report] = ndr?.recipients ?? [];
  return {
    reportingMta: ndr?.reportingMta,
    recipient: report?.finalRecipient,
    status: report?.status && formatStatusCode(report.status),
    replyCode: report?.replyCode,
    words: /TenantAttribution; Relay Access Denied SMTP/.test(report?.diagnosticCode ?? ""),
  };
};

describe("parseNdr on the classic Exchange layout", () => {
  const classic = fixture("exchange-5.7.64-certificate-changed.txt");
  const expected = {
    reportingMta: "ex2019-01.contoso.example",
    recipient: "maria.okafor@fabrikam.example",
    status: "5.7.64",
    replyCode: "550",
    words: true,
  };
  const mangled: Record<string, string> = {
    "as it is": classic,
    quoted: classic.replace(/^/gm, "> "),
    "quoted twice": classic.replace(/^/gm, ">> "),
    "with Windows line ends": classic.replace(/\n/g, "\r\n"),
    "without line breaks": classic.replace(/\s+/g, " "),
    "with hard blanks": classic.replace(/ /g, "\u00A0"),
    "with zero-width marks": classic.replace(/550 5/g, "550\u200B 5"),
    "behind a greeting": `Hi, can you help? This came back:\n\n${classic}`,
  };
  for (const [how, text] of Object.entries(mangled)) {
    it(`reads it ${how}`, async () => {
      assert.deepEqual(evidence(await read(text)), expected);
    });
  }

  it("reads it as HTML", async () => {
    const html = `<div>${classic.replace(/</g, "&lt;").replace(/\n/g, "<br>")}</div>`;
    assert.deepEqual(evidence(await read(html, "text/html")), expected);
  });

  it("takes sender, subject, id and date from the headers below, and nothing else", async () => {
    const ndr = await read(classic);
    assert.equal(ndr?.sender, "jonas.weber@contoso.example");
    assert.equal(ndr.subject, "Offer for the spring campaign");
    assert.equal(ndr.messageId, "6f0c2b7a91d24d0ea1@ex2019-01.contoso.example");
    assert.equal(ndr.arrivalDate, "2026-11-20T08:14:01.000Z");
    assert.ok(!ndr.humanLines.some((line) => line.includes("Received:")));
  });

  it("names the server that refused", async () => {
    const ndr = await read(classic);
    assert.equal(ndr?.recipients[0]?.remoteMta, "contoso-example.mail.protection.outlook.com");
  });
});

describe("parseNdr on the newer Exchange layout", () => {
  for (const [name, contentType, reply] of [
    ["exchange-5.4.1-relay-access-denied.txt", "text/plain", "550 5.4.1 Relay Access Denied"],
    [
      "exchange-5.4.1-blocked-at-edge.html",
      "text/html",
      "550 5.4.1 Recipient address rejected: Access denied. AS(201806281) [DB5EUR03FT022.eop-EUR03.prod.protection.outlook.com]",
    ],
  ] as const) {
    it(`reads ${name}`, async () => {
      const ndr = await read(fixture(name), contentType);
      assert.equal(ndr?.parsedBy, "exchange");
      assert.equal(ndr.recipients[0]?.diagnosticCode, reply);
      assert.match(
        ndr.recipients[0].finalRecipient ?? "",
        /^(?:orders@tailspin|sam@proseware)\.example$/,
      );
      assert.equal(ndr.sender, "jonas.weber@contoso.example");
    });
  }

  it("does not take the article it links for the code", async () => {
    const ndr = await read(`Your message to sam@proseware.example couldn't be delivered.
sam wasn't found at proseware.example. For more see DSN code 5.1.1 in Exchange Online.
More Info for Email Admins
Status code: 554 5.4.14`);
    assert.deepEqual(ndr?.recipients[0]?.status, { class: 5, subject: 4, detail: 14 });
  });

  it("takes the final line of a retry history", async () => {
    const ndr = await read(`Generating server: A.prod.outlook.com
Receiving server: A.prod.outlook.com
kim@litware.example
11/19/2026 7:32:05 AM - Server at A.prod.outlook.com returned '550 5.4.316 Message expired, connection refused'
11/19/2026 7:26:11 AM - Server at litware.example (192.0.2.107) returned '450 4.4.316 Connection refused'`);
    assert.deepEqual(ndr?.recipients[0]?.status, { class: 5, subject: 4, detail: 316 });
  });
});

describe("parseNdr on a report part", () => {
  it("keeps recipients with different fates apart", async () => {
    const ndr = await read(fixture("postfix-5.1.1-two-recipients.eml"));
    assert.equal(ndr?.parsedBy, "delivery-status");
    assert.deepEqual(
      ndr.recipients.map(({ finalRecipient, status }) => [
        finalRecipient,
        status && formatStatusCode(status),
      ]),
      [
        ["kim@litware.example", "5.1.1"],
        ["lee@litware.example", "5.2.2"],
      ],
    );
    assert.equal(ndr.subject, "Grüße");
  });

  it("never reads the mail that came back", async () => {
    const ndr = await read(fixture("exchange-5.7.1-public-folder.eml"));
    assert.deepEqual(ndr?.recipients.length, 1);
    assert.ok(!JSON.stringify(ndr).includes("private text"));
    assert.ok(!JSON.stringify(ndr).includes("User unknown"));
  });

  it("finds the report in a mail that was forwarded as attachment", async () => {
    const report = fixture("exchange-5.7.1-public-folder.eml");
    const ndr = await read(`From: jonas.weber@contoso.example
To: helpdesk@contoso.example
Subject: FW: Undeliverable
Message-ID: <f@contoso.example>
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="fwd"

--fwd
Content-Type: text/plain

See attached.
--fwd
Content-Type: message/rfc822

${report}
--fwd--
`);
    assert.equal(ndr?.recipients[0]?.finalRecipient, "invoices@fabrikam.example");
  });
});

describe("parseNdr on the first sentence of a report", () => {
  for (const sentence of [
    "Your message to anna@fabrikam.example couldn't be delivered.",
    "Ihre Nachricht an anna@fabrikam.example konnte nicht zugestellt werden.",
    "Votre message à anna@fabrikam.example n'a pas pu être remis.",
  ]) {
    it(`knows whom it is about: ${JSON.stringify(sentence.slice(0, 16))}…`, async () => {
      const ndr = await read(`${sentence}\n550 5.4.1 Relay Access Denied`);
      assert.equal(ndr?.recipients[0]?.finalRecipient, "anna@fabrikam.example");
    });
  }
});

describe("parseNdr on a report that names its recipient in passing", () => {
  for (const text of [
    "Delivery failed 20 attempts: anna@fabrikam.example",
    "Invalid final delivery userid: anna@fabrikam.example\n\nUndeliverable mail, contact helpdesk@contoso.example",
    'Delivery of email to this address\n\n"anna@fabrikam.example"\n\nhas failed due to a full mailbox.',
    "The following recipient(s) cannot be reached:\n'anna@fabrikam.example' on 11/20/2026 9:00 AM",
  ]) {
    it(`finds it in ${JSON.stringify(text.slice(0, 45))}`, async () => {
      const ndr = await read(text);
      assert.equal(ndr?.recipients[0]?.finalRecipient, "anna@fabrikam.example");
    });
  }

  for (const text of [
    "Your message could not be delivered. Questions? helpdesk@contoso.example",
    "Undeliverable. Recipients: see anna@fabrikam.example, deliver to bob@fabrikam.example",
  ]) {
    it(`guesses none in ${JSON.stringify(text.slice(0, 45))}`, async () => {
      assert.equal((await read(text))?.recipients[0]?.finalRecipient, undefined);
    });
  }
});

describe("parseNdr on little", () => {
  for (const [text, status] of [
    ["550 5.7.64 Relay Access Denied ATTR36", "5.7.64"],
    ["5.7.321", "5.7.321"],
    ["Fehler 5.4.1 beim Senden", "5.4.1"],
    ["mailbox full 5.2.2", "5.2.2"],
    ["(#5.5.0)", "5.5.0"],
    ["Subject: Undeliverable: 550 5.7.503 Access denied, banned sender", "5.7.503"],
  ] as const) {
    it(`reads ${JSON.stringify(text)}`, async () => {
      const ndr = await read(text);
      assert.equal(
        ndr?.recipients[0]?.status && formatStatusCode(ndr.recipients[0].status),
        status,
      );
    });
  }

  for (const text of [
    "hello",
    "See chapter 5.1.1 of the project handbook and section 5.7.1 for approvals",
    "Upgrade plan: from 5.4.1 to 5.4.6 next week",
    "Server runs 15.20.7472.44, .NET 4.5.2 and Exim 4.99.5",
    "Can you tell me a joke about 5 7 1?",
    "RFC 5322 section 3.6.2",
    "",
  ]) {
    it(`finds no report in ${JSON.stringify(text)}`, async () => {
      assert.equal(await read(text), undefined);
    });
  }

  it("stays quick on a megabyte of anything", async () => {
    for (const piece of [
      "a@",
      "5.1.1 ",
      "550 ",
      "<",
      "Status: ",
      "\n",
      "error: 550 5.1.1 x\n",
      "&nbsp;",
    ])
      await read(piece.repeat(Math.ceil(1_000_000 / piece.length)));
  });
});
