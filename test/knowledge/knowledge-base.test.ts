import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isOwn } from "../../src/knowledge/article.js";
import {
  BUILT_IN_KNOWLEDGE,
  KnowledgeError,
  loadKnowledgeBase,
} from "../../src/knowledge/knowledge-base.js";

const ARTICLE = `---
title: The mailbox is full
codes: [5.2.2]
who: recipient
source: https://learn.microsoft.com/exchange
reviewed: 2026-11-21
---

## What happened

It is full.

## What you can do

1. Wait.

## What an admin can do

1. Enlarge it.
`;

describe("loadKnowledgeBase", () => {
  let root: string;

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), "knowledge-"));
  });

  afterEach(async () => {
    await rm(root, { recursive: true });
  });

  const folderWith = async (name: string, files: Readonly<Record<string, string>>) => {
    const folder = join(root, name);
    await mkdir(folder, { recursive: true });
    for (const [file, text] of Object.entries(files)) await writeFile(join(folder, file), text);
    return { folder, origin: name };
  };

  const problemsOf = async (
    ...folders: readonly { folder: string; origin: string }[]
  ): Promise<readonly string[]> => {
    try {
      await loadKnowledgeBase(folders);
    } catch (error) {
      assert.ok(error instanceof KnowledgeError, String(error));
      for (const problem of error.problems) {
        assert.ok(error.message.includes(problem), error.message);
      }
      return error.problems;
    }
    return [];
  };

  it("reads the articles of a folder by id, and nothing else in it", async () => {
    const folder = await folderWith("ours", {
      "zebra.md": ARTICLE,
      "ape.md": ARTICLE,
      "README.md": "# Writing an article",
      "notes.txt": "no article",
      "._ape.md": "left behind by a file system",
    });
    const articles = await loadKnowledgeBase([folder]);
    assert.deepEqual(
      articles.map(({ id, origin }) => [id, origin]),
      [
        ["ape", "ours"],
        ["zebra", "ours"],
      ],
    );
  });

  it("lets a later folder replace an article and add others", async () => {
    const builtIn = await folderWith("built in", { "ape.md": ARTICLE, "cat.md": ARTICLE });
    const own = await folderWith("own", {
      "bee.md": ARTICLE,
      "cat.md": ARTICLE.replace("The mailbox is full", "Ours is full"),
    });
    const articles = await loadKnowledgeBase([builtIn, own]);
    assert.deepEqual(
      articles.map(({ id, title, origin }) => [id, title, origin]),
      [
        ["ape", "The mailbox is full", "built in"],
        ["bee", "The mailbox is full", "own"],
        ["cat", "Ours is full", "own"],
      ],
    );
  });

  it("lets the later of one's own folders win, and one inside another be", async () => {
    const first = await folderWith("own", { "ape.md": ARTICLE });
    const second = await folderWith("own/more", {
      "ape.md": ARTICLE.replace("The mailbox is full", "Ours is full"),
    });
    const articles = await loadKnowledgeBase([first, second]);
    assert.deepEqual(
      articles.map(({ id, title, origin }) => [id, title, origin]),
      [["ape", "Ours is full", "own/more"]],
    );
  });

  it("reads a page of Microsoft Learn beside articles of ours", async () => {
    const page =
      "---\ntitle: Fix 5.7.951\nms.date: 03/09/2025\n---\n## Resolution\n\n1. Open it.\n";
    const folder = await folderWith("own", { "ape.md": ARTICLE, "Fix-5.7.951.md": page });
    const articles = await loadKnowledgeBase([folder]);
    assert.deepEqual(
      articles.map((article) => [article.id, article.reviewed, isOwn(article)]),
      [
        ["Fix-5.7.951", "2025-03-09", true],
        ["ape", "2026-11-21", true],
      ],
    );
  });

  it("knows the built-in articles for not one's own", async () => {
    const articles = await loadKnowledgeBase([BUILT_IN_KNOWLEDGE]);
    assert.equal(articles.some(isOwn), false);
  });

  it("names the problems of all files of all folders at once", async () => {
    const builtIn = await folderWith("built in", {
      "ape.md": ARTICLE.replace("5.2.2", "5.2").replace("recipient", "nobody"),
      "bee.md": ARTICLE,
    });
    const own = await folderWith("own", { "cat.md": ARTICLE.replace("1. Wait.", "Wait.") });
    const problems = await problemsOf(builtIn, own);
    assert.deepEqual(
      problems.map((problem) => problem.replace(root, "").split(": ")[0]),
      ["/built in/ape.md:3:9", "/built in/ape.md:4:6", "/own/cat.md:15:1"],
    );
  });

  it("says which folder does not exist", async () => {
    const folder = join(root, "nowhere");
    const [problem = ""] = await problemsOf({ folder, origin: folder });
    assert.ok(problem.startsWith(`${folder}: the folder of articles cannot be read`), problem);
    assert.ok(problem.includes("no such file or directory"), problem);
  });

  it("says which folder is a file", async () => {
    const { folder } = await folderWith("own", { "ape.md": ARTICLE });
    const [problem = ""] = await problemsOf({ folder: join(folder, "ape.md"), origin: "own" });
    assert.ok(problem.includes("the folder of articles cannot be read (it is a file;"), problem);
  });

  it("says which folder holds no article", async () => {
    const folder = await folderWith("own", { "README.md": "", "ape.markdown": ARTICLE });
    assert.deepEqual(await problemsOf(folder), [
      `${folder.folder}: no article in this folder; articles are files that end in .md`,
    ]);
  });

  const impossible: Record<string, [make: (path: string) => unknown, says: RegExp]> = {
    "a folder": [(path) => mkdir(path), /it is a folder/],
    "a pipe, which it does not wait for": [(path) => execFileSync("mkfifo", [path]), /a pipe/],
    "a link that leads nowhere": [(path) => symlink("nowhere.md", path), /no such file/],
    "a huge file": [(path) => writeFile(path, ARTICLE.repeat(2000)), /larger than 128 KB/],
  };
  for (const [what, [make, says]] of Object.entries(impossible)) {
    it(`says that an article cannot be read which is ${what}`, async () => {
      const folder = await folderWith("own", { "ape.md": ARTICLE });
      await make(join(folder.folder, "bee.md"));
      const [problem = "", ...more] = await problemsOf(folder);
      assert.ok(problem.includes("bee.md: the article cannot be read"), problem);
      assert.match(problem, says);
      assert.deepEqual(more, []);
    });
  }

  for (const [what, text, says] of [
    ["an empty file", "\n", /bee\.md:1:1: the file is empty/],
    ["a file in another encoding", Buffer.from(ARTICLE, "utf16le"), /bee\.md:1:2: .*UTF-8/],
    [
      "a page in another encoding",
      Buffer.from("# 550 5.1.1\n\xfcber", "latin1"),
      /bee\.md:2:1: .*UTF-8/,
    ],
  ] as const)
    it(`says one thing about ${what}`, async () => {
      const folder = await folderWith("own", { "ape.md": ARTICLE });
      await writeFile(join(folder.folder, "bee.md"), text);
      const [problem = "", ...more] = await problemsOf(folder);
      assert.match(problem, says);
      assert.deepEqual(more, []);
    });

  it("finds the built-in articles from any working directory", async () => {
    const directory = process.cwd();
    process.chdir(root);
    try {
      assert.notEqual((await loadKnowledgeBase([BUILT_IN_KNOWLEDGE])).length, 0);
    } finally {
      process.chdir(directory);
    }
  });
});
