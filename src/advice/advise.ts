import type { Article, Blank, Inline, RichText, Step, Words } from "../knowledge/article.js";
import type { Ndr } from "../ndr/ndr.js";
import type { Advice, AdviceStep, Line, Run } from "./advice.js";
import { type BlankValues, findBlankValues, findCommandValues } from "./blank-values.js";
import { fillCommand } from "./command-line.js";
import { dayInWords } from "./dates.js";
import { findDelistPlaces } from "./delist-places.js";
import { delistSteps } from "./delist-steps.js";

/** Fills an article's blanks with the values of one bounce; who blocks an address is asked last. */
export function advise(article: Article, ndr: Ndr): Advice {
  const values = findBlankValues(ndr);
  const commandValues = findCommandValues(ndr);
  const places = findDelistPlaces(ndr).filter(({ page }) => !linksTo(article.adminSteps, page));
  const fillSteps = (steps: readonly Step[]): readonly AdviceStep[] =>
    steps.map((step) => ({
      text: fillLine(step.text, values),
      commands: step.commands.map((command) => fillCommand(command, commandValues)),
      details: step.details.map((detail) => fillLine(detail, values)),
      ...(step.isRemark && { isRemark: step.isRemark }),
    }));
  return {
    title: article.title,
    happened: article.happened.map((paragraph) => fillLine(paragraph, values)),
    senderSteps: fillSteps(article.senderSteps),
    ownerSteps: fillSteps(article.ownerSteps),
    adminSteps: [...fillSteps(article.adminSteps), ...delistSteps(places, values.clientIp)],
    source: article.source,
    ...(article.reviewed && { reviewed: dayInWords(article.reviewed) ?? article.reviewed }),
  };
}

/** Whether an article says by itself where to ask. */
function linksTo(steps: readonly Step[], page: string): boolean {
  const { host } = new URL(page);
  return steps
    .flatMap(({ text, details }) => [text, ...details].flat())
    .some((inline) => inline.kind === "words" && inline.link?.includes(`//${host}`));
}

/** The first paragraph of an article as plain text, with the values of one bounce; its title where it has none. */
export function inShort({ title, happened: [first] }: Article, ndr: Ndr): string {
  return first ? plainText(fillLine(first, findBlankValues(ndr))) : title;
}

/** A line of an article as plain text, with the words that stand for what a bounce does not say. */
export function inGeneral(text: RichText): string {
  return plainText(fillLine(text, {}));
}

/** A line without its looks. */
export function plainText(line: Line): string {
  return line.map((run) => run.text).join("");
}

function fillLine(text: RichText, values: BlankValues): Line {
  return text.map((inline) =>
    inline.kind === "blank" ? fillBlank(inline, values) : wordsOf(inline),
  );
}

function wordsOf(words: Words): Run {
  return { text: words.text, ...looksOf(words), ...(words.link && { link: words.link }) };
}

function fillBlank(blank: Blank, values: BlankValues): Run {
  const value = values[blank.name];
  if (value === undefined) return { text: blank.otherwise, ...looksOf(blank) };
  return { text: value, ...looksOf(blank), foreign: true };
}

function looksOf({ bold, italic, code }: Inline): Pick<Run, "bold" | "italic" | "code"> {
  return { ...(bold && { bold }), ...(italic && { italic }), ...(code && { code }) };
}
