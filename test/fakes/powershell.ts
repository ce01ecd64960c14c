/** What PowerShell would make of a line, as far as our commands go. */
export type Token =
  | { readonly kind: "word" | "verbatim" | "expandable" | "comment"; readonly text: string }
  /** What ends or joins commands, opens a block, or names a variable. */
  | { readonly kind: "mark"; readonly text: string };

const SINGLE = "'\u2018\u2019\u201A\u201B";
const DOUBLE = '"\u201C\u201D\u201E';
const SPACE = /[\p{Zs}\t\f\v\u0085]/u;
const MARK = /[\r\n;|&(){}$@,<>]/;

/**
 * Reads a script after about_Quoting_Rules, about_Special_Characters and about_Parsing, and shares nothing
 * with the code that writes one. Stricter than PowerShell: `$`, `@` and `<` count as marks wherever they are
 * bare, and a verbatim string is a token of its own even where a word goes on after it.
 */
export function readPowerShell(script: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < script.length) {
    const mark = script.charAt(at);
    if (SINGLE.includes(mark)) {
      const [text, end] = readString(script, at + 1, SINGLE, false);
      tokens.push({ kind: "verbatim", text });
      at = end;
    } else if (DOUBLE.includes(mark)) {
      const [text, end] = readString(script, at + 1, DOUBLE, true);
      tokens.push({ kind: "expandable", text });
      at = end;
    } else if (mark === "#") {
      const end = endOf(script, at, /[\r\n]/);
      tokens.push({ kind: "comment", text: script.slice(at, end) });
      at = end;
    } else if (mark === "<" && script[at + 1] === "#") {
      const end = script.indexOf("#>", at);
      if (end < 0) throw new Error("A comment has no end.");
      tokens.push({ kind: "comment", text: script.slice(at, end + 2) });
      at = end + 2;
    } else if (MARK.test(mark)) {
      tokens.push({ kind: "mark", text: mark });
      at++;
    } else if (SPACE.test(mark)) at++;
    else {
      const [text, end] = readWord(script, at);
      tokens.push({ kind: "word", text });
      at = end;
    }
  }
  return tokens;
}

function readString(
  script: string,
  start: number,
  quotes: string,
  escapes: boolean,
): readonly [text: string, end: number] {
  let text = "";
  for (let at = start; at < script.length; at++) {
    const mark = script.charAt(at);
    if (escapes && mark === "`") text += script.charAt(++at);
    else if (!quotes.includes(mark)) text += mark;
    else {
      // Any quote of the kind ends the string, unless another of the kind stands behind it: that one is meant.
      const next = script.charAt(at + 1);
      if (next === "" || !quotes.includes(next)) return [text, at + 1];
      text += next;
      at++;
    }
  }
  throw new Error(`A string has no end: ${script.slice(start, start + 40)}`);
}

function readWord(script: string, start: number): readonly [text: string, end: number] {
  let text = "";
  let at = start;
  for (; at < script.length; at++) {
    const mark = script.charAt(at);
    if (mark === "`") text += script.charAt(++at);
    else if (SINGLE.includes(mark) || DOUBLE.includes(mark)) break;
    else if (MARK.test(mark) || SPACE.test(mark)) break;
    else text += mark;
  }
  return [text, at];
}

function endOf(script: string, from: number, pattern: RegExp): number {
  const found = script.slice(from).search(pattern);
  return found < 0 ? script.length : from + found;
}
