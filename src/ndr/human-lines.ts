import { withoutMailHeads } from "./server-words.js";

/** Work is bounded, and the reason stands near the top. */
const MAX_HUMAN_LINES = 40;

// A sentence of eight characters says as much as twenty letters do.
const IDEOGRAPHS = /[\u3040-\u9FFF\uAC00-\uD7AF]{4}/;

/** The lines of a report that were written for people, without the head of a mail. */
export function humanLines(text: string): readonly string[] {
  return withoutMailHeads(text)
    .split("\n")
    .map((line) => line.trim())
    .filter(
      (line) =>
        (line.length >= 12 || IDEOGRAPHS.test(line)) &&
        !/^[\w-]+:\s*(?:dns|rfc822|smtp)\s*;/i.test(line),
    )
    .slice(0, MAX_HUMAN_LINES)
    .map((line) => line.slice(0, 400));
}
