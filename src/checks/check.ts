import type { Organisation } from "../advice/organisation.js";
import type { Answer, RecordType } from "../dns/answer.js";
import type { Authorship } from "../ndr/ndr.js";

/** In the order in which they are shown. */
export const CHECK_NAMES = [
  "address",
  "recipient-mail-servers",
  "sender-mail-servers",
  "client-ip",
  "block-lists",
  "spf",
  "dkim",
  "dmarc",
  "transport-security",
  "tls-reports",
] as const;
export type CheckName = (typeof CHECK_NAMES)[number];

/** What somebody would have found who had looked. */
export interface Finding {
  readonly check: CheckName;
  /** unknown: it could not be found out. */
  readonly outcome: "ok" | "problem" | "unknown";
  /** What was looked at: a name or an address of the bounce. */
  readonly about: string;
  /** What stands there, as it stands there; foreign text, cut. */
  readonly found?: string | undefined;
  /** What it means for this bounce, in a sentence. Names of the bounce stand in it. */
  readonly means: string;
}

/** What was looked at, of one bounce, and when. */
export interface Findings {
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly list: readonly Finding[];
  /** Whether somebody pressed for it. */
  readonly isAskedFor?: true | undefined;
}

/** What of a bounce can be looked at; each well-formed, or absent. */
export interface Subject extends Organisation {
  readonly recipient?: string | undefined;
  readonly recipientDomain?: string | undefined;
  readonly senderDomain?: string | undefined;
  /** Whom the refusing server says it was called by. */
  readonly clientIp?: string | undefined;
  /** Whose the message says it is, where its header was returned. */
  readonly authorship?: Authorship | undefined;
  /** Those that the operator wants to be asked. */
  readonly blockLists?: readonly BlockList[] | undefined;
}

/** A list in the DNS of addresses from which servers take no mail (RFC 5782). */
export interface BlockList {
  /** The name that ends its entries, such as bl.spamcop.net. */
  readonly zone: string;
  /** Whether it may be asked about one more address now; then that counts. */
  mayAsk(): boolean;
}

/** Looks a name up until the time is over; never rejects. */
export type Ask = <T extends RecordType>(name: string, type: T) => Promise<Answer<T>>;

/** Whether a name was looked up before, and nobody would be asked for it. */
export type IsKnown = (name: string, type: RecordType) => boolean;

export interface Check {
  readonly name: CheckName;
  /** Nothing where the bounce gives it nothing to look at. Never rejects. */
  run(subject: Subject, ask: Ask, isKnown: IsKnown): Promise<readonly Finding[]>;
}

const LONGEST_FOUND = 500;

/** Makes findings of one check about one thing; `found` are the records as they stand there. */
export const findingOn =
  (check: CheckName, about: string) =>
  (outcome: Finding["outcome"], means: string, found?: readonly string[]): Finding => ({
    check,
    outcome,
    about,
    means,
    ...(found && { found: cut(found.join("\n")) }),
  });

const cut = (text: string): string =>
  text.length > LONGEST_FOUND ? `${text.slice(0, LONGEST_FOUND)}…` : text;

/** Why a name could not be looked up, as the end of a sentence. */
export function whyUnknown(answer: Extract<Answer<RecordType>, { kind: "failed" }>): string {
  switch (answer.why) {
    case "timeout":
      return "its name servers did not answer in time";
    case "server":
      return "its name servers have trouble of their own";
    case "refused":
      return "the name server does not answer this question";
    case "loop":
      return "its names lead in a circle";
    case "nonsense":
      return "the name server's answer makes no sense";
    case "not-a-name":
      return "it is no name that can be looked up";
  }
}
