import type { Article } from "../article.js";
import { KEYS } from "../front-matter.js";
import { ArticleError, NOT_UTF_8, unreadableIn } from "../read-article.js";
import { formatCodes } from "../format-codes.js";
import { whoCanFix } from "./audience.js";
import { plainOf } from "./inlines.js";
import { isSingle } from "../code-range.js";
import { codesIn, isSameRange, unique } from "./codes.js";
import { common, compose, SEND_ON } from "./compose.js";
import { codesOfPage, phrasesOfPage, phrasesOfParts, quotedCodes } from "./evidence.js";
import { overviewOf } from "./overview.js";
import { parsePage } from "./page.js";
import type { Page } from "./page.js";
import { subjectsOf } from "./subjects.js";

/**
 * Reads a page of Microsoft Learn as it was published: an article for the page, and one for each of
 * its sections that has a code or a quoted reply of its own; of a table of codes one for each row.
 */
export function readLearnPage(path: string, markdown: string, origin: string): readonly Article[] {
  const [unreadable] = unreadableIn(markdown.split("\n"));
  if (unreadable) throw new ArticleError(path, [{ ...unreadable, says: NOT_UTF_8 }]);
  const page = parsePage(path, markdown);
  const rows = articlesOfRows(page, origin);
  const articles = rows.length > 0 ? rows : articlesOfParts(page, origin);
  const fault = faultOf(articles, page);
  if (fault) throw new ArticleError(path, [{ line: 1, column: 1, says: fault }]);
  return withOwnIds(articles);
}

function articlesOfRows(page: Page, origin: string): readonly Article[] {
  return overviewOf(page.blocks, page.text).map(
    ({ title, codes, phrases, happened, remedies }): Article => ({
      id: `${page.id}--${slugOf(codes.map(formatCodes).join(" "))}`,
      title,
      codes,
      phrases,
      who: whoCanFix(title, [], remedies.map(plainOf).join(" ")),
      ...common(page, origin),
      happened,
      senderSteps: [SEND_ON],
      ownerSteps: [],
      adminSteps: remedies.map((text) => ({ text, commands: [], details: [] })),
    }),
  );
}

function articlesOfParts(page: Page, origin: string): readonly Article[] {
  const subjects = subjectsOf(page.parts);
  const taken = subjects.flatMap(({ parts }) => parts);
  const rest = page.parts.filter((part) => !taken.includes(part));
  const named = subjects.flatMap(({ title }) => codesIn(title));
  const codes = codesOfPage(page, rest);
  const general = {
    id: page.id,
    title: page.title,
    codes: codes.filter((code) => !named.some((other) => isSameRange(code, other))),
    phrases: phrasesOfPage(page, rest),
  };
  const isLed = general.codes.length > 0 || general.phrases.length > 0;
  return [
    ...(isLed ? [compose(page, page.parts, general, origin)] : []),
    ...subjects.map(({ title, parts }) => {
      const own = unique([...codesIn(title), ...quotedCodes(parts)]);
      const subject = {
        id: `${page.id}--${slugOf(title)}`,
        title,
        codes: codesIn(title).length > 0 ? own : unique([...own, ...codes.filter(isSingle)]),
        phrases: phrasesOfParts(parts),
      };
      return compose(page, parts, subject, origin);
    }),
  ];
}

/** What keeps a file from being of use, if anything. */
function faultOf(articles: readonly Article[], { hasHeader, blocks }: Page): string | undefined {
  if (articles.length === 0) {
    if (!hasHeader && blocks.length === 0)
      return "the file is empty; write an article, or delete it";
    const begin = hasHeader
      ? "the front matter has no codes, phrases or who"
      : "the file does not begin with a line of ---";
    return `${begin}; write the front matter: ${KEYS.join(", ")}. For a page of Microsoft Learn it names no bounce: no status code in title, heading or file name, and no server's reply in quotes`;
  }
  const isBare = ({ adminSteps, senderSteps: [first] }: Article) =>
    adminSteps.length === 0 && (first === undefined || first === SEND_ON);
  return articles.every(isBare)
    ? "a page of Microsoft Learn without steps; write a section that says how to fix it, such as ## Resolution"
    : undefined;
}

const LONGEST_SLUG = 60;

function slugOf(title: string): string {
  const words = title
    .toLowerCase()
    .replace(/['’]/g, "")
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== "");
  return words
    .reduce((slug, word) => (slug.length < LONGEST_SLUG - 10 ? `${slug}-${word}` : slug), "")
    .slice(1, LONGEST_SLUG);
}

/** Two sections of one name: the second is `…-2`. */
function withOwnIds(articles: readonly Article[]): readonly Article[] {
  const seen = new Map<string, number>();
  return articles.map((article) => {
    const count = (seen.get(article.id) ?? 0) + 1;
    seen.set(article.id, count);
    return count === 1 ? article : { ...article, id: `${article.id}-${count}` };
  });
}
