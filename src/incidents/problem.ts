import { createHash } from "node:crypto";
import { getDomain } from "tldts";
import { findBlankValues } from "../advice/blank-values.js";
import { findVerdict, type Verdict } from "../advice/verdict.js";
import { type Bounce, type Explanation, isBounce } from "../explain.js";
import { firstProblem } from "../match/fragments.js";
import { isMicrosoftHost } from "../ndr/refusing-system.js";
import type { SharedProblem } from "../tickets/case-store.js";

/** What several people may meet at once: what it is, and where. */
export interface Problem {
  /** Id of the article that explains it, or the status code. */
  readonly what: string;
  readonly where: Where;
  /** The recipients' domain; "" where the bounce names none. */
  readonly part: string;
}

export interface Where {
  /**
   * mailbox: one recipient's address. server: the domain of the server that refused. recipients, sender:
   * the domain of one side, where no server tells more.
   */
  readonly kind: "mailbox" | "server" | "recipients" | "sender";
  readonly name: string;
}

/**
 * The problem of a bounce as far as others can have the same; `undefined` where it cannot be told apart
 * well enough, or nothing names a place.
 */
export function problemOf(explanation: Explanation): Problem | undefined {
  // A letter read wrongly in a picture is another server, and another problem.
  if (!isBounce(explanation) || explanation.ndr.isUnconfirmed) return undefined;
  const { ndr } = explanation;
  const { recipient, recipientDomain, remoteMta, senderDomain, status } = findBlankValues(ndr);
  const what = articleOf(explanation) ?? status;
  const where = isOfOneMailbox(explanation)
    ? named("mailbox", recipient)
    : (serverOf(remoteMta, recipientDomain) ??
      named("sender", senderDomain) ??
      named("recipients", recipientDomain));
  if (what === undefined || !where) return undefined;
  return { what, where, part: recipientDomain?.toLowerCase() ?? "" };
}

/** The same as it is kept and compared. An address is kept as its hash. */
export function sharedProblemOf(explanation: Explanation): SharedProblem | undefined {
  const problem = problemOf(explanation);
  if (!problem) return undefined;
  const { kind, name } = problem.where;
  const place = kind === "mailbox" ? createHash("sha256").update(name).digest("base64url") : name;
  return { key: `${problem.what} ${kind} ${place}`, part: problem.part };
}

/** One of several possible articles names no problem: the next bounce of the same may put another first. */
function articleOf(explanation: Bounce): string | undefined {
  const [best] = diagnosesOf(explanation);
  return best && best.confidence !== "possible" ? best.article.id : undefined;
}

const OF_ONE_MAILBOX: ReadonlySet<Verdict> = new Set([
  "sender",
  "check-address",
  "recipient",
  "owner",
  "mailbox-closed",
]);

/**
 * Five people with typing errors at one big provider have nothing in common; five who write to the same
 * mailbox that is gone have.
 */
function isOfOneMailbox(explanation: Bounce): boolean {
  if (OF_ONE_MAILBOX.has(findVerdict(diagnosesOf(explanation), explanation.ndr))) return true;
  if (articleOf(explanation) !== undefined) return false;
  // RFC 3463 3.2, 3.3: the address, the mailbox.
  const subject = firstProblem(explanation.ndr).status?.subject;
  return subject === 1 || subject === 2;
}

function diagnosesOf(explanation: Bounce) {
  return explanation.kind === "undiagnosed" ? [] : explanation.diagnoses;
}

/** At Microsoft everybody's mail goes to the same servers, and what they say is mostly about one customer. */
function serverOf(host: string | undefined, recipientDomain: string | undefined) {
  if (host === undefined) return undefined;
  if (isMicrosoftHost(host)) return named("recipients", recipientDomain);
  return named("server", getDomain(host) ?? host.replace(/\.$/, ""));
}

function named(kind: Where["kind"], name: string | undefined): Where | undefined {
  return name === undefined ? undefined : { kind, name: name.toLowerCase() };
}
