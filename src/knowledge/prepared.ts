import { readFile } from "node:fs/promises";
import type { Article } from "./article.js";

/** A file of articles that was read when the program was built, and the text that was in it. */
export interface PreparedFile {
  readonly name: string;
  readonly text: string;
  readonly articles: readonly Article[];
}

/**
 * Such files by their names: to read Markdown takes most of a start, and articles are plain JSON. Each
 * holds for the very text only. None where the program was not built, or where they are damaged.
 */
export async function loadPrepared(
  path: string | undefined,
): Promise<ReadonlyMap<string, PreparedFile>> {
  if (path === undefined) return new Map();
  try {
    const files = JSON.parse(await readFile(path, "utf8")) as readonly PreparedFile[];
    return new Map(files.map((file) => [file.name, file]));
  } catch {
    return new Map();
  }
}
