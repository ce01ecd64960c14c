import type { Article } from "../knowledge/article.js";
import type { PhraseHit } from "./phrase-index.js";

/** Finds the marks of articles in what somebody says. */
export interface MarkIndex {
  find(said: string): readonly PhraseHit[];
}

// What servers put into their words and nobody says by chance: ATTR36, PRX5, (S3150), AS(7555).
const MARK = /(?<![\w.])([A-Z]{1,5})(?:(\d{1,13})|\((\d{1,13})\))(?!\w|\.[a-z])/g;
const TYPED_MARK = new RegExp(MARK.source, "gi");

/** Shorter ones are said of much else: A4, B2. */
const SHORTEST = 4;

/** Whether a phrase is a mark and nothing else. */
export function isMark(phrase: string): boolean {
  return marksIn(phrase, MARK).some(({ text }) => text === phrase);
}

/** Indexes the marks in the phrases of all articles. */
export function indexMarks(articles: readonly Article[]): MarkIndex {
  const byDigits = new Map<string, Map<string, Set<Article>>>();
  for (const article of articles)
    for (const { letters, digits } of marksIn(article.phrases.join("\n"), MARK)) {
      const byLetters = byDigits.get(digits) ?? new Map<string, Set<Article>>();
      byDigits.set(digits, byLetters);
      byLetters.set(letters, (byLetters.get(letters) ?? new Set()).add(article));
    }
  return {
    find: (said) =>
      marksIn(said, TYPED_MARK).flatMap((spoken) =>
        [...(byDigits.get(spoken.digits) ?? [])].flatMap(([letters, meant]) => {
          const likeness = likenessOf(spoken, letters);
          const phrase = letters + spoken.digits;
          return [...(likeness > 0 ? meant : [])].map((article): PhraseHit => {
            const { text: evidence, from } = spoken;
            const to = from + evidence.length;
            return { article, phrase, evidence, likeness, isLiteral: likeness === 1, from, to };
          });
        }),
      ),
  };
}

interface Mark {
  readonly text: string;
  readonly letters: string;
  readonly digits: string;
  readonly from: number;
}

function marksIn(text: string, pattern: RegExp): readonly Mark[] {
  return [...text.matchAll(pattern)].flatMap((match) => {
    const [whole, letters = "", bare, inBrackets = ""] = match;
    const digits = bare ?? inBrackets;
    if (letters.length + digits.length < SHORTEST) return [];
    return [{ text: whole, letters: letters.toUpperCase(), digits, from: match.index }];
  });
}

/** A letter is easily lost from ATTR36; in AS345 it makes another mark. */
const MANY_LETTERS = 3;
const MANY_DIGITS = 2;
const ONE_LETTER_OFF = 0.9;

function likenessOf({ letters: said, digits }: Mark, letters: string): number {
  if (said === letters) return 1;
  const isLong = letters.length >= MANY_LETTERS && digits.length >= MANY_DIGITS;
  return isLong && isOneOff(said, letters) ? ONE_LETTER_OFF : 0;
}

/** Whether one letter is missing, too many or another. */
function isOneOff(a: string, b: string): boolean {
  let same = 0;
  while (same < a.length && a[same] === b[same]) same++;
  const [restOfA, restOfB] = [a.slice(same), b.slice(same)];
  return (
    restOfA.slice(1) === restOfB.slice(1) ||
    restOfA.slice(1) === restOfB ||
    restOfA === restOfB.slice(1)
  );
}
