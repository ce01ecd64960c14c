const REASONS: Readonly<Record<string, string>> = {
  ENOENT: "There is no such file.",
  EACCES: "This file may not be read: its permissions forbid it.",
  EISDIR: "This is a folder: name the files in it.",
  EEXIST: "There is such a file already.",
  ENOTDIR: "There is no such file: a part of its path is no folder.",
};

/** Why the file system refused, in a sentence. */
export function reasonOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return REASONS[code] ?? `This file could not be read (${code || "unknown reason"}).`;
}
