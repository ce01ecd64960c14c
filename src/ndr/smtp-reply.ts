import { firstCharacters } from "../intake/whole-characters.js";
import { serverWords } from "./server-words.js";
import { findStatusCodes } from "./status-code.js";
import type { StatusCode } from "./status-code.js";

/** What a server answered to a command (RFC 5321 4.2), found somewhere in a text. */
export interface SmtpReply {
  readonly replyCode?: string | undefined;
  readonly status?: StatusCode | undefined;
  /** The reply, verbatim but for folded lines. */
  readonly text: string;
  /** Where it begins in the text it was found in. */
  readonly index: number;
}

/** What is looked at of a reply and what follows it. */
const MAX_REPLY = 1000;

/** Work is bounded: a report has a few, a pasted log may have thousands. */
const MAX_REPLIES = 50;

// "550 5.7.64 …", "550-5.7.1 …", "#550 5.1.1 …", "550;5.7.711 …", "smtp;550 …", "(550 5.7.23)",
// "550 - 5.2.1 …" (Zoho), "550-'5.4.1 …'" (Cisco, around what another server said).
// Not the 421 of a bigger number, a date, a size or an address.
const REPLY =
  /(?<![\w./@-]|\S:)#?([45]\d\d)(?:[ \t]+|-|[ \t]-[ \t]|;[ \t]*|[ \t]*#|[ \t]*\n[ \t]*)['"]?#?([245]\.\d{1,3}\.\d{1,3})(?![\d.]*\d|[OoIl](?:\d|\b))/g;
const BARE_REPLY =
  /(?:^|[:;'">]|\],?|<<<|said|says?|error|returned|reply)[ \t]*(?:smtp;[ \t]*)?#?\(?([45][0-5]\d)(?=[ \t-]+["'<([]?(?:[A-Za-z#*<]|\d[ \t])|[ \t]*\n[ \t]+["'<([]?[A-Za-z<])/gim;

/** Replies with an enhanced status code, in the order they stand in the text. */
export function findSmtpReplies(text: string): readonly SmtpReply[] {
  return take(text.matchAll(REPLY), MAX_REPLIES).flatMap((match) => {
    const [, replyCode, code = ""] = match;
    const [status] = findStatusCodes(code);
    return status
      ? [{ replyCode, status, text: replyAt(text, match.index), index: match.index }]
      : [];
  });
}

/** Replies of servers that know no enhanced codes: "550 No such user". */
export function findBareReplies(text: string): readonly SmtpReply[] {
  return take(text.matchAll(BARE_REPLY), MAX_REPLIES).map((match) => {
    const [whole, replyCode = ""] = match;
    const index = match.index + whole.lastIndexOf(replyCode);
    return { replyCode, text: replyAt(text, index), index };
  });
}

function take<T>(items: Iterable<T>, most: number): readonly T[] {
  const taken: T[] = [];
  for (const item of items) {
    if (taken.length === most) break;
    taken.push(item);
  }
  return taken;
}

/** The reply code a diagnostic begins with. */
export function findReplyCode(diagnostic: string): string | undefined {
  return /(?<![\w.])([245][0-5]\d)(?![\w.]|\d)/.exec(diagnostic.slice(0, 200))?.[1];
}

// A reply ends with its paragraph, or with the quote mark that Exchange closes it with.
function replyAt(text: string, index: number): string {
  const rest = firstCharacters(text.slice(index), MAX_REPLY);
  const quote = /['"‘“]/.exec(text.slice(Math.max(0, index - 1), index));
  const [paragraph = ""] = rest.split(/\n[ \t]*\n|##/, 1);
  const closed = quote ? paragraph.split(/['"’”](?=\s|$)/, 1)[0] : undefined;
  return withoutLooseEnd(serverWords(closed ?? ownLines(paragraph)) ?? "");
}

/** "(reason: 550 5.1.1 User unknown)": the bracket opened before the reply did. */
function withoutLooseEnd(reply: string): string {
  const opening = OPENING[reply.at(-1) ?? ""];
  return opening === undefined || reply.includes(opening) ? reply : reply.slice(0, -1).trimEnd();
}

const OPENING: Readonly<Record<string, string | undefined>> = { ")": "(", "]": "[", ">": "<" };

// A shorter line was not wrapped by a mail program: what follows is something new.
const WRAPPED = 55;

const NEW_THING =
  /^\s*(?:[A-Za-z][\w -]{2,40}:(?:\s|$)|[-=_*]{4,}|(?:#\s?)?[45]\d\d[ -]|<<<|>>>|\S+@\S+\s*$)/;

/**
 * A reply's lines, as far as they are its own. Whoever copies a bounce copies the letter below it
 * too, often without a blank line between. `column` is where the first line begins.
 */
export function ownLines(paragraph: string, column = 0): string {
  const [first = "", ...more] = paragraph.split("\n");
  // "550-5.7.1 …", "550-5.7.1 …", "550 5.7.1 …" is one reply (RFC 5321 4.2.1).
  const [, code] = /^#?([45]\d\d)-/.exec(first) ?? [];
  const end = more.findIndex((line, i) => {
    if (code !== undefined && line.trimStart().startsWith(code)) return false;
    const before = i === 0 ? first.trim().length + column : (more[i - 1] ?? "").trim().length;
    const isContinuation = before >= WRAPPED || /^[ \t([<"'.]/.test(line);
    return !isContinuation || NEW_THING.test(line);
  });
  return [first, ...(end < 0 ? more : more.slice(0, end))].join("\n");
}
