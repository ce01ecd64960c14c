import { ID } from "../../../src/intake/outlook/property-ids.js";
import type { MessageToSave } from "./outlook-file.js";

/** Bounces in mailboxes without Exchange, which keep them as mail. */
export const OVER_THE_INTERNET: Readonly<Record<string, () => MessageToSave>> = {
  "outlook-5.1.10-note-with-headers.msg": noteWithHeaders,
  "outlook-5.1.1-details-file.msg": detailsFile,
};

/** As Outlook saves a bounce that came over the internet into a mailbox of another kind. */
export function noteWithHeaders(): MessageToSave {
  return {
    properties: {
      [ID.messageClass]: "IPM.Note",
      [ID.subject]: "Undeliverable: Angebot f\xFCr Fr\xFChjahr",
      [ID.senderName]: "postmaster@contoso.example",
      [ID.senderAddress]: "postmaster@contoso.example",
      [ID.displayTo]: "lea@contoso.example",
      [ID.sentAt]: new Date("2026-11-03T08:30:00Z"),
      [ID.transportHeaders]: [
        "Received: from mail.contoso.example (192.0.2.25) by mx.contoso.example; Tue, 3 Nov 2026 08:30:01 +0000",
        "From: <postmaster@contoso.example>",
        "To: <lea@contoso.example>",
        "Date: Tue, 3 Nov 2026 08:30:00 +0000",
        "Message-ID: <report-1@contoso.example>",
        "Subject: =?utf-8?Q?Undeliverable:_Angebot_f=C3=BCr_Fr=C3=BChjahr?=",
        "Auto-Submitted: auto-replied",
        "",
        "",
      ].join("\r\n"),
      [ID.body]: [
        "Your message to nobody@fabrikam.example couldn't be delivered.",
        "",
        "nobody wasn't found at fabrikam.example.",
        "",
        "Diagnostic information for administrators:",
        "Generating server: mail.contoso.example",
        "nobody@fabrikam.example",
        "Remote server returned '550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient nobody@fabrikam.example not found by SMTP address lookup'",
        "",
        "Original message headers:",
        "Received: from desk.contoso.example (192.0.2.7) by mail.contoso.example;",
        " Tue, 3 Nov 2026 08:29:58 +0000",
        "From: Lea Brandt <lea@contoso.example>",
        "To: nobody@fabrikam.example",
        "Subject: Angebot fuer Fruehjahr",
        "Message-ID: <offer-7@contoso.example>",
        "",
      ].join("\r\n"),
    },
  };
}

/** From a mailbox without Exchange: the report part is a file, the returned mail an item. */
function detailsFile(): MessageToSave {
  return {
    properties: {
      [ID.messageClass]: "IPM.Note",
      [ID.subject]: "Undelivered Mail Returned to Sender",
      [ID.senderName]: "Mail Delivery System",
      [ID.senderAddress]: "MAILER-DAEMON@mx.contoso.example",
      [ID.body]: "I'm sorry to have to inform you that your message could not be delivered.\r\n",
    },
    attachments: [
      {
        properties: {
          [ID.fileName]: "details.txt",
          [ID.mediaType]: "message/delivery-status",
          [ID.attachedBytes]: Buffer.from(
            [
              "Reporting-MTA: dns; mx.contoso.example",
              "Arrival-Date: Thu, 5 Nov 2026 09:12:44 +0100",
              "",
              "Final-Recipient: rfc822; kim@fabrikam.example",
              "Action: failed",
              "Status: 5.1.1",
              "Remote-MTA: dns; mx.fabrikam.example",
              "Diagnostic-Code: smtp; 550 5.1.1 <kim@fabrikam.example>: Recipient address",
              "    rejected: User unknown in virtual mailbox table",
              "",
            ].join("\r\n"),
          ),
        },
      },
      {
        properties: { [ID.displayName]: "Keys" },
        message: {
          properties: {
            [ID.messageClass]: "IPM.Note",
            [ID.subject]: "Keys",
            [ID.transportHeaders]:
              "From: Lea <lea@contoso.example>\r\nTo: kim@fabrikam.example\r\nSubject: Keys\r\nMessage-ID: <keys-1@contoso.example>\r\n",
            [ID.body]: "Where are the keys?",
          },
        },
      },
    ],
  };
}
