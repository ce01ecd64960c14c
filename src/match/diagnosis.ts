import type { Article } from "../knowledge/article.js";

/** An article, and why it may be the cause. */
export interface Diagnosis {
  readonly article: Article;
  /** `certain` is a promise: the evidence leaves one article. */
  readonly confidence: "certain" | "likely" | "possible";
  /** Sum of the reasons' points; orders diagnoses, means nothing by itself. */
  readonly points: number;
  readonly reasons: readonly Reason[];
}

/** One thing seen in the mail that speaks for an article. */
export interface Reason {
  readonly signal: "code" | "code-range" | "inner-code" | "phrase" | "similar-phrase";
  readonly points: number;
  /** A verbatim piece of the mail. */
  readonly evidence: string;
  /** One sentence for a person. */
  readonly says: string;
}
