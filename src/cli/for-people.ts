import type { Colors } from "picocolors/types.js";
import type { Advice, AdviceStep, Line } from "../advice/advice.js";
import { advise } from "../advice/advise.js";
import { clockTime, durationInWords } from "../advice/dates.js";
import { numbered } from "../advice/numbered.js";
import { findResend, resendWords } from "../advice/resend.js";
import { type End, findRoute } from "../advice/route.js";
import { findVerdict, refusalWords, VERDICTS } from "../advice/verdict.js";
import { type Bounce, CUT, type Explanation } from "../explain.js";
import type { Article } from "../knowledge/article.js";
import { inert } from "./terminal.js";
import { formatCodes } from "../knowledge/format-codes.js";
import type { Diagnosis } from "../match/diagnosis.js";
import type { Ndr } from "../ndr/ndr.js";
import { formatStatusCode } from "../ndr/status-code.js";

/** An explanation as a page of text, the next step first. */
export function explanationForPeople(source: string, explanation: Explanation, c: Colors): string {
  const body = bodyOf(explanation, c);
  return inert([c.dim(source), ...body, ""].join("\n"), c);
}

/** The articles as a list. */
export function articlesForPeople(articles: readonly Article[], c: Colors): string {
  const lines = articles.map(
    (article) =>
      `${c.bold(article.id)}  ${codesOf(article)}\n  ${article.title}  ${c.dim(article.origin)}`,
  );
  return inert(`${lines.join("\n")}\n`, c);
}

/** One article as its readers see it, below what it is found by. */
export function articleForPeople(article: Article, advice: Advice, c: Colors): string {
  const about: readonly (readonly [string, string | undefined])[] = [
    ["codes", codesOf(article)],
    ["who", article.who],
    ["servers", article.servers],
    ["tell", article.tell],
    ["origin", article.origin],
    ["source", sourceLine(advice)],
  ];
  const lines = [
    c.bold(article.title),
    c.dim(article.id),
    "",
    ...about.flatMap(([name, value]) => (value ? [`  ${name.padEnd(8)} ${value}`] : [])),
    ...article.phrases.map((phrase, i) => `  ${(i === 0 ? "phrases" : "").padEnd(8)} “${phrase}”`),
    "",
    ...advice.happened.map((line) => `  ${lineOf(line)}`),
    ...section("What you can do", advice.senderSteps, c),
    ...section("What the group owner can do", advice.ownerSteps, c),
    ...section("What an admin can do", advice.adminSteps, c),
    "",
  ];
  return inert(lines.join("\n"), c);
}

function codesOf({ codes, withoutCode }: Article): string {
  return [...codes.map(formatCodes), ...(withoutCode ? ["none"] : [])].join(", ");
}

function bodyOf(explanation: Explanation, c: Colors): readonly string[] {
  switch (explanation.kind) {
    case "unreadable":
    case "not-an-ndr":
      return [`  ${explanation.says}`];
    case "undiagnosed":
      return [
        ...verdictLines([], explanation, c),
        "",
        `  ${explanation.says}`,
        ...resendLine([], explanation.ndr, c),
        ...evidenceOf(explanation.ndr, c),
      ];
    case "delayed":
      return [
        verdictLine(VERDICTS.wait, c),
        "",
        `  ${c.yellow(explanation.says)}`,
        ...explanation.diagnoses
          .slice(0, 1)
          .flatMap((best) => diagnosisLines(best, explanation.ndr, c)),
        ...evidenceOf(explanation.ndr, c),
      ];
    case "diagnosed":
      return [...diagnosedLines(explanation, c), ...(explanation.isCut ? ["", `  ${CUT}`] : [])];
  }
}

function diagnosedLines(
  explanation: Extract<Explanation, { kind: "diagnosed" }>,
  c: Colors,
): readonly string[] {
  const { diagnoses, ndr } = explanation;
  const [best, ...others] = diagnoses;
  if (!best) return [];
  const unsure =
    best.confidence === "certain"
      ? []
      : [
          c.yellow(
            `  ${best.confidence === "likely" ? "Most likely this" : "The bounce does not say for certain; possibly this"}:`,
          ),
        ];
  return [
    ...verdictLines(diagnoses, explanation, c),
    "",
    ...unsure,
    ...diagnosisLines(best, ndr, c),
    ...resendLine(diagnoses, ndr, c),
    ...(others.length === 0 ? [] : ["", c.bold("  It could also be")]),
    ...others.map(({ article }) => `    - ${article.title} ${c.dim(article.id)}`),
    ...evidenceOf(ndr, c),
  ];
}

function verdictLine(verdict: string, c: Colors): string {
  return `  ${c.bold(c.cyan(verdict))}`;
}

function verdictLines(
  diagnoses: readonly Diagnosis[],
  { ndr, side }: Bounce,
  c: Colors,
): readonly string[] {
  const verdict = findVerdict(diagnoses, ndr, side);
  return [
    verdictLine(VERDICTS[verdict], c),
    ...(side === undefined ? [] : [`  ${refusalWords(side, verdict)}`]),
  ];
}

function resendLine(diagnoses: readonly Diagnosis[], ndr: Ndr, c: Colors): readonly string[] {
  const advice = lineOf(resendWords(findResend(diagnoses, ndr)));
  return ["", `  ${c.bold("Sending it again:")} ${advice}`];
}

function wayLines(ndr: Ndr, c: Colors): readonly string[] {
  const { stops = [], end } = findRoute(ndr) ?? {};
  if (stops.length === 0) return [];
  return [
    "",
    c.bold("  The way it took"),
    ...stops.map(({ host, at, waited }) =>
      [
        `    ${host}`,
        at && c.dim(`${clockTime(at)} UTC`),
        waited !== undefined && c.dim(`+${durationInWords(waited)}`),
      ]
        .filter(Boolean)
        .join("  "),
    ),
    ...(end ? [`    ${c.red("✗")} ${endInWords(end)}`] : []),
  ];
}

function endInWords({ how, host }: End): string {
  return how === "refused"
    ? `${host ?? "a server that the bounce does not name"} refused it`
    : `${host ?? "the next server"} could not be reached`;
}

function diagnosisLines(diagnosis: Diagnosis, ndr: Ndr, c: Colors): readonly string[] {
  const advice = advise(diagnosis.article, ndr);
  return [
    `  ${c.bold(advice.title)}`,
    ...advice.happened.map((line) => `  ${lineOf(line)}`),
    ...section("What you can do", advice.senderSteps, c),
    ...section("What the group owner can do", advice.ownerSteps, c),
    ...section("What an admin can do", advice.adminSteps, c),
    "",
    c.bold("  Why we think so"),
    ...diagnosis.reasons.map((reason) => `    - ${reason.says} ${c.dim(`“${reason.evidence}”`)}`),
    c.dim(`    ${sourceLine(advice)}`),
  ];
}

function sourceLine({ source, reviewed }: Advice): string {
  return reviewed === undefined ? source : `${source}, checked on ${reviewed}`;
}

function section(heading: string, steps: readonly AdviceStep[], c: Colors): readonly string[] {
  if (steps.length === 0) return [];
  return [
    "",
    c.bold(`  ${heading}`),
    ...numbered(steps).flatMap(({ step, number }) => [
      `    ${number === undefined ? "" : `${number}. `}${lineOf(step.text)}`,
      ...step.details.map((detail) => `       - ${lineOf(detail)}`),
      ...step.commands.map((command) => `         ${c.green(command)}`),
    ]),
  ];
}

function evidenceOf(ndr: Ndr, c: Colors): readonly string[] {
  const recipients = ndr.recipients
    .slice(0, 10)
    .map((report) =>
      [
        report.finalRecipient ?? report.originalRecipient ?? "somebody",
        report.status && formatStatusCode(report.status),
        report.remoteMta && `at ${report.remoteMta}`,
        report.diagnosticCode && `“${report.diagnosticCode.slice(0, 200)}”`,
      ]
        .filter(Boolean)
        .join("  "),
    );
  const more = ndr.recipients.length - recipients.length;
  return [
    ...wayLines(ndr, c),
    "",
    c.bold("  What the servers said"),
    ...(ndr.isUnconfirmed ? [c.yellow(`    ${READ_IN_PICTURE}`)] : []),
    ...recipients.map((recipient) => `    ${recipient}`),
    ...(more > 0 ? [`    and ${more} more`] : []),
    ...(ndr.reportingMta ? [c.dim(`    reported by ${ndr.reportingMta}`)] : []),
  ];
}

const READ_IN_PICTURE =
  "Read in a picture, so letters and digits may be wrong: compare them with it.";

/** A line without its looks, and with where its links lead. */
export function lineOf(line: Line): string {
  return line
    .map((run) =>
      run.link && !run.text.includes(run.link) ? `${run.text} (${run.link})` : run.text,
    )
    .join("");
}
