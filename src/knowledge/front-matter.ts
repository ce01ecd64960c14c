import { compareStatusCodes, findStatusCode, formatStatusCode } from "../ndr/status-code.js";
import type { StatusCode } from "../ndr/status-code.js";
import { alike } from "./alike.js";
import type { Article, CodeRange, Servers, WhoCanFix } from "./article.js";
import type { Report } from "./problem.js";
import { faultOfLink } from "./rich-text.js";
import { readYamlEntries } from "./yaml-entries.js";
import type { Value, YamlEntries } from "./yaml-entries.js";

/** What stands between the two lines of `---`. */
export type FrontMatter = Pick<
  Article,
  "title" | "codes" | "withoutCode" | "phrases" | "who" | "servers" | "tell" | "source" | "reviewed"
>;

export const KEYS: readonly string[] = [
  "title",
  "codes",
  "phrases",
  "who",
  "servers",
  "tell",
  "source",
  "reviewed",
];

/** Reads the lines between the fences; `undefined` where a problem keeps it from being whole. */
export function readFrontMatter(lines: readonly string[], report: Report): FrontMatter | undefined {
  const entries = readYamlEntries(lines, KEYS, report);
  if (!entries) return undefined;
  const title = entries.text("title", "the cause as a short sentence");
  if (/\{\w+\|/.test(title.text)) report(title, "a placeholder in the title, which is plain text");
  const listed = entries.list("codes", (found) => `codes: [${found || "5.1.10, 5.7.606-5.7.649"}]`);
  const codes = readCodes(listed, report);
  const withoutCode = codes.length === 0 || listed.some(({ text }) => text === NO_CODE);
  const phrases = readPhrases(
    entries.list(
      "phrases",
      (found) => `one line "  - ${found || "piece of the server's words"}" each`,
    ),
    report,
  );
  if (entries.isEmpty("codes") && entries.isEmpty("phrases")) {
    report(
      entries.placeOf("codes"),
      "codes and phrases are both empty, so no bounce would lead here; write at least one of either",
    );
  }
  const who = readChoice("who", entries.text("who", choices(WHO)), WHO, report);
  const servers = entries.has("servers")
    ? readChoice("servers", entries.text("servers", choices(SERVERS)), SERVERS, report)
    : undefined;
  const tell = entries.has("tell") ? readTell(entries, report) : undefined;
  const source = entries.text("source", "the https address of the page this was checked against");
  const fault = source.text ? faultOfLink(source.text) : undefined;
  if (fault) report(source, `source: ${fault}`);
  const reviewed = entries.text("reviewed", "the day of that check as YYYY-MM-DD");
  if (reviewed.text && !isDate(reviewed.text)) {
    report(reviewed, `reviewed is "${reviewed.text}"; write a day that exists as YYYY-MM-DD`);
  }
  if (!who) return undefined;
  return {
    title: title.text,
    codes,
    ...(withoutCode && { withoutCode }),
    phrases,
    who,
    ...(servers && { servers }),
    ...(tell && { tell }),
    source: source.text,
    reviewed: reviewed.text,
  };
}

/** Among the codes: servers also say this without one. */
const NO_CODE = "none";

function readCodes(values: readonly Value[], report: Report): readonly CodeRange[] {
  const seen = new Set<string>();
  return values.flatMap((value) => {
    if (seen.has(value.text)) report(value, `the code ${value.text} stands here twice; drop one`);
    seen.add(value.text);
    if (value.text === NO_CODE) return [];
    const range = readCodeRange(value.text);
    if (typeof range !== "string") return [range];
    report(value, range);
    return [];
  });
}

/** The range, or what is wrong with it. */
export function readCodeRange(text: string): CodeRange | string {
  const [first = "", second, ...more] = text.split("-").map((part) => part.trim());
  const from = readCode(first);
  const to = second === undefined ? from : readCode(second);
  if (!from || !to || more.length > 0) {
    return `"${text}" is no status code; write one such as 5.1.10 or a range such as 5.7.606-5.7.649`;
  }
  if (second === undefined) return { from, to };
  if (from.class !== to.class || from.subject !== to.subject) {
    return `the range ${text} crosses from one subject to another; write a range for each`;
  }
  const order = compareStatusCodes(from, to);
  if (order > 0) return `the range ${text} runs backwards; write ${second}-${first}`;
  if (order === 0) return `the range ${text} holds one code; write ${first}`;
  return { from, to };
}

function readCode(text: string): StatusCode | undefined {
  const code = findStatusCode(text);
  return code && formatStatusCode(code) === text ? code : undefined;
}

// Shorter pieces stand in every other mail.
const SHORTEST_PHRASE = 6;

function readPhrases(values: readonly Value[], report: Report): readonly string[] {
  const seen = new Set<string>();
  for (const value of values) {
    if (value.text.length < SHORTEST_PHRASE) {
      report(
        value,
        `the phrase "${value.text}" has ${value.text.length} characters; write at least ${SHORTEST_PHRASE}`,
      );
    }
    const form = alike(value.text);
    if (seen.has(form)) report(value, `the phrase "${value.text}" stands here twice; drop one`);
    seen.add(form);
  }
  return values.map(({ text }) => text);
}

// A record, so that the compiler asks for a new member of the union here too.
const WHO: Record<WhoCanFix, true> = {
  sender: true,
  "sender-admin": true,
  recipient: true,
  "recipient-admin": true,
  microsoft: true,
  wait: true,
};

const SERVERS: Record<Servers, true> = { microsoft: true, others: true };

function choices(all: Record<string, true>): string {
  return `one of ${Object.keys(all).join(", ")}`;
}

function readChoice<T extends string>(
  key: string,
  value: Value,
  all: Record<T, true>,
  report: Report,
): T | undefined {
  const isOne = (text: string): text is T => Object.hasOwn(all, text);
  if (isOne(value.text)) return value.text;
  if (value.text) report(value, `${key} is "${value.text}"; write ${choices(all)}`);
  return undefined;
}

/** What fits on a button of a narrow chat. */
const LONGEST_TELL = 60;

function readTell(entries: YamlEntries, report: Report): string | undefined {
  const tell = entries.text("tell", "how somebody can tell that it is this cause, for a button");
  if (tell.text.length > LONGEST_TELL) {
    report(tell, `tell has ${tell.text.length} characters; a button holds ${LONGEST_TELL}`);
  }
  return tell.text || undefined;
}

function isDate(text: string): boolean {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(text) : NaN;
  // Date.parse takes 2026-02-30 for 2 March.
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
