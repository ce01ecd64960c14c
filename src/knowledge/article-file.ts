import { readFile, stat } from "node:fs/promises";

// The largest page of Microsoft's documentation about bounces has some 50 KB. Whatever is larger came
// here by mistake, and reading it would hold up everybody's answers.
const MAX_KILOBYTES = 128;

/** The text of an article's file, or in a few words why it has none. */
export async function readArticleFile(path: string): Promise<{ text: string } | { fault: string }> {
  try {
    const file = await stat(path);
    if (file.isDirectory()) return { fault: "it is a folder; give it a name without .md" };
    // Nobody may ever write into a pipe, and a device has no end.
    if (!file.isFile()) return { fault: "it is no file but a pipe or a device; move it away" };
    if (file.size > MAX_KILOBYTES * 1024) {
      return { fault: `it is larger than ${MAX_KILOBYTES} KB; make it one article for each cause` };
    }
    return { text: await readFile(path, "utf8") };
  } catch (error) {
    return { fault: reasonOf(error) };
  }
}

/** What the file system said: "ENOENT: no such file or directory, scandir …". */
export function reasonOf(error: unknown): string {
  const said = error instanceof Error ? error.message : String(error);
  return said.startsWith("ENOTDIR") ? "it is a file; name the folder it is in" : said;
}
