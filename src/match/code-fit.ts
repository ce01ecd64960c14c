import { firstCharacters } from "../intake/whole-characters.js";
import type { Article, CodeRange } from "../knowledge/article.js";
import type { Ndr } from "../ndr/ndr.js";
import { refusingSystem } from "../ndr/refusing-system.js";
import type { RefusingSystem } from "../ndr/refusing-system.js";
import { compareStatusCodes, findStatusCodes, formatStatusCode } from "../ndr/status-code.js";
import type { StatusCode } from "../ndr/status-code.js";
import type { CodeIndex } from "./code-index.js";
import { isSingle } from "../knowledge/code-range.js";
import { widthOf } from "./code-range.js";
import type { Reason } from "./diagnosis.js";
import { firstProblem } from "./fragments.js";
import { isWrapper } from "./wrapper.js";

/** How the codes of a report and of an article go together. */
export interface CodeFit {
  readonly signal: "code" | "code-range" | "twin-code" | "inner-code";
  readonly points: number;
  /** The code of the report. */
  readonly said: StatusCode;
  /** What the article has: the same code, its twin, or a range around it. */
  readonly range: CodeRange;
}

/** Codes decide, phrases support: an exact code outweighs any phrase, and a wide range is worth least. */
const POINTS = {
  code: 60,
  range: 50,
  twin: 40,
  innerCode: 30,
  // The wrapper's own code is not told.
  onlyInnerCode: 15,
  lastResort: 12,
} as const;

/** A range of more codes than this is a last resort: 5.7.0-5.7.999. */
const NARROW = 250;

/** Below this a range is too wide to keep a code's twin out. */
const FITS = 30;

/** What the code says for each article that has something to do with it. */
export function fitCodes(ndr: Ndr, index: CodeIndex): ReadonlyMap<Article, CodeFit> {
  const fits = new Map<Article, CodeFit>();
  // No server spoke here: numbers among words may be chapters.
  if (ndr.parsedBy === "words") return fits;
  const { status, diagnosticCode = "" } = firstProblem(ndr);
  const add = (article: Article, fit: CodeFit) => {
    if (fit.points > (fits.get(article)?.points ?? 0)) fits.set(article, fit);
  };
  if (status) {
    for (const [article, fit] of fitOne(status, index)) add(article, fit);
    if (![...fits.values()].some(({ points }) => points >= FITS))
      for (const [article, fit] of fitTwin(status, index)) add(article, fit);
    if (fits.size > 0 && ![...fits.values()].some(({ points }) => points > POINTS.lastResort))
      for (const [article, fit] of fitFamily([...fits], index)) add(article, fit);
  }
  const points = status ? POINTS.innerCode : POINTS.onlyInnerCode;
  for (const said of innerCodes(diagnosticCode, status))
    for (const article of index.exact(said))
      add(article, { signal: "inner-code", points, said, range: only(said) });
  return fits;
}

function* fitOne(said: StatusCode, index: CodeIndex): Generator<[Article, CodeFit]> {
  for (const article of index.exact(said))
    yield [article, { signal: "code", points: POINTS.code, said, range: only(said) }];
  for (const [article, range] of index.inRange(said))
    yield [article, { signal: "code-range", points: rangePoints(range), said, range }];
}

/** 4.7.321 and 5.7.321 are one trouble, tried again or given up (RFC 3463 2). */
function* fitTwin(said: StatusCode, index: CodeIndex): Generator<[Article, CodeFit]> {
  const twin: StatusCode = { ...said, class: said.class === 4 ? 5 : 4 };
  for (const article of index.exact(twin))
    yield [article, { signal: "twin-code", points: POINTS.twin, said, range: only(twin) }];
}

/**
 * Nobody but a last resort knows the code: the causes of the code that this one was written for are
 * as near. 5.7.1 is what servers say that have no finer code of 5.7.
 */
function* fitFamily(
  lastResorts: readonly (readonly [Article, CodeFit])[],
  index: CodeIndex,
): Generator<[Article, CodeFit]> {
  for (const [{ codes }, fit] of lastResorts)
    for (const { from } of codes.filter(isSingle))
      for (const article of index.exact(from)) yield [article, fit];
}

/** The narrower a range, the more it was made for one problem. */
function rangePoints(range: CodeRange): number {
  const width = widthOf(range);
  return width > NARROW ? POINTS.lastResort : Math.round(POINTS.range - 2 * Math.log2(width));
}

function only(code: StatusCode): CodeRange {
  return { from: code, to: code };
}

// "550 5.1.351 Remote server returned … -> 550 5.1.1 User unknown": the inner code is another
// system's, so it counts for less than the code the report was given.
function innerCodes(diagnostic: string, outer: StatusCode | undefined): readonly StatusCode[] {
  return findStatusCodes(diagnostic).filter(
    (code) => !outer || compareStatusCodes(code, outer) !== 0,
  );
}

/** Whose code it is, as far as the report shows. */
export function systemBehind(ndr: Ndr): RefusingSystem {
  return refusingSystem(ndr, firstProblem(ndr));
}

/** A code that nobody says was meant so is a beginning, one of another system is none. */
const MAYBE_MEANT = 20;
const NOT_MEANT = 8;

/**
 * What a fit is worth where the servers that refused may mean another thing by the code than the
 * article does. Only for the code alone: the article's very words show whose code it is.
 */
export function pointsOfCode(
  { points, signal, said }: CodeFit,
  { servers }: Article,
  ndr: Ndr,
  system: RefusingSystem,
): number {
  if (servers === undefined) return points;
  // What is quoted inside a wrapper was said by the system behind it.
  const isForeign = signal === "inner-code" && isWrapper(firstProblem(ndr).diagnosticCode ?? "");
  const meant = isForeign ? "others" : system;
  if (meant === servers || (meant === "unknown" && servers === "microsoft")) return points;
  // Details of three digits are in no registry: a Microsoft server under a company's name.
  const isOwn = servers === "microsoft" && said.detail >= 100 && points > POINTS.lastResort;
  return Math.min(points, meant === "unknown" || isOwn ? MAYBE_MEANT : NOT_MEANT);
}

/** Why a code speaks for an article, in a sentence. */
export function codeReason({ signal, said, range }: CodeFit, points: number, ndr: Ndr): Reason {
  const [code, from, to] = [said, range.from, range.to].map(formatStatusCode);
  const says = {
    code: `The status code is ${code}.`,
    "code-range": `The status code ${code} lies between ${from} and ${to}.`,
    "twin-code": `The status code ${code} means the same as ${from}, ${said.class === 4 ? "for now" : "for good"}.`,
    "inner-code": `Another server's code, ${code}, is quoted inside.`,
  }[signal];
  return { signal, points, evidence: evidenceOf(ndr, formatStatusCode(said)), says };
}

/** The reply that a code stands in; of a line that is no reply, the code alone. */
function evidenceOf(ndr: Ndr, code: string): string {
  const { diagnosticCode, replyCode } = firstProblem(ndr);
  const isReply = replyCode !== undefined || diagnosticCode?.startsWith(code);
  return ndr.parsedBy !== "loose-code" && isReply && diagnosticCode?.includes(code)
    ? firstCharacters(diagnosticCode, 200)
    : code;
}
