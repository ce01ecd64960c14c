import { findAddress, findAddresses } from "./address.js";
import type { RecipientReport } from "./ndr.js";
import { paragraphOf, reasonInWords } from "./reason-in-words.js";
import { findRemoteMta } from "./remote-mta.js";
import { withoutMailHeads } from "./server-words.js";
import { findBareReplies, findSmtpReplies } from "./smtp-reply.js";
import type { SmtpReply } from "./smtp-reply.js";
import { findStatusCode } from "./status-code.js";

/** Work is bounded: of more recipients than this nobody reads, even where each is named twice. */
const MAX_BLOCKS = 400;

// A line that names a recipient: "<anna@x>:", "anna@x", "  * anna@x", "Anna (anna@x)<mailto:anna@x>",
// "To: anna@x", "550 5.1.1 <anna@x>... User unknown", "anna@x: Envelope expired".
const HEAD =
  /^[ \t]*(?:[*•-][ \t]+)?(?:(?:to|recipient(?: address)?|rcpt to|(?:failed|affected|undelivered) recipients?|error-for|original address|adresse|destinataire)[ \t]*:[ \t]*)?(?:(?:\w{1,3}=[^;=@\n]{0,64};[ \t]?){1,8}(?:dda:)?smtp=|[^@\n<>:]{0,80}[ (<])?<?["']?(?:mailto:|smtp:)?([^\s<>()"':;,]{1,128}@[^\s<>()"';:,]{1,255})>?(.*)$/i;

// "For help, write to postmaster@…": addresses that reports offer, not ones they are about.
const OFFERS_HELP =
  /\b(?:contact|questions?|help|assistance|support)\b[^@]{0,200}\s[^@\s]{0,128}@/i;
const IMPERSONAL = /^(?:postmaster|mailer-daemon|abuse|hostmaster|uucp|delist)@/i;

/**
 * Reads reports that are written for people: an address, and below or beside it what the server
 * said. Postfix, Exim, qmail, Sendmail and most others, each in its own words.
 */
export function readTranscript(
  text: string,
  ignored: ReadonlySet<string>,
): readonly RecipientReport[] {
  const people = withoutMailHeads(text);
  const blocks = splitBlocks(people, ignored);
  // "... while talking to mx.fabrikam.example.:" stands above the first recipient.
  const opening = people.slice(0, people.indexOf(blocks[0]?.said ?? ""));
  const reports = blocks.map(({ address, said, above }, i) => {
    const [reply] = bestReplies(said);
    const named = { finalRecipient: address, originalRecipient: typedAddress(said) };
    if (!reply) return { ...named, ...reasonInWords(said, above) };
    const report = toReport(reply, said);
    const host = i === 0 ? findRemoteMta(opening) : undefined;
    return { ...named, ...report, remoteMta: report.remoteMta ?? host };
  });
  const merged = mergeByAddress(reports);
  if (merged.every(isExplained)) return merged;
  // Sendmail prints the addresses first and the replies in a transcript below; what a reply says of
  // its one address has been read by then, the rest share the first that is nobody's own.
  const shared = blocks.length > 1 ? withoutParagraphs(people, blocks) : people;
  const [first] = bestReplies(shared);
  return merged.map((report) =>
    first && !isExplained(report) ? { ...report, ...toReport(first, shared) } : report,
  );
}

function isExplained({ diagnosticCode, status }: RecipientReport): boolean {
  return diagnosticCode !== undefined || status !== undefined;
}

/** A text without what stands right below each address, which is said of that address alone. */
function withoutParagraphs(text: string, blocks: readonly Block[]): string {
  let rest = text;
  for (const { said } of blocks) rest = rest.replace(paragraphOf(said), () => "");
  return rest;
}

/** Replies in the order of trust: final before temporary, with an enhanced code before without. */
export function bestReplies(text: string): readonly SmtpReply[] {
  const enhanced = findSmtpReplies(text);
  const replies = enhanced.length > 0 ? enhanced : findBareReplies(text);
  // "550 4.4.7 QUEUE.Expired" is final: the reply code says so, the status says why.
  const isFinal = (reply: SmtpReply) =>
    reply.status?.class === 5 || reply.replyCode?.startsWith("5") === true;
  return [...replies.filter(isFinal), ...replies.filter((reply) => !isFinal(reply))];
}

/** A reply as a report, with the server that the text before it names. */
export function toReport(reply: SmtpReply, text: string): RecipientReport {
  return {
    // "550 Unknown user (#5.5.0)": some put the code behind the words.
    status: reply.status ?? findStatusCode(reply.text),
    replyCode: reply.replyCode,
    diagnosticCode: reply.text || undefined,
    remoteMta: findRemoteMta(text.slice(0, reply.index)),
  };
}

/** "(expanded from: <anna@x>)" (Sendmail), "(ultimately generated from anna@x)" (Exim). */
const TYPED = /^[ \t]*\((?:expanded|(?:ultimately )?generated|forwarded|aliased) from:?[ \t]/im;

/** The address that the sender typed, where an alias led to another. */
function typedAddress(said: string): string | undefined {
  const at = said.search(TYPED);
  return at < 0 ? undefined : findAddress(said.slice(at, at + 400).split(")", 1)[0] ?? "");
}

interface Block {
  readonly address: string;
  readonly said: string;
  /** The line right above, where it is nobody else's. */
  readonly above: string;
}

function splitBlocks(text: string, ignored: ReadonlySet<string>): readonly Block[] {
  const blocks: { address: string; lines: string[]; above: string }[] = [];
  let blanks = 0;
  let last = "";
  for (const line of text.split("\n")) {
    // An address inside a reply that Exchange quotes is the server's word, no recipient.
    const isQuoted = /returned ['‘][^'’]*$/.test(blocks.at(-1)?.lines.at(-1) ?? "");
    const address = isQuoted || TYPED.test(line) ? undefined : headAddress(line);
    const isNew = address?.toLowerCase() !== blocks.at(-1)?.address.toLowerCase();
    if (address && isNew && (!ignored.has(address.toLowerCase()) || IN_BRACKETS.test(line))) {
      if (blocks.length === MAX_BLOCKS) break;
      blocks.push({ address, lines: [line], above: last });
      blanks = 0;
    } else {
      blanks = line.trim() === "" ? blanks + 1 : 0;
      // What stands two paragraphs further is about something else.
      if (blanks < 3) blocks.at(-1)?.lines.push(line);
    }
    last = isNew && address ? "" : line;
  }
  return blocks.map(({ lines, ...block }) => ({ ...block, said: lines.join("\n") }));
}

const REPLY_LINE = /^\s*(?:<<<\s*)?#?[45]\d\d[\s-]/;
const OTHER_FIELD =
  /^\s*(?:from|sender|reply-to|message-id|contact|cc|mail from|return-path)\b[^@]{0,20}:/i;

/** "<anna@x>:" is how Postfix and qmail begin, and about nobody but a recipient. */
const IN_BRACKETS = /^<[^<>\s]{1,384}>:/;

function headAddress(line: string): string | undefined {
  if (line.length > 600 || !line.includes("@")) return undefined;
  if (REPLY_LINE.test(line)) return findAddress(line);
  if (OTHER_FIELD.test(line)) return undefined;
  const [, raw = "", rest = ""] = HEAD.exec(line) ?? [];
  const address = findAddress(raw);
  // Prose that mentions an address ("write to postmaster@x if …") names no recipient.
  return address &&
    (!IMPERSONAL.test(address) || IN_BRACKETS.test(line)) &&
    !OFFERS_HELP.test(line) &&
    (STANDS_ALONE.test(rest) || findAddresses(line).length > 1)
    ? address
    : undefined;
}

/** Behind an address that a line is about comes nothing, or what is said of it. */
const STANDS_ALONE = /^\W*$|^\s*[>)\]'"]*;?\s*(?:[:(<[]|\.\.\.|-|=>|on \w)/;

const ABOUT_DELIVERY =
  /\b(?:recipients?|deliver\w*|undeliver\w*|user ?id|user['’]?s?|mailbox|account|address(?:ed)?|(?:message|mail) to|sent to)\b/i;

/** Whom a sentence names as the one who sent. */
const SENT_BY = /\b(?:from|by|sender)[ \t:]{1,3}<?[^\s@<>]{1,128}@[^\s<>]{1,255}/gi;

/** The one address that sentences about delivery mention: "Delivery failed 20 attempts: anna@x". */
export function findMentioned(text: string, ignored: ReadonlySet<string>): string | undefined {
  const lines = text.split("\n", MAX_LINES).filter((line) => line.includes("@"));
  const found = lines
    .filter((line) => line.length <= 600 && ABOUT_DELIVERY.test(line) && !OFFERS_HELP.test(line))
    .flatMap((line) => findAddresses(line.replace(SENT_BY, " ")))
    .filter((address) => !IMPERSONAL.test(address) && !ignored.has(address.toLowerCase()));
  const [only, ...others] = new Set(found);
  return others.length === 0 ? only : undefined;
}

/** A report comes to its point by then. */
const MAX_LINES = 200;

function mergeByAddress(reports: readonly RecipientReport[]): readonly RecipientReport[] {
  const byAddress = new Map<string, RecipientReport>();
  for (const report of reports) {
    const key = report.finalRecipient?.toLowerCase() ?? "";
    const known = byAddress.get(key);
    if (
      !known ||
      (!known.status && report.status) ||
      (!known.diagnosticCode && report.diagnosticCode)
    )
      byAddress.set(key, {
        ...known,
        ...report,
        finalRecipient: known?.finalRecipient ?? report.finalRecipient,
      });
  }
  return [...byAddress.values()];
}
