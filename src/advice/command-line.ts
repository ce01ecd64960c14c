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
  return onlySeen(line.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ")).trim();
}

/**
 * A value as one verbatim string of PowerShell: nothing means anything in there but a quote, and that is
 * doubled. What would not be seen is taken out first.
 */
export function quote(value: string): string {
  return `'${withinQuotes(value)}'`;
}

// Controls, line ends, direction marks, zero-width and other characters that draw nothing, halves of
// characters: whoever reads the line before running it must see all of it, in its order.
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

/** A text without what deceives the eye. */
export function onlySeen(text: string): string {
  return text.replace(UNSEEN, "");
}

// PowerShell also takes the typographic ones for quotes (about_Quoting_Rules).
const QUOTES = /['\u2018\u2019\u201A\u201B]/g;
const SINGLE_QUOTE = /['\u2018\u2019\u201A\u201B]/;
const DOUBLE_QUOTE = /["\u201C\u201D\u201E]/;

function withinQuotes(value: string): string {
  return onlySeen(value).replace(QUOTES, "$&$&");
}

const NEEDS_NO_QUOTES = /^[\p{L}\p{N}][\p{L}\p{N}@._:-]*$/u;
// Where a value can only be an argument: at the beginning, or after `|` or `=`, it would be the command.
const ARGUMENT_FOLLOWS = /(?:[^\s|;&({=.]\s+|,|\s-\w+:)$/;

function fill(before: string, value: string | undefined, otherwise: string): string {
  const seen = value === undefined ? "" : onlySeen(value);
  switch (placeAfter(before)) {
    case "verbatim":
      return withinQuotes(seen || otherwise);
    case "bare":
      // The author forgot the quotes: then only what means nothing to PowerShell gets in.
      return NEEDS_NO_QUOTES.test(seen) && ARGUMENT_FOLLOWS.test(before) ? seen : otherwise;
    case "elsewhere":
      return otherwise;
  }
}

/** In single quotes; in none; or where a value has no business: in double quotes, a comment, a name. */
type Place = "verbatim" | "bare" | "elsewhere";

// Each of these has rules of its own for quotes: a stop mark, ${a name}, a here-string, a comment.
const OWN_RULES = /--%|\$\{|@['"\u2018-\u201E]|<#|(?<!\w)#/y;

/** Where the next character of a line stands. What is not understood for certain is elsewhere. */
function placeAfter(line: string): Place {
  let place: Place = "bare";
  for (let at = 0; at < line.length; at++) {
    const mark = line.charAt(at);
    if (place === "verbatim") {
      // Of two in a row the second one opens the string again.
      if (SINGLE_QUOTE.test(mark)) place = "bare";
      continue;
    }
    OWN_RULES.lastIndex = at;
    if (place === "bare" ? OWN_RULES.test(line) : line.startsWith("$(", at)) return "elsewhere";
    if (mark === "`") {
      if (++at === line.length) return "elsewhere";
    } else if (DOUBLE_QUOTE.test(mark)) place = place === "bare" ? "elsewhere" : "bare";
    else if (place === "bare" && SINGLE_QUOTE.test(mark)) place = "verbatim";
  }
  return place;
}
