import { ID } from "../../../src/intake/outlook/property-ids.js";
import type { MessageToSave } from "./outlook-file.js";
import { FROM_EXCHANGE } from "./senders.js";

/** Reports that Exchange took to pieces (REPORT.IPM.Note.NDR), by the names of their files. */
export const REPORTS: Readonly<Record<string, () => MessageToSave>> = {
  "outlook-5.1.1-recipient-table.msg": recipientTable,
  "outlook-5.1.1-two-recipients.msg": twoRecipients,
  "outlook-5.1.1-old-internal-address.msg": oldInternalAddress,
};

/** As Exchange keeps a report of another server: no text, all of it beside the recipient. */
function recipientTable(): MessageToSave {
  return {
    properties: {
      ...FROM_EXCHANGE,
      [ID.messageClass]: "REPORT.IPM.Note.NDR",
      [ID.subject]: "Undeliverable: Minutes of Monday",
      [ID.sentAt]: new Date("2026-11-04T10:00:05Z"),
      [ID.reportingMta]: "mx.fabrikam.example",
      [ID.originalSubject]: "Minutes of Monday",
      [ID.originalSentAt]: new Date("2026-11-04T10:00:00Z"),
      [ID.originalSenderName]: "Lea Brandt",
      [ID.originalSenderAddress]: "lea@contoso.example",
      [ID.originalMessageId]: "<minutes-12@contoso.example>",
    },
    recipients: [
      {
        [ID.displayName]: "ben@fabrikam.example",
        [ID.address]: "ben@fabrikam.example",
        [ID.supplementaryInfo]:
          "<mx.fabrikam.example #5.1.1 smtp;550 5.1.1 <ben@fabrikam.example>: Recipient address rejected: User unknown in local recipient table>",
        [ID.statusCode]: 511,
        [ID.diagnosticNumber]: 35,
        [ID.remoteMta]: "mx.fabrikam.example",
      },
    ],
  };
}

function twoRecipients(): MessageToSave {
  return {
    properties: {
      ...FROM_EXCHANGE,
      [ID.messageClass]: "REPORT.IPM.Note.NDR",
      [ID.subject]: "Undeliverable: Agenda",
      [ID.reportingMta]: "mail.contoso.example",
      [ID.originalSubject]: "Agenda",
      [ID.body]: "Delivery has failed to these recipients or groups:\r\n\r\n",
    },
    recipients: [
      {
        [ID.displayName]: "Ann",
        [ID.address]: "ann@fabrikam.example",
        [ID.supplementaryInfo]:
          "<mail.contoso.example #5.1.1 smtp;550 5.1.1 RESOLVER.ADR.RecipNotFound; not found>",
      },
      {
        [ID.displayName]: "Tim",
        [ID.address]: "tim@contoso.example",
        [ID.supplementaryInfo]:
          "<mail.contoso.example #5.2.2 smtp;554 5.2.2 mailbox full; STOREDRV.Deliver.Exception:QuotaExceededException>",
      },
    ],
  };
}

/** Outlook's memory of an address: the mailbox moved, the directory's name for it did not. */
function oldInternalAddress(): MessageToSave {
  const old = "/O=CONTOSO/OU=EXCHANGE ADMINISTRATIVE GROUP (FYDIBOHF23SPDLT)/CN=RECIPIENTS/CN=PAUL";
  return {
    properties: {
      ...FROM_EXCHANGE,
      [ID.messageClass]: "REPORT.IPM.Note.NDR",
      [ID.subject]: "Undeliverable: Lunch?",
    },
    recipients: [
      {
        [ID.displayName]: "Paul Meier",
        [ID.address]: old,
        [ID.statusCode]: 511,
        [ID.supplementaryInfo]:
          "<mail.contoso.example #5.1.1 smtp;550 5.1.1 RESOLVER.ADR.ExRecipNotFound; not found>",
      },
    ],
  };
}
