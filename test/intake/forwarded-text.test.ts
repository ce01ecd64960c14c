import assert from "node:assert/strict";
import type { BounceMail } from "../../src/intake/bounce-mail.js";
import { headerValue } from "../../src/intake/bounce-mail.js";
import { parseMail } from "../../src/intake/intake.js";

const REPORT = `<kim@litware.example>: host mx.litware.example[198.51.100.7] said: 550 5.1.1
    <kim@litware.example>: User unknown (in reply to RCPT TO command)
`;

async function forwarded(text: string): Promise<BounceMail> {
  const content = `From: Jonas Weber <jonas.weber@contoso.example>
To: help@contoso.example
Subject: Fwd: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8

Can you help? I am at jonas.home@northwind.example today.

${text}

${REPORT}`;
  const parsed = await parseMail({
    contentType: "message/rfc822",
    content: Buffer.from(content),
  });
  assert.ok(parsed.kind === "mails", "the mail is not read");
  return parsed.mails[0];
}

const DAEMON = "MAILER-DAEMON@relay.contoso.example";

describe("parseMail on a report forwarded in the text", () => {
  for (const [program, head] of [
    [
      "Outlook",
      `From: ${DAEMON}\nSent: Tuesday, 24 November 2026 09:12\nTo: anna@contoso.example\nSubject: Undelivered`,
    ],
    [
      "Outlook in German",
      `Von: ${DAEMON}\nGesendet: Dienstag, 24. November 2026 09:12\nAn: anna@contoso.example\nBetreff: Undelivered`,
    ],
    [
      "Outlook in French",
      `De : ${DAEMON}\nEnvoyé : mardi 24 novembre 2026 09:12\nÀ : anna@contoso.example\nObjet : Undelivered`,
    ],
    [
      "Outlook in Japanese",
      `差出人: ${DAEMON}\n送信日時: 2026年11月24日 9:12\n宛先: anna@contoso.example\n件名: Undelivered`,
    ],
    [
      "Outlook, with bold labels",
      `*From:* ${DAEMON}\n*Sent:* Tuesday\n*To:* anna@contoso.example\n*Subject:* Undelivered`,
    ],
    [
      "Gmail",
      `---------- Forwarded message ---------\nFrom: Mail Delivery System <${DAEMON}>\nDate: Tue, Nov 24, 2026 at 9:12 AM\nSubject: Undelivered\nTo: <anna@contoso.example>`,
    ],
    [
      "Apple Mail",
      `Begin forwarded message:\n\nFrom: ${DAEMON}\nSubject: Undelivered\nDate: 24 November 2026 at 09:12:44 CET\nTo: anna@contoso.example`,
    ],
    [
      "Apple Mail, quoted",
      `> Begin forwarded message:\n> \n> From: ${DAEMON}\n> Subject: Undelivered\n> To: anna@contoso.example`,
    ],
    [
      "Thunderbird in Italian",
      `-------- Messaggio inoltrato --------\nOggetto: \tUndelivered\nData: \tTue, 24 Nov 2026\nMittente: \t${DAEMON}\nA: \tanna@contoso.example`,
    ],
    [
      "two people",
      `From: Anna Berg <anna@contoso.example>\nSent: Tuesday\nTo: jonas.weber@contoso.example\nSubject: FW: Undelivered\n\nyours?\n\nFrom: ${DAEMON}\nSent: Tuesday\nTo: anna@contoso.example\nSubject: Undelivered`,
    ],
  ] as const) {
    it(`takes the report's head for the mail's, as ${program} forward it`, async () => {
      const { headers, subject, text } = await forwarded(head);
      assert.match(headerValue(headers, "from") ?? "", /MAILER-DAEMON/);
      assert.equal(headerValue(headers, "to")?.includes("anna@contoso.example"), true);
      assert.equal(subject, "Undelivered");
      assert.match(text, /550 5\.1\.1/);
    });
  }

  it("leaves out what people wrote above it", async () => {
    const { text } = await forwarded(
      `From: ${DAEMON}\nTo: anna@contoso.example\nSubject: Undelivered`,
    );
    assert.doesNotMatch(text, /jonas\.home/);
  });

  it("keeps a letter that only quotes a person", async () => {
    const { text, headers } = await forwarded(
      "From: Kim <kim@litware.example>\nTo: anna@contoso.example\nSubject: x",
    );
    assert.match(text, /jonas\.home/);
    assert.match(headerValue(headers, "from") ?? "", /Jonas/);
  });
});
