import type { BounceMail } from "../../intake/bounce-mail.js";
import { findAddress } from "../address.js";
import type { Action, Ndr, RecipientReport } from "../ndr.js";
import { serverWords } from "../server-words.js";
import { findReplyCode } from "../smtp-reply.js";
import { findStatusCode } from "../status-code.js";

/**
 * What services that send for others tell of a mail's fate, as JSON: Amazon SES through SNS, SendGrid,
 * Mailgun, Postmark, Mandrill, SparkPost. Relays break its long lines and mail programs its quotes, so
 * it is read name by name and never parsed.
 */
export function parseSendingService({ text }: BounceMail): Ndr | undefined {
  if (!text.includes("{")) return undefined;
  const pairs = readPairs(text.slice(0, MAX_EVENT));
  const event = pairs.find(({ name, value }) => KIND_NAMES.has(name) && KINDS.has(keyOf(value)));
  if (!event) return undefined;
  const kind = KINDS.get(keyOf(event.value));
  const recipients = readRecipients(pairs, kind === "complaint" ? undefined : kind);
  if (recipients.length === 0) return undefined;
  const valueOf = (...names: string[]) => pairs.find(({ name }) => names.includes(name))?.value;
  return {
    parsedBy: "sending-service",
    reportingMta: valueOf("reportingmta")?.replace(/^[a-z]+\s*;\s*/i, ""),
    sender: findAddress(valueOf("source", "from", "sender") ?? ""),
    subject: valueOf("subject"),
    recipients,
    humanLines: [],
  };
}

/** Does such a message say that a recipient called the mail spam? */
export function isServiceComplaint({ text }: BounceMail): boolean {
  return text.includes("{") && COMPLAINT.test(text.slice(0, MAX_EVENT));
}

const COMPLAINT =
  /"(?:notificationType|eventType|event|RecordType|type)\\*"\s{0,3}:\s{0,3}\\*"(?:complaint|spam_?report|spam_?complaint|spam|complained)\\*"/i;

/** An event is a few KB; the mail's own header is in it. */
const MAX_EVENT = 64 * 1024;

const KIND_NAMES = new Set(["notificationtype", "eventtype", "event", "recordtype", "type"]);

/** What became of the mail, by the words of these services without their signs. */
const KINDS: ReadonlyMap<string, Action | "complaint"> = new Map([
  ...[
    "bounce",
    "bounced",
    "hardbounce",
    "softbounce",
    "failed",
    "dropped",
    "reject",
    "outofband",
  ].map((word) => [word, "failed"] as const),
  ...["deliverydelay", "deferred", "deferral", "delay"].map((word) => [word, "delayed"] as const),
  ...["delivery", "delivered"].map((word) => [word, "delivered"] as const),
  ...["complaint", "complained", "spamreport", "spamcomplaint", "spam"].map(
    (word) => [word, "complaint"] as const,
  ),
]);

function keyOf(word: string): string {
  return word.toLowerCase().replace(/[^a-z]/g, "");
}

interface Pair {
  readonly name: string;
  readonly value: string;
}

/** `"name": "value"`, also where the whole stands escaped inside another value. */
function readPairs(text: string): readonly Pair[] {
  const flat = text
    .replace(/!?\n[ \t]?/g, "")
    .replace(/\\+"/g, `"`)
    .replace(/"\{/g, "{");
  return [...flat.matchAll(PAIR)].slice(0, MAX_PAIRS).map(([, name = "", said, number]) => ({
    name: keyOf(name),
    value: (said ?? number ?? "").replace(/\\+[nrt]/g, " "),
  }));
}

const PAIR = /"([A-Za-z_-]{2,40})"\s{0,5}:\s{0,5}\[?(?:"([^"]{0,2000})"|(\d{3})\b)/g;
const MAX_PAIRS = 500;

/** By which name each service calls the recipient; in a mail's own header "to" and "email" mean others. */
const RECIPIENT = ["emailaddress", "rcptto", "recipient", "recipients", "email"];
const REASON = [
  "diagnosticcode",
  "rawreason",
  "smtpresponse",
  "diag",
  "details",
  "response",
  "reason",
  "message",
  "description",
];

/** Each recipient, with what stands between it and the next one. */
function readRecipients(
  pairs: readonly Pair[],
  action: Action | undefined,
): readonly RecipientReport[] {
  const name = RECIPIENT.find((name) => pairs.some((pair) => pair.name === name));
  const starts = pairs.flatMap((pair, i) => (pair.name === name ? [i] : []));
  // Where there is one recipient only, its fate may stand before it.
  const [only, ...others] = starts;
  return starts.slice(0, MAX_RECIPIENTS).flatMap((start, i) => {
    const fate = others.length === 0 && only === start ? pairs : pairs.slice(start, starts[i + 1]);
    const address = findAddress(pairs[start]?.value ?? "");
    return address === undefined ? [] : [readFate(address, fate, action)];
  });
}

const MAX_RECIPIENTS = 200;

function readFate(
  address: string,
  fate: readonly Pair[],
  action: Action | undefined,
): RecipientReport {
  const valueOf = (name: string) => fate.find((pair) => pair.name === name)?.value;
  const diagnosticCode = serverWords(REASON.map(valueOf).find((said) => said && /\s/.test(said)));
  return {
    finalRecipient: address,
    action,
    status: findStatusCode(valueOf("status") ?? "") ?? findStatusCode(diagnosticCode ?? ""),
    replyCode:
      findReplyCode(diagnosticCode ?? "") ??
      findReplyCode(valueOf("errorcode") ?? valueOf("code") ?? ""),
    diagnosticCode,
  };
}
