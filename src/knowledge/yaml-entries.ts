import { isMap, isScalar, isSeq, LineCounter, parseDocument } from "yaml";
import type { YAMLParseError } from "yaml";
import type { Place, Report } from "./problem.js";

/** A text, and where it stands. */
export interface Value extends Place {
  readonly text: string;
}

/** The keys of a front matter, each of a known name. */
export interface YamlEntries {
  /** The text under a key; empty where it is missing, which is reported. */
  text(key: string, whatToWrite: string): Value;
  /** The texts of the list under a key; none where it is missing, which may be right. */
  list(key: string, whatToWrite: (found: string) => string): readonly Value[];
  /** Whether the key is there at all. */
  has(key: string): boolean;
  /** Whether nothing at all is written under a key. */
  isEmpty(key: string): boolean;
  placeOf(key: string): Place;
}

const TOP: Place = { line: 1, column: 1 };

/** What to write instead, for what is not mended by quotes. */
const ADVICE: Partial<Record<YAMLParseError["code"], string>> = {
  DUPLICATE_KEY: "this key stands here twice, so drop one",
  MISSING_CHAR: "a quotation mark or bracket before this place is not closed",
  TAB_AS_INDENT: "indent with blanks, not with tabs",
};

/** Reads the lines between the fences; `undefined` when they are no YAML with keys. */
export function readYamlEntries(
  lines: readonly string[],
  keys: readonly string[],
  report: Report,
): YamlEntries | undefined {
  const lineCounter = new LineCounter();
  // Failsafe: every value stays text, so that 5.4 and 2026-01-01 arrive as they were written.
  const document = parseDocument(lines.join("\n"), {
    schema: "failsafe",
    lineCounter,
    prettyErrors: false,
  });
  const placeAt = (offset: number): Place => {
    const { line, col } = lineCounter.linePos(offset);
    // The fence is line 1 of the file.
    return { line: line + 1, column: col };
  };
  for (const { pos, code, message } of [...document.errors, ...document.warnings]) {
    const advice = ADVICE[code] ?? "put text that holds a colon or a # in quotes";
    report(placeAt(pos[0]), `the front matter is not valid YAML (${message}); ${advice}`);
  }
  if (document.errors.length > 0) return undefined;
  if (!isMap(document.contents)) {
    report(TOP, `the front matter has no keys; write ${keys.join(", ")}`);
    return undefined;
  }
  const found = new Map<string, { readonly place: Place; readonly node: unknown }>();
  for (const { key, value } of document.contents.items) {
    const name = textOf(key) ?? "";
    const place = placeAt(offsetOf(key) ?? 0);
    if (keys.includes(name)) found.set(name, { place, node: value });
    else report(place, `the key "${name}" is unknown; the keys are ${keys.join(", ")}`);
  }
  const placeOf = (key: string): Place => {
    const { place = TOP, node } = found.get(key) ?? {};
    const offset = offsetOf(node);
    return offset === undefined ? place : placeAt(offset);
  };

  return {
    placeOf,
    has: (key) => found.has(key),
    isEmpty(key) {
      const node = found.get(key)?.node;
      return isSeq(node) ? node.items.length === 0 : textOf(node) === "";
    },
    text(key, whatToWrite) {
      const text = textOf(found.get(key)?.node);
      const place = placeOf(key);
      if (!text) {
        const what = !found.has(key) ? "missing" : text === undefined ? "not text" : "empty";
        report(place, `${key} is ${what}; write ${whatToWrite}`);
      }
      return { ...place, text: text ?? "" };
    },
    list(key, whatToWrite) {
      const node = found.get(key)?.node;
      if (!isSeq(node)) {
        if (textOf(node) !== "")
          report(placeOf(key), `${key} is no list; write ${whatToWrite(textOf(node) ?? "")}`);
        return [];
      }
      return node.items.flatMap((item) => {
        const text = textOf(item);
        const place = placeAt(offsetOf(item) ?? 0);
        if (text) return [{ ...place, text }];
        report(
          place,
          text === undefined
            ? `an entry of ${key} is not text; put it in quotes if it holds a colon`
            : `an entry of ${key} is empty; put it in quotes if it begins with a #`,
        );
        return [];
      });
    },
  };
}

function offsetOf(node: unknown): number | undefined {
  return (node as { readonly range?: readonly number[] | null } | null | undefined)?.range?.[0];
}

/** The text of a scalar, empty where nothing is written; `undefined` for lists and mappings. */
function textOf(node: unknown): string | undefined {
  if (node === undefined || node === null) return "";
  return isScalar(node) && typeof node.value === "string"
    ? node.value.replace(/\s+/g, " ").trim()
    : undefined;
}
