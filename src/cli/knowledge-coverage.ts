import { stat, readdir } from "node:fs/promises";
import { extname, join } from "node:path";
import { explain } from "../explain.js";
import type { Explanation } from "../explain.js";
import type { Intake } from "../intake/intake.js";
import type { Article } from "../knowledge/article.js";
import { firstProblem } from "../match/fragments.js";
import { createMatcher } from "../match/match.js";
import type { Ndr } from "../ndr/ndr.js";
import { formatStatusCode } from "../ndr/status-code.js";
import type { Command } from "./command.js";
import { readSource } from "./read-source.js";
import { colorsFor, inert, jsonLine } from "./terminal.js";
import type { Terminal } from "./terminal.js";

/** Bounces that nothing explains and that say the same. */
interface Gap {
  readonly code: string | null;
  /** What the servers said, without addresses and hosts. */
  readonly words: string;
  readonly files: string[];
}

interface Coverage {
  bounces: number;
  explained: number;
  certain: number;
  readonly unreadable: string[];
  readonly others: string[];
  readonly gaps: Map<string, Gap>;
}

/** `knowledge coverage`: which articles are still to be written, the most wanted first. */
export async function showCoverage(
  { files, json }: Extract<Command, { kind: "coverage" }>,
  articles: readonly Article[],
  intake: Intake,
  terminal: Terminal,
): Promise<number> {
  const match = createMatcher(articles);
  const coverage: Coverage = {
    bounces: 0,
    explained: 0,
    certain: 0,
    unreadable: [],
    others: [],
    gaps: new Map(),
  };
  for (const file of await findMails(files)) {
    const source = await readSource(file, terminal.stdin, intake.limits);
    if (typeof source === "string") coverage.unreadable.push(file);
    else count(file, await explain(source, match, intake), coverage);
  }
  const gaps = [...coverage.gaps.values()].toSorted((a, b) => b.files.length - a.files.length);
  terminal.stdout.write(
    json ? jsonLine(asJson(coverage, gaps)) : forPeople(coverage, gaps, terminal),
  );
  return 0;
}

const MAILS: readonly string[] = [".eml", ".msg", ".txt", ".html", ".htm"];

/** The files named, and the mails in the folders named. */
async function findMails(paths: readonly string[]): Promise<readonly string[]> {
  const found = await Promise.all(
    paths.map(async (path) => {
      const isFolder = path !== "-" && (await stat(path).catch(() => undefined))?.isDirectory();
      if (!isFolder) return [path];
      const names = await readdir(path, { recursive: true });
      return names
        .filter((name) => MAILS.includes(extname(name).toLowerCase()))
        .toSorted()
        .map((name) => join(path, name));
    }),
  );
  return found.flat();
}

function count(file: string, explanation: Explanation, coverage: Coverage): void {
  switch (explanation.kind) {
    case "unreadable":
      coverage.unreadable.push(file);
      return;
    case "not-an-ndr":
      coverage.others.push(file);
      return;
    case "delayed":
    case "diagnosed":
    case "undiagnosed": {
      coverage.bounces++;
      const [best] = "diagnoses" in explanation ? explanation.diagnoses : [];
      if (best) coverage.explained++;
      else addGap(file, explanation.ndr, coverage.gaps);
      if (best?.confidence === "certain") coverage.certain++;
    }
  }
}

const LONGEST_WORDS = 120;

function addGap(file: string, ndr: Ndr, gaps: Map<string, Gap>): void {
  const { status, diagnosticCode = "" } = firstProblem(ndr);
  const code = status ? formatStatusCode(status) : null;
  const words = withoutParticulars(diagnosticCode.slice(0, 4 * LONGEST_WORDS));
  const key = `${code ?? ""} ${words}`;
  const gap = gaps.get(key) ?? { code, words, files: [] };
  gap.files.push(file);
  gaps.set(key, gap);
}

// What differs from bounce to bounce, and what says whose it was.
const ADDRESS = /<?[\w.+=-]{1,128}@[\w.-]{1,255}>?|\[[^\]\s]{1,64}\]/g;
const HOST = /(?<![\w.-])(?:[a-z0-9-]{1,63}\.){1,8}[a-z0-9-]{2,24}\b/g;

function withoutParticulars(said: string): string {
  return said
    .replace(ADDRESS, " ")
    .replace(HOST, " ")
    .toLowerCase()
    .replace(/\S*\d\S*/g, " ")
    .replace(/[^\p{L}._']+/gu, " ")
    .replace(/(?<!\p{L})[._' ]+/gu, " ")
    .trim()
    .slice(0, LONGEST_WORDS);
}

function asJson(coverage: Coverage, gaps: readonly Gap[]): object {
  return {
    bounces: coverage.bounces,
    explained: coverage.explained,
    certain: coverage.certain,
    unexplained: gaps.map((gap) => ({ ...gap, count: gap.files.length })),
    notBounces: coverage.others,
    unreadable: coverage.unreadable,
  };
}

function forPeople(coverage: Coverage, gaps: readonly Gap[], terminal: Terminal): string {
  const c = colorsFor(terminal);
  const missing = coverage.bounces - coverage.explained;
  const lines = [
    c.bold(
      `${coverage.explained} of ${coverage.bounces} bounces are explained, ${coverage.certain} of them for certain.`,
    ),
    ...(missing > 0 ? ["", `No article explains ${missing}:`] : []),
    ...gaps.map(
      ({ code, words, files: [first, ...more] }) =>
        `  ${c.yellow(`${more.length + 1} ×`)}  ${code ?? "no code"}  ${words || "no words"}\n       ${c.dim(
          `${first ?? ""}${more.length > 0 ? ` and ${more.length} more` : ""}`,
        )}`,
    ),
    ...aside(`not bounces`, coverage.others),
    ...aside(`could not be read`, coverage.unreadable),
  ];
  return inert(`${lines.join("\n")}\n`, c);
}

function aside(what: string, files: readonly string[]): readonly string[] {
  return files.length > 0 ? ["", `${files.length} ${what}: ${files.join(", ")}`] : [];
}
