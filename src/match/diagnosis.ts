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

/** One thing that speaks for an article: seen in the mail, or answered by the person who sent it. */
export interface Reason {
  readonly signal:
    | "code"
    | "code-range"
    | "twin-code"
    | "inner-code"
    | "phrase"
    | "similar-phrase"
    | "topic"
    | "answer";
  readonly points: number;
  /** A verbatim piece of the mail; of talk the phrase that it is like; or the answer. */
  readonly evidence: string;
  /** The article's phrase, where the mail has not the very words. */
  readonly likePhrase?: string | undefined;
  /** One sentence for a person. */
  readonly says: string;
}
