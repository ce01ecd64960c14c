import assert from "node:assert/strict";
import { chmod, mkdir, mkdtemp, rename, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { KnowledgeError } from "../../src/knowledge/knowledge-base.js";
import {
  type KnowledgeStatus,
  type LiveKnowledge,
  openKnowledge,
  withoutFolders,
} from "../../src/knowledge/live-knowledge.js";
import { withLines } from "./small-article.js";

type Titles = readonly string[];

describe("openKnowledge", () => {
  let folder: string;
  let live: LiveKnowledge<Titles> | undefined;
  let changes: KnowledgeStatus[];

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "articles-"));
    changes = [];
    await write("first.md", "The first cause");
  });

  afterEach(async () => {
    live?.close();
    live = undefined;
    await rm(folder, { recursive: true, force: true });
  });

  async function write(name: string, title: string): Promise<void> {
    await writeFile(join(folder, name), withLines({ 2: `title: ${title}` }).join("\n"));
  }

  async function open(): Promise<LiveKnowledge<Titles>> {
    live = await openKnowledge({
      folders: [{ folder, origin: folder }],
      use: (articles) => articles.map(({ title }) => title),
      now: () => new Date("2026-11-21T10:05:00Z"),
      onChange: (status) => changes.push(status),
      lookMs: 5,
    });
    return live;
  }

  async function nextChange(): Promise<KnowledgeStatus> {
    const before = changes.length;
    while (changes.length === before) await new Promise((resolve) => setTimeout(resolve, 2));
    const status = changes.at(-1);
    if (!status) throw new Error("no change was reported");
    return status;
  }

  it("takes up a new article", async () => {
    const knowledge = await open();
    assert.deepEqual(knowledge.inUse(), ["The first cause"]);

    const change = nextChange();
    await write("second.md", "The second cause");

    assert.deepEqual((await change).problems, []);
    assert.deepEqual(knowledge.inUse(), ["The first cause", "The second cause"]);
  });

  it("takes up an edit and a removal", async () => {
    await write("second.md", "The second cause");
    const knowledge = await open();

    const edited = nextChange();
    await write("first.md", "The first cause, said better");
    await edited;
    assert.deepEqual(knowledge.inUse(), ["The first cause, said better", "The second cause"]);

    const removed = nextChange();
    await rm(join(folder, "second.md"));
    await removed;
    assert.deepEqual(knowledge.inUse(), ["The first cause, said better"]);
  });

  it("keeps the last good state while a file is broken, and says where", async () => {
    const knowledge = await open();

    const broken = nextChange();
    await writeFile(join(folder, "second.md"), "no front matter");
    const { problems, readAt, articles } = await broken;

    assert.match(problems.join("\n"), /second\.md:1:1: the file does not begin with a line of ---/);
    assert.equal(readAt, "2026-11-21T10:05:00.000Z");
    assert.deepEqual(
      articles.map(({ id }) => id),
      ["first"],
    );
    assert.deepEqual(knowledge.status().problems, problems);
    assert.deepEqual(knowledge.inUse(), ["The first cause"]);

    const mended = nextChange();
    await write("second.md", "The second cause");
    assert.deepEqual((await mended).problems, []);
    assert.deepEqual(knowledge.inUse(), ["The first cause", "The second cause"]);
  });

  it("keeps the last good state while the folder is away, and finds it again", async () => {
    const knowledge = await open();

    const away = nextChange();
    await rename(folder, `${folder}-away`);
    assert.match((await away).problems.join("\n"), /the folder of articles cannot be read/);
    assert.deepEqual(knowledge.inUse(), ["The first cause"]);

    const back = nextChange();
    await mkdir(folder);
    await write("third.md", "The third cause");
    await rm(`${folder}-away`, { recursive: true });
    await back;
    // The folder may be seen empty in between.
    while (knowledge.status().problems.length > 0) await nextChange();
    assert.deepEqual(knowledge.inUse(), ["The third cause"]);
  });

  it("takes up a file whose permissions let it be read at last", async () => {
    await open();
    const change = nextChange();
    await chmod(join(folder, "first.md"), 0o600);
    await change;
  });

  it("sees an edit beside a link that leads nowhere", async () => {
    const knowledge = await open();
    const broken = nextChange();
    await symlink("nowhere.md", join(folder, "gone.md"));
    assert.match((await broken).problems.join("\n"), /gone\.md: the article cannot be read/);

    const edited = nextChange();
    await writeFile(join(folder, "second.md"), "no front matter");
    assert.equal((await edited).problems.length, 2);
    assert.deepEqual(knowledge.inUse(), ["The first cause"]);
  });

  it("does nothing while nothing changes", async () => {
    await open();
    await new Promise((resolve) => setTimeout(resolve, 50));
    assert.deepEqual(changes, []);
  });

  it("refuses to begin with a broken file", async () => {
    await writeFile(join(folder, "second.md"), "no front matter");
    await assert.rejects(open(), KnowledgeError);
  });
});

describe("withoutFolders", () => {
  const folders = [
    { folder: "/srv/runbooks", origin: "own" },
    { folder: "/srv", origin: "own" },
  ];

  for (const [problem, said] of [
    ["/srv/runbooks/vpn.md:3:8: no status code", "vpn.md:3:8: no status code"],
    [
      "/srv/runbooks/vpn.md: cannot be read (EACCES: open '/srv/runbooks/vpn.md')",
      "vpn.md: cannot be read (EACCES: open 'vpn.md')",
    ],
    [
      "/srv/runbooks: the folder of articles cannot be read",
      "runbooks: the folder of articles cannot be read",
    ],
  ] as const) {
    it(`leaves of “${problem}” what a chat may know`, () => {
      assert.deepEqual(withoutFolders([problem], folders), [said]);
    });
  }
});
