import { anyOf } from "../intake/mail-heads.js";
import { firstCharacters } from "../intake/whole-characters.js";

/**
 * Where a server's words end and somebody's mail begins. A paste has no borders: the letter that
 * came back may stand right below the reply, or behind it where line breaks were lost. Nothing of
 * it may be shown, kept or sent to the helpdesk, so words are rather cut too early than too late.
 */

/** Longer replies are somebody's web page; the reason stands in front. */
const MAX_WORDS = 500;

/** No pattern below sees more than this. */
const MAX_RAW = 4000;

const SUBJECTS = anyOf(({ subject }) => subject);
const HEADS = `${SUBJECTS}|${anyOf(({ others }) => others)}`;

// Case matters: servers write "MAIL FROM:" and "rcpt to:", mail programs "From:" and "To:". A server
// that speaks of "To: header" means the field.
const HEADER_LABEL = new RegExp(
  String.raw`(?:^|\s)\*?(?:${HEADS}|Received|Message-I[Dd]|MIME-Version|Content-Type|Return-Path)\*?[ \t]?[:：]\*?(?!\s*(?:headers?|fields?)\b)(?:\s|$)`,
);
const RETURNED_MARK = new RegExp(
  String.raw`(?:original message(?: headers?)?|message headers?|${anyOf(({ returned }) => returned)})[ \t]*(?:[:：\n-]|$)|-{4,}|={4,}|_{4,}`,
  "i",
);
const SALUTATION =
  /(?:Dear|Hi|Hello|Hey|Hallo|Moin|Liebe[rs]?|Sehr geehrte[rs]?|Guten (?:Tag|Morgen)|Good (?:morning|afternoon|evening)|Bonjour|Cher|Chère|Hola|Buen[oa]s|Estimad[oa]s?|Ciao|Gentile|Beste|Caro|Cara)\b[^\n]{0,60}?(?:,|!|:|\n|$)/u;
// Postfix says at which command it was told; nothing of the reply comes after.
const REPLY_END = /\(in reply to [^()\n]{1,60} command\)/;

/** A mark that ends a reply where it begins a later line, or behind words enough for a reason. */
interface EndMark {
  readonly below: RegExp;
  readonly behind: RegExp;
}

const END_MARKS = [RETURNED_MARK, SALUTATION].map(({ source, flags }): EndMark => ({
  below: new RegExp(`\\n\\s{0,20}(?:${source})`, flags),
  behind: new RegExp(`[\\s.)](?:${source})`, flags),
}));

/** A reply has said something by then; "554 5.7.1 Dear sender, …" is the server's own word. */
const SAID = 14;

/** The server's part of a text: one line, without the mail behind it; `undefined` where nothing is left. */
export function serverWords(raw: string | undefined): string | undefined {
  if (raw === undefined) return undefined;
  const text = raw.slice(0, MAX_RAW);
  const ends = [
    startOf(HEADER_LABEL, text),
    ...END_MARKS.map((mark) => startOfEnd(mark, text)),
    endOf(REPLY_END, text),
  ];
  const said = text
    .slice(0, Math.min(...ends))
    .split(/\s+/)
    .join(" ")
    .replace(/^ ?(?:smtp|x-[\w-]{1,30}|dns|unix) ?; ?/i, "")
    .replace(/^ ?#* ?| ?(?:##)? ?$/g, "");
  return firstCharacters(said, MAX_WORDS).trim() || undefined;
}

function startOf(mark: RegExp, text: string): number {
  const at = text.search(mark);
  return at < 0 ? text.length : at;
}

function startOfEnd({ below, behind }: EndMark, text: string): number {
  const said = text.slice(SAID).search(behind);
  return Math.min(startOf(below, text), said < 0 ? text.length : said + SAID);
}

function endOf(mark: RegExp, text: string): number {
  const found = mark.exec(text);
  return found ? found.index + found[0].length : text.length;
}

const LABEL_LINE = new RegExp(String.raw`^[ \t]*\*?(?:${HEADS})\*?[ \t]*[:：]`, "i");
const SUBJECT_LINE = new RegExp(String.raw`^[ \t]*\*?(?:${SUBJECTS})\*?[ \t]*[:：]`, "i");

/** A text without the From, Sent, To and Subject lines that mail programs put above a mail. */
export function withoutMailHeads(text: string): string {
  const lines = text.split("\n");
  const isLabel = lines.map((line) => LABEL_LINE.test(line.slice(0, 40)));
  return lines
    .filter((line, i) => {
      if (isLabel[i] !== true) return true;
      const isInBlock = isLabel[i - 1] === true || isLabel[i + 1] === true;
      return !isInBlock && !SUBJECT_LINE.test(line.slice(0, 40));
    })
    .join("\n");
}
