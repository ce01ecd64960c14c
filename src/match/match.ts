import type { Article } from "../knowledge/article.js";
import type { Ndr } from "../ndr/ndr.js";
import type { Diagnosis, Reason } from "./diagnosis.js";
import { firstProblem, fragmentsOf } from "./fragments.js";
import type { Fragment } from "./fragments.js";
import { indexPhrases } from "./phrase-index.js";
import type { PhraseHit } from "./phrase-index.js";
import { codeReasons, isIn, isSingle, phraseReason } from "./signals.js";

/** Names the articles that may explain a report, best first. */
export type Matcher = (ndr: Ndr) => readonly Diagnosis[];

/** More candidates than anybody reads. */
const MAX_DIAGNOSES = 12;

/** Below this there is a likeness but no reason. */
const MIN_POINTS = 12;

/** A candidate with less than this share of the best one's points is no rival. */
const RIVAL = 0.45;

export function createMatcher(articles: readonly Article[]): Matcher {
  const index = indexPhrases(articles);
  return (ndr) => {
    const hits = fragmentsOf(ndr).flatMap((fragment) =>
      index.find(fragment.text).map((hit) => ({ fragment, hit })),
    );
    const candidates = articles
      .map((article) =>
        toCandidate(
          article,
          ndr,
          hits.filter(({ hit }) => hit.article === article),
        ),
      )
      .filter((candidate) => candidate.points >= MIN_POINTS)
      .sort(byPoints);
    return judge(candidates, ndr).slice(0, MAX_DIAGNOSES);
  };
}

interface Found {
  readonly fragment: Fragment;
  readonly hit: PhraseHit;
}

interface Candidate {
  readonly article: Article;
  readonly points: number;
  readonly reasons: readonly Reason[];
  /** The code is one the article names, or lies in a range made for its problem. */
  readonly fitsCode: boolean;
  /** The very words of a phrase, said by a server about this recipient. */
  readonly said: Found | undefined;
}

function toCandidate(article: Article, ndr: Ndr, found: readonly Found[]): Candidate {
  const codes = codeReasons(article, ndr);
  const hasOtherCode =
    firstProblem(ndr).status !== undefined && article.codes.length > 0 && codes.length === 0;
  const phrases = found
    .map(({ fragment, hit }) => ({
      fragment,
      hit,
      reason: phraseReason(hit, fragment, hasOtherCode),
    }))
    .sort((a, b) => b.reason.points - a.reason.points);
  const server = phrases.find(({ fragment }) => fragment.saidBy === "server");
  const report = phrases.find(({ fragment }) => fragment.saidBy === "report");
  // The report often repeats the server: one statement, one reason.
  const reasons = [...codes, ...[server ?? report].flatMap((best) => best?.reason ?? [])];
  return {
    article,
    points: reasons.reduce((sum, reason) => sum + reason.points, 0),
    reasons,
    fitsCode: codes.some(
      ({ signal, points }) => signal === "code" || (signal === "code-range" && points >= 50),
    ),
    said: phrases.find(({ fragment, hit }) => hit.isLiteral && fragment.saidBy === "server"),
  };
}

/** Equal evidence: the article with fewer codes was written for the case at hand. */
function byPoints(a: Candidate, b: Candidate): number {
  return (
    b.points - a.points ||
    a.article.codes.length - b.article.codes.length ||
    a.article.id.localeCompare(b.article.id)
  );
}

function judge(candidates: readonly Candidate[], ndr: Ndr): readonly Diagnosis[] {
  const [best, ...others] = candidates;
  if (!best) return [];
  if (isCertain(best, others)) return [toDiagnosis(best, "certain")];
  const rivals = others.filter((other) => other.points >= best.points * RIVAL);
  const second = rivals[0]?.points ?? 0;
  const isClear = best.points >= 45 && best.points >= second * 1.5;
  return [
    toDiagnosis(best, isClear || isOnlyOwner(best, candidates, ndr) ? "likely" : "possible"),
    ...rivals.map((rival) => toDiagnosis(rival, "possible")),
  ];
}

/**
 * Code and words agree, and they do so for one article only. An article whose words are a piece of
 * the best one's words is not a second: "Relay Access Denied" inside "Relay Access Denied ATTR36".
 */
function isCertain(best: Candidate, others: readonly Candidate[]): boolean {
  if (!best.fitsCode || !best.said) return false;
  const { said } = best;
  return !others.some((other) => other.fitsCode && other.said && !isInside(other.said, said));
}

function isInside(inner: Found, outer: Found): boolean {
  return (
    inner.fragment === outer.fragment &&
    inner.hit.from >= outer.hit.from &&
    inner.hit.to <= outer.hit.to &&
    inner.hit.to - inner.hit.from < outer.hit.to - outer.hit.from
  );
}

/** No other article names this code, and none has better words. */
function isOnlyOwner(best: Candidate, candidates: readonly Candidate[], ndr: Ndr): boolean {
  const { status } = firstProblem(ndr);
  if (!status || !best.article.codes.some((range) => isSingle(range) && isIn(status, range)))
    return false;
  return !candidates.some((other) => other !== best && other.fitsCode);
}

function toDiagnosis(
  { article, points, reasons }: Candidate,
  confidence: Diagnosis["confidence"],
): Diagnosis {
  return { article, confidence, points, reasons: [...reasons].sort((a, b) => b.points - a.points) };
}
