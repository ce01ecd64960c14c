import { LANGUAGES } from "../wording/languages.js";
import { labelOf, noticeOf, says } from "../wording/recognise.js";
import { MAIL_HEADS } from "./mail-heads.js";
import { isMailSystem } from "./mail-system.js";

/** A line that stands once in a report: a second one of its kind may begin another report. */
export interface ReportMark {
  readonly kind:
    | "head"
    | "subject"
    | "introduction"
    | "sentence"
    | "generatingServer"
    | "generatedBy"
    | "fields";
  readonly line: number;
}

/** Work is bounded: a paste of more lines is a log. */
const MAX_LINES = 6000;
const MAX_LINE = 400;

/** The marks of reports in a text, from its first line to its last. */
export function findMarks(lines: readonly string[]): readonly ReportMark[] {
  const marks: ReportMark[] = [];
  for (const [line, raw] of lines.slice(0, MAX_LINES).entries()) {
    const kind = kindOf(lines, line, raw.slice(0, MAX_LINE));
    if (kind) marks.push({ kind, line });
  }
  return marks;
}

function kindOf(
  lines: readonly string[],
  at: number,
  line: string,
): ReportMark["kind"] | undefined {
  const [, words = "", value = ""] = LABELLED.exec(line) ?? [];
  if (words !== "") {
    const name = words.toLowerCase();
    if (name === "reporting-mta") return "fields";
    if (SUBJECTS.has(name)) return kindOfHead(lines, at, value.trim());
    const label = labelOf(words);
    if (label === "generatingServer" || label === "generatedBy") return label;
  }
  if (INTRODUCTION.test(line)) return "introduction";
  return SENTENCE.test(line) ? "sentence" : undefined;
}

/** The words before a line's first colon, or before the tab of a table that was copied. */
const LABELLED = /^[\s>|*]{0,20}([^\s>|*:：\t][^:：\t]{0,49}?)\*?[ \t]*[:：\t](.*)$/;

const HEADS: ReadonlySet<string> = new Set(
  MAIL_HEADS.flatMap(({ subject, others }) => [...subject, ...others]).map((word) =>
    word.toLowerCase(),
  ),
);
const SUBJECTS: ReadonlySet<string> = new Set(
  MAIL_HEADS.flatMap(({ subject }) => subject).map((word) => word.toLowerCase()),
);

/** How mail systems introduce themselves; not one of them does so twice. */
const INTRODUCTION =
  /^[\s>|*]{0,20}(?:this is the mail system at host|hi\. this is (?:the|a)\b|this is the \S+ mail (?:agent|server)|this message was created automatically by mail delivery software|this is (?:an automatically generated|a) delivery status notification|the original message was received at|sorry, we were unable to deliver your message|an error occurred while trying to deliver the mail)/i;

const BEFORE = LANGUAGES.flatMap(({ addressed }) => addressed.map(([before]) => before)).filter(
  (before) => before !== "",
);

/** "Your message to anna@x couldn't be delivered.", "Delivery has failed to these recipients …:" */
const SENTENCE = new RegExp(
  String.raw`^[\s>|*]{0,20}(?:(?:${[...new Set(BEFORE)].join("|")})\s{1,10}<?[^\s<>@]{1,128}@|delivery has failed to these recipients|delivery to the following recipients? (?:failed|has been))`,
  "i",
);

/** A person's mail may have such a subject too: they forwarded it. */
function kindOfHead(
  lines: readonly string[],
  at: number,
  subject: string,
): "head" | "subject" | undefined {
  if (noticeOf(subject) !== "failure" && !says("failure", [subject])) return undefined;
  let to = at;
  while (to + 1 < lines.length && to - at < 8 && isHeadLine(lines[to + 1] ?? "")) to++;
  const head = lines.slice(headTop(lines, at), to + 1).join("\n");
  if (isMailSystem(head)) return "head";
  return head.replace(subject, "").includes("@") ? undefined : "subject";
}

/** Where the block of From, Sent, To and Subject begins that a line stands in. */
export function headTop(lines: readonly string[], at: number): number {
  let top = at;
  while (top > 0 && at - top < 8 && isHeadLine(lines[top - 1] ?? "")) top--;
  return top;
}

export function isHeadLine(line: string): boolean {
  const [, words = ""] = LABELLED.exec(line.slice(0, MAX_LINE)) ?? [];
  return HEADS.has(words.toLowerCase());
}
