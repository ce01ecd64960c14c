import type { Article } from "../knowledge/article.js";
import type { Ndr } from "../ndr/ndr.js";
import { toCandidate } from "./candidate.js";
import type { Candidate, Found, Report } from "./candidate.js";
import { fitCodes, systemBehind } from "./code-fit.js";
import { indexCodes } from "./code-index.js";
import { isLastResort } from "./code-range.js";
import { confidenceOf } from "./confidence.js";
import type { Diagnosis } from "./diagnosis.js";
import { statementsOf } from "./fragments.js";
import type { Statement } from "./fragments.js";
import { indexMarks } from "./marks.js";
import type { MarkIndex } from "./marks.js";
import { lettersOf } from "./normal-form.js";
import { indexPhrases } from "./phrase-index.js";
import type { Look, PhraseHit, PhraseIndex } from "./phrase-index.js";
import { MIN_POINTS, rank, RIVAL } from "./rank.js";
import { indexTopics } from "./topic-index.js";
import { withWholeLine } from "./whole-line.js";
import { isWorthComparing } from "./worth-comparing.js";

/** Names the articles that may explain a report, best first. */
export type Matcher = (ndr: Ndr) => readonly Diagnosis[];

export function createMatcher(articles: readonly Article[]): Matcher {
  const codes = indexCodes(articles);
  const phrases = indexPhrases(articles);
  const marks = indexMarks(articles);
  const topics = indexTopics(articles);
  // The problems of a report have its lines in common: they are looked into once.
  const looks = new WeakMap<Ndr["humanLines"], Look>();
  const lookAround = (lines: Ndr["humanLines"], text: string): Look => {
    const look = looks.get(lines) ?? phrases.lookInto(text);
    looks.set(lines, look);
    return look;
  };
  return (asRead) => {
    const ndr = withWholeLine(asRead);
    const fits = fitCodes(ndr, codes);
    const isCodeKnown = [...fits.values()].some(({ signal }) => signal === "code");
    const report: Report = { ndr, system: systemBehind(ndr), isCodeKnown };
    const isWorth = isWorthComparing(fits, report);
    const found = findPhrases(ndr, { phrases, marks, lookAround }, isWorth);
    const isSaid = found.some(({ hit }) => hit.isLiteral);
    const byArticle = groupByArticle(found);
    const about = isSaid ? undefined : topics.find(ndr);
    const candidates = [...new Set([...fits.keys(), ...byArticle.keys(), ...(about?.keys() ?? [])])]
      .map((article) => {
        const signs = { fit: fits.get(article), found: byArticle.get(article) ?? [] };
        return toCandidate(article, { ...signs, topic: about?.get(article) }, report);
      })
      .filter(({ points }) => points >= MIN_POINTS);
    return judge(rank(candidates), report);
  };
}

interface Lookout {
  readonly phrases: PhraseIndex;
  readonly marks: MarkIndex;
  readonly lookAround: (lines: Ndr["humanLines"], text: string) => Look;
}

/** Where the server said the very words, nothing in the report around them needs guessing. */
function findPhrases(
  ndr: Ndr,
  { phrases, marks, lookAround }: Lookout,
  isWorth: ReturnType<typeof isWorthComparing>,
): readonly Found[] {
  const { server, report } = statementsOf(ndr);
  const said = phrases
    .lookInto(server.text)
    .all(isWorth("server"))
    .map((hit): Found => ({ statement: server, hit }));
  const isSaid = said.some(({ hit }) => hit.isLiteral);
  const look = lookAround(ndr.humanLines, report.text);
  const around = [
    ...(isSaid ? look.words : look.all(isWorth("report"))),
    // A server says more than its mark; a person remembers no more.
    ...(ndr.parsedBy === "words" ? marks.find(report.text) : []),
  ];
  const continued: Statement = { text: report.text, saidBy: "server" };
  return [
    ...said,
    ...around.map((hit): Found => {
      const statement = goesOn(server.text, hit) ? continued : report;
      return { statement, hit };
    }),
  ];
}

/** As many letters at the end of the server's words are not in a phrase by chance. */
const TAIL = 6;

/** Whether a phrase begins in the server's words and ends on a line that was taken for another's. */
function goesOn(said: string, { isLiteral, evidence }: PhraseHit): boolean {
  const tail = lettersOf(said.slice(-4 * TAIL)).slice(-TAIL);
  const at = lettersOf(evidence).indexOf(tail);
  return isLiteral && tail.length === TAIL && at >= 0 && at + TAIL < lettersOf(evidence).length;
}

function groupByArticle(found: readonly Found[]): ReadonlyMap<Article, readonly Found[]> {
  const groups = new Map<Article, Found[]>();
  for (const one of found) {
    const group = groups.get(one.hit.article);
    if (group) group.push(one);
    else groups.set(one.hit.article, [one]);
  }
  return groups;
}

function judge(candidates: readonly Candidate[], report: Report): readonly Diagnosis[] {
  const [best, ...others] = candidates;
  if (!best) return [];
  const confidence = confidenceOf(best, candidates, report);
  const first = toDiagnosis(best, confidence);
  if (confidence === "certain") return [first];
  const rivals = others.filter(
    (other) => other.points >= best.points * RIVAL && !isBeaten(other, best),
  );
  return [
    first,
    ...rivals.slice(0, howMany(best, rivals)).map((rival) => toDiagnosis(rival, "possible")),
  ];
}

/** What to do where nothing better fits is no rival of the article that names the very code. */
function isBeaten(other: Candidate, best: Candidate): boolean {
  return best.fit?.signal === "code" && other.fit?.signal !== "code" && isLastResort(other.article);
}

/** More rivals than anybody reads; but those that nothing sets apart from the best stay together. */
const MAX_RIVALS = 11;
const MAX_EQUALS = 29;

/** For a code that nobody knows, a few things it may mean do. */
const MAX_GUESSES = 3;

function howMany(best: Candidate, rivals: readonly Candidate[]): number {
  if (isLastResort(best.article) && best.fit?.signal === "code-range") return MAX_GUESSES;
  const equals = rivals.filter(({ points }) => points === best.points).length;
  return Math.max(MAX_RIVALS, Math.min(equals, MAX_EQUALS));
}

function toDiagnosis(
  { article, points, reasons }: Candidate,
  confidence: Diagnosis["confidence"],
): Diagnosis {
  return { article, confidence, points, reasons: reasons() };
}
