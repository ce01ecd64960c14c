import type { Article } from "../knowledge/article.js";
import type { Ndr } from "../ndr/ndr.js";
import type { RefusingSystem } from "../ndr/refusing-system.js";
import { codeReason, pointsOfCode } from "./code-fit.js";
import type { CodeFit } from "./code-fit.js";
import type { Reason } from "./diagnosis.js";
import { firstProblem } from "./fragments.js";
import type { Statement } from "./fragments.js";
import type { PhraseHit } from "./phrase-index.js";
import { isMark } from "./marks.js";
import { endsFormula, isFormula, isWrapper, saysNothing } from "./wrapper.js";

/** A phrase found in what somebody said. */
export interface Found {
  readonly statement: Statement;
  readonly hit: PhraseHit;
}

/** An article with all that speaks for it, before anything is decided. */
export interface Candidate {
  readonly article: Article;
  readonly points: number;
  /** How the code fits, where it counts in full. */
  readonly fit: CodeFit | undefined;
  /** The phrase that says most. */
  readonly words: Found | undefined;
  /** The very words of a phrase, said by a server about this recipient. */
  readonly said: Found | undefined;
  /** How much of what was said are very words of the article, in characters. */
  readonly coverage: number;
  readonly reasons: () => readonly Reason[];
}

/** What is the same for all candidates of a report. */
export interface Report {
  readonly ndr: Ndr;
  readonly system: RefusingSystem;
  /** Some article was written for the code that the report was given. */
  readonly isCodeKnown: boolean;
}

/** Words so like an article's, in a server's mouth, show that its meaning of the code is meant. */
export const MEANT = 0.75;

/** What was found of one article. */
export interface Signs {
  readonly fit: CodeFit | undefined;
  readonly found: readonly Found[];
  readonly topic: Reason | undefined;
}

export function toCandidate(article: Article, signs: Signs, report: Report): Candidate {
  const { fit, found, topic } = signs;
  const { ndr, system } = report;
  const said = best(
    found.filter(({ hit, statement }) => hit.isLiteral && statement.saidBy === "server"),
    (one) => pointsOfPhrase(one, article, fit, report),
  );
  // The report often repeats the server: one statement, one reason.
  const words = best(found, (one) => pointsOfPhrase(one, article, fit, report));
  const isMeant = found.some(
    ({ hit, statement }) => hit.likeness >= MEANT && statement.saidBy === "server",
  );
  const codePoints = !fit ? 0 : isMeant ? fit.points : pointsOfCode(fit, article, ndr, system);
  const wordPoints = words ? pointsOfPhrase(words, article, fit, report) : 0;
  return {
    article,
    points: codePoints + wordPoints + (topic?.points ?? 0),
    fit: fit && codePoints === fit.points ? fit : undefined,
    words,
    said,
    coverage: coverageOf(found.filter(({ statement }) => statement === words?.statement)),
    reasons: () =>
      [
        ...(fit ? [codeReason(fit, codePoints, ndr)] : []),
        ...(words ? [phraseReason(words, wordPoints)] : []),
        ...(topic ? [topic] : []),
      ].sort((a, b) => b.points - a.points),
  };
}

/** Two phrases that overlap count once. */
function coverageOf(found: readonly Found[]): number {
  const spans = found
    .flatMap(({ hit }) => (hit.isLiteral ? [hit] : []))
    .sort((a, b) => a.from - b.from);
  let end = 0;
  let covered = 0;
  for (const { from, to } of spans) {
    covered += Math.max(0, to - Math.max(from, end));
    end = Math.max(end, to);
  }
  return covered;
}

function best<T>(items: readonly T[], pointsOf: (item: T) => number): T | undefined {
  return items.reduce<T | undefined>(
    (first, item) => (first !== undefined && pointsOf(first) >= pointsOf(item) ? first : item),
    undefined,
  );
}

/** The longer a phrase, the more it says; but never as much as the code. */
const SHORT_PHRASE = 30;
const LONG_PHRASE = 58;
const MIDDLE_LENGTH = 50;

/** The report's sentences are chosen from the code alone, and a wrapper's formula is always the same. */
const SAID_BY_REPORT = 0.6;
const SAID_AS_FORMULA = 0.75;
const SAID_OF_ANYTHING = 0.05;

/** The code speaks of something else. */
const OTHER_CODE = 0.4;

/** Words that are like a phrase count no more, whatever was said. */
const MOST_LIKE = 0.9;

/** What a likeness to an article's phrase is worth at most where the code speaks of something else. */
export function mostOfLikeness(saidBy: Statement["saidBy"]): number {
  const trust = saidBy === "server" ? 1 : SAID_BY_REPORT;
  return Math.round(LONG_PHRASE * MOST_LIKE ** 2 * trust * OTHER_CODE);
}

/** Servers say this with any code or none: the very words are as good as the code. */
const ANY_CODE = 50;

function pointsOfPhrase(
  { hit, statement }: Found,
  article: Article,
  fit: CodeFit | undefined,
  report: Report,
): number {
  const { length } = hit.phrase;
  const full = SHORT_PHRASE + ((LONG_PHRASE - SHORT_PHRASE) * length) / (length + MIDDLE_LENGTH);
  const trust =
    statement.saidBy === "server"
      ? trustInServer(hit, statement, report.ndr)
      : isMark(hit.phrase)
        ? 1
        : SAID_BY_REPORT;
  const isAnyCode = standsForCode({ hit, statement }, article, fit, report);
  const isOther = !isAnyCode && speaksOfAnother(article, fit, report);
  const code = isOther && !tellsWrapper(hit, statement, report) ? OTHER_CODE : 1;
  return Math.round(full * hit.likeness ** 2 * trust * code) + (isAnyCode ? ANY_CODE : 0);
}

function standsForCode(
  { hit, statement }: Found,
  { withoutCode }: Article,
  fit: CodeFit | undefined,
  { ndr }: Report,
): boolean {
  const isSaid = hit.isLiteral && statement.saidBy === "server";
  return withoutCode === true && isSaid && !fit && firstProblem(ndr).status !== undefined;
}

function trustInServer({ to }: PhraseHit, { text }: Statement, ndr: Ndr): number {
  const { status } = firstProblem(ndr);
  if (!isFormula(text, to) || !status) return 1;
  return saysNothing(status) ? SAID_OF_ANYTHING : SAID_AS_FORMULA;
}

/** Where a wrapper's code was left out, its formula is all there is to tell it by. */
function tellsWrapper({ to }: PhraseHit, { text }: Statement, { ndr }: Report): boolean {
  return endsFormula(text, to) && !firstProblem(ndr).status;
}

function speaksOfAnother(
  { codes }: Article,
  fit: CodeFit | undefined,
  { ndr, isCodeKnown }: Report,
): boolean {
  const { status, diagnosticCode = "" } = firstProblem(ndr);
  if (codes.length === 0) return false;
  if (fit?.signal !== "inner-code") return fit === undefined && status !== undefined;
  return (isCodeKnown || !status) && isWrapper(diagnosticCode) && !saysNothing(status);
}

function phraseReason({ hit, statement }: Found, points: number): Reason {
  const who = statement.saidBy === "server" ? "The server" : "The report";
  return {
    signal: hit.isLiteral ? "phrase" : "similar-phrase",
    points,
    evidence: hit.evidence,
    ...(hit.isLiteral ? {} : { likePhrase: hit.phrase }),
    says: hit.isLiteral ? `${who} says “${hit.evidence}”.` : `This is close to “${hit.phrase}”.`,
  };
}
