import { advise } from "../advice/advise.js";
import type { Article } from "../knowledge/article.js";
import { nearest } from "../knowledge/nearest.js";
import { articleForPeople } from "./for-people.js";
import { colorsFor } from "./terminal.js";
import type { Terminal } from "./terminal.js";

/** `knowledge show`: the article as a page, with the words it has where a bounce does not say. */
export function showArticle(id: string, articles: readonly Article[], terminal: Terminal): number {
  const article = articles.find((known) => known.id === id);
  if (article) {
    const advice = advise(article, { parsedBy: "words", recipients: [], humanLines: [] });
    terminal.stdout.write(articleForPeople(article, advice, colorsFor(terminal)));
    return 0;
  }
  const near = nearest(
    id,
    articles.map((known) => known.id),
  );
  const hint =
    near.length > 0
      ? `Did you mean ${near.join(", ")}?`
      : "ndr-bot knowledge list shows all of them.";
  terminal.stderr.write(`There is no article ${JSON.stringify(id)}. ${hint}\n`);
  return 1;
}
