import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { isMap, isScalar, LineCounter, parseDocument } from "yaml";
import { KnowledgeError } from "./knowledge-base.js";

/** What one detail of a status code means, whatever its class. */
export interface Meaning {
  /** Completes "The message was given up: …". */
  readonly trouble: string;
  /** The sentence after it: the first thing to do. */
  readonly advice: string;
}

/** By subject and detail: "1.1" for 4.1.1 and 5.1.1. */
export type StatusMeanings = ReadonlyMap<string, Meaning>;

// From src/ and from dist/ it is as far.
const FILE = fileURLToPath(new URL("../../knowledge/status-codes.yaml", import.meta.url));

/** Reads the registry's codes in our words; throws a KnowledgeError that names all problems. */
export function loadStatusMeanings(path = FILE): StatusMeanings {
  const { meanings, problems } = readStatusMeanings(path, readText(path));
  if (problems.length > 0) throw new KnowledgeError(problems);
  return meanings;
}

function readText(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (cause) {
    const found = cause instanceof Error ? cause.message : String(cause);
    throw new KnowledgeError([`${path}: the meanings of the codes cannot be read (${found})`]);
  }
}

interface Read {
  readonly meanings: StatusMeanings;
  readonly problems: readonly string[];
}

const CODE = /^[0-7]\.(?:0|[1-9]\d{0,2})$/;
const KEYS: readonly string[] = ["trouble", "advice", "title", "source"];

function readStatusMeanings(path: string, text: string): Read {
  const lineCounter = new LineCounter();
  const { contents, errors } = parseDocument(text, {
    schema: "failsafe",
    lineCounter,
    prettyErrors: false,
  });
  const problems: string[] = [];
  const report = (node: unknown, says: string) => {
    const { line, col } = lineCounter.linePos(offsetOf(node));
    problems.push(`${path}:${line}:${col}: ${says}`);
  };
  for (const { pos, message } of errors) report({ range: pos }, `not valid YAML (${message})`);

  const meanings = new Map<string, Meaning>();
  for (const { key, value } of isMap(contents) ? contents.items : []) {
    const code = textOf(key);
    if (!CODE.test(code)) {
      report(key, `"${code}" is no subject and detail; write one such as "1.10", in quotes`);
      continue;
    }
    const entries = isMap(value) ? value.items : [];
    for (const { key: name } of entries) {
      if (!KEYS.includes(textOf(name))) {
        report(name, `the key "${textOf(name)}" is unknown; the keys are ${KEYS.join(", ")}`);
      }
    }
    const [trouble = "", advice = ""] = KEYS.map((name) =>
      textOf(entries.find((entry) => textOf(entry.key) === name)?.value),
    );
    if (!trouble || !advice) report(key, `${code} lacks its trouble or its advice; write both`);
    meanings.set(code, { trouble, advice });
  }
  if (meanings.size === 0) report(contents, `no codes in it; write "1.1": and below it its keys`);
  return { meanings, problems };
}

function offsetOf(node: unknown): number {
  return (node as { readonly range?: readonly number[] | null } | null)?.range?.[0] ?? 0;
}

/** Without the full stop, which the sentences they stand in have already. */
function textOf(node: unknown): string {
  if (!isScalar(node) || typeof node.value !== "string") return "";
  return node.value.replace(/\s+/g, " ").trim().replace(/\.$/, "");
}
