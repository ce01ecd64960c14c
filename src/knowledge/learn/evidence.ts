import type { CodeRange } from "../article.js";
import { codesIn, codesInName, firstCodeIn, rangesIn, unique } from "./codes.js";
import { plainOf, readWords } from "./inlines.js";
import type { Part } from "./outline.js";
import type { Page } from "./page.js";
import { distinct, phrasesOf } from "./phrases.js";
import { listedTexts, quotedIn, quotesIn } from "./quotes.js";

/**
 * The codes a page is about, which no field of its front matter holds: those of its title, heading and
 * file name, the ranges of its introduction, and those of the replies it quotes. Headings further
 * down are not asked: "Details for error code 5.1.0" stands on the page of 4.4.7.
 */
export function codesOfPage(page: Page, parts: readonly Part[]): readonly CodeRange[] {
  const intro = page.parts.filter(({ role }) => role === "intro").flatMap(wordsOfPart);
  return unique([
    ...codesIn(page.title),
    ...codesIn(page.heading),
    ...codesInName(page.id),
    ...[page.description, ...intro].flatMap(rangesIn),
    ...quotedCodes(parts),
  ]);
}

/** The phrases of a page, without those of the parts that have articles of their own. */
export function phrasesOfPage(page: Page, parts: readonly Part[]): readonly string[] {
  const announced = [page.title, page.heading].flatMap(quotedIn);
  const literal = [...page.description.matchAll(/\(([^()]{6,200})\)/g)]
    .map(([, words = ""]) => words)
    .filter(isCapitalised);
  return distinct([...phrasesOfParts(parts), ...[...announced, ...literal].flatMap(phrasesOf)]);
}

export function phrasesOfParts(parts: readonly Part[]): readonly string[] {
  return distinct(parts.flatMap(quotesOf).flatMap(phrasesOf));
}

/** The first code of each reply; a second one inside it is another system's. */
export function quotedCodes(parts: readonly Part[]): readonly CodeRange[] {
  return unique(parts.flatMap(quotesOf).flatMap(firstCodeIn));
}

function quotesOf({ role, blocks }: Part): readonly string[] {
  return role === "details" ? [...listedTexts(blocks), ...quotesIn(blocks)] : quotesIn(blocks);
}

function wordsOfPart({ blocks }: Part): readonly string[] {
  return blocks.flatMap((block) =>
    block.type === "paragraph" ? [plainOf(readWords(block.children))] : [],
  );
}

/** "Relay Access Denied" is a server's words, "the mailbox is full" an author's. */
function isCapitalised(words: string): boolean {
  return words.split(/[\s;:]+/).every((word) => /^\p{Lu}/u.test(word));
}
