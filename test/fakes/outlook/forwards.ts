import { ID } from "../../../src/intake/outlook/property-ids.js";
import type { MessageToSave } from "./outlook-file.js";
import { noteWithHeaders } from "./over-the-internet.js";
import { FROM_EXCHANGE, FROM_LEA } from "./senders.js";

/** Bounces that somebody sent on as attachments. */
export const FORWARDS: Readonly<Record<string, () => MessageToSave>> = {
  "outlook-5.7.64-forwarded-item.msg": forwardedItem,
  "outlook-5.7.606-attached-eml.msg": attachedEml,
  "outlook-5.2.2-two-bounces-forwarded.msg": twoBouncesForwarded,
};

/** A bounce that a colleague sent on as an attachment. */
function forwardedItem(): MessageToSave {
  return {
    properties: {
      ...FROM_LEA,
      [ID.subject]: "FW: what is this?",
      [ID.displayTo]: "IT helpdesk",
      [ID.body]: "Hi, I got the attached and do not understand a word. Can you help?",
    },
    attachments: [
      {
        properties: { [ID.displayName]: "Undeliverable: Invoice 4711" },
        message: {
          properties: {
            ...FROM_EXCHANGE,
            [ID.messageClass]: "REPORT.IPM.Note.NDR",
            [ID.subject]: "Undeliverable: Invoice 4711",
            [ID.reportingMta]: "mail.contoso.example",
            [ID.originalSubject]: "Invoice 4711",
            [ID.originalSenderAddress]: "lea@contoso.example",
          },
          recipients: [
            {
              [ID.displayName]: "billing@fabrikam.example",
              [ID.address]: "billing@fabrikam.example",
              [ID.supplementaryInfo]:
                "<mail.protection.example #5.7.64 smtp;550 5.7.64 TenantAttribution; Relay Access Denied ATTR36.>",
            },
          ],
        },
      },
    ],
  };
}

function attachedEml(): MessageToSave {
  const eml = [
    "From: MAILER-DAEMON@contoso.example",
    "To: lea@contoso.example",
    "Subject: Undelivered Mail Returned to Sender",
    "MIME-Version: 1.0",
    'Content-Type: multipart/report; report-type=delivery-status; boundary="b1"',
    "",
    "--b1",
    "Content-Type: text/plain",
    "",
    "Your mail to tom@fabrikam.example could not be sent on.",
    "",
    "--b1",
    "Content-Type: message/delivery-status",
    "",
    "Reporting-MTA: dns; relay.contoso.example",
    "",
    "Final-Recipient: rfc822; tom@fabrikam.example",
    "Action: failed",
    "Status: 5.7.606",
    "Remote-MTA: dns; fabrikam-example.mail.example",
    "Diagnostic-Code: smtp; 550 5.7.606 Access denied, banned sending IP [192.0.2.44].",
    " To request removal from this list please visit https://sender.office.com/",
    "",
    "--b1--",
    "",
  ].join("\r\n");
  return {
    properties: {
      ...FROM_LEA,
      [ID.subject]: "FW: Undelivered Mail Returned to Sender",
      [ID.displayTo]: "IT helpdesk",
      [ID.body]: "See the attachment.",
    },
    attachments: [
      {
        properties: {
          [ID.fileName]: "Undelivered Mail Returned to Sender.eml",
          [ID.mediaType]: "message/rfc822",
          [ID.attachedBytes]: Buffer.from(eml),
        },
      },
    ],
  };
}

function twoBouncesForwarded(): MessageToSave {
  return {
    properties: {
      ...FROM_LEA,
      [ID.subject]: "FW: two of these since this morning",
      [ID.displayTo]: "IT helpdesk",
      [ID.body]: "Both are attached.",
    },
    attachments: [
      {
        properties: { [ID.displayName]: "Undeliverable: Agenda" },
        message: {
          properties: {
            ...FROM_EXCHANGE,
            [ID.messageClass]: "REPORT.IPM.Note.NDR",
            [ID.subject]: "Undeliverable: Agenda",
          },
          recipients: [
            {
              [ID.address]: "tim@contoso.example",
              [ID.supplementaryInfo]:
                "<mail.contoso.example #5.2.2 smtp;554 5.2.2 mailbox full; STOREDRV.Deliver.Exception:QuotaExceededException>",
            },
          ],
        },
      },
      { properties: { [ID.displayName]: "Undeliverable: Offer" }, message: noteWithHeaders() },
    ],
  };
}
