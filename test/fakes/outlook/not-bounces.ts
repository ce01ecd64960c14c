import { ID } from "../../../src/intake/outlook/property-ids.js";
import type { MessageToSave } from "./outlook-file.js";
import { FROM_EXCHANGE, FROM_LEA } from "./senders.js";

/** What is no bounce, or not yet. */
export const NOT_BOUNCES: Readonly<Record<string, () => MessageToSave>> = {
  "outlook-out-of-office.msg": outOfOffice,
  "outlook-meeting-reply.msg": meetingReply,
  "outlook-newsletter.msg": newsletter,
  "outlook-read-receipt.msg": readReceipt,
  "outlook-delivery-receipt.msg": deliveryReceipt,
  "delay-outlook.msg": delayed,
};

function outOfOffice(): MessageToSave {
  return {
    properties: {
      [ID.messageClass]: "IPM.Note.Rules.OofTemplate.Microsoft",
      [ID.subject]: "Re: Delivery dates",
      [ID.senderName]: "Mia Vogel",
      [ID.senderAddress]: "mia@fabrikam.example",
      [ID.body]:
        "I am on parental leave. Mail to this box is not read; for 550 euro orders and up write to sales@fabrikam.example.",
    },
  };
}

function meetingReply(): MessageToSave {
  return {
    properties: {
      ...FROM_LEA,
      [ID.messageClass]: "IPM.Schedule.Meeting.Resp.Neg",
      [ID.subject]: "Budget review",
      [ID.body]:
        "Sorry, the mail did not get through to me in time; 550 people wait for me that day.",
    },
  };
}

function newsletter(): MessageToSave {
  return {
    properties: {
      [ID.messageClass]: "IPM.Note",
      [ID.subject]: "Mail servers this month",
      [ID.senderName]: "The Mail Gazette",
      [ID.senderAddress]: "news@gazette.example",
      [ID.html]: Buffer.from(
        "<p>Five ways to keep your mailbox tidy.</p><p>Our readers met in hall 5.1 and liked it.</p>",
      ),
    },
  };
}

function readReceipt(): MessageToSave {
  return {
    properties: {
      ...FROM_LEA,
      [ID.messageClass]: "REPORT.IPM.Note.IPNRN",
      [ID.subject]: "Read: Contract",
      [ID.body]: "Your message was opened on Tuesday.",
    },
    recipients: [{ [ID.address]: "tom@fabrikam.example" }],
  };
}

function deliveryReceipt(): MessageToSave {
  return {
    properties: {
      ...FROM_EXCHANGE,
      [ID.messageClass]: "REPORT.IPM.Note.DR",
      [ID.subject]: "Delivered: Contract",
    },
    recipients: [{ [ID.address]: "tom@contoso.example" }],
  };
}

function delayed(): MessageToSave {
  return {
    properties: {
      ...FROM_EXCHANGE,
      [ID.messageClass]: "REPORT.IPM.Note.Delayed.DR",
      [ID.subject]: "Delivery delayed: Contract",
    },
    recipients: [
      {
        [ID.address]: "tom@fabrikam.example",
        [ID.supplementaryInfo]: "<#4.4.1 smtp;451 4.4.1 connection timed out>",
      },
    ],
  };
}
