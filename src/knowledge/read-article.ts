import { basename } from "node:path";
import type { Article } from "./article.js";
import { KEYS, readFrontMatter } from "./front-matter.js";
import type { FrontMatter } from "./front-matter.js";
import { parseMarkdown } from "./markdown.js";
import type { Place, Problem } from "./problem.js";
import { REFUSES_TEMPLATING } from "./rich-text.js";
import type { Source } from "./rich-text.js";
import { readSections } from "./sections.js";
import type { Sections } from "./sections.js";

/** All that is wrong with one article, a line each: `path:line:column: what`. */
export class ArticleError extends Error {
  override readonly name = "ArticleError";
  readonly problems: readonly string[];

  constructor(path: string, problems: readonly Problem[]) {
    const lines = problems
      .toSorted((a, b) => a.line - b.line || a.column - b.column)
      .map(({ line, column, says }) => `${path}:${line}:${column}: ${says}`);
    super(lines.join("\n"));
    this.problems = lines;
  }
}

/** Reads one file of the knowledge base; throws an ArticleError that names all its problems. */
export function readArticle(path: string, markdown: string, origin: string): Article {
  const problems: Problem[] = [];
  const lines = linesOf(markdown);
  const source: Source = {
    lines,
    report: ({ line, column }, says) => problems.push({ line, column, says }),
  };
  const id = basename(path, ".md");
  if (!isArticleId(id)) {
    source.report(
      { line: 1, column: 1 },
      `the file is called "${basename(path)}"; name it in small letters with hyphens, such as recipient-not-found.md`,
    );
  }
  refuseEverywhere(source);
  const { frontMatter, sections } = readParts(source);
  if (!frontMatter || !sections || problems.length > 0) throw new ArticleError(path, problems);
  return { id, ...frontMatter, origin, ...sections };
}

/** Whether a file of ours may be called so, but for its `.md`. */
export function isArticleId(id: string): boolean {
  return /^[a-z0-9]+(-[a-z0-9]+)*$/.test(id);
}

// Replaced one for one, so that places stay those of the file.
function linesOf(markdown: string): readonly string[] {
  return markdown
    .replace(/^\uFEFF/, "")
    .replace(/[\u00A0\u202F]/g, " ")
    .split(/\r\n|\r|\n/);
}

function refuseEverywhere({ lines, report }: Source): void {
  lines.forEach((text, index) => {
    const line = index + 1;
    for (const found of text.matchAll(/\$\{/g)) {
      report({ line, column: found.index + 1 }, REFUSES_TEMPLATING);
    }
    const invisible = INVISIBLE.exec(text);
    if (invisible) {
      const number = invisible[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, "0");
      report(
        { line, column: invisible.index + 1 },
        `an invisible character (U+${number}), as web pages have; delete it`,
      );
    }
  });
  unreadableIn(lines).forEach((place) => {
    report(place, NOT_UTF_8);
  });
}

const INVISIBLE = /[\u00AD\u200B\u200E\u200F\u2060\uFEFF]/;

/** Where a file in another encoding could not be read, once for each line. */
export function unreadableIn(lines: readonly string[]): readonly Place[] {
  return lines.flatMap((text, index) => {
    const at = text.search(/[\uFFFD\0]/);
    return at < 0 ? [] : [{ line: index + 1, column: at + 1 }];
  });
}

export const NOT_UTF_8 = "a character that is not UTF-8; save the file as UTF-8";

interface Parts {
  readonly frontMatter?: FrontMatter | undefined;
  readonly sections?: Sections;
}

function readParts(source: Source): Parts {
  const { lines, report } = source;
  if (lines[0]?.trimEnd() !== "---") {
    report(
      { line: 1, column: 1 },
      `the file does not begin with a line of ---; write the front matter: ${KEYS.join(", ")}`,
    );
    // What stands before the first heading is meant as front matter, and is no body.
    const heading = lines.findIndex((line) => /^#{1,6} /.test(line));
    return heading < 0 ? {} : { sections: readBody(heading, source) };
  }
  const end = lines.findIndex((line, index) => index > 0 && line.trimEnd() === "---");
  if (end < 0) {
    report({ line: 1, column: 1 }, "the front matter is not closed; write a line of --- after it");
    return {};
  }
  return {
    frontMatter: readFrontMatter(lines.slice(1, end), report),
    sections: readBody(end + 1, source),
  };
}

// The front matter becomes empty lines, so that Markdown counts the lines of the file.
function readBody(start: number, source: Source): Sections {
  const body = source.lines.map((line, index) => (index < start ? "" : line));
  return readSections(parseMarkdown(body.join("\n")), source);
}
