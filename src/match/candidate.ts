import type { Article } from "../knowledge/article.js";
import type { Ndr } from "../ndr/ndr.js";
import type { RefusingSystem } from "../ndr/refusing-system.js";
import { codeReason, pointsOfCode } from "./code-fit.js";
import type { CodeFit } from "./code-fit.js";
import type { Reason } from "./diagnosis.js";
import { firstProblem } from "./fragments.js";
import type { Statement } from "./fragments.js";
import type { PhraseHit } from "./phrase-index.js";
import { isFormula, isWrapper, saysNothing } from "./wrapper.js";

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
    reasons: () =>
      [
        ...(fit ? [codeReason(fit, codePoints, ndr)] : []),
        ...(words ? [phraseReason(words, wordPoints)] : []),
        ...(topic ? [topic] : []),
      ].sort((a, b) => b.points - a.points),
  };
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

function pointsOfPhrase(
  { hit, statement }: Found,
  article: Article,
  fit: CodeFit | undefined,
  report: Report,
): number {
  const { length } = hit.phrase;
  const full = SHORT_PHRASE + ((LONG_PHRASE - SHORT_PHRASE) * length) / (length + MIDDLE_LENGTH);
  const trust =
    statement.saidBy === "report" ? SAID_BY_REPORT : trustInServer(hit, statement, report.ndr);
  const code = speaksOfAnother(article, fit, report) ? OTHER_CODE : 1;
  return Math.round(full * hit.likeness ** 2 * trust * code);
}

function trustInServer({ to }: PhraseHit, { text }: Statement, ndr: Ndr): number {
  if (!isFormula(text, to)) return 1;
  return saysNothing(firstProblem(ndr).status) ? SAID_OF_ANYTHING : SAID_AS_FORMULA;
}

function speaksOfAnother(
  { codes }: Article,
  fit: CodeFit | undefined,
  { ndr, isCodeKnown }: Report,
): boolean {
  const { status, diagnosticCode = "" } = firstProblem(ndr);
  if (!status || codes.length === 0) return false;
  if (fit?.signal !== "inner-code") return fit === undefined;
  return isCodeKnown && isWrapper(diagnosticCode) && !saysNothing(status);
}

function phraseReason({ hit, statement }: Found, points: number): Reason {
  const who = statement.saidBy === "server" ? "The server" : "The report";
  return {
    signal: hit.isLiteral ? "phrase" : "similar-phrase",
    points,
    evidence: hit.evidence,
    says: hit.isLiteral ? `${who} says “${hit.evidence}”.` : `This is close to “${hit.phrase}”.`,
  };
}
