import { firstCharacters } from "../intake/whole-characters.js";
import { findStatusCodes, formatStatusCode } from "./status-code.js";
import type { StatusCode } from "./status-code.js";

/** A status code that stands without a reply code: "5.7.321", "Status: 5.1.1", "mailbox full 5.2.2". */
export interface LooseCode {
  readonly status: StatusCode;
  /** What the server said, where the line begins with the code; else the line, somebody's words. */
  readonly line: string;
  readonly isReply: boolean;
}

// The word before tells a code from a version, a chapter or an address.
const LABELLED =
  /(?:\b(?:codes?|errors?|status|dsn|ndr|fehler(?:code)?|erreur|errore?s?|bounced?|smtp|said|reason|returned|with|does|about|bedeutet|hei(?:ß|ss)t|means?|#)|[(["'#;,:|-]|^)[ \t]*["'(#[]*$/i;
const NUMBERED =
  /(?:\b(?:chapters?|sections?|versions?|ver|v|releases?|notes|changelog|firmware|rfc|figure|table|build|kapitel|abschnitt|ziffer|punkt|runs?|from|to|upgrade|update|exim|postfix|exchange|server|rooms?|items?|orders?|pages?|steps?|clauses?|paragraphs?|articles?|art[ií]culos?|artikel|articol[oi]|artigos?|chapitres?|cap[ií]tulos?|capitol[oi]|hoofdstuk|secci[oó]n|se[cç][aã]o|version[ei]|versi[oó]n|vers[aã]o|versie|fassung|until|since|\.net|net|node|php)|\b(?:rozdzia[lł]|wersj[aei]|verze|kapitola|s[uü]r[uü]m|версия|версии|глава|раздел)|バージョン|第|버전|版本|[v§/@])[ \t.]*$|^#{2,6}[ \t]+$/i;

const MAIL_WORDS =
  /\b(?:mail(?:box|s)?|e-?mails?|messages?|bounce[ds]?|(?<!\b(?:no|0) )errors?|deliver\w*|relay|denied|reject\w*|recipients?|sender|quota|spam|blocked|ndr|address)\b/i;

/** A line with more words than this is prose that mentions a number. */
const MAX_LINE = 240;
const MAX_LINES = 200;

/** The first such code, labelled ones before others. */
export function findLooseCode(text: string): LooseCode | undefined {
  const lines = text
    .split("\n", MAX_LINES)
    .map((line) => line.trim())
    // Before anything looks into it: the labels below are searched backwards from each code.
    .filter((line) => line.length <= MAX_LINE * 4);
  const found = lines.flatMap((line) => codesIn(line));
  return found.find((code) => code.isLabelled) ?? found[0];
}

function codesIn(line: string): readonly (LooseCode & { readonly isLabelled: boolean })[] {
  return findStatusCodes(line).flatMap((status) => {
    const code = `${status.class}.${status.subject}.${status.detail}`;
    const before = line.slice(0, line.indexOf(code));
    const isLabelled = LABELLED.test(before);
    // "mailbox full 5.2.2": words of mail, or nothing behind the code.
    const isAtEnd = line.slice(before.length + code.length).trim().length <= 1;
    const isRead = isLabelled || (line.length <= 60 && (isAtEnd || MAIL_WORDS.test(line)));
    return NUMBERED.test(before) || !isRead || status.class === 2
      ? []
      : [readCode(status, line, before, isLabelled)];
  });
}

/** "5.7.606 Access denied", "Status code: 5.4.14": nothing but a label in front. */
const LABEL_ONLY = /^(?:[\w ]{0,30}[:;])?[\s#"'([<-]*$/;

// "5.7.606 Access denied" is a server's; "5.7.1 came back when I sent …" is a person's.
const SERVER_LIKE = /^[\s:;,.)\]>"'-]{0,10}(?:$|[A-Z<[(#"'])/;

function readCode(
  status: StatusCode,
  line: string,
  before: string,
  isLabelled: boolean,
): LooseCode & { readonly isLabelled: boolean } {
  const behind = line.slice(before.length + formatStatusCode(status).length);
  const isReply = LABEL_ONLY.test(before) && SERVER_LIKE.test(behind);
  const said = isReply ? line.slice(before.length) : line;
  return { status, line: firstCharacters(said, MAX_LINE), isReply, isLabelled };
}
