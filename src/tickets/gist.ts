import { findBlankValues } from "../advice/blank-values.js";
import { findVerdict, type Verdict } from "../advice/verdict.js";
import type { Explanation } from "../explain.js";
import { firstProblem } from "../match/fragments.js";
import type { StatusCode } from "../ndr/status-code.js";

/** What a bounce is about, by which tickets are routed and counted. */
export interface Gist {
  readonly code?: StatusCode | undefined;
  /** Id of the article that fits best. */
  readonly article?: string | undefined;
  readonly confidence?: "certain" | "likely" | "possible" | undefined;
  readonly verdict?: Verdict | undefined;
  readonly senderDomain?: string | undefined;
  readonly recipientDomain?: string | undefined;
  readonly remoteHost?: string | undefined;
}

export function gistOf(explanation: Explanation): Gist {
  if (explanation.kind === "not-an-ndr" || explanation.kind === "unreadable") return {};
  const { kind, ndr } = explanation;
  const diagnoses = kind === "undiagnosed" ? [] : explanation.diagnoses;
  const { senderDomain, recipientDomain, remoteMta } = findBlankValues(ndr);
  return {
    code: firstProblem(ndr).status,
    article: diagnoses[0]?.article.id,
    confidence: diagnoses[0]?.confidence,
    verdict: kind === "delayed" ? "wait" : findVerdict(diagnoses, ndr, explanation.side),
    senderDomain,
    recipientDomain,
    remoteHost: remoteMta,
  };
}
