import type { BounceMail } from "../../intake/bounce-mail.js";
import { firstCharacters } from "../../intake/whole-characters.js";
import { findAddress, findAddressed, findAddresses } from "../address.js";
import { isoDate } from "../delivery-status.js";
import type { Ndr, RecipientReport } from "../ndr.js";
import { serverWords } from "../server-words.js";
import { findReplyCode, ownLines } from "../smtp-reply.js";
import { findStatusCode } from "../status-code.js";
import { bestReplies, readTranscript, toReport } from "../transcript.js";
import type { Label } from "../../wording/language.js";
import { labelOf } from "../../wording/recognise.js";
import { findLabels } from "./labels.js";
import type { FoundLabel } from "./labels.js";

/** A label's value is a line of text; a reply may be a few. */
const MAX_VALUE = 1000;

/** Two of these beside a reply are Exchange Online's table, whatever its heading says. */
const TABLE: readonly Label[] = ["rejectedBy", "sender", "recipient", "messageId", "date"];

/** The classic layout and the newer one; `undefined` where the text has neither's marks. */
export function parseExchange(mail: BounceMail): Ndr | undefined {
  const { text } = mail;
  const labels = findLabels(text);
  const generating = labels.find(({ label }) => label === "generatingServer");
  const values = readValues(text, labels);
  const isTable = TABLE.filter((label) => values.has(label)).length >= 2;
  const isNewLayout =
    values.has("generatedBy") ||
    (values.has("reply") && (isTable || COULD_NOT.test(text) || findAddressed(text) !== undefined));
  if (!generating && !isNewLayout) return undefined;

  const recipients =
    isNewLayout && values.has("reply")
      ? readNewLayout(text, values)
      : readClassic(text, generating?.index ?? 0);
  if (recipients.length === 0) return undefined;
  return {
    parsedBy: "exchange",
    reportingMta: hostOf(
      generating ? firstWord(text.slice(generating.end)) : values.get("generatedBy"),
    ),
    sender: findAddress(values.get("sender") ?? ""),
    subject: values.get("sender") ? values.get("subject") : undefined,
    messageId: /<?([^<>\s]+@[^<>\s]+)>?/.exec(values.get("messageId") ?? "")?.[1],
    arrivalDate: isoDate(values.get("date")),
    recipients,
    humanLines: [],
  };
}

/** How Exchange Online opens in English; other systems do not contract. */
const COULD_NOT = /couldn.t be delivered|wasn.t delivered/i;

/**
 * The labels of the layout Exchange Online writes since 2016. A paste may have lost its line breaks,
 * so a value ends at the next label as well as at the end of its line.
 */
function readValues(text: string, labels: readonly FoundLabel[]): ReadonlyMap<Label, string> {
  const values = new Map<Label, string>();
  for (const [i, { label, index, end }] of labels.entries()) {
    const next = labels[i + 1]?.index ?? text.length;
    // In a table the value stands in the next cell, which is the next line.
    const raw = firstCharacters(text.slice(end, next), MAX_VALUE);
    const [paragraph = ""] = raw.trimStart().split(/\n[ \t]*\n/, 1);
    const first = (paragraph.split("\n", 1)[0] ?? "").trim();
    // A mail program wraps a reply where its line is full, and the label is in that line too.
    if (label === "reply")
      keepReply(values, ownLines(paragraph.trim(), end - index).replace(/\s*\n\s*/g, " "));
    else if (first && !values.has(label))
      values.set(label, raw.includes("\n") ? first : withoutHeading(first));
  }
  return values;
}

/** "Invoice 4711 Error Details": where line breaks were lost, the next section's heading came along. */
function withoutHeading(value: string): string {
  const [tail = ""] = /(?<=\s)\S+\s+\S+$|(?<=\s)\S+$/.exec(value) ?? [];
  return labelOf(tail) === "reply" ? value.slice(0, -tail.length).trimEnd() : value;
}

/** The first reply counts, but one in words counts more than a bare code. */
function keepReply(values: Map<Label, string>, value: string): void {
  const known = values.get("reply");
  // "Error Details" is a heading, not an error.
  if (!findStatusCode(value) && !findReplyCode(value)) return;
  if (known === undefined || (!hasWords(known) && hasWords(value))) values.set("reply", value);
}

function hasWords(reply: string): boolean {
  return /[a-z]{3}.*\s/i.test(reply.split("\n", 1)[0] ?? "");
}

function readNewLayout(
  text: string,
  values: ReadonlyMap<Label, string>,
): readonly RecipientReport[] {
  const said = values.get("reply") ?? "";
  const [reply] = bestReplies(said);
  return [
    {
      finalRecipient: findAddress(values.get("recipient") ?? "") ?? findAddressed(text),
      ...(reply
        ? toReport(reply, said)
        : {
            diagnosticCode: serverWords(said),
            status: findStatusCode(said),
            replyCode: findReplyCode(said),
          }),
      remoteMta: hostOf(values.get("rejectedBy")),
    },
  ];
}

/** Below the generating server: an address, the server that refused if it was another, the reply. */
function readClassic(text: string, from: number): readonly RecipientReport[] {
  const section = text.slice(from);
  const rejectedBy = hostOf(
    /^(.{3,255}?) (?:rejected your message to|gave this error)/im.exec(text)?.[1],
  );
  const reports = readTranscript(section, new Set());
  const found = reports.length > 0 ? reports : readTranscript(text, new Set());
  return (found.length > 0 ? found : readRunTogether(section)).map((report) => ({
    ...report,
    remoteMta: report.remoteMta ?? findRefusingServer(section, report) ?? rejectedBy,
  }));
}

/** All in one line: the address is the last one before the reply. */
function readRunTogether(section: string): readonly RecipientReport[] {
  return bestReplies(section)
    .slice(0, 1)
    .map((reply) => ({
      ...toReport(reply, section),
      finalRecipient: findAddresses(section.slice(0, reply.index)).at(-1),
    }));
}

/** "Server at mx.fabrikam.example (192.0.2.1) returned '…'", or a host alone under the address. */
function findRefusingServer(section: string, report: RecipientReport): string | undefined {
  const address = report.finalRecipient ?? "";
  const at = address ? section.indexOf(address) : -1;
  const below = at < 0 ? section : section.slice(at + address.length);
  const named = /\bserver at ([^\s()]{1,255})[^\n']{0,80}returned/i.exec(below)?.[1];
  if (named) return hostOf(named);
  if (at < 0) return undefined;
  return below
    .split("\n", 4)
    .map((line) => line.trim())
    .find((line) => HOST_ALONE.test(line));
}

const HOST_ALONE = /^(?=.{4,253}$)(?:[a-z0-9-]{1,63}\.){1,9}[a-z]{2,24}$/i;

function firstWord(text: string): string {
  return text.slice(0, MAX_VALUE).trimStart().split(/\s/, 1)[0] ?? "";
}

function hostOf(value: string | undefined): string | undefined {
  const [host] =
    /(?:[a-z0-9_-]{1,63}\.){1,9}[a-z0-9-]{2,63}/i.exec(value?.slice(0, 300) ?? "") ?? [];
  return host;
}
