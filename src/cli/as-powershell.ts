import type { AdviceStep } from "../advice/advice.js";
import { asGoodAsBest } from "../advice/as-good-as-best.js";
import { advise } from "../advice/advise.js";
import { findBlankValues } from "../advice/blank-values.js";
import { onlySeen } from "../advice/command-line.js";
import { findDelistPlaces } from "../advice/delist-places.js";
import { delistSteps } from "../advice/delist-steps.js";
import { numbered } from "../advice/numbered.js";
import { traceCommands } from "../advice/trace-commands.js";
import { VERDICTS, verdictOf } from "../advice/verdict.js";
import { type Bounce, type Explanation, isBounce } from "../explain.js";
import type { Diagnosis } from "../match/diagnosis.js";
import { firstProblem } from "../match/fragments.js";
import type { Ndr } from "../ndr/ndr.js";
import { lineOf } from "./for-people.js";

/** The first lines of the script; the parts about the files follow. */
export const SCRIPT_HEAD = `#Requires -Modules ExchangeOnlineManagement
# Read this before you run any of it: it was made from bounced mail, and anybody can write one.
# What only looks is ready to run, after Connect-ExchangeOnline. What changes something, or still has
# a <blank>, is a comment: fill it in, take the # away, and run that line alone.
`;

/** One explanation as a part of a script: what it is about as comments, then the commands. */
export function explanationAsPowerShell(source: string, explanation: Explanation): string {
  const lines = [
    "",
    `# ${"-".repeat(78)}`,
    comment(`File: ${source}`),
    ...(isBounce(explanation) ? bounceLines(explanation) : [comment(explanation.says)]),
  ];
  return `${lines.join("\n")}\n`;
}

function bounceLines(bounce: Bounce): readonly string[] {
  const diagnoses = "diagnoses" in bounce ? bounce.diagnoses : [];
  const verdict = bounce.kind === "delayed" ? VERDICTS.wait : verdictOf(diagnoses, bounce.ndr);
  const causes = asGoodAsBest(diagnoses);
  const trace = traceCommands(bounce.ndr);
  return [
    comment(verdict),
    ...causes.map((cause) => comment(causeOf(cause))),
    ...(causes.length > 0 && bounce.kind === "diagnosed" ? [] : [comment(bounce.says)]),
    ...facts(bounce.ndr),
    ...delisting(bounce.ndr),
    ...(trace.length > 0 ? ["", "# Trace the message", ...trace] : []),
    ...causes.flatMap(({ article }) => {
      const steps = numbered(advise(article, bounce.ndr).adminSteps).flatMap(stepLines);
      const isOneOfSeveral = causes.length > 1 && steps.length > 0;
      return [
        ...(isOneOfSeveral ? ["", comment(`If it is this: ${article.title}`)] : []),
        ...steps,
      ];
    }),
  ];
}

function causeOf({ article, confidence }: Diagnosis): string {
  switch (confidence) {
    case "certain":
      return `Cause: ${article.title} (${article.id})`;
    case "likely":
      return `Most likely cause: ${article.title} (${article.id})`;
    case "possible":
      return `Possible cause: ${article.title} (${article.id})`;
  }
}

function facts(ndr: Ndr): readonly string[] {
  const { sender, recipient, status, messageId, arrivalDate, remoteMta } = findBlankValues(ndr);
  const more = ndr.recipients.length - 1;
  const others = more > 0 ? ` and ${more} more` : "";
  const rows: readonly (readonly [string, string | undefined])[] = [
    ["From", sender],
    ["To", recipient && `${recipient}${others}`],
    ["Sent", arrivalDate],
    ["Message-ID", messageId],
    ["Code", status],
    ["Server", remoteMta],
    ["It said", firstProblem(ndr).diagnosticCode?.slice(0, 300)],
  ];
  return rows.flatMap(([name, value]) => (value ? [comment(`${name}: ${value}`)] : []));
}

function delisting(ndr: Ndr): readonly string[] {
  const steps = delistSteps(findDelistPlaces(ndr), findBlankValues(ndr).clientIp);
  return steps.map(({ text }) => comment(lineOf(text)));
}

function stepLines({
  step,
  number,
}: {
  readonly step: AdviceStep;
  readonly number: number | undefined;
}): readonly string[] {
  if (step.commands.length === 0) return [];
  const text = lineOf(step.text);
  return [
    "",
    comment(number === undefined ? text : `Step ${number}: ${text}`),
    ...step.details.map((detail) => comment(`- ${lineOf(detail)}`)),
    ...step.commands.map((command) => (onlyLooks(command) ? command : comment(command))),
  ];
}

const LINE_ENDS = /[\p{Cc}\p{Zl}\p{Zp}]+/gu;
// Comments that PowerShell obeys: a signature block ends the script, `.ExternalHelp` names a file to open.
const OBEYED = /^(?=\.|sig\s*#|requires)/i;

/** A comment that ends where its line ends, holds nothing unseen, and means nothing to PowerShell. */
export function comment(text: string): string {
  const line = onlySeen(text.replace(LINE_ENDS, " ")).replace(/^[\s#]+|\s+$/gu, "");
  const inert = line.replaceAll("#>", "# >").replaceAll("<#", "< #").replace(OBEYED, "- ");
  return `# ${inert}`.trimEnd();
}

const STRING = /'(?:[^']|'')*'/g;
// `'<address>'`, which somebody has to fill in; not `'<1@b.example>'`, a Message-ID.
const UNFILLED = /<[^<>@']*>/;
// Format-Volume, Measure-Command, Search-Mailbox and Test-Mailflow do more than look.
const LOOKING =
  "(?:(?:Get|Resolve|Group|Select|Sort|Where)-|Format-(?:List|Table|Wide)\\b|Measure-Object\\b|Search-UnifiedAuditLog\\b|Test-(?:NetConnection|ServiceHealth)\\b)";
const LOOKS_FIRST = new RegExp(String.raw`^(?:\$\w+ = )?\(*${LOOKING}`);
const OTHER_IN_PIPE = new RegExp(String.raw`\|(?!\s*(?:foreach \{ ?)?${LOOKING})`);
// Also in brackets a command may begin, and need not have a hyphen: (del x), {ni x}.
const OTHER_WITHIN = new RegExp(String.raw`[({](?!\s*(?:${LOOKING}|[$'\d(){}]))`);
const OTHER_VERB = new RegExp(String.raw`(?<![\w-])(?!${LOOKING})[A-Za-z]+-[A-Za-z]`);
// Several commands, a file to write, words to run, a method to call or a property to set.
const MORE = /[;&>\n`"\u2018-\u201E]|\.\w+\(|\$\(|::|\)\.\w+\s*=/;

/** Whether a command changes nothing and is complete; what is not understood for certain is neither. */
export function onlyLooks(command: string): boolean {
  const bare = command.replace(STRING, "''");
  return (
    LOOKS_FIRST.test(bare) &&
    ![OTHER_IN_PIPE, OTHER_WITHIN, OTHER_VERB, MORE].some((pattern) => pattern.test(bare)) &&
    !UNFILLED.test(command)
  );
}
