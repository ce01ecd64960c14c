import { findAddress } from "./address.js";

/**
 * Recipients that a system names without their domain, because it is its own: AOL's screen names, the
 * users of a local store. They stand indented below a sentence that announces them.
 */
export function findBareNames(text: string, from: string): readonly string[] {
  const [, domain] = /@(.+)$/.exec(findAddress(from) ?? "") ?? [];
  if (domain === undefined) return [];
  const lines = text.split("\n", MAX_LINES);
  const start = lines.findIndex((line) => line.length <= MAX_LINE && ANNOUNCED.test(line));
  if (start < 0) return [];
  const below = lines.slice(start + 1).filter((line) => line.trim() !== "");
  const end = below.findIndex((line) => !NAME.test(line));
  return (end < 0 ? below : below.slice(0, end))
    .slice(0, MAX_NAMES)
    .map((line) => `${line.trim()}@${domain.toLowerCase()}`);
}

const MAX_LINES = 60;
const MAX_LINE = 600;
const MAX_NAMES = 200;

const ANNOUNCED =
  /\b(?:recipients?|users?|address(?:es)?|people|mailbox(?:es)?)\b.*:\s*$|\bmail (?:from|with)\b.*:\s*$/i;
const NAME = /^(?:\t| {2,})\s*[A-Za-z][\w.+-]{1,63}\s*$/;
