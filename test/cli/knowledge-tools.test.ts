import assert from "node:assert/strict";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { run } from "../fakes/terminal.js";
import { temporaryFolder } from "../database/databases.js";

const ARTICLE = `---
title: The room is closed
codes: [5.7.951]
phrases:
  - MODERATION.Queue.Closed
who: sender
tell: It says “Closed”
source: https://intranet.example/rooms
reviewed: 2026-11-21
---

## What happened

The room {recipient|you wrote to} takes no mail.

## What you can do

1. Ask.

## What an admin can do

1. Open it:
   \`\`\`
   Set-Room -Identity '{recipient|<address>}'
   \`\`\`
`;

describe("the knowledge commands", () => {
  let place: Awaited<ReturnType<typeof temporaryFolder>>;
  let ours: string;

  beforeEach(async () => {
    place = await temporaryFolder();
    ours = join(place.folder, "ours");
    await mkdir(ours);
  });

  afterEach(async () => {
    await place.remove();
  });

  const write = (name: string, text: string) => writeFile(join(ours, name), text);
  const env = () => ({ KNOWLEDGE_PATH: ours, KNOWLEDGE_BUILT_IN: "off" });
  const knowledge = (...args: readonly string[]) => run(["knowledge", ...args], { env: env() });

  describe("KNOWLEDGE_BUILT_IN=off", () => {
    it("leaves one's own articles only", async () => {
      await write("room-closed.md", ARTICLE);
      const { stdout } = await knowledge("list", "--json");
      assert.deepEqual(
        (JSON.parse(stdout) as readonly { id: string }[]).map(({ id }) => id),
        ["room-closed"],
      );
    });

    it("needs a folder", async () => {
      const { exitCode, stderr } = await run(["knowledge", "list"], {
        env: { KNOWLEDGE_BUILT_IN: "off" },
      });
      assert.equal(exitCode, 1);
      assert.match(stderr, /KNOWLEDGE_PATH must name a folder/);
    });
  });

  describe("show", () => {
    it("shows an article as its readers see it, and what it is found by", async () => {
      await write("room-closed.md", ARTICLE);
      const { exitCode, stdout } = await knowledge("show", "room-closed");
      assert.equal(exitCode, 0);
      for (const piece of [
        "The room is closed",
        "5.7.951",
        "“MODERATION.Queue.Closed”",
        "It says “Closed”",
        ours,
        "https://intranet.example/rooms, checked on 21 November 2026",
        "The room you wrote to takes no mail.",
        "Set-Room -Identity '<address>'",
      ])
        assert.ok(stdout.includes(piece), `${piece} is not in ${stdout}`);
    });

    it("names those of nearly the same id", async () => {
      await write("room-closed.md", ARTICLE);
      const { exitCode, stdout, stderr } = await knowledge("show", "rooms-closed");
      assert.deepEqual([exitCode, stdout], [1, ""]);
      assert.match(stderr, /^There is no article "rooms-closed"\. Did you mean room-closed\?/);
    });

    it("leads to the list where none is like it", async () => {
      await write("room-closed.md", ARTICLE);
      assert.match((await knowledge("show", "quota")).stderr, /knowledge list shows all/);
    });
  });

  describe("check", () => {
    it("names every problem by file, line and column, and ends in 1", async () => {
      await write("room-closed.md", ARTICLE.replace("who: sender", "who: nobody"));
      await write("two.md", ARTICLE.replace("1. Ask.", "Ask."));
      const { exitCode, stdout } = await knowledge("check");
      assert.equal(exitCode, 1);
      assert.match(stdout, /^\S*room-closed\.md:6:6: who is "nobody"; write/m);
      assert.match(stdout, /^\S*two\.md:\d+:1: /m);
      assert.match(stdout, /\n\d+ problems\.\n$/);
    });

    it("warns and ends in 0", async () => {
      await write("room-closed.md", ARTICLE);
      await write("two.md", ARTICLE.replace("2026-11-21", "2020-01-01"));
      const { exitCode, stdout } = await knowledge("check");
      assert.equal(exitCode, 0);
      assert.match(stdout, /two\.md: warning: the phrase "MODERATION\.Queue\.Closed" is one of/);
      assert.match(stdout, /two\.md: warning: reviewed on 2020-01-01/);
      assert.match(stdout, /\n2 articles, no problems, 2 warnings\.\n$/);
    });

    it("names an article that no bounce leads to", async () => {
      const signsOnly = ARTICLE.replace("[5.7.951]", "[]").replace(/- MOD.*/, '- "--- >>>"');
      await write("room-closed.md", signsOnly);
      const { stdout } = await knowledge("check");
      assert.match(stdout, /room-closed\.md: warning: no bounce leads here/);
    });

    it("knows a folder in use in another spelling", async () => {
      await write("room-closed.md", ARTICLE);
      const { stdout } = await knowledge("check", `${ours}/../ours/`);
      assert.equal(stdout, "1 article, no problems, 0 warnings.\n");
    });

    it("notes what stands in for another, and what looks like an article and is not read", async () => {
      const more = join(place.folder, "more");
      await mkdir(join(more, "drafts"), { recursive: true });
      await write("room-closed.md", ARTICLE);
      for (const name of ["room-closed.md", "two.MD", "drafts/three.md", "readme.txt"])
        await writeFile(join(more, name), ARTICLE);
      const { exitCode, stdout } = await run(["knowledge", "check"], {
        env: { ...env(), KNOWLEDGE_PATH: [ours, more].join(delimiter) },
      });
      assert.equal(exitCode, 0);
      assert.deepEqual(stdout.replaceAll(place.folder, "").split("\n"), [
        "/more/drafts: note: a folder inside a folder is not read; name it in KNOWLEDGE_PATH too",
        "/more/room-closed.md: note: stands in for /ours/room-closed.md, which is not used",
        "/more/two.MD: note: is not read; the names of articles end in .md, in small letters",
        "",
        "1 article, no problems, 0 warnings.",
        "",
      ]);
    });

    it("looks at a folder beside those in use, and names its articles only", async () => {
      await write("room-closed.md", ARTICLE.replace("2026-11-21", "2020-01-01"));
      const drafts = join(place.folder, "drafts");
      await mkdir(drafts);
      await writeFile(join(drafts, "two.md"), ARTICLE);
      const { exitCode, stdout } = await knowledge("check", drafts);
      assert.equal(exitCode, 0);
      assert.doesNotMatch(stdout, /ours/);
      assert.match(stdout, /^\S*two\.md: warning: the phrase/);
      assert.match(stdout, /\n1 article, no problems, 1 warning\.\n$/);
    });
  });

  describe("new", () => {
    it("begins an article that check finds incomplete only where it is to be filled in", async () => {
      const { exitCode, stdout } = await knowledge("new", "room-closed", "--codes", "5.7.951");
      assert.equal(exitCode, 0);
      assert.ok(stdout.startsWith(`${join(ours, "room-closed.md")}\n`), stdout);
      const { stdout: problems } = await knowledge("check");
      assert.deepEqual(
        problems
          .split("\n")
          .flatMap((line) => /room-closed\.md:\d+:\d+: (.{12})/.exec(line)?.[1] ?? []),
        [
          "title is emp",
          "who is empty",
          "source is em",
          '"What happen',
          "a step witho",
          "a step witho",
        ],
      );
    });

    it("is right once it is filled in", async () => {
      await knowledge("new", "room-closed", "--codes", "5.7.951 5.7.960-5.7.969");
      const path = join(ours, "room-closed.md");
      const text = (await readFile(path, "utf8"))
        .replace("title:", "title: The room is closed")
        .replace("who:", "who: sender")
        .replace("source:", "source: https://intranet.example/rooms")
        .replace("## What happened\n", "## What happened\n\nIt is closed.\n")
        .replaceAll(/^1\.$/gm, "1. Ask.");
      await writeFile(path, text);
      assert.match((await knowledge("check")).stdout, /^1 article, no problems, 0 warnings/m);
    });

    it("never overwrites", async () => {
      await write("room-closed.md", ARTICLE);
      const { exitCode, stderr } = await knowledge("new", "room-closed");
      assert.equal(exitCode, 1);
      assert.match(stderr, /room-closed\.md could not be written: There is such a file already/);
      assert.equal(await readFile(join(ours, "room-closed.md"), "utf8"), ARTICLE);
    });

    it("writes to another folder, making it where there is none", async () => {
      const drafts = join(place.folder, "drafts", "new");
      await knowledge("new", "room-closed", "--folder", drafts);
      assert.match(
        await readFile(join(drafts, "room-closed.md"), "utf8"),
        /^reviewed: 2026-11-21$/m,
      );
    });

    for (const [what, args, says] of [
      ["a name with blanks", ["new", "Room closed"], /is no name for an article/],
      ["a name that leads elsewhere", ["new", "../room"], /is no name for an article/],
      ["a code that is none", ["new", "room", "--codes", "571"], /"571" is no status code/],
    ] as const)
      it(`refuses ${what}`, async () => {
        const { exitCode, stderr } = await knowledge(...args);
        assert.equal(exitCode, 1);
        assert.match(stderr, says);
      });

    it("asks for a folder where there is none", async () => {
      const { exitCode, stderr } = await run(["knowledge", "new", "room"]);
      assert.equal(exitCode, 1);
      assert.match(stderr, /--folder/);
    });
  });

  describe("coverage", () => {
    let mails: string;

    beforeEach(async () => {
      await write("room-closed.md", ARTICLE);
      mails = join(place.folder, "mails", "today");
      await mkdir(mails, { recursive: true });
      const all = {
        "a.txt": "550 5.7.951 MODERATION.Queue.Closed",
        "b.txt": "550 5.2.77 <pat@b.example>: Drawer stuck",
        "c.txt": "550 5.2.77 <kim@c.example>: Drawer stuck",
        "d.txt": "550 5.3.66 Lift broken",
        "e.txt": "Subject: Lunch\n\nAt noon?",
        "f.md": "550 5.3.66 not a mail",
      };
      for (const [name, text] of Object.entries(all)) await writeFile(join(mails, name), text);
    });

    it("groups what no article explains by code and words, the most first", async () => {
      const { exitCode, stdout } = await knowledge(
        "coverage",
        "--json",
        join(place.folder, "mails"),
      );
      assert.equal(exitCode, 0);
      const found = JSON.parse(stdout) as {
        readonly bounces: number;
        readonly explained: number;
        readonly unexplained: readonly Record<string, unknown>[];
        readonly notBounces: readonly string[];
      };
      assert.deepEqual([found.bounces, found.explained], [4, 1]);
      assert.deepEqual(
        found.unexplained.map(({ code, count, words }) => [code, count, words]),
        [
          ["5.2.77", 2, "drawer stuck"],
          ["5.3.66", 1, "lift broken"],
        ],
      );
      assert.deepEqual(found.notBounces, [join(mails, "e.txt")]);
    });

    it("says it to people, and nobody's address", async () => {
      const { stdout } = await knowledge("coverage", mails, "nowhere.eml");
      assert.match(stdout, /^1 of 4 bounces are explained, 1 of them for certain\.\n/);
      assert.match(stdout, /2 × {2}5\.2\.77 {2}drawer stuck\n/);
      assert.match(stdout, /1 could not be read: nowhere\.eml/);
      assert.doesNotMatch(stdout, /@/);
    });
  });
});
