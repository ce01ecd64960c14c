import { explain, type Explanation } from "../../../src/explain.js";
import { DEFAULT_LIMITS } from "../../../src/intake/limits.js";
import type { PictureReader } from "../../../src/intake/picture/picture-reader.js";
import type { Matcher } from "../../../src/match/match.js";

/** Finds the same words in any picture, each line well below the one before. */
export function readsAlways(text: string): PictureReader {
  const lines = text
    .split("\n")
    .filter((line) => line !== "")
    .map((line, i) => [
      { text: line, confidence: 90, left: 0, top: 15 * i, width: 10 * line.length, height: 10 },
    ]);
  return { read: () => Promise.resolve(lines), close: () => Promise.resolve() };
}

/** A picture with this text in it, explained. */
export function explainAsText(text: string, match: Matcher): Promise<Explanation> {
  const pictures = readsAlways(text);
  const picture = { contentType: "image/png", content: new Uint8Array() } as const;
  return explain(picture, match, { limits: DEFAULT_LIMITS, pictures });
}
