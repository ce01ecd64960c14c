import { decodeWords } from "postal-mime";
import type { HeaderField } from "./bounce-mail.js";
import { anyOf } from "./mail-heads.js";
import { isMailSystem } from "./mail-system.js";

export interface SplitReport {
  /** What the reporting server wrote. */
  readonly report: string;
  /** Header fields of the mail it returned, if it did. */
  readonly returnedHeaders: readonly HeaderField[];
}

/** Lines after which a report returns the original message; data, one per mail system. */
const MARKERS = [
  /^[-=_* ]*(?:original|returned|unsent|unsent original) message(?: headers| follows)?[-=_* ]*:?$/i,
  /^[-=_* ]*(?:message header|message headers|header)(?: follows)?[-=_* ]*:?$/i,
  /^[-=_* ]*below this line is (?:a copy of|the original) (?:the )?message/i,
  /^[-=_* ]*(?:here|this) is (?:a|your) copy of (?:the|your) (?:original )?message/i,
  /^[-=_*|]{2,}[-=_*| ]{0,80}(?:(?:the )?message (?:text|body|source|headers?)|the header and top \d{1,4} lines of the message) follows?[-=_*|: ]*$/i,
  /^[-=_* ]*your (?:original )?message (?:was|reads?|follows|is below)[-=_* ]*:?$/i,
  /^[-=_* ]*this is a copy of (?:the|your) message/i,
  /^[-=_* ]*(?:below is )?a copy of the (?:original )?message(?: headers)?/i,
  /^[-=_* ]*(?:below is|the following is|here is|start of) (?:a copy of )?(?:the|your) (?:original|returned|first|failed)? ?(?:message|mail|headers)/i,
  /^[-=_* ]*the (?:body|header|original message) of (?:the|your)? ?(?:message|email)? ?(?:follows|is)/i,
  new RegExp(`^[-=_* ]*(?:${anyOf(({ returned }) => returned)})[-=_* ]*[:：]?$`, "i"),
];

const FIELD = /^([A-Za-z][A-Za-z0-9-]{1,60}):[ \t]?(.*)$/;
// Fields of a mail in transit. A report quoting "To:" and "Subject:" for the reader is not one.
const TRANSPORT_FIELD =
  /^(?:received|return-path|dkim-signature|mime-version|x-[a-z0-9-]+|arc-[a-z-]+)$/i;

/**
 * Cuts a report in two at the message it returns, so that nothing of a private mail is taken for
 * what a server said. A copied delivery-status block below the cut stays with the report.
 */
export function splitReturnedMessage(text: string): SplitReport {
  const lines = text.split("\n");
  const cut = lines.findIndex(
    (line, i) =>
      line !== "" &&
      ((isReturnedMark(line) && !quotesReport(lines, i)) || startsReturnedHeaders(lines, i)),
  );
  if (cut < 0) return { report: text, returnedHeaders: [] };
  const returned = lines.slice(cut);
  const status = returned.findIndex((line) =>
    /^(?:reporting-mta|final-recipient)[ \t]*:/i.test(line),
  );
  const kept = status < 0 ? [] : ["", ...returned.slice(status)];
  return {
    report: [...lines.slice(0, cut), ...kept].join("\n"),
    returnedHeaders: readFields(returned.slice(0, 400)),
  };
}

/** Is this a heading over a message that is returned, or over its header? */
export function isReturnedMark(line: string): boolean {
  if (line.length >= 160) return false;
  const words = line.trim();
  return words.length > 3 && MARKERS.some((marker) => marker.test(words));
}

/** Outlook sets "-----Original Message-----" above whatever is answered, and that may be the report. */
function quotesReport(lines: readonly string[], marker: number): boolean {
  return lines.slice(marker + 1, marker + 4).some((line) => {
    const [, sender = ""] = /^[ \t]*\*?[^:：]{1,20}[:：](.{1,300})$/u.exec(line) ?? [];
    return isMailSystem(sender);
  });
}

/** A block of header fields with a transport field among its first three starts here. */
function startsReturnedHeaders(lines: readonly string[], at: number): boolean {
  const first = lines[at] ?? "";
  if (at === 0 || !FIELD.test(first) || (lines[at - 1] ?? "").trim() !== "") return false;
  const names = lines.slice(at, at + 6).flatMap((line) => FIELD.exec(line)?.[1] ?? []);
  return (
    names.length >= 2 &&
    names.slice(0, 3).some((name) => TRANSPORT_FIELD.test(name)) &&
    !/^(?:x-postfix|x-failed|reporting-mta|original-envelope)/i.test(first)
  );
}

/** Header fields among lines of text: folded lines joined (RFC 5322 2.2.3), words decoded (RFC 2047). */
export function readFields(lines: readonly string[]): readonly HeaderField[] {
  const fields: { name: string; value: string }[] = [];
  for (const line of lines) {
    const [, name, value = ""] = FIELD.exec(line) ?? [];
    const last = fields.at(-1);
    if (name) fields.push({ name: name.toLowerCase(), value: value.trim() });
    else if (last && /^[ \t]+\S/.test(line)) last.value += ` ${line.trim()}`;
  }
  return fields.map(({ name, value }) => ({ name, value: decodeWords(value) }));
}
