import type { Article } from "./article.js";
import { readLearnPage } from "./learn/read-learn-page.js";
import { isLearnPage } from "./learn/recognise.js";
import { ArticleError, readArticle } from "./read-article.js";

/** The articles in the text of a file, one in ours and several in a page of Learn; or its mistakes. */
export function readArticles(
  path: string,
  text: string,
  origin: string,
): readonly (Article | string)[] {
  try {
    return isLearnPage(text)
      ? readLearnPage(path, text, origin)
      : [readArticle(path, text, origin)];
  } catch (error) {
    if (error instanceof ArticleError) return error.problems;
    // The Markdown parser calls itself for each level.
    if (error instanceof RangeError)
      return [`${path}:1:1: lists or quotes stand in each other too deeply; write them flat`];
    throw error;
  }
}
