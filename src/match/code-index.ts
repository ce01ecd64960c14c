import type { Article, CodeRange } from "../knowledge/article.js";
import type { StatusCode } from "../ndr/status-code.js";
import { isSingle } from "../knowledge/code-range.js";
import { widthOf } from "./code-range.js";

/** Finds the articles of a code without looking at the others. */
export interface CodeIndex {
  /** Articles that name the very code. */
  exact(code: StatusCode): readonly Article[];
  /** Articles with a range that the code lies in; the article's narrowest. */
  inRange(code: StatusCode): ReadonlyMap<Article, CodeRange>;
}

export function indexCodes(articles: readonly Article[]): CodeIndex {
  const byCode = new Map<number, Article[]>();
  const ranges: Interval[] = [];
  for (const article of articles)
    for (const range of article.codes) {
      const from = numberOf(range.from);
      if (!isSingle(range)) ranges.push({ from, to: numberOf(range.to), article, range });
      else byCode.set(from, [...(byCode.get(from) ?? []), article]);
    }
  const root = grow(ranges);
  return {
    exact: (code) => byCode.get(numberOf(code)) ?? [],
    inRange(code) {
      const found = new Map<Article, CodeRange>();
      for (const { article, range } of stab(root, numberOf(code))) {
        const before = found.get(article);
        if (!before || widthOf(range) < widthOf(before)) found.set(article, range);
      }
      return found;
    },
  };
}

function numberOf(code: StatusCode): number {
  return (code.class * 1000 + code.subject) * 1000 + code.detail;
}

interface Interval {
  readonly from: number;
  readonly to: number;
  readonly article: Article;
  readonly range: CodeRange;
}

/** An interval tree: those across the centre, in both orders, and those wholly left or right of it. */
interface Node {
  readonly centre: number;
  readonly byFrom: readonly Interval[];
  readonly byTo: readonly Interval[];
  readonly left: Node | undefined;
  readonly right: Node | undefined;
}

function grow(intervals: readonly Interval[]): Node | undefined {
  const ends = intervals.flatMap(({ from, to }) => [from, to]).sort((a, b) => a - b);
  const centre = ends[ends.length >> 1];
  if (centre === undefined) return undefined;
  const across = intervals.filter(({ from, to }) => from <= centre && centre <= to);
  return {
    centre,
    byFrom: across.toSorted((a, b) => a.from - b.from),
    byTo: across.toSorted((a, b) => b.to - a.to),
    left: grow(intervals.filter(({ to }) => to < centre)),
    right: grow(intervals.filter(({ from }) => from > centre)),
  };
}

function* stab(node: Node | undefined, code: number): Generator<Interval> {
  if (!node) return;
  const isLeft = code < node.centre;
  for (const interval of isLeft ? node.byFrom : node.byTo) {
    if (isLeft ? interval.from > code : interval.to < code) break;
    yield interval;
  }
  if (code !== node.centre) yield* stab(isLeft ? node.left : node.right, code);
}
