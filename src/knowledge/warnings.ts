import { compareStatusCodes } from "../ndr/status-code.js";
import { alike } from "./alike.js";
import { isOwn } from "./article.js";
import type { Article, CodeRange, RichText } from "./article.js";
import { formatCodes } from "./format-codes.js";

/** What is allowed and may still be a mistake. */
export interface Warning {
  readonly article: Article;
  readonly says: string;
}

/** Looks at articles that are right each by itself. */
export function warningsOf(articles: readonly Article[], today: Date): readonly Warning[] {
  return [
    ...samePhrases(articles),
    ...phrasesInside(articles),
    ...articles.flatMap((article) =>
      [...old(article, today), ...long(article)].map((says) => ({ article, says })),
    ),
  ];
}

/** No bounce could ever tell the two apart. */
function samePhrases(articles: readonly Article[]): readonly Warning[] {
  const owners = new Map<string, Article[]>();
  return articles.flatMap((article) =>
    article.phrases.flatMap((phrase) => {
      const key = alike(phrase);
      const before = owners.get(key) ?? [];
      owners.set(key, [...before, article]);
      return before
        .filter((other) => other !== article && shareCode(other, article))
        .map((other) => ({
          article,
          says: `the phrase "${phrase}" is one of ${other.id} too, and they share a code; ${remedy(article, other)}`,
        }));
    }),
  );
}

/** An organisation cannot write in our articles, but put its own in their place. */
function remedy(article: Article, other: Article): string {
  if (isOwn(article) === isOwn(other)) return "drop it from one of them";
  const builtIn = isOwn(article) ? other : article;
  return `drop it from yours, or call yours ${builtIn.id}.md, to stand in for ours`;
}

/** Where even the codes are the same, the words of one are always said with those of the other. */
function phrasesInside(articles: readonly Article[]): readonly Warning[] {
  const families = new Map<string, Article[]>();
  for (const article of articles) {
    const key = article.codes.map(formatCodes).toSorted().join(" ");
    families.set(key, [...(families.get(key) ?? []), article]);
  }
  return [...families.values()].flatMap((family) =>
    family.flatMap((article) =>
      family
        .filter((other) => other !== article)
        .flatMap((other) =>
          piecesOf(article, other).map(([piece, whole]) => ({
            article,
            says: `the phrase "${piece}" is a piece of "${whole}" in ${other.id}, which has the same codes; write a longer one`,
          })),
        ),
    ),
  );
}

function piecesOf(article: Article, other: Article): readonly (readonly [string, string])[] {
  return article.phrases.flatMap((piece) =>
    other.phrases
      .filter((whole) => alike(whole) !== alike(piece))
      .filter((whole) => ` ${alike(whole)} `.includes(` ${alike(piece)} `))
      .slice(0, 1)
      .map((whole) => [piece, whole] as const),
  );
}

const MONTHS_TO_REVIEW = 18;

function old({ reviewed }: Article, today: Date): readonly string[] {
  const due = new Date(today);
  due.setUTCMonth(due.getUTCMonth() - MONTHS_TO_REVIEW);
  return reviewed !== undefined && reviewed < due.toISOString().slice(0, 10)
    ? [`reviewed on ${reviewed}, more than ${MONTHS_TO_REVIEW} months ago; check it and its source`]
    : [];
}

/** What a chat shows without cutting. */
const LONGEST = 3500;

function long(article: Article): readonly string[] {
  const steps = [...article.senderSteps, ...article.ownerSteps, ...article.adminSteps];
  const texts = steps.flatMap(({ text, commands, details }) => [text, ...commands, ...details]);
  const size = [...article.happened, ...texts].reduce((sum, text) => sum + sizeOf(text), 0);
  return size > LONGEST
    ? [`${size} characters; a card shows about ${LONGEST} and leaves out the last steps for admins`]
    : [];
}

function sizeOf(text: RichText): number {
  return text.reduce(
    (sum, inline) => sum + (inline.kind === "words" ? inline.text : inline.otherwise).length,
    0,
  );
}

function shareCode(a: Article, b: Article): boolean {
  if (a.codes.length === 0 || b.codes.length === 0) return a.codes.length === b.codes.length;
  return a.codes.some((one) => b.codes.some((other) => overlap(one, other)));
}

function overlap(a: CodeRange, b: CodeRange): boolean {
  return compareStatusCodes(a.from, b.to) <= 0 && compareStatusCodes(b.from, a.to) <= 0;
}
