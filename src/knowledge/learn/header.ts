import { isMap, isScalar, parseDocument } from "yaml";

/** What the front matter of a page says that an article needs. */
export interface Header {
  readonly title?: string | undefined;
  readonly description?: string | undefined;
  /** YYYY-MM-DD. */
  readonly reviewed?: string | undefined;
}

/** A file's front matter, as text, and what stands below it. */
export interface Split {
  readonly header: string;
  readonly body: string;
}

/** Parts front matter and body; no front matter is right too. */
export function splitHeader(markdown: string): Split {
  const lines = markdown.split("\n");
  const end = lines.findIndex((line, index) => index > 0 && line.trimEnd() === "---");
  if (lines[0]?.trimEnd() !== "---" || end < 0) return { header: "", body: markdown };
  return { header: lines.slice(1, end).join("\n"), body: lines.slice(end + 1).join("\n") };
}

/** Reads the few keys of interest; what is no YAML says nothing. */
export function parseHeader(header: string): Header {
  const { contents } = parseDocument(header, { schema: "failsafe", logLevel: "silent" });
  const keyOf = (name: string) => (isMap(contents) ? textOf(contents.get(name, true)) : undefined);
  return {
    title: keyOf("title"),
    description: keyOf("description"),
    reviewed: dayOf(keyOf("ms.date") ?? ""),
  };
}

function textOf(node: unknown): string | undefined {
  const text = isScalar(node) && typeof node.value === "string" ? node.value : "";
  return text.replace(/\s+/g, " ").trim() || undefined;
}

// Learn writes its dates the American way: 01/24/2024.
function dayOf(text: string): string | undefined {
  const [, month = "", day = "", year = ""] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text) ?? [];
  const iso = year ? `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}` : text;
  const time = /^\d{4}-\d{2}-\d{2}$/.test(iso) ? Date.parse(iso) : NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(iso) ? iso : undefined;
}
