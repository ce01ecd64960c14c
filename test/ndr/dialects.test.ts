import assert from "node:assert/strict";
import { formatStatusCode } from "../../src/ndr/status-code.js";
import { kindOf, readNdr } from "./reading.js";

/** Each recipient as "address action status replyCode". */
async function fates(text: string): Promise<readonly string[]> {
  const ndr = await readNdr(text);
  return (ndr?.recipients ?? []).map(({ finalRecipient, action, status, replyCode }) =>
    [finalRecipient, action, status && formatStatusCode(status), replyCode]
      .filter(Boolean)
      .join(" "),
  );
}

describe("parseSendingService", () => {
  for (const [service, text, expected] of [
    [
      "Amazon SES",
      '{"notificationType":"Bounce","bounce":{"bouncedRecipients":[{"emailAddress":"kim@litware.example","action":"failed","status":"5.1.1","diagnosticCode":"smtp; 550 5.1.1 user unknown"}]},"mail":{"destination":["kim@litware.example"]}}',
      "kim@litware.example failed 5.1.1 550",
    ],
    [
      "Amazon SES, in the form of event publishing",
      '{"eventType":"Bounce","bounce":{"bouncedRecipients":[{"emailAddress":"kim@litware.example","status":"5.1.1","diagnosticCode":"smtp; 550 5.1.1 user unknown"}]}}',
      "kim@litware.example failed 5.1.1 550",
    ],
    [
      "SendGrid",
      '[{"email":"kim@litware.example","event":"bounce","reason":"550 5.1.1 no such user here","status":"5.1.1","type":"bounce"}]',
      "kim@litware.example failed 5.1.1 550",
    ],
    [
      "Mailgun",
      '{"event":"failed","severity":"permanent","recipient":"kim@litware.example","delivery-status":{"code":550,"message":"5.1.1 The account does not exist","description":""}}',
      "kim@litware.example failed 5.1.1 550",
    ],
    [
      "Postmark",
      '{"RecordType":"Bounce","Type":"HardBounce","Details":"smtp;550 5.1.1 user unknown here","Email":"kim@litware.example","From":"jo@contoso.example"}',
      "kim@litware.example failed 5.1.1 550",
    ],
    [
      "Mandrill",
      '[{"event":"hard_bounce","msg":{"email":"kim@litware.example","bounce_description":"bad_mailbox","diag":"smtp;550 5.1.1 user unknown here"}}]',
      "kim@litware.example failed 5.1.1 550",
    ],
    [
      "SparkPost",
      '{"msys":{"message_event":{"type":"bounce","rcpt_to":"kim@litware.example","raw_reason":"550 5.1.1 user unknown here","error_code":"550"}}}',
      "kim@litware.example failed 5.1.1 550",
    ],
    [
      "a delay of Amazon SES",
      '{"eventType":"DeliveryDelay","deliveryDelay":{"delayedRecipients":[{"emailAddress":"kim@litware.example","status":"4.4.1","diagnosticCode":"smtp; 421 4.4.1 timed out there"}]}}',
      "kim@litware.example delayed 4.4.1 421",
    ],
  ] as const) {
    it(`reads ${service}`, async () => {
      assert.deepEqual(await fates(text), [expected]);
    });
  }

  it("reads it escaped in another message, and broken by a relay", async () => {
    const inner =
      '{"notificationType":"Bounce","bounce":{"bouncedRecipients":[{"emailAddress":"kim@lit!\n ware.example","status":"5.1.1","diagnosticCode":"smtp; 550 5.1.1 user unknown"}]}}';
    const text = `{ "Type" : "Notification", "Message" : "${inner.replaceAll('"', '\\"')}" }`;
    assert.deepEqual(await fates(text), ["kim@litware.example failed 5.1.1 550"]);
  });

  it("gives each recipient their own fate", async () => {
    const one = (name: string, code: string) =>
      `{"emailAddress":"${name}@litware.example","action":"failed","status":"${code}","diagnosticCode":"smtp; 550 ${code} for some reason"}`;
    assert.deepEqual(
      await fates(
        `{"notificationType":"Bounce","bounce":{"bouncedRecipients":[${one("kim", "5.1.1")},${one("lee", "5.2.2")}]}}`,
      ),
      ["kim@litware.example failed 5.1.1 550", "lee@litware.example failed 5.2.2 550"],
    );
  });

  for (const [what, text, kind] of [
    [
      "a complaint",
      '{"notificationType":"Complaint","complaint":{"complainedRecipients":[{"emailAddress":"kim@litware.example"}]}}',
      "feedback report",
    ],
    [
      "a delivery",
      '{"notificationType":"Delivery","delivery":{"recipients":["kim@litware.example"],"smtpResponse":"250 2.6.0 ok then"}}',
      "delivery receipt",
    ],
    [
      "JSON of something else",
      '{"type":"order","recipient":"kim@litware.example","message":"sent to you"}',
      "plain talk",
    ],
  ] as const) {
    it(`takes ${what} for no failure`, async () => {
      assert.equal(await kindOf(text), kind);
    });
  }
});

describe("parseSmtpSession", () => {
  const session = (turns: string) =>
    `Transcript of session follows.\n\n Out: 220 mx.contoso.example ESMTP\n In:  EHLO a\n Out: 250 ok\n In:  MAIL FROM:<lee@litware.example>\n Out: 250 2.1.0 Ok\n${turns}`;
  const RCPT = " In:  RCPT TO:<kim@contoso.example>\n Out: 250 2.1.5 Ok\n";

  it("tells whom a refused command named", async () => {
    assert.deepEqual(
      await fates(session(`${RCPT} In:  RCPT TO:<no@contoso.example>\n Out: 550 5.1.1 unknown\n`)),
      ["no@contoso.example 5.1.1 550"],
    );
  });

  it("lets what is said to the mail concern everybody who was taken", async () => {
    assert.deepEqual(
      await fates(
        session(
          `${RCPT} In:  DATA\n Out: 354 go\n Out: 452 4.3.1 Insufficient\n     system storage\n`,
        ),
      ),
      ["kim@contoso.example 4.3.1 452"],
    );
  });
});

describe("parseListServer", () => {
  const mail = (field: string, text: string) =>
    `From: planning-owner@contoso.example\nTo: jonas@contoso.example\n${field}\nMIME-Version: 1.0\nMessage-ID: <1@contoso.example>\n\n${text}\n`;

  for (const text of [
    "Duplicated Message-ID in <planning@contoso.example>.",
    "Your mail to planning@contoso.example was rejected, for the list takes mail from members only.",
    "You are not allowed to post to planning@contoso.example, and your message\nhas been automatically rejected.",
    "You are not a member of planning@contoso.example.",
  ]) {
    it(`reads ${JSON.stringify(text.slice(0, 40))}`, async () => {
      assert.deepEqual(await fates(mail("X-MLServer: fml", text)), ["planning@contoso.example"]);
    });
  }

  it("leaves an ordinary post alone", async () => {
    const text = "Is kim@litware.example a member?\nLee asks.";
    assert.equal(await kindOf(mail("X-Mailman-Version: 2.1", text)), "plain talk");
  });

  it("asks for a list server's mark", async () => {
    const text = "You are not a member of planning@contoso.example.";
    assert.equal(await kindOf(mail("X-Mailer: any", text)), "plain talk");
  });
});

describe("recipients that are named without a domain", () => {
  const aol = (line: string) =>
    `From: MAILER-DAEMON@aol.example\nTo: list@contoso.example\nSubject: Mail Delivery Problem\nMIME-Version: 1.0\nMessage-ID: <1@aol.example>\n\nYour mail to the following recipients could not be delivered:\n${line}\n`;

  it("get the domain of the system that reports them", async () => {
    assert.deepEqual(await fates(aol("\tkimlee77\n\tleemia")), [
      "kimlee77@aol.example",
      "leemia@aol.example",
    ]);
  });

  it("are not guessed from a sentence", async () => {
    assert.deepEqual(await fates(aol("\tPlease ask your admin")), []);
  });
});

describe("asksToConfirm", () => {
  for (const text of [
    "550 Your server requires confirmation. Visit http://mx.litware.example/w to confirm this mail server.",
    "This account is protected by GuardMail. Please click on the following link.",
    "Please reply to this mail to verify that you are a real person.",
  ]) {
    it(`knows ${JSON.stringify(text.slice(0, 40))}`, async () => {
      assert.equal(await kindOf(text), "confirmation request");
    });
  }

  for (const text of [
    "550 5.7.1 Sender verification failed for kim@litware.example",
    "550 5.1.10 Confirm that the recipient address exists and is correct",
  ]) {
    it(`leaves the refusal ${JSON.stringify(text.slice(0, 40))} one`, async () => {
      assert.equal(await kindOf(text), "failure");
    });
  }

  it("takes a claim about the reader's own mailbox for an imitation", async () => {
    const lure =
      "Delivery failure\nYour mailbox is almost full. Click here to verify your account and prove that you are human: http://a.example";
    assert.equal(await kindOf(lure), "suspicious imitation");
  });
});

describe("the reason beside an address", () => {
  const report = (body: string) =>
    `From: MAILER-DAEMON@mx.litware.example\nTo: jonas@contoso.example\nSubject: Undelivered\nMIME-Version: 1.0\nMessage-ID: <1@litware.example>\n\n${body}`;
  for (const [where, body, reason] of [
    [
      "behind a label",
      "<kim@litware.example>\n   Failure Reason: user over quota\n",
      "Failure Reason: user over quota",
    ],
    [
      "behind a label in German",
      "kim@litware.example\n   Grund: Postfach voll\n",
      "Grund: Postfach voll",
    ],
    [
      "behind because",
      "not delivered to:\n\n  kim@litware.example\n\nbecause:\n\n  The mailbox is over its quota.\n",
      "The mailbox is over its quota.",
    ],
    [
      "in the line above",
      "User not listed in the directory, address unknown\nkim@litware.example\n",
      "User not listed in the directory, address unknown",
    ],
    [
      "before a code in brackets",
      "kim@litware.example on Tue, 24 Nov 2026\n   The account does not exist.\n   <mx.litware.example #5.1.1>\n",
      "The account does not exist. <mx.litware.example #5.1.1>",
    ],
  ] as const) {
    it(`is read ${where}`, async () => {
      const ndr = await readNdr(report(body));
      assert.equal(ndr?.recipients[0]?.finalRecipient, "kim@litware.example");
      assert.ok(
        ndr.recipients[0].diagnosticCode?.includes(reason),
        ndr.recipients[0].diagnosticCode,
      );
    });
  }

  it("is not lent to the next recipient", async () => {
    const body =
      "did not reach the following recipients:\n\nkim@litware.example on Tue\n   <mx.example #5.1.1>\n\nlee@litware.example on Tue\n   <mx.example #5.2.2 smtp;552 5.2.2 Mailbox full>\n";
    assert.deepEqual(await fates(report(body)), [
      "kim@litware.example 5.1.1",
      "lee@litware.example 5.2.2 552",
    ]);
  });

  it("is the sender's own where they wrote to themselves", async () => {
    const body = "<jonas@contoso.example>:\n198.51.100.9 said: 552 5.2.2 Mailbox full\n";
    assert.deepEqual(await fates(report(body)), ["jonas@contoso.example 5.2.2 552"]);
  });

  it("keeps what the sender typed where an alias led to another address", async () => {
    const ndr = await readNdr(
      report(
        "kim@store.litware.example\n    (expanded from: <kim@litware.example>)\n550 5.1.1 unknown\n",
      ),
    );
    assert.equal(ndr?.recipients.length, 1);
    assert.equal(ndr.recipients[0]?.originalRecipient, "kim@litware.example");
  });

  it("is not looked for in the message that is returned", async () => {
    const body =
      "|--- Failed addresses follow: ---|\n <kim@litware.example> ... unknown host\n|--- Message text follows: ---|\nTo: lee@litware.example\n550 5.1.1 in a letter\n";
    assert.deepEqual(await fates(report(body)), ["kim@litware.example"]);
  });
});

describe("recogniseReport on a status of success", () => {
  it("takes the answer to a question for a receipt, whatever its action is called", async () => {
    const fields =
      "Reporting-MTA: dns; relay.contoso.example\n\nFinal-Recipient: rfc822; kim@litware.example\nAction: deliverable\nStatus: 2.1.5\n";
    assert.equal(await kindOf(fields), "delivery receipt");
  });
});
