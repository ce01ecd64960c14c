import type { Article, CodeRange, Inline, Step } from "../../src/knowledge/article.js";
import { compareStatusCodes, findStatusCode } from "../../src/ndr/status-code.js";

export const stepsOf = (article: Article): readonly Step[] => [
  ...article.senderSteps,
  ...article.ownerSteps,
  ...article.adminSteps,
];
export const inlinesOf = (article: Article): readonly Inline[] =>
  [
    ...article.happened,
    ...stepsOf(article).flatMap(({ text, commands, details }) => [text, ...commands, ...details]),
  ].flat();
export const wordsOf = (inline: Inline): string =>
  inline.kind === "words" ? inline.text : inline.otherwise;
export const linksOf = (article: Article): readonly string[] => [
  article.source,
  ...inlinesOf(article).flatMap((inline) => (inline.kind === "words" ? (inline.link ?? []) : [])),
];
export const textOf = (article: Article): string =>
  [article.title, ...article.phrases, ...inlinesOf(article).map(wordsOf)].join(" ");
export const plain = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, " ")
    .trim();
export const holds = ({ from, to }: CodeRange, text: string): boolean => {
  const code = findStatusCode(text);
  return !!code && compareStatusCodes(from, code) <= 0 && compareStatusCodes(code, to) <= 0;
};
export const overlap = (a: CodeRange, b: CodeRange): boolean =>
  compareStatusCodes(a.from, b.to) <= 0 && compareStatusCodes(b.from, a.to) <= 0;
