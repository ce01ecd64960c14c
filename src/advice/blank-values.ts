import type { BlankName } from "../knowledge/article.js";
import { firstProblem } from "../match/fragments.js";
import type { Ndr } from "../ndr/ndr.js";
import { formatStatusCode } from "../ndr/status-code.js";
import { parseIpAddress } from "../ndr/ip-address.js";
import { dayInWords, timeForCommand, timeInWords } from "./dates.js";
import { traceWindow } from "./trace-window.js";

/** What a bounce says for each blank; a blank without a well-formed value is absent. */
export type BlankValues = Partial<Record<BlankName, string>>;

/** The values for sentences, from the report on the problem that is explained. */
export function findBlankValues(ndr: Ndr): BlankValues {
  const report = firstProblem(ndr);
  const status = report.status && formatStatusCode(report.status);
  // A letter read wrongly is another address, and a command would look for that.
  if (ndr.isUnconfirmed) return { status };
  const recipient = address(report.finalRecipient) ?? address(report.originalRecipient);
  const sender = address(ndr.sender);
  // Of an address whose name was left out, the domain is left.
  const nameless = (text: string | undefined) => (ndr.hasNoNames ? text : undefined);
  const window = traceWindow(ndr.arrivalDate);
  return {
    recipient,
    recipientDomain: domainIn(recipient ?? nameless(report.finalRecipient)),
    sender,
    senderDomain: domainIn(sender ?? nameless(ndr.sender)),
    reportingMta: host(ndr.reportingMta),
    remoteMta: host(report.remoteMta),
    clientIp: findClientIp(report.diagnosticCode ?? ""),
    status,
    messageId: messageId(ndr.messageId),
    arrivalDate: ndr.arrivalDate && timeInWords(ndr.arrivalDate),
    traceStart: window && dayInWords(window.start),
    traceEnd: window && dayInWords(window.end),
  };
}

/** The same values in the form a command line wants. */
export function findCommandValues(ndr: Ndr): BlankValues {
  const values = findBlankValues(ndr);
  if (ndr.isUnconfirmed) return values;
  const window = traceWindow(ndr.arrivalDate);
  return {
    ...values,
    arrivalDate: ndr.arrivalDate && timeForCommand(ndr.arrivalDate),
    traceStart: window?.start,
    traceEnd: window?.end,
  };
}

/** Whether the message went from one address of a domain to another: then the recipient's admin is the sender's own. */
export function isWithinOneDomain(ndr: Ndr): boolean {
  const { senderDomain, recipientDomain } = findBlankValues(ndr);
  return (
    senderDomain !== undefined && senderDomain.toLowerCase() === recipientDomain?.toLowerCase()
  );
}

// The atoms of RFC 5321 4.1.2 and letters of any script (RFC 6531), but no
// wildcard, no `$`, no backtick, no brace: an address also ends up in commands,
// and `*@contoso.example` in one of those means everybody.
const LOCAL_PART = /^[\p{L}\p{M}\p{N}._+=#~'/&!^-]{1,200}$/u;
const DOMAIN =
  /^(?=.{1,253}$)(?:[\p{L}\p{M}\p{N}](?:[\p{L}\p{M}\p{N}-]{0,61}[\p{L}\p{M}\p{N}])?\.)+[\p{L}\p{N}-]{2,63}$/u;

/** Whether it is a domain that mail can be sent to, in letters of any script. */
export const isDomain = (text: string): boolean => DOMAIN.test(text);

function address(text: string | undefined): string | undefined {
  const at = text?.lastIndexOf("@") ?? -1;
  if (text === undefined || at < 1) return undefined;
  // A leading hyphen would read as a parameter of the command.
  const isSane = !text.startsWith("-") && LOCAL_PART.test(text.slice(0, at));
  return isSane && isDomain(domainOf(text)) ? text : undefined;
}

function domainIn(text: string | undefined): string | undefined {
  const domain = text === undefined ? "" : domainOf(text);
  return isDomain(domain) ? domain : undefined;
}

function domainOf(wellFormed: string): string {
  return wellFormed.slice(wellFormed.lastIndexOf("@") + 1);
}

const HOST =
  /^(?=.{1,253}$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*\.?$/i;

function host(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  if (HOST.test(text)) return text;
  const literal = /^\[(?:IPv6:)?([\da-f.:]{3,45})\]$/i.exec(text)?.[1] ?? text;
  return parseIpAddress(literal);
}

// "Service unavailable, Client host [192.0.2.1] blocked": the server names who called it.
const CLIENT_HOST = /\bClient host (?:\[(?:IPv6:)?)?([\da-f.:]{3,45})/gi;
// "cannot find your hostname, [192.0.2.1]". Not "host mx.example[192.0.2.1] said":
// there Postfix names the server that spoke.
const IN_BRACKETS = /\[(?:IPv6:)?([\da-f.:]{3,45})\](?! said)/gi;
// "Blocked - see https://ipcheck.proofpoint.com/?ip=192.0.2.1": the page is about the address that called.
const LOOKED_UP = /(?:[?&]ip=|\/query\/ip\/|\/search\?q=)([\da-f.:]{3,45})/gi;

function findClientIp(diagnosticCode: string): string | undefined {
  for (const pattern of [CLIENT_HOST, IN_BRACKETS, LOOKED_UP]) {
    for (const [, found = ""] of diagnosticCode.matchAll(pattern)) {
      // "Client host 192.0.2.1." ends the sentence, not the address.
      const address = parseIpAddress(found.replace(/[.:]$/, "")) ?? parseIpAddress(found);
      if (address !== undefined) return address;
    }
  }
  return undefined;
}

// Outlook's own look like 000001d9$a1b2$c3@example.com: `$` belongs, but no `{` after it.
const MESSAGE_ID = /^[a-z0-9!#$%&'+/=^_.~-]{1,200}@[a-z0-9[\].:_-]{1,253}$/i;

function messageId(text: string | undefined): string | undefined {
  return text !== undefined && MESSAGE_ID.test(text) ? text : undefined;
}
