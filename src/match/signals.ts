import type { Article, CodeRange } from "../knowledge/article.js";
import type { Ndr } from "../ndr/ndr.js";
import { compareStatusCodes, findStatusCodes, formatStatusCode } from "../ndr/status-code.js";
import type { StatusCode } from "../ndr/status-code.js";
import type { Reason } from "./diagnosis.js";
import { firstProblem } from "./fragments.js";
import type { Fragment } from "./fragments.js";
import type { PhraseHit } from "./phrase-index.js";

/**
 * Codes decide, phrases support: an exact code outweighs any phrase, a phrase outweighs a range,
 * and a wide range is worth least.
 */
const POINTS = {
  code: 60,
  narrowRange: 50,
  wideRange: 12,
  innerCode: 30,
  phrase: 30,
  phrasePerLetter: 0.4,
  longestPhrase: 50,
} as const;

/** A range of up to so many codes was made for one problem; 5.7.0-5.7.999 is a last resort. */
const NARROW = 250;

/** What the code says for an article. */
export function codeReasons(article: Article, ndr: Ndr): readonly Reason[] {
  const problem = firstProblem(ndr);
  const { status } = problem;
  const reasons: Reason[] = [];
  // No server spoke here: numbers among words may be chapters.
  if (ndr.parsedBy === "words") return reasons;
  if (status) {
    const said = formatStatusCode(status);
    const evidence = evidenceOf(ndr, said);
    const ranges = article.codes.filter((range) => isIn(status, range));
    if (ranges.some(isSingle))
      reasons.push({
        signal: "code",
        points: POINTS.code,
        evidence,
        says: `The status code is ${said}.`,
      });
    const [range] = ranges.filter((range) => !isSingle(range)).sort((a, b) => width(a) - width(b));
    if (range)
      reasons.push({
        signal: "code-range",
        points: width(range) <= NARROW ? POINTS.narrowRange : POINTS.wideRange,
        evidence,
        says: `The status code ${said} lies between ${formatStatusCode(range.from)} and ${formatStatusCode(range.to)}.`,
      });
  }
  const inner = innerCodes(problem.diagnosticCode ?? "", status).find((code) =>
    article.codes.some((range) => isSingle(range) && isIn(code, range)),
  );
  if (inner && !reasons.some((reason) => reason.signal === "code"))
    reasons.push({
      signal: "inner-code",
      points: POINTS.innerCode,
      evidence: evidenceOf(ndr, formatStatusCode(inner)),
      says: `Another server's code, ${formatStatusCode(inner)}, is quoted inside.`,
    });
  return reasons;
}

/** What a phrase says for its article; less where the code speaks of something else. */
export function phraseReason(hit: PhraseHit, fragment: Fragment, hasOtherCode: boolean): Reason {
  const full = Math.min(
    POINTS.longestPhrase,
    POINTS.phrase + hit.phrase.length * POINTS.phrasePerLetter,
  );
  const trust = fragment.saidBy === "server" ? 1 : 0.6;
  return {
    signal: hit.isLiteral ? "phrase" : "similar-phrase",
    points: Math.round(full * hit.likeness ** 2 * trust * (hasOtherCode ? 0.4 : 1)),
    evidence: hit.evidence,
    says: hit.isLiteral
      ? `${fragment.saidBy === "server" ? "The server" : "The report"} says “${hit.evidence}”.`
      : `This is close to “${hit.phrase}”.`,
  };
}

/** The reply that a code stands in; of a line that is no reply, the code alone. */
function evidenceOf(ndr: Ndr, code: string): string {
  const { diagnosticCode, replyCode } = firstProblem(ndr);
  const isReply = replyCode !== undefined || diagnosticCode?.startsWith(code);
  return ndr.parsedBy !== "loose-code" && isReply && diagnosticCode?.includes(code)
    ? diagnosticCode.slice(0, 200)
    : code;
}

export function isSingle(range: CodeRange): boolean {
  return compareStatusCodes(range.from, range.to) === 0;
}

export function isIn(code: StatusCode, range: CodeRange): boolean {
  return compareStatusCodes(range.from, code) <= 0 && compareStatusCodes(code, range.to) <= 0;
}

/** How many codes a range spans within one subject. */
function width(range: CodeRange): number {
  return range.from.subject === range.to.subject ? range.to.detail - range.from.detail + 1 : 1000;
}

// "550 5.1.351 Remote server returned … -> 550 5.1.1 User unknown": the inner code is another
// system's, so it counts for less than the code the report was given.
function innerCodes(diagnostic: string, outer: StatusCode | undefined): readonly StatusCode[] {
  return findStatusCodes(diagnostic).filter(
    (code) => !outer || compareStatusCodes(code, outer) !== 0,
  );
}
