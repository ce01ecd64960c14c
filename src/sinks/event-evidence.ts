import { findBlankValues } from "../advice/blank-values.js";
import type { Side } from "../advice/side.js";
import { findVerdict, type Verdict } from "../advice/verdict.js";
import { bestDiagnosis } from "../cards/evidence.js";
import { shorten } from "../cards/foreign.js";
import { unreached } from "../cards/recipients.js";
import type { Explanation } from "../explain.js";
import type { Diagnosis } from "../match/diagnosis.js";
import { firstProblem } from "../match/fragments.js";
import type { Ndr } from "../ndr/ndr.js";
import { formatStatusCode } from "../ndr/status-code.js";

/** What is known of a bounce: the servers' facts and what was made of them. Never a subject or a body. */
export interface EventEvidence {
  /** The enhanced status code, e.g. 5.1.10 (RFC 3463). */
  readonly code?: string | undefined;
  /** The addresses that were not reached, the one that is explained first; at most 100. */
  readonly recipients?: readonly string[] | undefined;
  readonly senderDomain?: string | undefined;
  /** The server that refused, and the one that wrote the report. */
  readonly remoteHost?: string | undefined;
  readonly reportingHost?: string | undefined;
  /** Of the message that came back, without angle brackets. */
  readonly messageId?: string | undefined;
  /** The server's words, verbatim. */
  readonly serverSaid?: string | undefined;
  /** How many bounces say it, where several were put together. */
  readonly bounces?: number | undefined;
  /** Read off a picture: letters and digits may be wrong. */
  readonly isUnconfirmed?: true | undefined;
  readonly article?:
    | {
        readonly id: string;
        readonly title: string;
        readonly confidence: Diagnosis["confidence"];
      }
    | undefined;
  /** Who can fix it. */
  readonly verdict?: Verdict | undefined;
  /** Whose server refused it. */
  readonly side?: Side | undefined;
}

const MOST_RECIPIENTS = 100;
const LONGEST_NAME = 320;
const LONGEST_WORDS = 2000;

export function eventEvidence(explanation: Explanation): EventEvidence {
  if (!("ndr" in explanation)) return {};
  const { ndr, bounces } = explanation;
  const best = bestDiagnosis(explanation);
  const diagnoses = "diagnoses" in explanation ? explanation.diagnoses : [];
  return {
    ...factsOf(ndr),
    bounces,
    article: best && {
      id: best.article.id,
      title: best.article.title,
      confidence: best.confidence,
    },
    verdict: findVerdict(diagnoses, ndr, explanation.side),
    side: explanation.side,
  };
}

/** A report is written by strangers: whatever it names is cut to what such a name can be. */
function factsOf(ndr: Ndr): EventEvidence {
  const problem = firstProblem(ndr);
  const recipients = unreached(ndr).slice(0, MOST_RECIPIENTS).map(nameOf);
  return {
    code: problem.status && formatStatusCode(problem.status),
    recipients: recipients.length > 0 ? recipients : undefined,
    senderDomain: findBlankValues(ndr).senderDomain,
    remoteHost: problem.remoteMta && nameOf(problem.remoteMta),
    reportingHost: ndr.reportingMta && nameOf(ndr.reportingMta),
    messageId: ndr.messageId && nameOf(ndr.messageId),
    serverSaid: problem.diagnosticCode && shorten(problem.diagnosticCode, LONGEST_WORDS),
    isUnconfirmed: ndr.isUnconfirmed,
  };
}

const nameOf = (text: string) => shorten(text, LONGEST_NAME);
