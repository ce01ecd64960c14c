import type { RichText } from "../knowledge/article.js";
import type { BlankValues } from "./blank-values.js";

/** A command line of an article with its blanks filled in, safe to paste into PowerShell. */
export function fillCommand(command: RichText, values: BlankValues): string {
  let line = "";
  for (const inline of command) {
    line +=
      inline.kind === "words" ? inline.text : fill(line, values[inline.name], inline.otherwise);
  }
  // One entry is one line: a line end in it would run the rest on its own.
  return line.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ").trim();
}

// PowerShell also takes the typographic ones for quotes (about_Quoting_Rules).
const QUOTES = /['\u2018\u2019\u201A\u201B]/g;
const NEEDS_NO_QUOTES = /^[\p{L}\p{N}][\p{L}\p{N}@._:-]*$/u;

function fill(before: string, value: string | undefined, otherwise: string): string {
  const isQuoted = (before.match(QUOTES)?.length ?? 0) % 2 === 1;
  if (isQuoted) return (value ?? otherwise).replace(QUOTES, "$&$&");
  // The author forgot the quotes: then only what means nothing to PowerShell gets in.
  return value !== undefined && NEEDS_NO_QUOTES.test(value) ? value : otherwise;
}
