import { firstCharacters } from "../whole-characters.js";
import { actionOf } from "./message-class.js";
import type { OutlookMessage, OutlookRecipient } from "./outlook-message.js";

/**
 * Outlook takes a report's delivery-status part to pieces and keeps them with each recipient
 * (MS-OXCMAIL 2.2.3.7.1); here they are put together again (RFC 3464 2).
 */
export function deliveryStatusOf(message: OutlookMessage): string | undefined {
  const action = actionOf(message.messageClass);
  if (action === undefined || message.recipients.length === 0) return undefined;
  const groups = [
    [
      field("Reporting-MTA", message.reportingMta, "dns; "),
      field("Arrival-Date", mailDate(message.original.sentAt)),
    ],
    ...message.recipients.map((recipient) => [
      field("Final-Recipient", recipient.address, "rfc822; "),
      `Action: ${action}`,
      ...whatServersSaid(recipient),
    ]),
  ];
  return groups.map((fields) => fields.filter(Boolean).join("\n")).join("\n\n");
}

/** "<" [remote-mta " "] "#" status [" " diagnostic-code] ">" (MS-OXCMAIL 2.2.3.7.1.2). */
const SUPPLEMENT = /^<?([^\s#<>]{1,255})?[ \t]*#[ \t]*([245]\.\d{1,3}\.\d{1,3})?(.*)$/s;

function whatServersSaid(recipient: OutlookRecipient): readonly string[] {
  const supplement = oneLine(recipient.supplementaryInfo);
  const [isFormed, host, status, rest = supplement] = SUPPLEMENT.exec(supplement) ?? [];
  const said = isFormed === undefined ? rest : rest.replace(/>$/, "");
  return [
    field("Status", status ?? statusOf(recipient)),
    field("Remote-MTA", recipient.remoteMta ?? host, "dns; "),
    field("Diagnostic-Code", said, /^\s*[\w-]{1,20}\s*;/.test(said) ? "" : "smtp; "),
  ];
}

/** What X.400's numbers stand for, where that is one thing (MS-OXCMAIL 2.2.3.7.1.3). */
const X400: Readonly<Record<number, string>> = {
  1: "5.1.4",
  30: "5.2.4",
  32: "5.1.3",
  35: "5.1.1",
  38: "5.2.1",
  40: "5.1.6",
  48: "5.1.2",
};

/** 511 is 5.1.1; but 570 may have been 5.7.133, so it is left to what else the report says. */
function statusOf({ statusCode, diagnosticNumber }: OutlookRecipient): string | undefined {
  const [, kind, subject, detail] = /^([45])([1-7])([1-9])$/.exec(String(statusCode)) ?? [];
  if (kind && subject && detail) return `${kind}.${subject}.${detail}`;
  return statusCode === undefined ? X400[diagnosticNumber ?? -1] : undefined;
}

function field(name: string, value: string | undefined, type = ""): string {
  const line = oneLine(value);
  return line === "" ? "" : `${name}: ${type}${line}`;
}

/** Whatever stands in a property, it is the value of its field and no field of its own. */
function oneLine(value = ""): string {
  return firstCharacters(value, MAX_VALUE).replace(/\s+/g, " ").trim();
}

const MAX_VALUE = 4000;

/** "2026-11-03T08:30:00.000Z" as RFC 5322 has it. */
function mailDate(time: string | undefined): string | undefined {
  return time && new Date(time).toUTCString().replace("GMT", "+0000");
}
