/** A message that is short enough to be parsed, and whether words of it were left out. */
export interface BoundMessage {
  readonly content: string | Uint8Array;
  readonly isCut: boolean;
}

/**
 * The parser's work goes by lines; so many it reads in ten milliseconds. The longest part for people
 * that is known, AOL's, has 1200.
 */
const MAX_LINES = 1600;
const MAX_PART_LINES = 1300;

/** To begin a part costs the parser as much as so many lines. */
const LINES_A_PART = 8;

/** Of a part without line ends; more text than a report has. */
const MAX_PART = 128 * 1024;

const REPORT = /^content-type:\s*multipart\/report/im;
const RETURNED = /^content-type:\s*(?:message\/(?:rfc822|global)|text\/rfc822-headers)/im;
const FILE = /^content-type:\s*(?!text|message|multipart)\w/im;
const SAVED_MAIL = /\bname\s*=\s*"?[^"\n]{0,200}\.eml\b/i;

/**
 * The first lines of each part, up to so many in all. Of pictures and other files nothing but the
 * header is kept, so that a report below them is still reached.
 */
export function boundMessage(content: string | Uint8Array): BoundMessage {
  const source = typeof content === "string" ? content : asLatin1(content);
  const isReport = REPORT.test(headOf(source, 0, source.length));
  const kept: string[] = [];
  let isReturned = false;
  let isCut = false;
  let left = MAX_LINES;
  for (let at = 0; at < source.length;) {
    const end = endOfPart(source, at);
    const head = headOf(source, at, end);
    const isFile = FILE.test(head) && !SAVED_MAIL.test(head);
    // What a report returns is read no further than its header.
    isReturned ||= isReport && RETURNED.test(head);
    const until = isFile ? at + head.length : Math.min(end, at + MAX_PART);
    const lines = firstLines(source, at, until, Math.min(left, MAX_PART_LINES));
    kept.push(source.slice(at, lines.end));
    isCut ||= lines.end < end && !isFile && !isReturned;
    if (left === 0) break;
    left = Math.max(0, left - lines.count - LINES_A_PART);
    at = end;
  }
  const bound = kept.join("");
  return { content: typeof content === "string" ? bound : Buffer.from(bound, "latin1"), isCut };
}

/** A character a byte: whatever the charset, line ends and header names are the same. */
function asLatin1({ buffer, byteOffset, byteLength }: Uint8Array): string {
  return Buffer.from(buffer, byteOffset, byteLength).toString("latin1");
}

/** A line that begins with two hyphens may part two parts (RFC 2046 5.1.1). */
function endOfPart(source: string, at: number): number {
  const end = source.indexOf("\n--", at);
  return end < 0 ? source.length : end + 1;
}

/** Headers of parts are a few lines; the one of a mail is longer, but not what it says of its type. */
const MAX_HEAD = 64 * 1024;

function headOf(source: string, at: number, end: number): string {
  const start = source.slice(at, Math.min(end, at + MAX_HEAD));
  const blank = start.search(/\n\r?\n/);
  return blank < 0 ? start : start.slice(0, blank + 1);
}

/** Where so many lines end, and how many there are. */
function firstLines(
  source: string,
  from: number,
  until: number,
  most: number,
): { readonly end: number; readonly count: number } {
  let end = from;
  let count = 0;
  for (; count < most && end < until; count++) {
    const lineEnd = source.indexOf("\n", end);
    end = lineEnd < 0 || lineEnd >= until ? until : lineEnd + 1;
  }
  return { end, count };
}
