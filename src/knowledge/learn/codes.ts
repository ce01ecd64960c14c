import { compareStatusCodes, findStatusCode, findStatusCodes } from "../../ndr/status-code.js";
import type { StatusCode } from "../../ndr/status-code.js";
import type { CodeRange } from "../article.js";

/** "5.7.0 through 5.7.999", "5.7.606-649": the second may leave out what it shares. */
const RANGE =
  /(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?: ?[-–] ?| (?:through|to) )((?:[245]\.\d{1,3}\.)?\d{1,3})(?![\d.]*\d)/g;

/** "5.7.13 or 135": the second leaves out what it shares with the first. */
const ALTERNATIVE = /(?<![\d.])([245]\.\d{1,3}\.)(\d{1,3}) or (\d{1,3})(?![\d.]*\d)/g;

export function saysCode(text: string): boolean {
  return findStatusCode(text) !== undefined;
}

/** The codes a text names, ranges as ranges. */
export function codesIn(text: string): readonly CodeRange[] {
  const ranges = rangesIn(text);
  const singles = findStatusCodes(
    text
      .replace(RANGE, (range) => (rangesIn(range).length > 0 ? " " : range))
      .replace(ALTERNATIVE, "$1$2 or $1$3"),
  ).map((code) => ({
    from: code,
    to: code,
  }));
  return unique([...singles, ...ranges]);
}

/** The first code of a text, as a list of one or none. */
export function firstCodeIn(text: string): readonly CodeRange[] {
  const code = findStatusCode(text);
  return code ? [{ from: code, to: code }] : [];
}

/** The ranges alone: in running text a single code may be another page's. */
export function rangesIn(text: string): readonly CodeRange[] {
  return [...text.matchAll(RANGE)].flatMap(([, first = "", last = ""]) => {
    const from = findStatusCode(first);
    const to = from && findStatusCode(last.includes(".") ? last : prefixed(from, last));
    const isRange =
      from && to && from.class === to.class && from.subject === to.subject && isBefore(from, to);
    return isRange ? [{ from, to }] : [];
  });
}

function prefixed(from: StatusCode, detail: string): string {
  return `${from.class}.${from.subject}.${detail}`;
}

/** File names write hyphens for dots: `fix-error-code-550-5-1-10-in-exchange-online`. */
export function codesInName(name: string): readonly CodeRange[] {
  const found = [...name.matchAll(/(?<![\d.])([245])[-.](\d)[-.](\d{1,3})(?![\d.])/g)];
  return found.flatMap(([, ...numbers]) => codesIn(numbers.join(".")));
}

/** Each once; a single code inside one of the ranges stays, as it says more. */
export function unique(codes: readonly CodeRange[]): readonly CodeRange[] {
  return codes.filter(
    (code, index) => codes.findIndex((other) => isSameRange(code, other)) === index,
  );
}

export function isSameRange(a: CodeRange, b: CodeRange): boolean {
  return compareStatusCodes(a.from, b.from) === 0 && compareStatusCodes(a.to, b.to) === 0;
}

function isBefore(a: StatusCode, b: StatusCode): boolean {
  return compareStatusCodes(a, b) < 0;
}
