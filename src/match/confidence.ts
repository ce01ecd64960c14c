import { MEANT } from "./candidate.js";
import type { Candidate, Found, Report } from "./candidate.js";
import { isLastResort } from "./code-range.js";
import type { Diagnosis } from "./diagnosis.js";
import { firstProblem } from "./fragments.js";
import { lettersOf } from "./normal-form.js";
import { isMark } from "./marks.js";
import { isFormula } from "./wrapper.js";

/** How far the best candidate can be trusted, given all of them and the report they are from. */
export function confidenceOf(
  best: Candidate,
  candidates: readonly Candidate[],
  report: Report,
): Diagnosis["confidence"] {
  const others = candidates.filter((other) => other !== best);
  if (isAgreed(best, others, report) || isOwnCode(best, others, report)) return "certain";
  if (isLastResort(best.article)) return "possible";
  if (ownsAlone(best, others)) return "likely";
  return isClear(best, others) ? "likely" : "possible";
}

/** Code and very words agree, and they do so for one article only. */
function isAgreed(best: Candidate, others: readonly Candidate[], report: Report): boolean {
  const { fit, said } = best;
  if (!said || report.ndr.parsedBy === "loose-code") return false;
  if (fit && isExact(fit))
    return !others.some((other) => isSaidToo(other, said) || isMeantRather(other, said));
  return lacksCode(best, report) && !others.some(({ words }) => words && !isInside(words, said));
}

function isExact(fit: NonNullable<Candidate["fit"]>): boolean {
  return fit.signal !== "inner-code" && !isWide(fit);
}

/** A server gave no code, as servers do when this is the cause. */
function lacksCode({ article }: Candidate, { ndr }: Report): boolean {
  // In a picture the code may stand where it was not read.
  const isServers = ndr.parsedBy !== "words" && !ndr.isUnconfirmed;
  return article.withoutCode === true && isServers && firstProblem(ndr).status === undefined;
}

/** The words of an article that the code fits as well, and no mere part of the best one's. */
function isSaidToo(other: Candidate, said: Found): boolean {
  if (!other.fit || !other.said) return false;
  return !isInside(other.said, said) && !isOnlyFormula(other.said, said);
}

/** More words than the best article's, of which those are a part; even if they are damaged. */
function isMeantRather({ fit, said, words }: Candidate, best: Found): boolean {
  if (said && isInside(best, said)) return true;
  return (
    fit !== undefined && words !== undefined && words.hit.likeness >= MEANT && isInside(best, words)
  );
}

/** Such a fit is no more than a last resort's. */
function isWide({ points }: NonNullable<Candidate["fit"]>): boolean {
  return points < 30;
}

/**
 * Details of three digits are Microsoft's own, and of those below 900 nobody else can give one: mail
 * flow rules may use 5.7.1 and 5.7.900-5.7.999. The one article that names such a code needs no words.
 */
function isOwnCode(
  best: Candidate,
  others: readonly Candidate[],
  { ndr, system }: Report,
): boolean {
  const { detail = 0 } = firstProblem(ndr).status ?? {};
  if (detail < 100 || detail >= 900 || !ownsAlone(best, others)) return false;
  // Of a code among somebody's words a digit may be mistyped, of one in a picture misread.
  if (
    ndr.parsedBy === "loose-code" ||
    ndr.isUnconfirmed ||
    system === "others" ||
    best.article.servers === "others"
  )
    return false;
  return best.said !== undefined || !others.some(({ said }) => said);
}

/** No other article names the very code, not even as a last resort. */
function ownsAlone(best: Candidate, others: readonly Candidate[]): boolean {
  return best.fit?.signal === "code" && !others.some(({ fit }) => fit?.signal === "code");
}

const RATIO = 1.5;
const LEAD = 15;

/** Nothing else comes near, and what was found is more than a likeness. */
function isClear(best: Candidate, others: readonly Candidate[]): boolean {
  const second = Math.max(0, ...others.map(({ points }) => points));
  if (best.fit && best.words && best.points >= second + LEAD) return true;
  if (isOnlyOneSaid(best, others)) return true;
  if (best.points < second * RATIO) return false;
  return best.fit !== undefined || (best.words?.hit.isLiteral === true && isTelling(best, others));
}

/** The very words of an article that comes with any code, and no words of those the code fits. */
function isOnlyOneSaid({ article, said }: Candidate, others: readonly Candidate[]): boolean {
  if (article.withoutCode !== true || !said) return false;
  return !others.some((other) => other.said && !isOnlyFormula(other.said, said));
}

/** Long enough not to be said by chance, and no piece of another article's words. */
const TELLING = 12;

function isTelling(best: Candidate, others: readonly Candidate[]): boolean {
  const { phrase = "" } = best.words?.hit ?? {};
  const letters = lettersOf(phrase);
  return (
    (letters.length >= TELLING || isMark(phrase)) &&
    !others.some(({ words }) => words && lettersOf(words.hit.phrase).includes(letters))
  );
}

/** "Relay Access Denied" inside "Relay Access Denied ATTR36". */
function isInside(inner: Found, outer: Found): boolean {
  const [small, large] = [lettersOf(inner.hit.phrase), lettersOf(outer.hit.phrase)];
  return small.length < large.length && large.includes(small);
}

/** The outer server always says this; what stands behind the arrow is the reason. */
function isOnlyFormula(outer: Found, inner: Found): boolean {
  return (
    isFormula(outer.statement.text, outer.hit.to) && !isFormula(inner.statement.text, inner.hit.to)
  );
}
