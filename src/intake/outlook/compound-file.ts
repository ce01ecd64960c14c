import { type CFolder, Reader } from "@kenjiuno/msgreader/lib/Reader.js";
import { assertSound } from "./sound-file.js";

/** A folder of a compound file: it holds streams of bytes, and further folders (MS-CFB). */
export interface Storage {
  readonly name: string;
  /** In the order of their names. */
  readonly storages: readonly Storage[];
  /** The bytes of a stream; `undefined` where there is none of this name. */
  read(name: string): Uint8Array | undefined;
}

/**
 * Opens a compound file; throws, takes all memory or ends this process where it is damaged, so call
 * it only where that does no harm.
 */
export function openCompoundFile(content: Uint8Array): Storage {
  assertSound(content);
  const bytes = new Uint8Array(content);
  const reader = new Reader(bytes.buffer);
  reader.parse();
  const root: unknown = reader.rootFolder();
  if (!isFolder(root)) throw new Error("no root folder");
  return toStorage(root, { size: bytes.length, left: 2 * bytes.length });
}

/** How much may be read: streams can claim to be longer than the file, or all be the same bytes. */
interface Budget {
  readonly size: number;
  left: number;
}

function isFolder(root: unknown): root is CFolder {
  return typeof root === "object" && root !== null;
}

function toStorage(folder: CFolder, budget: Budget): Storage {
  const streams = new Map(folder.fileNameSets().map((file) => [file.name.toLowerCase(), file]));
  return {
    name: folder.name,
    get storages() {
      return folder.subFolders().map((inner) => toStorage(inner, budget));
    },
    read(name) {
      const stream = streams.get(name.toLowerCase());
      if (!stream) return undefined;
      budget.left -= stream.length;
      if (stream.length < 0 || stream.length > budget.size || budget.left < 0)
        throw new Error("longer than the file");
      return stream.provider();
    },
  };
}
