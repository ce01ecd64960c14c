import type { Article, CodeRange } from "../knowledge/article.js";
import { isSingle } from "../knowledge/code-range.js";
import type { StatusCode } from "../ndr/status-code.js";
import { widthOf } from "./code-range.js";

/** A status code as far as somebody has typed it: 5. or 5.7 or 5.7.64. */
export interface TypedCode {
  readonly class: StatusCode["class"];
  readonly subject?: number | undefined;
  readonly detail?: number | undefined;
}

/** How well an article fits, and the code of it that does. */
export interface TypedCodeFit {
  /** Above 0, 100 at most. */
  readonly points: number;
  readonly code: StatusCode;
}

// The last number may be on its way still: "5.", "5.7", "5.7.", "5.7.6".
const TYPED = /(?<![\w.])([245])\.(?:(\d{1,3})(?:\.(\d{1,3})?)?)?(?![\w.])/g;

/** As many as anybody types. */
const MOST = 5;

export function findTypedCodes(typed: string): readonly TypedCode[] {
  return [...typed.matchAll(TYPED)].slice(0, MOST).map(([, statusClass, subject, detail]) => ({
    class: Number(statusClass) as StatusCode["class"],
    subject: subject === undefined ? undefined : Number(subject),
    detail: detail === undefined ? undefined : Number(detail),
  }));
}

/** What is left of the typed words without codes, and without the three digits that any refusal begins with. */
export function withoutCodes(typed: string): string {
  return typed.replace(TYPED, " ").replace(/\b[245]\d\d\b/g, " ");
}

/** The best of an article's codes for a typed one. */
export function fitTyped(article: Article, typed: TypedCode): TypedCodeFit | undefined {
  return article.codes.reduce<TypedCodeFit | undefined>((best, range) => {
    const points = pointsOf(range, typed);
    return points > (best?.points ?? 0) ? { points, code: range.from } : best;
  }, undefined);
}

const POINTS = { exact: 100, range: 80, begins: 60, subject: 50, twin: 40, class: 30 } as const;

function pointsOf(range: CodeRange, { class: statusClass, subject, detail }: TypedCode): number {
  const { from, to } = range;
  const isSameClass = from.class === statusClass;
  if (subject === undefined) return isSameClass ? narrower(POINTS.class, range) : 0;
  if (from.subject > subject || to.subject < subject) return 0;
  if (detail === undefined) return isSameClass ? narrower(POINTS.subject, range) : 0;
  if (!isSingle(range)) {
    const isInside = isSameClass && from.detail <= detail && detail <= to.detail;
    return isInside ? narrower(POINTS.range, range) : 0;
  }
  if (from.detail === detail) return isSameClass ? POINTS.exact : POINTS.twin;
  return isSameClass && `${from.detail}`.startsWith(`${detail}`) ? POINTS.begins : 0;
}

/** The wider a range, the less it was made for one problem. */
function narrower(points: number, range: CodeRange): number {
  return points - 2 * Math.log2(widthOf(range));
}
