import { randomInt } from "node:crypto";
import {
  type Answer as WireRecord,
  decode,
  encode,
  type Packet,
  RECURSION_DESIRED,
} from "dns-packet";
import type { Answer, RecordData, RecordType } from "./answer.js";

export interface Question<T extends RecordType = RecordType> {
  readonly name: string;
  readonly type: T;
}

/** An answer, and for how many seconds it holds. */
export interface Timed<T extends RecordType> {
  readonly answer: Answer<T>;
  readonly ttl: number;
}

/** What came back for a question: `truncated` is to be asked again over TCP. */
export type Reply<T extends RecordType> =
  | { readonly kind: "answer"; readonly timed: Timed<T> }
  | { readonly kind: "truncated" }
  /** It is not for this question. */
  | { readonly kind: "other" };

/** RFC 6891; what fits into one frame everywhere. */
const UDP_SIZE = 1232;
const MOST_ALIASES = 8;
const TRUNCATED = 0x200;
/** Of an answer that holds nothing and says no time itself (RFC 2308). */
const NEGATIVE_TTL = 60;
const FAILURE_TTL = 5;

/** A query to be sent, and its number. */
export function encodeQuery({ name, type }: Question): {
  readonly id: number;
  readonly bytes: Buffer;
} {
  const id = randomInt(0x10000);
  const bytes = encode({
    type: "query",
    id,
    flags: RECURSION_DESIRED,
    questions: [{ name, type, class: "IN" }],
    additionals: [
      {
        type: "OPT",
        name: ".",
        udpPayloadSize: UDP_SIZE,
        flags: 0,
        extendedRcode: 0,
        ednsVersion: 0,
        flag_do: false,
        options: [],
      },
    ],
  });
  return { id, bytes };
}

/** Reads what a server sent. Never throws: it may send anything. */
export function decodeReply<T extends RecordType>(
  bytes: Buffer,
  id: number,
  question: Question<T>,
): Reply<T> {
  let packet: Packet & { readonly rcode?: string };
  try {
    packet = decode(bytes);
  } catch {
    return { kind: "other" };
  }
  const [asked] = packet.questions ?? [];
  const isOurs =
    packet.type === "response" &&
    packet.id === id &&
    asked?.type === question.type &&
    lower(asked.name) === question.name;
  if (!isOurs) return { kind: "other" };
  if (((packet.flags ?? 0) & TRUNCATED) !== 0) return { kind: "truncated" };
  return { kind: "answer", timed: read(packet, question) };
}

function read<T extends RecordType>(
  { rcode, answers = [], authorities = [] }: Packet & { readonly rcode?: string },
  { name, type }: Question<T>,
): Timed<T> {
  switch (rcode) {
    case "NOERROR":
      break;
    case "NXDOMAIN":
      return { answer: { kind: "no-such-name" }, ttl: negativeTtl(authorities) };
    case "REFUSED":
      return failed("refused");
    case "SERVFAIL":
      return failed("server");
    default:
      return failed("nonsense");
  }
  const way = followAliases(answers, name, type);
  if (way === undefined) return failed("loop");
  const { aliases, end } = way;
  const found = answers.filter((record) => record.type === type && lower(record.name) === end);
  const records = found.flatMap((record) => dataOf(record, type) ?? []);
  if (records.length < found.length) return failed("nonsense");
  if (records.length === 0)
    return { answer: { kind: "no-records", aliases }, ttl: negativeTtl(authorities) };
  return { answer: { kind: "found", records, aliases }, ttl: Math.min(...answers.map(ttlOf)) };
}

const failed = <T extends RecordType>(
  why: Extract<Answer<T>, { kind: "failed" }>["why"],
): Timed<T> => ({ answer: { kind: "failed", why }, ttl: FAILURE_TTL });

/** From the asked name over its aliases to the last one; `undefined` where they never end. */
function followAliases(answers: readonly WireRecord[], name: string, type: RecordType) {
  const aliases: string[] = [];
  let end = name;
  // Who asks for the alias itself wants it, not what is behind.
  while (type !== "CNAME") {
    const alias = answers.find((record) => record.type === "CNAME" && lower(record.name) === end);
    if (alias?.type !== "CNAME") break;
    end = lower(alias.data);
    if (aliases.length === MOST_ALIASES || end === name || aliases.includes(end)) return undefined;
    aliases.push(end);
  }
  return { aliases, end };
}

/** The data of a record; `undefined` where it is not what its type says. */
function dataOf<T extends RecordType>(record: WireRecord, type: T): RecordData[T] | undefined {
  return readers[type](record);
}

type Readers = { readonly [T in RecordType]: (record: WireRecord) => RecordData[T] | undefined };

const readers: Readers = {
  A: (record) => (record.type === "A" ? record.data : undefined),
  AAAA: (record) => (record.type === "AAAA" ? record.data.toLowerCase() : undefined),
  CNAME: (record) => (record.type === "CNAME" ? lower(record.data) : undefined),
  PTR: (record) => (record.type === "PTR" ? hostName(record.data) : undefined),
  MX: (record) => {
    const exchange = record.type === "MX" ? hostName(record.data.exchange) : undefined;
    return record.type === "MX" && exchange !== undefined
      ? { preference: record.data.preference ?? 0, exchange }
      : undefined;
  },
  TLSA: (record) =>
    record.type === "TLSA"
      ? {
          usage: record.data.usage,
          selector: record.data.selector,
          matchingType: record.data.matchingType,
        }
      : undefined,
  TXT: (record) =>
    record.type === "TXT"
      ? [record.data]
          .flat()
          .map((piece) => piece.toString("latin1"))
          .join("")
      : undefined,
};

function negativeTtl(authorities: readonly WireRecord[]): number {
  const soa = authorities.find(({ type }) => type === "SOA");
  return soa?.type === "SOA"
    ? Math.min(ttlOf(soa), soa.data.minimum ?? NEGATIVE_TTL)
    : NEGATIVE_TTL;
}

const ttlOf = (record: WireRecord): number => ("ttl" in record ? (record.ttl ?? 0) : 0);

// A name in the DNS may hold blanks and line ends; a host's holds none (RFC 1123 2.1), and stands in sentences.
const HOST = /^[\w.-]*$/;

function hostName(name: string): string | undefined {
  const host = lower(name);
  return HOST.test(host) ? host : undefined;
}

const lower = (name: string): string => name.replace(/\.$/, "").toLowerCase();
