/** Reads the built-in articles once, for every start to come: part of `npm run build`. */
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Article } from "../src/knowledge/article.js";
import { BUILT_IN_KNOWLEDGE, isArticle } from "../src/knowledge/knowledge-base.js";
import type { PreparedFile } from "../src/knowledge/prepared.js";
import { readArticles } from "../src/knowledge/read-articles.js";

const { folder, origin } = BUILT_IN_KNOWLEDGE;
const TARGET = new URL("../dist/knowledge/prepared.json", import.meta.url);

const files: PreparedFile[] = [];
for (const name of (await readdir(folder)).filter(isArticle).toSorted()) {
  const text = await readFile(join(folder, name), "utf8");
  const read = readArticles(join(folder, name), text, origin);
  const isWhole = (article: Article | string): article is Article => typeof article !== "string";
  // One with a mistake is left out, and named by the start, as ever.
  if (read.every(isWhole)) files.push({ name, text, articles: read });
}
await writeFile(TARGET, JSON.stringify(files));
