import { says } from "../wording/recognise.js";
import { findMarks, headTop, isHeadLine, type ReportMark } from "./report-marks.js";
import { isReturnedMark } from "./returned-message.js";

/**
 * Parts a text at the borders of its reports: people paste several at once. A text with one report,
 * or with none, is one piece. One report stays whole though it quotes what it returns, lists many
 * recipients, or is written in both of Exchange's layouts.
 */
export function splitReports(text: string, most: number): readonly string[] {
  const lines = text.split(/\r\n?|[\n\u2028\u2029]/);
  const marks = findMarks(lines);
  if (marks.length < 2) return [text];
  const depth = quoteDepth(lines[marks[0]?.line ?? 0] ?? "");
  const findEvidence = finderIn(lines, isEvidence);
  const isQuoted = quotationsIn(lines);
  const starts = [0];
  let kinds = new Set<ReportMark["kind"]>();
  let last = -1;
  for (const { kind, line } of marks) {
    if (starts.length > most * 2) break;
    if (quoteDepth(lines[line] ?? "") > depth) continue;
    const start = starts.at(-1) ?? 0;
    const isNew =
      (kinds.has(kind) || OPENINGS[kind].some((end) => kinds.has(end))) &&
      findEvidence(start, line) !== undefined &&
      !isQuoted(start, line, kind);
    if (isNew) {
      starts.push(OPENINGS[kind].length > 0 ? headTop(lines, line) : startOf(lines, last, line));
      kinds = new Set();
    }
    kinds.add(kind);
    last = line;
  }
  const pieces = starts.map((start, i) => lines.slice(start, starts[i + 1]).join("\n"));
  return withEchoes(withEvidence(pieces)).slice(0, most);
}

/** What a report opens with ends the one above, if that has come as far as one of these. */
const OPENINGS: Readonly<Record<ReportMark["kind"], readonly ReportMark["kind"][]>> = {
  head: ["introduction", "sentence", "generatingServer", "generatedBy", "fields"],
  subject: ["introduction", "sentence", "generatingServer", "generatedBy", "fields"],
  introduction: ["generatingServer", "generatedBy", "fields"],
  sentence: ["introduction", "generatingServer", "generatedBy", "fields"],
  generatingServer: [],
  generatedBy: [],
  fields: [],
};

function quoteDepth(line: string): number {
  return (/^[\s>|]{0,20}/.exec(line)?.[0].match(/[>|]/g) ?? []).length;
}

/** A code, a reply, or a field that says what became of a recipient. */
const EVIDENCE =
  /(?<![\w.:/@-])[45]\d\d[ -]|(?<![\d.])[245]\.\d{1,3}\.\d{1,3}(?![\d.])|\bfinal-recipient[ \t]*:|<[^\s<>@]{1,128}@[^\s<>]{1,255}>:/i;

function isEvidence(line: string): boolean {
  return !isHeadLine(line) && EVIDENCE.test(line.slice(0, 1000));
}

type FindLine = (from: number, to: number) => number | undefined;

/** Looks for the first line between two of which something is true; tests each line once at most. */
function finderIn(lines: readonly string[], test: (line: string) => boolean): FindLine {
  const known = new Int8Array(lines.length);
  return (from, to) => {
    for (let i = from; i < to; i++) {
      if (known[i] === 0) known[i] = test(lines[i] ?? "") ? 1 : -1;
      if (known[i] === 1) return i;
    }
    return undefined;
  };
}

const MANY_WORDS = 3;

/**
 * Does a mark stand in a mail that the report above it returns whole? A letter that quotes or passes
 * on an older report may be in there. Exchange returns the header only, and what follows is new.
 */
function quotationsIn(
  lines: readonly string[],
): (from: number, mark: number, kind: ReportMark["kind"]) => boolean {
  const findReturned = finderIn(lines, isReturnedMark);
  const findPassedOn = finderIn(lines, (line) => PASSED_ON.test(line));
  const findWords = finderIn(
    lines,
    (line) => line.trim() !== "" && !/^(?:[ \t]|[\w-]{2,60}:)/.test(line),
  );
  return (from, mark, kind) => {
    const returned = kind === "head" ? undefined : findReturned(from, mark);
    if (returned === undefined) return false;
    if (findPassedOn(returned + 1, mark + 1) !== undefined) return true;
    if (kind === "introduction") return false;
    let at: number | undefined = returned;
    for (let words = 0; words <= MANY_WORDS && at !== undefined; words++)
      at = findWords(at + 1, mark + 1);
    return at !== undefined;
  };
}

const PASSED_ON =
  /^subject:[ \t]*(?:(?:re|fwd?|aw|wg|tr|rv|sv|vs)[ \t]?:|undeliver|delivery (?:status|fail))/i;

/** The first line of the report that a mark belongs to: of its head, or of the sentence it opens with. */
function startOf(lines: readonly string[], last: number, mark: number): number {
  const between = Array.from({ length: mark - last - 1 }, (_, i) => last + 1 + i);
  const opens = (at: number) => {
    const line = lines[at] ?? "";
    return line.length < 400 && !EVIDENCE.test(line) && !isField(line) && says("failure", [line]);
  };
  return headTop(lines, between.find(opens) ?? mark);
}

function isField(line: string): boolean {
  return isHeadLine(line) || /^[\w-]{2,60}:/.test(line);
}

/** A piece that says nothing of a recipient belongs to the one before it. */
function withEvidence(pieces: readonly string[]): readonly string[] {
  const kept: string[] = [];
  for (const piece of pieces) {
    const before = kept.pop();
    if (before === undefined) kept.push(piece);
    else if (piece.split("\n").some(isEvidence)) kept.push(before, piece);
    else kept.push(`${before}\n${piece}`);
  }
  return kept;
}

/** What was pasted twice, or is written in two layouts, is one report: the same address, the same code. */
function withEchoes(pieces: readonly string[]): readonly string[] {
  const byKey = new Map<string, string>();
  for (const piece of pieces) {
    const key = keyOf(piece);
    const known = byKey.get(key);
    byKey.set(key, known === undefined ? piece : `${known}\n${piece}`);
  }
  return [...byKey.values()];
}

function keyOf(piece: string): string {
  const said = piece
    .split("\n")
    .filter((line) => !isHeadLine(line))
    .join("\n");
  const [address = ""] = /[\w.+-]{1,64}@[\w.-]{1,255}/.exec(said) ?? [];
  const [code = ""] = /(?<![\d.])[245]\.\d{1,3}\.\d{1,3}(?![\d.])/.exec(said) ?? [];
  return `${address.toLowerCase()} ${code}`;
}
