import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { isArticle } from "../knowledge/knowledge-base.js";
import type { KnowledgeFolder } from "../knowledge/knowledge-base.js";

/** What is right, and may still surprise who looks for an article. */
export interface Note {
  readonly folder: string;
  readonly path: string;
  readonly says: string;
}

/** Which articles replace others of their name, and what looks like an article and is not read. */
export async function notesOn(folders: readonly KnowledgeFolder[]): Promise<readonly Note[]> {
  const owners = new Map<string, string>();
  const notes: Note[] = [];
  for (const { folder } of folders) {
    const note = (name: string, says: string) =>
      notes.push({ folder, path: join(folder, name), says });
    for (const name of (await readdir(folder)).toSorted()) {
      const path = join(folder, name);
      const before = owners.get(name);
      if (isArticle(name)) {
        if (before) note(name, `stands in for ${before}, which is not used`);
        owners.set(name, path);
      } else if (await holdsArticle(path)) {
        note(name, "a folder inside a folder is not read; name it in KNOWLEDGE_PATH too");
      } else if (LIKE_ARTICLE.test(name)) {
        note(name, "is not read; the names of articles end in .md, in small letters");
      }
    }
  }
  return notes;
}

const LIKE_ARTICLE = /^(?!\.|README\.).*\.(?:md|markdown|mdown|md\.txt|docx)$/i;

async function holdsArticle(path: string): Promise<boolean> {
  const names = await readdir(path).catch(() => []); // A file, mostly.
  return names.some(isArticle);
}
