import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { BUILT_IN } from "./article.js";
import type { Article } from "./article.js";
import { readArticleFile, reasonOf } from "./article-file.js";
import { loadPrepared } from "./prepared.js";
import type { PreparedFile } from "./prepared.js";

/** A folder of articles. */
export interface KnowledgeFolder {
  readonly folder: string;
  /** What its articles say of where they come from: `built in`, or the folder itself. */
  readonly origin: string;
  /** Where those of its files may be that were read before. */
  readonly prepared?: string | undefined;
}

/** The articles that come with the bot; from src/ and from dist/ it is as far. */
export const BUILT_IN_KNOWLEDGE: KnowledgeFolder = {
  folder: fileURLToPath(new URL("../../knowledge", import.meta.url)),
  origin: BUILT_IN,
  prepared: fileURLToPath(new URL("prepared.json", import.meta.url)),
};

/** All that keeps the knowledge base from being read, a line each. */
export class KnowledgeError extends Error {
  override readonly name = "KnowledgeError";
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    const lines = problems.map(inert);
    super(`The knowledge base cannot be used:\n${lines.join("\n")}`);
    this.problems = lines;
  }
}

/**
 * Reads every article of the folders, sorted by id. An article of a later folder replaces the one
 * of the same id before it: an organisation knows its own mail better than we do.
 */
export async function loadKnowledgeBase(
  folders: readonly KnowledgeFolder[],
): Promise<readonly Article[]> {
  const articles = new Map<string, Article>();
  const problems: string[] = [];
  for (const folder of folders) {
    for (const read of await loadFolder(folder)) {
      if (typeof read === "string") problems.push(read);
      else articles.set(read.id, read);
    }
  }
  if (problems.length > 0) throw new KnowledgeError(problems);
  return [...articles.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

/** The articles of a folder and, as texts, what is wrong with the others. */
async function loadFolder({
  folder,
  origin,
  prepared,
}: KnowledgeFolder): Promise<readonly (Article | string)[]> {
  let names: readonly string[];
  try {
    names = await readdir(folder);
  } catch (error) {
    return [`${folder}: the folder of articles cannot be read (${reasonOf(error)})`];
  }
  const files = names.filter(isArticle).toSorted();
  if (files.length === 0) {
    return [`${folder}: no article in this folder; articles are files that end in .md`];
  }
  const before = await loadPrepared(prepared);
  const read = await Promise.all(
    files.map((name) => loadArticles(join(folder, name), origin, before.get(name))),
  );
  return read.flat();
}

/** Whether a file's name is one of an article. */
export function isArticle(name: string): boolean {
  // Editors and file systems leave `.#draft.md` and `._copy.md` behind.
  return name.endsWith(".md") && !name.startsWith(".") && name !== "README.md";
}

async function loadArticles(
  path: string,
  origin: string,
  before: PreparedFile | undefined,
): Promise<readonly (Article | string)[]> {
  const file = await readArticleFile(path);
  if ("fault" in file) return [`${path}: the article cannot be read (${file.fault})`];
  if (before?.text === file.text) return before.articles;
  // The parsers of Markdown and YAML are brought only where there is something to read.
  const { readArticles } = await import("./read-articles.js");
  return readArticles(path, file.text, origin);
}

// File names may hold what a terminal or a log viewer obeys.
function inert(line: string): string {
  return line.replace(/\p{C}/gu, "\uFFFD");
}
