import { answer } from "../cards/answer.js";
import { evidence } from "../cards/evidence.js";
import { NOT_A_BOUNCE } from "../cards/notice.js";
import {
  foreign,
  type Paragraph,
  paragraph,
  sentence,
  type TextRun,
  words,
} from "../cards/rich-text.js";
import { section, type SectionView, type StepView } from "../cards/steps.js";
import { type Bounce, CUT, type Explanation, isBounce } from "../explain.js";
import { groupBounces } from "../grouping/group-bounces.js";

/** What a mail of ours shows, from top to bottom, before it is HTML or text. */
export type Letter = readonly Block[];

export type Block =
  | { readonly kind: "headline"; readonly runs: readonly TextRun[] }
  | { readonly kind: "heading"; readonly runs: readonly TextRun[] }
  | { readonly kind: "text"; readonly paragraph: Paragraph }
  | { readonly kind: "step"; readonly step: StepView }
  | { readonly kind: "rule" };

export interface LetterOptions {
  /** Where to ask when the steps do not help; the helpdesk unless the organisation says otherwise. */
  readonly helpdesk?: string | undefined;
  /** Names the answer: in the log, and to us when it comes back. */
  readonly reference: string;
  /** No further answer is given within the hour. */
  readonly isLast: boolean;
}

/** More than this in one mail is a list that nobody reads to the end. */
const MOST = 10;

/** The answer to one mail and all the bounces in it, those that are alike as one, in the words of the cards. */
export function writeLetter(
  explanations: readonly Explanation[],
  { helpdesk, reference, isLast }: LetterOptions,
): Letter {
  const bounces = groupBounces(explanations.filter(isBounce));
  const answered: readonly Explanation[] = bounces.length > 0 ? bounces : explanations.slice(0, 1);
  const shown = answered.slice(0, MOST);
  const left = answered.length - shown.length;
  const isMany = answered.length > 1;
  return [
    ...(isMany ? [text(`Your mail holds ${answered.length} different bounces.`)] : []),
    ...shown.flatMap((explanation) => [...(isMany ? [RULE] : []), ...blocksOf(explanation)]),
    ...(left > 0 ? [RULE, text(`And ${left} more. Send me those in a mail of their own.`)] : []),
    RULE,
    ...(bounces.length > 0 ? [ASK_THE_HELPDESK, text(helpdesk ?? FORWARD_THIS)] : []),
    ...(isLast ? [text(IS_LAST)] : []),
    subtle(`${WRITTEN_BY_A_PROGRAM} Reference: ${reference}`),
  ];
}

const FORWARD_THIS =
  "If the steps don't help, forward this answer to your helpdesk. It shows them what the servers said.";
const IS_LAST =
  "You have had many answers within this hour. Please wait an hour before you send me more: until then I don't answer.";
const WRITTEN_BY_A_PROGRAM =
  "A program wrote this; nobody read your mail, and it was not kept. Send me the next bounce as a new mail: replies to this one are not answered.";

const RULE: Block = { kind: "rule" };

/** Articles say to press what has this name, "where you see it below". */
const ASK_THE_HELPDESK: Block = { kind: "heading", runs: [words("Ask the helpdesk")] };

function blocksOf(explanation: Explanation): Letter {
  switch (explanation.kind) {
    case "diagnosed":
    case "undiagnosed":
    case "delayed":
      return bounceBlocks(explanation);
    case "not-an-ndr": {
      const { title, text: says, asks } = NOT_A_BOUNCE[explanation.looksLike];
      return noticeBlocks(title, words(says), asks, explanation.isCut);
    }
    case "unreadable":
      return noticeBlocks("I can't read this.", foreign(explanation.says, {}, 300), true);
  }
}

function bounceBlocks(explanation: Bounce): Letter {
  const shown = answer(explanation, { canAsk: false, hasQuestion: false });
  const said = [...shown.facts, ...shown.sections.flatMap(({ paragraphs }) => paragraphs)];
  const more = evidence(explanation.ndr).filter((fact) => !isAmong(said, fact));
  return [
    { kind: "headline", runs: shown.verdict },
    ...shown.side.map(textBlock),
    textBlock(paragraph(shown.happened)),
    ...(explanation.isCut ? [text(CUT)] : []),
    ...together(explanation),
    ...shown.cause.map(textBlock),
    ...(shown.steps.length > 0 ? [heading(shown.stepsTitle)] : []),
    ...shown.steps.map(stepBlock),
    ...shown.facts.map(textBlock),
    ...shown.others.map(textBlock),
    ...[...shown.sections, ...section("facts", "For the helpdesk", more)].flatMap(sectionBlocks),
    ...shown.source.map(textBlock),
  ];
}

function together({ bounces }: Bounce): Letter {
  if (bounces === undefined) return [];
  return [text(`${bounces} bounces say this. Hosts, times and ids here are from one of them.`)];
}

/** Who gets this answer forwarded sees no fact twice. */
function isAmong(shown: readonly Paragraph[], fact: Paragraph): boolean {
  return shown.some(({ inlines }) => textOf(inlines) === textOf(fact.inlines));
}

const textOf = (runs: readonly TextRun[]) => runs.map(({ text: said }) => said).join("");

function sectionBlocks({ heading: title, paragraphs, steps }: SectionView): Letter {
  return [heading(title), ...paragraphs.map(textBlock), ...steps.map(stepBlock)];
}

/** How a bounce loses nothing on its way to us. */
const WAYS = [
  "Best, forward the bounce as an attachment; in Outlook this is called “Forward as attachment”.",
  "Or forward it as usual, with everything below it.",
] as const;

function noticeBlocks(title: string, says: TextRun, asks: boolean, isCut?: true): Letter {
  return [
    { kind: "headline", runs: [words(title)] },
    ...(isCut ? [text(CUT)] : []),
    textBlock(paragraph([says])),
    ...(asks ? WAYS.map((way) => textBlock(paragraph(sentence(`• ${way}`), "Small"))) : []),
  ];
}

const text = (says: string): Block => textBlock(paragraph([words(says)]));
const subtle = (says: string): Block =>
  textBlock(paragraph([words(says, { isSubtle: true, size: "Small" })]));
const heading = (runs: readonly TextRun[]): Block => ({ kind: "heading", runs });
const textBlock = (shown: Paragraph): Block => ({ kind: "text", paragraph: shown });
const stepBlock = (step: StepView): Block => ({ kind: "step", step });
