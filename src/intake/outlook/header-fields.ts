import type { HeaderField } from "../bounce-mail.js";
import { readFields } from "../returned-message.js";
import { firstCharacters } from "../whole-characters.js";
import { classAsFields } from "./message-class.js";
import type { OriginalMessage, OutlookAddress, OutlookMessage } from "./outlook-message.js";

/**
 * The header of a message: what its class says first, then the header it came with, and what is
 * missing there, because mail inside an organisation has none.
 */
export function headerFieldsOf(message: OutlookMessage): readonly HeaderField[] {
  const carried = transportFields(message.transportHeaders);
  const names = new Set(carried.map(({ name }) => name));
  const { sender, displayTo, messageId, sentAt, subject } = message;
  const own = envelope({ sender, displayTo, messageId, sentAt, subject });
  return [
    ...classAsFields(message.messageClass),
    ...carried,
    ...own.filter(({ name }) => !names.has(name)),
  ];
}

/** What a report says of the message that was not delivered, where that is not in it. */
export function originalFieldsOf({ original }: OutlookMessage): readonly HeaderField[] {
  return envelope(original);
}

const MAX_HEADER = 256 * 1024;

/** Up to the first blank line: Exchange adds the headers of the parts below it. */
function transportFields(headers = ""): readonly HeaderField[] {
  const [head = ""] = headers
    .slice(0, MAX_HEADER)
    .trimStart()
    .split(/\r?\n\r?\n/, 1);
  return readFields(head.split(/\r?\n/));
}

function envelope(message: OriginalMessage): readonly HeaderField[] {
  return [
    field("from", mailbox(message.sender)),
    field("to", message.displayTo),
    field("subject", message.subject),
    field("date", message.sentAt && new Date(message.sentAt).toUTCString()),
    field("message-id", message.messageId),
  ].flat();
}

function mailbox({ name, address }: OutlookAddress): string | undefined {
  if (name === address || name === undefined) return address;
  return address?.includes("@") ? `${name} <${address}>` : name;
}

function field(name: string, value: string | undefined): readonly HeaderField[] {
  return value?.trim() ? [{ name, value: firstCharacters(value, MAX_FIELD) }] : [];
}

const MAX_FIELD = 16 * 1024;
