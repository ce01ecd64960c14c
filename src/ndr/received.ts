import type { HeaderField } from "../intake/bounce-mail.js";
import { isoDate } from "./delivery-status.js";
import { findIpAddresses } from "./ip-address.js";

/** One server that took the message, as its `Received` field says (RFC 5321 4.4). */
export interface Hop {
  /** Whom the server that took it says it came from. */
  readonly from?: string | undefined;
  /** The address it came from, where the server that took it wrote it down. */
  readonly ip?: string | undefined;
  /** The server that took it. */
  readonly by?: string | undefined;
  /** How it was handed over: ESMTPS, HTTPS, mapi; a program's name. */
  readonly protocol?: string | undefined;
  /** When, ISO 8601 in UTC, by that server's clock. */
  readonly at?: string | undefined;
}

/** A message that went round in circles has many; the first and the last ones tell it. */
const MOST_HOPS = 30;
const LONGEST = 2_000;

/** The servers that had a message, the first one first; each puts its field on top. */
export function readHops(headers: readonly HeaderField[]): readonly Hop[] {
  const fields = headers.filter(({ name }) => name === "received").reverse();
  const kept =
    fields.length <= MOST_HOPS
      ? fields
      : [...fields.slice(0, MOST_HOPS / 2), ...fields.slice(-MOST_HOPS / 2)];
  return kept.map(({ value }) => readHop(value.slice(0, LONGEST))).filter(saysAnything);
}

const saysAnything = (hop: Hop): boolean => hop.by !== undefined || hop.from !== undefined;

/** What stands behind each keyword of the field: its words, and the comments among them. */
interface Clause {
  readonly words: string[];
  readonly comments: string[];
}

const KEYWORDS = ["from", "by", "with", "id", "for", "via"] as const;
type Keyword = (typeof KEYWORDS)[number];

const isKeyword = (word: string): word is Keyword => (KEYWORDS as readonly string[]).includes(word);

function readHop(value: string): Hop {
  const { clauses, date } = clausesOf(value);
  const from = clauses.get("from");
  const protocol = protocolOf(clauses.get("with"));
  return {
    from: isNoHost(from, protocol) ? undefined : hostOf(from?.words[0]),
    ip: findIpAddresses([...(from?.words ?? []), ...(from?.comments ?? [])].join(" ")).at(-1),
    by: hostOf(clauses.get("by")?.words[0]),
    protocol,
    at: isoDate(date),
  };
}

// "from apache by mail.contoso.example with local", "from root (uid 0)": who has written it on that very server.
// "from unknown": qmail's word for one without a name.
const isNoHost = (from: Clause | undefined, protocol: string | undefined): boolean =>
  protocol?.toLowerCase() === "local" ||
  from?.words[0]?.toLowerCase() === "unknown" ||
  from?.comments.some((comment) => /^uid \d/i.test(comment)) === true;

function clausesOf(value: string): {
  readonly clauses: ReadonlyMap<Keyword, Clause>;
  readonly date: string;
} {
  const clauses = new Map<Keyword, Clause>();
  const { pieces, date } = piecesOf(value);
  let clause: Clause = { words: [], comments: [] };
  for (const { text, isComment } of pieces) {
    const word = text.toLowerCase();
    if (isComment) clause.comments.push(text);
    else if (isKeyword(word) && !clauses.has(word))
      clauses.set(word, (clause = { words: [], comments: [] }));
    else clause.words.push(text);
  }
  return { clauses, date };
}

interface Piece {
  readonly text: string;
  readonly isComment: boolean;
}

/** The words of a field and its comments, however deep (RFC 5322 3.2.2); the date stands behind its last `;`. */
function piecesOf(value: string): { readonly pieces: readonly Piece[]; readonly date: string } {
  const pieces: Piece[] = [];
  let text = "";
  let depth = 0;
  let dateAt = value.length;
  const end = (isComment: boolean) => {
    if (text !== "") pieces.push({ text, isComment });
    text = "";
  };
  for (let at = 0; at < value.length; at++) {
    const mark = value.charAt(at);
    if (mark === "(" && depth++ === 0) end(false);
    else if (mark === ")" && depth > 0 && --depth === 0) end(true);
    else if (depth > 0) text += mark;
    else if (mark === ";") {
      end(false);
      dateAt = at + 1;
    } else if (/\s/.test(mark)) end(false);
    else text += mark;
  }
  end(depth > 0);
  return { pieces, date: value.slice(dateAt) };
}

// A host, or an address in brackets; what a mail puts there instead is not repeated.
const HOST = /^\[?(?:IPv6:)?([a-z0-9](?:[a-z0-9_.:-]{0,250}[a-z0-9])?)\]?\.?$/i;

function hostOf(word: string | undefined): string | undefined {
  return HOST.exec(word ?? "")?.[1];
}

const PROTOCOL = /^[A-Za-z][A-Za-z0-9.+-]{1,20}$/;

// "with ESMTPS", "with mapi"; only Microsoft's name has several words: "with Microsoft SMTP Server".
function protocolOf(clause: Clause | undefined): string | undefined {
  const [first = "", ...more] = (clause?.words ?? []).slice(0, 3);
  const words = /^Microsoft$/i.test(first) ? [first, ...more] : [first];
  return words.filter((word) => PROTOCOL.test(word)).join(" ") || undefined;
}
