import { tellingPhrase } from "../advice/telling.js";
import type { Article } from "../knowledge/article.js";
import { formatCodes } from "../knowledge/format-codes.js";
import { isLastResort } from "../match/code-range.js";
import type { Diagnosis } from "../match/diagnosis.js";
import { firstProblem } from "../match/fragments.js";
import { formatStatusCode } from "../ndr/status-code.js";
import type { Ndr } from "../ndr/ndr.js";
import { type Paragraph, paragraph, sentence, type TextRun, words } from "./rich-text.js";

/** As many other causes are shown open. */
const OPEN = 3;
/** As many of a kind are shown behind the press. */
const LISTED = 8;

/** Says plainly how sure the answer is, and what would decide; nothing where it is certain. */
export function doubts(
  diagnoses: readonly Diagnosis[],
  ndr: Ndr,
  hasQuestion: boolean,
): readonly Paragraph[] {
  const [best, ...others] = diagnoses;
  if (!best || best.confidence === "certain") return [];
  if (best.reasons.some(({ signal }) => signal === "answer"))
    return [paragraph(sentence("The bounce itself does not decide, so this goes by your answer."))];
  const howSure = others.length === 0 ? sureOfOne(best, ndr) : sureOfMany(diagnoses);
  return [paragraph(sentence(howSure, ...whatDecides(diagnoses, ndr, hasQuestion)))];
}

/**
 * True where the best article is a last resort that knows only a family of codes, and others fit: then it
 * is no cause among them, but says what to do in the meantime.
 */
export function isOneOfMany([best, ...others]: readonly Diagnosis[]): boolean {
  return best?.confidence === "possible" && others.length > 0 && isLastResort(best.article);
}

function sureOfOne(best: Diagnosis, ndr: Ndr): string {
  const { status } = firstProblem(ndr);
  const signals = new Set(best.reasons.map(({ signal }) => signal));
  if (best.confidence === "likely")
    return "I can't tell for certain that this is the cause, but I know no other that fits.";
  if (!status || signals.has("code")) return "I can't tell for certain that this is the cause.";
  if (signals.has("twin-code"))
    return `I have no article for ${formatStatusCode(status)} itself; this is what the same code means where mail is refused ${status.class === 4 ? "for good" : "for now"}.`;
  const family = signals.has("code-range") ? ["the code's family"] : [];
  const said = signals.has("phrase") || signals.has("similar-phrase") ? ["the server's words"] : [];
  const grounds = [...said, ...family].join(" and ") || "the bounce";
  return `I have no article for ${formatStatusCode(status)} itself; this is what ${grounds} ${said.length > 0 ? "say" : "says"}.`;
}

function sureOfMany(diagnoses: readonly Diagnosis[]): string {
  if (isOneOfMany(diagnoses)) return "I can't tell for certain.";
  const isLikely = diagnoses[0]?.confidence === "likely";
  return `I can't tell for certain: ${diagnoses.length} causes fit. ${isLikely ? "Most likely" : "Perhaps"} it is this one.`;
}

const SEND_IT = "Send me the line after “Remote Server returned”, or the whole bounce.";

/** What to ask for where the bounce shows a code and nothing more. */
function whatDecides(
  diagnoses: readonly Diagnosis[],
  ndr: Ndr,
  hasQuestion: boolean,
): readonly (string | TextRun)[] {
  if (hasWords(ndr)) return [];
  if (hasQuestion) return [" The line after “Remote Server returned” would tell as well."];
  const articles = diagnoses
    .map(({ article }) => article)
    .filter((article) => !isLastResort(article));
  const phrases = articles.flatMap((article) => tellingPhrase(article, articles, ndr) ?? []);
  const [first, second] = phrases;
  if (articles.length === 2 && first !== undefined && second !== undefined)
    return [" Does the bounce say “", mono(first), "” or “", mono(second), "”? Send me that line."];
  const { status } = firstProblem(ndr);
  return status
    ? [` ${formatStatusCode(status)} alone has many causes. ${SEND_IT}`]
    : [` The server's words would decide. ${SEND_IT}`];
}

/** What people type around a code, and what servers put before their words. */
const NO_WORDS =
  /\b[245]\.\d{1,3}\.\d{1,3}\b|\b[245]\d\d\b|\b(?:smtp|error|fehler|code|status|ndr|bounce|remote server returned)\b/gi;

function hasWords(ndr: Ndr): boolean {
  const said = (firstProblem(ndr).diagnosticCode ?? "").slice(0, 1000).replace(NO_WORDS, "");
  return /\p{L}{2}/u.test(said);
}

/** The other causes: first those that the bounce itself can show, each with how to tell. */
export interface OtherCauses {
  /** The first few. */
  readonly open: readonly Paragraph[];
  /** Those that `open` leaves out. */
  readonly rest: readonly Paragraph[];
  readonly all: readonly Paragraph[];
}

export function otherCauses(diagnoses: readonly Diagnosis[], ndr: Ndr): OtherCauses {
  const articles = diagnoses.map((diagnosis) => diagnosis.article);
  const others = articles
    .slice(1)
    .map((article): Cause => ({ title: article.title, how: howToTell(article, articles, ndr) }));
  const sorted = [...others.filter(isTellable), ...others.filter((cause) => !isTellable(cause))];
  return {
    open: listCauses(sorted.slice(0, OPEN)),
    rest: listCauses(sorted.slice(OPEN)),
    all: listCauses(sorted),
  };
}

interface Cause {
  readonly title: string;
  /** Empty where nothing in a bounce tells it from the others. */
  readonly how: readonly TextRun[];
}

const isTellable = ({ how }: Cause) => how.length > 0;

function listCauses(causes: readonly Cause[]): readonly Paragraph[] {
  const tellable = causes.filter(isTellable);
  const untellable = causes.filter((cause) => !isTellable(cause));
  return [
    ...tellable
      .slice(0, LISTED)
      .flatMap(({ title, how }) => [
        paragraph([words(title, { weight: "Bolder" })]),
        paragraph(how, "None"),
      ]),
    ...andMore(tellable.length - LISTED),
    ...(untellable.length > 0
      ? [
          paragraph(
            sentence(
              tellable.length > 0 ? "A mail admin can check the rest:" : "A mail admin can check:",
            ),
          ),
        ]
      : []),
    ...untellable.slice(0, LISTED).map(({ title }) => paragraph(sentence(`• ${title}`), "Small")),
    ...andMore(untellable.length - LISTED),
  ];
}

function andMore(left: number): readonly Paragraph[] {
  return left > 0 ? [paragraph(sentence(`• and ${left} more`), "Small")] : [];
}

/** What in a bounce speaks for this article and for none of the others; empty where nothing does. */
function howToTell(article: Article, candidates: readonly Article[], ndr: Ndr): readonly TextRun[] {
  const others = candidates.filter((candidate) => candidate.id !== article.id);
  const code = firstProblem(ndr).status ? undefined : tellingCode(article, others);
  const phrase = tellingPhrase(article, candidates, ndr);
  if (code === undefined && phrase === undefined) return [];
  return sentence(
    "It is this one if the bounce",
    ...(code === undefined ? [] : [" shows the code ", mono(code)]),
    code !== undefined && phrase !== undefined ? " or" : "",
    ...(phrase === undefined ? [] : [" says “", mono(phrase), "”"]),
    ".",
  );
}

const mono = (text: string) => words(text, { fontType: "Monospace" });

function tellingCode(article: Article, others: readonly Article[]): string | undefined {
  const taken = new Set(others.flatMap((other) => other.codes.map(formatCodes)));
  return article.codes.map(formatCodes).find((code) => !taken.has(code));
}
