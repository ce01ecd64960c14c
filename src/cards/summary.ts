import { VERDICTS, verdictOf } from "../advice/verdict.js";
import type { Bounce } from "../explain.js";
import { addressesOf } from "../grouping/group-bounces.js";
import { firstProblem } from "../match/fragments.js";
import { formatStatusCode } from "../ndr/status-code.js";
import type { Card } from "./fit.js";
import { harmless, shorten } from "./foreign.js";
import { HEADLINE, listing, paragraph, sentence, type TextRun, words } from "./rich-text.js";
import { renderCard } from "./templates.js";

/** One problem of many, and the case its own card is drawn from. */
export interface Problem {
  readonly explanation: Bounce;
  readonly caseId: string;
}

/** As many fit a card that people read to the end. */
export const MOST_PROBLEMS = 20;

/** Many problems at a glance: what it is, who can fix it and whom it is about, most addresses first. */
export function summaryCard(problems: readonly Problem[], left = 0): Card {
  const bounces = problems.reduce((sum, { explanation }) => sum + (explanation.bounces ?? 1), 0);
  return renderCard("summary", {
    title: [words(`${problems.length + left} different problems`, HEADLINE)],
    text: sentence(
      left > 0 ? "Here are those with most addresses." : `I read ${bounces} bounces.`,
      " Press a problem to see what to do.",
    ),
    problems: [...problems].sort(byAddresses).map(rowOf),
    more:
      left > 0
        ? [paragraph(sentence(`And ${left} more: send me those bounces in another message.`))]
        : [],
  });
}

/** Most addresses first. */
export function byAddresses(
  a: { readonly explanation: Bounce },
  b: { readonly explanation: Bounce },
): number {
  return addressesOf(b.explanation).size - addressesOf(a.explanation).size;
}

const TITLE_LENGTH = 120;
const SHOWN = 2;

function rowOf({ explanation, caseId }: Problem) {
  const title = titleOf(explanation);
  return {
    caseId,
    title,
    cause: [words(title, { color: "Accent", weight: "Bolder" })],
    who: [words(whoCanFix(explanation), { size: "Small" })],
    addresses: small(whom(explanation)),
  };
}

/** The article's title, or the code: a button's title is never foreign. */
function titleOf(explanation: Bounce): string {
  const [best] = explanation.kind === "undiagnosed" ? [] : explanation.diagnoses;
  if (best) return shorten(harmless(best.article.title), TITLE_LENGTH);
  const { status } = firstProblem(explanation.ndr);
  return status ? `Status code ${formatStatusCode(status)}` : "A bounce without a code";
}

function whoCanFix(explanation: Bounce): string {
  switch (explanation.kind) {
    case "diagnosed":
      return verdictOf(explanation.diagnoses, explanation.ndr, explanation.side);
    case "undiagnosed":
      return verdictOf([], explanation.ndr);
    case "delayed":
      return VERDICTS.wait;
  }
}

function whom(explanation: Bounce): readonly TextRun[] {
  const addresses = [...addressesOf(explanation)];
  if (addresses.length === 0) return sentence("No address is named.");
  const count = addresses.length > 1 ? `${addresses.length} addresses: ` : "";
  return sentence(count, ...listing(addresses, SHOWN));
}

function small(runs: readonly TextRun[]): readonly TextRun[] {
  return runs.map((run) => ({ ...run, size: "Small", isSubtle: true }));
}
