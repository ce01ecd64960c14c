import { createIsolated } from "../isolated.js";
import type { Obstacle } from "../parsed.js";
import type { PictureLine, PictureQuestion } from "./picture-line.js";
import { sizeOfPicture } from "./picture-size.js";
import { createTurns } from "./turns.js";

/** Reads the words in pictures, in a process of its own. */
export interface PictureReader {
  /**
   * The lines in a picture, or what kept it from being read; never rejects. Those of one person are read one
   * after the other, and between them those of others.
   */
  read(
    picture: Uint8Array,
    by: { readonly person: string; readonly timeMs: number },
  ): Promise<readonly PictureLine[] | Obstacle>;
  /** Ends the process; it is started again by the next picture. */
  close(): Promise<void>;
}

/** Two displays of 3840 x 2160 side by side, or what a telephone takes a photograph with. */
const MAX_PIXELS = 17_000_000;

/** As large is what encloses it, however few pixels there are: 1 x 17,000,000 is no screen. */
const MAX_SIDE = 20_000;

/**
 * Of one person so many wait while one is read: somebody who pastes a picture again and again waits for it,
 * and nobody else does.
 */
const MAX_WAITING = 5;

/** A process that was warm for the last picture is for the next, if that comes soon. */
const IDLE_MS = 120_000;

/** What it may take, in MB and in pages of 64 KB: 17 million pixels take two thirds of that. */
const FLAGS = ["--max-old-space-size=256", "--wasm-max-mem-pages=6144"];

/** Languages are those of ISO 639-2 that are installed; the first is the one most is written in. */
export function createPictureReader({
  languages,
}: {
  readonly languages: readonly string[];
}): PictureReader {
  const turns = createTurns(MAX_WAITING);
  const isolated = createIsolated<PictureQuestion, readonly PictureLine[]>({
    beside: import.meta.url,
    worker: "picture-worker",
    flags: FLAGS,
    idleMs: IDLE_MS,
  });

  async function ask(
    picture: Uint8Array,
    timeMs: number,
  ): Promise<readonly PictureLine[] | Obstacle> {
    const outcome = await isolated.ask({ picture, languages }, timeMs);
    switch (outcome.kind) {
      case "answered":
        return outcome.answer;
      case "died":
        return "damaged";
      case "too-slow":
        return "too-slow";
    }
  }

  return {
    async read(picture, { person, timeMs }) {
      const size = sizeOfPicture(picture);
      if (!size || size.width * size.height === 0) return "damaged";
      const { width, height } = size;
      if (width * height > MAX_PIXELS || Math.max(width, height) > MAX_SIDE)
        return "too-many-pixels";
      return (await turns.take(person, () => ask(picture, timeMs))) ?? "too-many-pictures";
    },
    close: () => isolated.close(),
  };
}
