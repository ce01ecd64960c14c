import type { Bounce } from "../explain.js";
import type { Article } from "../knowledge/article.js";
import { articleCard, codesOf, titleOf, whoCanFix } from "./article.js";
import { diagnosisCard } from "./diagnosis.js";
import type { Card } from "./fit.js";
import { harmless } from "./foreign.js";

/** A card that a person puts into a message of their own, and its line in a list or the compose box. */
export interface Insertable {
  readonly contentType: "application/vnd.microsoft.card.adaptive";
  readonly content: Card;
  readonly preview: {
    readonly contentType: "application/vnd.microsoft.card.thumbnail";
    readonly content: { readonly title: string; readonly text: string };
  };
}

export function insertableArticle(article: Article): Insertable {
  const parts = [codesOf(article), whoCanFix(article)].filter((part) => part !== "");
  // Teams reads some HTML in such a line; of our words only a title could hold any.
  const title = harmless(titleOf(article)).replace(/[<>]/g, "");
  return insertable(articleCard(article), title, parts.join(" · "));
}

/** The answer to a bounce for where the bot is not: nothing on it can be pressed but what it unfolds. */
export function insertableAnswer(explanation: Bounce): Insertable {
  const card = diagnosisCard({ explanation, helpdesk: "elsewhere" });
  return insertable(card, "Why this mail came back", "What happened, who can fix it, and how.");
}

export function insertable(content: Card, title: string, text: string): Insertable {
  return {
    contentType: "application/vnd.microsoft.card.adaptive",
    content,
    preview: {
      contentType: "application/vnd.microsoft.card.thumbnail",
      content: { title, text },
    },
  };
}
