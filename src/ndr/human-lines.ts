import { firstCharacters } from "../intake/whole-characters.js";
import { withoutMailHeads } from "./server-words.js";

/** Work is bounded, and the reason stands near the top. */
const MAX_HUMAN_LINES = 40;

// A sentence of eight characters says as much as twenty letters do.
const IDEOGRAPHS = /[\u3040-\u9FFF\uAC00-\uD7AF]{4}/;

/** "Bad HELO" and "not found" are said in no more. */
const MIN_LINE = 8;

/** The lines of a report that were written for people, without the head of a mail. */
export function humanLines(text: string): readonly string[] {
  return withoutMailHeads(text)
    .split("\n")
    .map((line) => line.trim())
    .filter(
      (line) =>
        (line.length >= MIN_LINE || IDEOGRAPHS.test(line)) &&
        !/^[\w-]+:\s*(?:dns|rfc822|smtp)\s*;/i.test(line),
    )
    .slice(0, MAX_HUMAN_LINES)
    .map((line) => firstCharacters(line, 400));
}
