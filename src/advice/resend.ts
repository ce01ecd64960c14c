import type { Diagnosis } from "../match/diagnosis.js";
import { firstProblem } from "../match/fragments.js";
import type { Ndr, RecipientReport } from "../ndr/ndr.js";
import { addressOf, isUnreached } from "../ndr/problem.js";
import type { Line } from "./advice.js";
import { isStillTried } from "./still-tried.js";
import { stepsTryAgain } from "./steps-try-again.js";
import { findVerdict } from "./verdict.js";

/** Whether it is of any use to send the message again, and to whom. */
export interface Resend {
  readonly when:
    /** Nothing has changed that would let it through. */
    | "useless"
    /** When the sender has done what the steps say. */
    | "after-steps"
    /** Somebody else has to act, but the steps have the sender try before. */
    | "as-steps"
    /** What stopped it has passed, or may have. */
    | "now"
    /** It may still arrive, and would arrive twice. */
    | "not-yet"
    /** The cause is not known, and may be there still. */
    | "unsure";
  /** Those it did not reach; empty where there were no others, or the bounce names none. */
  readonly onlyTo: readonly string[];
  /** Whether the report says that all the others got it. */
  readonly othersGotIt: boolean;
}

/** What is known of sending a message again that came back. */
export function findResend(diagnoses: readonly Diagnosis[], ndr: Ndr): Resend {
  const when = isStillTried(ndr) ? "not-yet" : whenAfter(diagnoses, ndr);
  const unreached = ndr.recipients.filter(isUnreached);
  const others = peopleOf(ndr) - unreached.length;
  const addresses = unreached.flatMap((report) => addressOf(report) ?? []);
  return {
    when,
    onlyTo: others > 0 && !ndr.isUnconfirmed ? addresses : [],
    othersGotIt: others === ndr.recipients.length - unreached.length,
  };
}

const WORDS: Readonly<Record<Resend["when"], string>> = {
  useless: "useless until that is fixed; before, it would come back again.",
  "after-steps": "when you have done the steps; before, it would come back again.",
  "as-steps": "as the steps say; otherwise it would come back again.",
  now: "fine: nothing more is tried with the one that came back. Give it an hour first.",
  "not-yet": "not yet. It may still arrive, and then it would arrive twice.",
  unsure: "it may well come back again as long as nobody knows why.",
};

/** As many as a person types. */
const MOST_NAMED = 5;

/** The same as a sentence or two, to be read behind "Sending it again:". */
export function resendWords({ when, onlyTo, othersGotIt }: Resend): Line {
  const told: Line = [{ text: WORDS[when] }];
  if (onlyTo.length === 0 || when === "not-yet") return told;
  const others = othersGotIt
    ? "the others got it."
    : "the bounce says nothing of the others, so they most likely got it.";
  if (onlyTo.length > MOST_NAMED)
    return [...told, { text: ` Then only to the ${onlyTo.length} named in the bounce: ${others}` }];
  const names = onlyTo.flatMap((address, index): Line => [
    ...(index === 0 ? [] : [{ text: index === onlyTo.length - 1 ? " and " : ", " }]),
    { text: address, foreign: true },
  ]);
  return [...told, { text: " Then only to " }, ...names, { text: `: ${others}` }];
}

function whenAfter(diagnoses: readonly Diagnosis[], ndr: Ndr): Resend["when"] {
  const [best] = diagnoses;
  switch (findVerdict(diagnoses, ndr)) {
    case "sender-admin":
    case "recipient":
    case "owner":
    case "recipient-admin":
    case "microsoft":
    case "mailbox-closed":
      return best && stepsTryAgain(best.article) ? "as-steps" : "useless";
    case "sender":
    case "check-address":
      return "after-steps";
    case "wait":
    case "temporary":
      return "now";
    case "unclear":
    case "unknown":
      return isForNow(firstProblem(ndr)) ? "now" : "unsure";
  }
}

/**
 * Whether a server has said that it may go better later (RFC 3463 3.1). 4.0.0 alone is what reporting servers
 * write that know no better: Gmail does it where the domain does not exist.
 */
function isForNow({ status, replyCode }: RecipientReport): boolean {
  if (status?.class !== 4) return false;
  if (replyCode !== undefined) return replyCode.startsWith("4");
  return status.subject !== 0 || status.detail !== 0;
}

/** All it was meant for: by its header, or those that the report says something of. */
function peopleOf(ndr: Ndr): number {
  return Math.max(ndr.addressees ?? 0, ndr.recipients.length);
}
