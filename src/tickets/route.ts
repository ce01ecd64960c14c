import { VERDICTS } from "../advice/verdict.js";
import type { Explanation } from "../explain.js";
import type { CodeRange } from "../knowledge/article.js";
import { formatCodes } from "../knowledge/format-codes.js";
import { readCodeRange } from "../knowledge/front-matter.js";
import { widthOf } from "../match/code-range.js";
import { compareStatusCodes, type StatusCode } from "../ndr/status-code.js";
import { gistOf } from "./gist.js";
import type { Person } from "./ticket.js";

/** Which tickets go to a channel of their own. */
export interface Rule {
  readonly kind: "article" | "codes" | "verdict";
  /** Id of an article, codes as an article lists them, or a verdict. */
  readonly value: string;
}

/** A rule, and the channel its tickets go to. */
export interface Route extends Rule {
  readonly tenant: string;
  /** The team the channel is in. */
  readonly team: string;
  /** Id of the channel. */
  readonly conversation: string;
  /** What people call it. */
  readonly name: string;
  readonly setBy: Person;
}

/** The route that says most about a bounce: its article, its code, a range around it, who can fix it. */
export function chooseRoute(routes: readonly Route[], explanation: Explanation): Route | undefined {
  const { article, code, verdict } = gistOf(explanation);
  const isFor = ({ kind, value }: Route) => {
    switch (kind) {
      case "article":
        return value === article;
      case "codes":
        return code !== undefined && holds(rangeOf(value), code);
      case "verdict":
        return value === verdict;
    }
  };
  return routes.filter(isFor).toSorted((a, b) => breadthOf(a) - breadthOf(b))[0];
}

/** How many kinds of bounces a rule is about, as far as it takes to put rules in order. */
function breadthOf({ kind, value }: Rule): number {
  switch (kind) {
    case "article":
      return 0;
    case "codes": {
      const range = rangeOf(value);
      return range ? widthOf(range) : Infinity;
    }
    case "verdict":
      return Infinity;
  }
}

function rangeOf(value: string): CodeRange | undefined {
  const range = readCodeRange(value);
  return typeof range === "string" ? undefined : range;
}

function holds(range: CodeRange | undefined, code: StatusCode): boolean {
  return (
    range !== undefined &&
    compareStatusCodes(range.from, code) <= 0 &&
    compareStatusCodes(code, range.to) <= 0
  );
}

/** The rule that somebody typed, or one sentence on what is wrong with it. */
export function readRule(typed: string, articles: readonly string[]): Rule | string {
  const [first = "", ...others] = typed.trim().split(/\s+/);
  const rest = others.join(" ");
  switch (first.toLowerCase()) {
    case "article":
      return articles.includes(rest)
        ? { kind: "article", value: rest }
        : `There is no article “${rest}”.`;
    case "verdict": {
      const value = rest.toLowerCase().replaceAll(" ", "-");
      return Object.hasOwn(VERDICTS, value)
        ? { kind: "verdict", value }
        : `There is no verdict “${rest}”. There are: ${Object.keys(VERDICTS).join(", ")}.`;
    }
    default: {
      const range = readCodeRange(typed.trim());
      return typeof range === "string"
        ? `I don't understand this: ${range}.`
        : { kind: "codes", value: formatCodes(range) };
    }
  }
}
