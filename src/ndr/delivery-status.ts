import { firstCharacters } from "../intake/whole-characters.js";
import { decodeHex, findAddress } from "./address.js";
import type { Action, Ndr, RecipientReport } from "./ndr.js";
import { serverWords } from "./server-words.js";
import { findReplyCode } from "./smtp-reply.js";
import { findStatusCode } from "./status-code.js";

/** What a message/delivery-status part says (RFC 3464 2). */
export type DeliveryStatus = Pick<Ndr, "reportingMta" | "arrivalDate" | "recipients">;

type Fields = ReadonlyMap<string, string>;

/**
 * The field names of RFC 3464, also where a paste lost its line breaks: a name counts at the start
 * of a line, or after a blank with its colon behind it.
 */
const FIELD =
  /(?:^|[ \t])(Original-Envelope-Id|Reporting-MTA|DSN-Gateway|Received-From-MTA|Arrival-Date|Original-Recipient|Final-Recipient|Action|Status|Remote-MTA|Diagnostic-Code|Last-Attempt-Date|Final-Log-ID|Will-Retry-Until|X-[A-Za-z-]{1,40})[ \t]*:/gim;

/** Reads the fields; `undefined` where no recipient has a status, an action or a diagnostic. */
export function parseDeliveryStatus(text: string): DeliveryStatus | undefined {
  const groups = readGroups(text);
  const recipients = groups.filter(isRecipient).map(readRecipient);
  if (recipients.length === 0) return undefined;
  const message = groups.find((group) => group.has("reporting-mta")) ?? new Map<string, string>();
  return {
    reportingMta: afterType(message.get("reporting-mta")),
    arrivalDate: isoDate(message.get("arrival-date")),
    recipients: withoutEchoes(recipients),
  };
}

/** Where such a part stands in a paste: the fields are copied along with the rest. */
export function findDeliveryStatus(text: string): string | undefined {
  const at = text.search(START);
  return at < 0 ? undefined : text.slice(at);
}

// "Action:" is an English word as well, so it needs one of its values.
const START =
  /(?:^|[ \t])(?:(?:Reporting-MTA|Final-Recipient|Original-Recipient)[ \t]*:|Action[ \t]*:[ \t]*(?:failed|delayed|delivered|relayed|expanded)[ \t]*$)/im;

/** Work is bounded: of more recipients than this nobody reads, even where each is named twice. */
const MAX_GROUPS = 400;

/**
 * One map per recipient; the first also holds the fields of the message, which do no harm there.
 * Blank lines part recipients (RFC 3464 2.3); where a paste lost them, a repeated name does.
 */
function readGroups(text: string): readonly Fields[] {
  const groups: Map<string, string>[] = [];
  let group = new Map<string, string>();
  let end = 0;
  const found = [...text.matchAll(FIELD)];
  for (const [i, match] of found.entries()) {
    const name = (match[1] ?? "").toLowerCase();
    const isParted = isRecipient(group) && /\n[ \t]*\n/.test(text.slice(end, match.index + 1));
    if (i === 0 || group.has(name) || isParted) {
      if (groups.length === MAX_GROUPS) break;
      groups.push((group = new Map<string, string>()));
    }
    const raw = text.slice(match.index + match[0].length, found[i + 1]?.index ?? text.length);
    group.set(name, unfold(raw));
    end = match.index + match[0].length + raw.trimEnd().length;
  }
  return groups;
}

/** A folded value is a few lines; what is longer is no field. */
const MAX_VALUE = 4000;

/** A value up to the end of its field: a line that is not indented, or a blank one, ends it. */
function unfold(raw: string): string {
  const [first = "", ...more] = firstCharacters(raw, MAX_VALUE).split("\n");
  const end = more.findIndex((line) => line.trim() === "" || !/^[ \t]/.test(line));
  // Line ends stay: they tell a folded reply from a letter that was pasted below it.
  return [first, ...(end < 0 ? more : more.slice(0, end))].map((line) => line.trim()).join("\n");
}

function isRecipient(group: Fields): boolean {
  return ["status", "action", "diagnostic-code"].some((name) => group.has(name));
}

function readRecipient(group: Fields): RecipientReport {
  const diagnosticCode = serverWords(group.get("diagnostic-code"));
  const status = findStatusCode(group.get("status") ?? "");
  return {
    finalRecipient: readRecipientAddress(group.get("final-recipient")),
    originalRecipient: readRecipientAddress(group.get("original-recipient")),
    action: readAction(group.get("action")),
    status: status ?? findStatusCode(diagnosticCode ?? ""),
    replyCode: findReplyCode(diagnosticCode ?? ""),
    diagnosticCode,
    remoteMta: afterType(group.get("remote-mta")),
  };
}

function readAction(value = ""): Action | undefined {
  const [word = ""] = /[a-z]+/i.exec(value) ?? [];
  const actions: readonly Action[] = ["failed", "delayed", "delivered", "relayed", "expanded"];
  return actions.find((action) => action === word.toLowerCase());
}

/**
 * "rfc822;anna@fabrikam.example" → the address; X.400 and other types stay as they are. Characters
 * beyond ASCII come as they are or as "\x{E9}" (RFC 6533 3), and a "+" as "+2B" where a server copied
 * ORCPT without decoding it (RFC 3461 4.2).
 */
function readRecipientAddress(value: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  const [, type = "", address = value] = /^\s*([\w-]+)\s*;\s*(.*)$/s.exec(value) ?? [];
  const said = /^utf-8$/i.test(type) ? decodeUnicode(address) : address.replace(XTEXT, decodeHex);
  const plain = said.replace(/^<|>$/g, "").trim();
  return (
    (/^utf-8$/i.test(type) ? findAddress(`<${plain}>`) : findAddress(said)) ?? (plain || undefined)
  );
}

/** What xtext must encode of an address. */
const XTEXT = /\+(?:2B|3D)/g;

function decodeUnicode(address: string): string {
  return address.replace(/\\x\{([0-9A-F]{2,6})\}/gi, (escape: string, hex: string) => {
    const point = parseInt(hex, 16);
    return point >= 0x20 && point <= 0x10ffff ? String.fromCodePoint(point) : escape;
  });
}

/** "dns; mx.fabrikam.example (192.0.2.1)" → the name. */
function afterType(value: string | undefined): string | undefined {
  const [, host] = /^(?:[\w-]+\s*;)?\s*([^\s()<>;]+)/.exec(value ?? "") ?? [];
  return host?.replace(/^\[|\]$|\.$/g, "") || undefined;
}

/** An RFC 5322 date as ISO 8601 in UTC. */
export function isoDate(value: string | undefined): string | undefined {
  const date = (value ?? "")
    .slice(0, 100)
    .replace(/\([^()]*\)/g, "")
    .trim();
  // "03/04/2026 14:21" says neither which month nor which hour; a zone comes with the RFC's form.
  if (!/(?:[+-]\d{4}|[A-Z]|\+\d\d:\d\d)$/.test(date)) return undefined;
  const time = Date.parse(date);
  const iso = Number.isNaN(time) ? "" : new Date(time).toISOString();
  // The year 275760 is one, too, and is written "+275760-…".
  return /^\d{4}-/.test(iso) ? iso : undefined;
}

/** Some systems report one recipient twice, word for word. */
function withoutEchoes(recipients: readonly RecipientReport[]): readonly RecipientReport[] {
  const seen = new Set<string>();
  return recipients.filter((recipient) => {
    const key = JSON.stringify(recipient);
    return !seen.has(key) && seen.add(key);
  });
}
