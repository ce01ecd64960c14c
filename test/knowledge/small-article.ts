import assert from "node:assert/strict";
import type { Article } from "../../src/knowledge/article.js";
import { ArticleError, readArticle } from "../../src/knowledge/read-article.js";

/** A small article, line by line, for tests to write differently. */
export const FRONT = [
  "---", // line 1
  "title: The address does not exist",
  "codes: [5.1.1, 5.7.606-5.7.649]",
  "phrases:",
  "  - RESOLVER.ADR.RecipientNotFound", // line 5
  '  - "Recipient address rejected: Access denied"',
  "who: sender",
  "source: https://learn.microsoft.com/exchange",
  "reviewed: 2026-11-21",
  "---", // line 10
];
export const BODY = [
  "",
  "## What happened", // line 12
  "",
  "There is no {recipient|such address}.",
  "", // line 15
  "## What you can do",
  "",
  "1. Check it.",
  "",
  "## What an admin can do", // line 20
  "",
  "1. Look it up.",
  "",
];

export const read = (lines: readonly string[]): Article =>
  readArticle("kb/no-such-address.md", lines.join("\n"), "built in");

/** The article with some of its lines (counted from 1) written differently. */
export const withLines = (
  changes: Readonly<Record<number, string | readonly string[]>>,
): string[] => [...FRONT, ...BODY].flatMap((line, index) => changes[index + 1] ?? line);

export const problemsOf = (lines: readonly string[]): readonly string[] => {
  try {
    read(lines);
  } catch (error) {
    assert.ok(error instanceof ArticleError, String(error));
    return error.problems;
  }
  return [];
};

/** Each problem must begin with its place and hold the words; and there must be no other. */
export const assertProblems = (
  lines: readonly string[],
  ...expected: readonly [string, string][]
) => {
  const problems = problemsOf(lines);
  assert.equal(problems.length, expected.length, problems.join("\n"));
  expected.forEach(([place, words], index) => {
    const problem = problems[index] ?? "";
    assert.ok(problem.startsWith(`kb/no-such-address.md:${place}: `), problem);
    assert.ok(problem.includes(words), problem);
  });
};
