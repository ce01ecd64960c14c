import { advise } from "../advice/advise.js";
import { verdictOf } from "../advice/verdict.js";
import type { Article } from "../knowledge/article.js";
import { formatCodes } from "../knowledge/format-codes.js";
import type { Ndr } from "../ndr/ndr.js";
import { sourceLine } from "./answer.js";
import type { Card } from "./fit.js";
import { shorten } from "./foreign.js";
import { HEADING, HEADLINE, type Paragraph, paragraph, runsOf, words } from "./rich-text.js";
import { section } from "./steps.js";
import { renderCard } from "./templates.js";

/** An article for anybody: in the words it has where a bounce does not say. */
export function articleCard(article: Article): Card {
  const advice = advise(article, NO_BOUNCE);
  return renderCard("article", {
    title: [words(titleOf(article), HEADLINE)],
    codes: codesLine(article),
    verdict: [words(whoCanFix(article), HEADING)],
    happened: advice.happened.map((line) => paragraph(runsOf(line), "Small")),
    sections: [
      // Left out last where a card is too big.
      ...section("steps", "What the sender can do", [], advice.senderSteps),
      ...section("owner-steps", "What the group owner can do", [], advice.ownerSteps),
      ...section("admin-steps", "What an admin can do", [], advice.adminSteps),
    ],
    source: sourceLine(advice),
  });
}

/** Ours are shorter; a page of somebody else may have any. */
const LONGEST_TITLE = 200;

export function titleOf({ title }: Article): string {
  return shorten(title, LONGEST_TITLE);
}

/** "Your own mail admin can fix this. …", as on the answer to a bounce. */
export function whoCanFix(article: Article): string {
  return verdictOf([{ article, confidence: "certain", points: 0, reasons: [] }], NO_BOUNCE);
}

const MOST_CODES = 6;

/** "5.1.1, 5.1.10 and 12 more"; empty where the article names none. */
export function codesOf({ codes }: Article): string {
  const shown = codes.slice(0, MOST_CODES).map(formatCodes).join(", ");
  return codes.length > MOST_CODES ? `${shown} and ${codes.length - MOST_CODES} more` : shown;
}

function codesLine(article: Article): readonly Paragraph[] {
  const codes = codesOf(article);
  return codes === "" ? [] : [paragraph([words(codes, { isSubtle: true, size: "Small" })], "None")];
}

const NO_BOUNCE: Ndr = { parsedBy: "words", recipients: [], humanLines: [] };
