import { readdir, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import type { Article } from "./article.js";
import { isArticle, KnowledgeError, loadKnowledgeBase } from "./knowledge-base.js";
import type { KnowledgeFolder } from "./knowledge-base.js";

/** How the articles in use stand to the files they were read from. */
export interface KnowledgeStatus {
  readonly articles: readonly Article[];
  /** When they were read, ISO 8601 in UTC. */
  readonly readAt: string;
  /** What keeps the files as they are now from being used, a line each; the articles are older then. */
  readonly problems: readonly string[];
}

/** The knowledge base of a running bot: what was made of the last state without mistakes. */
export interface LiveKnowledge<Use> {
  inUse(): Use;
  status(): KnowledgeStatus;
  close(): void;
}

export interface LiveKnowledgeOptions<Use> {
  readonly folders: readonly KnowledgeFolder[];
  /** Makes of the articles what is used of them; runs before the old ones are let go. */
  readonly use: (articles: readonly Article[]) => Use;
  readonly now: () => Date;
  /** Called when changed files were taken up, or could not be. */
  readonly onChange: (status: KnowledgeStatus) => void;
  /** Between two looks at the folders, in milliseconds. */
  readonly lookMs?: number | undefined;
}

const LOOK_MS = 2000;

/**
 * Reads the folders and from then on takes up what changes in them. Rejects with a `KnowledgeError`
 * where the first state has mistakes; later ones with mistakes are reported, and the last good
 * state stays in use.
 */
export async function openKnowledge<Use>({
  folders,
  use,
  now,
  onChange,
  lookMs = LOOK_MS,
}: LiveKnowledgeOptions<Use>): Promise<LiveKnowledge<Use>> {
  let read = await fingerprint(folders);
  let status = await readStatus();
  let used = use(status.articles);
  let seen = read;
  let isLooking = false;

  // Looked at, not watched: network shares and mounted volumes tell nobody of a change, and a
  // folder that is moved away and back is the same folder only by its name.
  const timer = setInterval(() => {
    void look();
  }, lookMs);
  timer.unref();

  async function readStatus(): Promise<KnowledgeStatus> {
    const articles = await loadKnowledgeBase(folders);
    return { articles, readAt: now().toISOString(), problems: [] };
  }

  async function look(): Promise<void> {
    if (isLooking) return;
    isLooking = true;
    try {
      const found = await fingerprint(folders);
      // Taken up once two looks see the same: an editor or a copy may be half way.
      if (found === seen && found !== read) await takeUp(found);
      seen = found;
    } finally {
      isLooking = false;
    }
  }

  async function takeUp(found: string): Promise<void> {
    read = found;
    try {
      const next = await readStatus();
      used = use(next.articles);
      status = next;
    } catch (error) {
      status = { ...status, problems: problemsOf(error) };
    }
    onChange(status);
  }

  return {
    inUse: () => used,
    status: () => status,
    close: () => {
      clearInterval(timer);
    },
  };
}

function problemsOf(error: unknown): readonly string[] {
  if (error instanceof KnowledgeError) return error.problems;
  return [error instanceof Error ? error.message : String(error)];
}

/**
 * Names, sizes and times of the articles' files: two folders of the same print hold the same. The time
 * of the last change of a file or of its permissions (ctime), as a file may become readable.
 */
async function fingerprint(folders: readonly KnowledgeFolder[]): Promise<string> {
  const prints = await Promise.all(folders.map(({ folder }) => fingerprintOf(folder)));
  return prints.join("\n");
}

async function fingerprintOf(folder: string): Promise<string> {
  try {
    const names = (await readdir(folder)).filter(isArticle).toSorted();
    const files = await Promise.all(names.map((name) => fingerprintOfFile(folder, name)));
    return [folder, ...files].join("\n");
  } catch (error) {
    // A folder that is gone; what that means is said by who reads it.
    return `${folder} ${String(error)}`;
  }
}

async function fingerprintOfFile(folder: string, name: string): Promise<string> {
  try {
    const { size, mtimeMs, ctimeMs, ino } = await stat(join(folder, name));
    return `${name} ${size} ${mtimeMs} ${ctimeMs} ${ino}`;
  } catch (error) {
    // A link that leads nowhere: the other files are looked at all the same.
    return `${name} ${String(error)}`;
  }
}

/** The problems without the places of the folders on the server, which are nobody's business in a chat. */
export function withoutFolders(
  problems: readonly string[],
  folders: readonly KnowledgeFolder[],
): readonly string[] {
  return folders
    .map(({ folder }) => folder)
    .toSorted((a, b) => b.length - a.length)
    .reduce(
      (lines, folder) =>
        lines.map((line) =>
          line.replaceAll(join(folder, "/"), "").replaceAll(folder, basename(folder)),
        ),
      problems,
    );
}
