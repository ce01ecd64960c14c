import type { Article, WhoCanFix } from "../knowledge/article.js";
import type { Diagnosis } from "../match/diagnosis.js";
import { firstProblem } from "../match/fragments.js";
import type { Ndr } from "../ndr/ndr.js";
import { isWithinOneDomain } from "./blank-values.js";
import { type Side, SIDES } from "./side.js";
import { isStillTried } from "./still-tried.js";

/** Who can fix it; or, where no article says so, how things stand. */
export type Verdict =
  | WhoCanFix
  | "owner"
  /** The causes that fit differ, or nothing speaks for the best one. */
  | "unclear"
  | "check-address"
  | "mailbox-closed"
  | "temporary"
  | "unknown";

/** The verdict in a sentence, to the person whose message bounced. */
export const VERDICTS: Readonly<Record<Verdict, string>> = {
  sender: "You can check this yourself first.",
  "sender-admin": "Your own mail admin can fix this. You can help by telling them.",
  recipient: "The recipient can fix this. You can help by telling them.",
  owner: "The owner of the group can fix this. You can help by telling them.",
  "recipient-admin": "The recipient's mail admin can fix this. You can help by telling them.",
  microsoft: "Microsoft has to fix this. Your mail admin can ask them to.",
  wait: "Nobody has to do anything yet.",
  unclear: "I can't tell yet who can fix this.",
  "check-address": "Check the address first.",
  "mailbox-closed": "The recipient's mailbox takes no mail now.",
  temporary: "This is temporary.",
  unknown: "I don't know this bounce yet.",
};

export function verdictOf(diagnoses: readonly Diagnosis[], ndr: Ndr, side?: Side): string {
  return VERDICTS[findVerdict(diagnoses, ndr, side)];
}

/** Where the refusal came from, in a sentence to stand beside the verdict. */
export function refusalWords(side: Side, verdict: Verdict): string {
  // "Your own mail admin can fix this" would read like a contradiction.
  const isMendedHere = verdict === "sender-admin" && side !== "yours";
  return `The refusal came from ${SIDES[side]}${isMendedHere ? "; what to mend is on yours" : ""}.`;
}

/**
 * The verdict on a bounce; no diagnosis is a bounce that no article explains. Where the refusal came
 * from is told by `side`.
 */
export function findVerdict(diagnoses: readonly Diagnosis[], ndr: Ndr, side?: Side): Verdict {
  const [best, ...others] = diagnoses;
  if (!best) return withoutArticle(ndr);
  const verdict = fixerOf(best.article, ndr, side);
  if (best.reasons.some(({ signal }) => signal === "answer")) return verdict;
  const agree = others.every(({ article }) => fixerOf(article, ndr, side) === verdict);
  return best.confidence === "possible" || !agree ? "unclear" : verdict;
}

function fixerOf(article: Article, ndr: Ndr, side: Side | undefined): WhoCanFix | "owner" {
  if (article.who === "recipient" && article.ownerSteps.length > 0) return "owner";
  if (article.who === "recipient-admin" && (side === "yours" || isWithinOneDomain(ndr)))
    return "sender-admin";
  return article.who;
}

/** What class and subject of the code allow to say (RFC 3463 3.1, 3.2). */
function withoutArticle(ndr: Ndr): Verdict {
  if (isStillTried(ndr)) return "temporary";
  const { status } = firstProblem(ndr);
  if (status?.subject === 1) return "check-address";
  return status?.subject === 2 && status.class === 5 ? "mailbox-closed" : "unknown";
}
