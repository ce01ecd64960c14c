import { timeInWords } from "../advice/dates.js";
import { findIpAddresses } from "../ndr/ip-address.js";
import type { Explanation } from "../explain.js";
import type { Diagnosis, Reason } from "../match/diagnosis.js";
import { firstProblem } from "../match/fragments.js";
import { formatStatusCode } from "../ndr/status-code.js";
import type { Ndr } from "../ndr/ndr.js";
import { stepsTried } from "../tickets/steps-to-try.js";
import type { Case, Outcome, Ticket } from "../tickets/ticket.js";
import { shorten } from "./foreign.js";
import { unreached } from "./recipients.js";
import {
  fact,
  factOfLines,
  foreign,
  foreignLines,
  listing,
  type Looks,
  type Paragraph,
  paragraph,
  sentence,
  type TextRun,
  words,
} from "./rich-text.js";

const SAID_LENGTH = 600;
const QUOTE_LENGTH = 300;
const RECIPIENTS = 5;
const ADDRESSES = 4;
const REASONS = 6;
const RUNNER_UPS = 3;
const TRIED_LENGTH = 160;

const VERBATIM: Looks = { fontType: "Monospace", size: "Small" };

/** What the requester said after trying, in the words of the button pressed. */
export function outcomeWords(outcome: Outcome, explanation: Explanation): string {
  const isDelayed = explanation.kind === "delayed";
  if (outcome === "still-bouncing") return isDelayed ? "it has not arrived" : "still bouncing";
  return isDelayed ? "it arrived" : "it worked";
}

/** What is on the button that says that nothing got better. */
export function stillTitle({ kind }: Explanation): string {
  return kind === "delayed" ? "Not arrived" : "Still bouncing";
}

/** What the helpdesk gets to see of a case; the requester reviews the same lines before. */
export function caseEvidence({ explanation, outcome }: Case): readonly Paragraph[] {
  return [
    ...bouncesAlike(explanation),
    ...("ndr" in explanation ? evidence(explanation.ndr) : []),
    ...fact("You said after trying", outcome && [words(outcomeWords(outcome, explanation))]),
  ];
}

/** What need not be proposed to the requester again. */
export function triedSteps(ticket: Ticket): readonly Paragraph[] {
  const lines = stepsTried(ticket).map((step) => words(`✓ ${shorten(step, TRIED_LENGTH)}`));
  return factOfLines("Tried already", lines);
}

/** That one bounce stands for several. */
export function bouncesAlike({ bounces }: Explanation): readonly Paragraph[] {
  return fact(
    "Bounces",
    bounces !== undefined && [words(`${bounces} alike; the details are from one`)],
  );
}

/** What the bot makes of it, in one line. */
export function conclusion(explanation: Explanation): readonly TextRun[] {
  const best = bestDiagnosis(explanation);
  if (!best) return [words("No article of mine fits.")];
  return sentence(words(best.article.title, { weight: "Bolder" }), ` (${best.confidence})`);
}

/** Why it makes that of it: the reasons, then the other articles that fit. */
export function grounds(explanation: Explanation): readonly Paragraph[] {
  const [best, ...others] = "diagnoses" in explanation ? explanation.diagnoses : [];
  if (best && "ndr" in explanation)
    return [...reasons(best, explanation.ndr, true), ...runnerUps(others)];
  const general = explanation.kind === "undiagnosed" ? explanation.general : explanation.says;
  return [paragraph([foreign(general, {}, QUOTE_LENGTH)], "Small")];
}

export function bestDiagnosis(explanation: Explanation): Diagnosis | undefined {
  return "diagnoses" in explanation ? explanation.diagnoses[0] : undefined;
}

/** What an expert needs to know about a bounce: the servers' facts, never the mail's body or subject. */
export function evidence(ndr: Ndr): readonly Paragraph[] {
  const problem = firstProblem(ndr);
  const date = ndr.arrivalDate && timeInWords(ndr.arrivalDate);
  const ips = findIpAddresses((problem.diagnosticCode ?? "").slice(0, SAID_LENGTH));
  return [
    ...fact("Read in", ndr.isUnconfirmed && [words("a picture: letters and digits may be wrong")]),
    ...fact("Names", ndr.hasNoNames && [words("left out: only domains are here")]),
    ...fact("Status code", problem.status && [words(formatStatusCode(problem.status))]),
    ...serverSaid(ndr),
    ...fact(
      ips.length > 1 ? "Addresses in the server's words" : "Address in the server's words",
      ips.length > 0 && listing(ips, ADDRESSES),
    ),
    ...recipientFacts(unreached(ndr)),
    ...factOfLines("Sender", ndr.sender && foreignLines(ndr.sender)),
    ...serverFacts(ndr),
    ...factOfLines("Message-ID", ndr.messageId && foreignLines(ndr.messageId, VERBATIM)),
    ...fact("Date", date && [words(date)]),
  ];
}

function recipientFacts(addresses: readonly string[]): readonly Paragraph[] {
  const [only] = addresses;
  if (addresses.length === 1 && only !== undefined)
    return factOfLines("Recipient", foreignLines(only));
  return fact("Recipients", addresses.length > 0 && listing(addresses, RECIPIENTS));
}

/** Which servers took part. */
export function serverFacts(ndr: Ndr): readonly Paragraph[] {
  const { remoteMta } = firstProblem(ndr);
  return [
    ...factOfLines("Reporting server", ndr.reportingMta && foreignLines(ndr.reportingMta)),
    ...factOfLines("Remote server", remoteMta && foreignLines(remoteMta)),
  ];
}

export function serverSaid(ndr: Ndr): readonly Paragraph[] {
  const said = firstProblem(ndr).diagnosticCode;
  return factOfLines("The server's words", said && foreignLines(said, VERBATIM, SAID_LENGTH));
}

/** Why an article was chosen. What stands in the server's words, which are shown beside, is not quoted again. */
export function reasons(diagnosis: Diagnosis, ndr: Ndr, withPoints: boolean): readonly Paragraph[] {
  const shown = (firstProblem(ndr).diagnosticCode ?? "").slice(0, SAID_LENGTH);
  const left = diagnosis.reasons.length - REASONS;
  return [
    ...groupByQuote(diagnosis.reasons.slice(0, REASONS)).flatMap(({ quote, from }) => [
      ...(holds(shown, quote) || from.every(({ says }) => holds(says, quote))
        ? []
        : quoteLines(quote)),
      ...from.map(({ says, points }) =>
        paragraph(
          sentence("• ", foreign(says, {}, QUOTE_LENGTH), withPoints ? ` (${points} points)` : ""),
          "Small",
        ),
      ),
    ]),
    ...(left > 0 ? [paragraph(sentence(`• and ${left} more reasons`), "Small")] : []),
  ];
}

function quoteLines(quote: string): readonly Paragraph[] {
  const looks: Looks = { ...VERBATIM, isSubtle: true };
  return foreignLines(quote, looks, QUOTE_LENGTH).map((line, index) =>
    paragraph([line], index === 0 ? "Small" : "None"),
  );
}

interface Quote {
  readonly quote: string;
  readonly from: readonly Reason[];
}

/** Reasons seen in the same words: those words once, and the longest form of them. */
function groupByQuote(all: readonly Reason[]): readonly Quote[] {
  const quotes: Quote[] = [];
  for (const reason of all) {
    const { evidence: seen } = reason;
    const at = quotes.findIndex(({ quote }) => holds(quote, seen) || holds(seen, quote));
    const known = quotes[at];
    if (!known) quotes.push({ quote: seen, from: [reason] });
    else
      quotes[at] = {
        quote: holds(known.quote, seen) ? known.quote : seen,
        from: [...known.from, reason],
      };
  }
  return quotes;
}

const COMPARED = 1000;

function holds(outer: string, inner: string): boolean {
  const [out, inn] = [outer, inner].map((text) =>
    text.slice(0, COMPARED).toLowerCase().replace(/\s+/g, " ").trim(),
  );
  return (out ?? "").includes(inn ?? "");
}

/** The other articles that fit, in the order of their points. */
function runnerUps(others: readonly Diagnosis[]): readonly Paragraph[] {
  const left = others.length - RUNNER_UPS;
  return [
    ...others
      .slice(0, RUNNER_UPS)
      .map(({ article, confidence, points }) =>
        paragraph(
          sentence(
            words("Also fits: ", { isSubtle: true }),
            `${article.title} (${confidence}, ${points} points)`,
          ),
          "Small",
        ),
      ),
    ...(left > 0 ? [paragraph(sentence(`and ${left} more`), "Small")] : []),
  ];
}
