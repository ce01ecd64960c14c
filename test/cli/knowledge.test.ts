import assert from "node:assert/strict";
import { mkdir, readdir, writeFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { explainAsJson, run } from "../fakes/terminal.js";
import { temporaryFolder } from "../database/databases.js";

const article = (title: string) => `---
title: ${title}
codes: [5.7.64]
phrases:
  - Relay Access Denied ATTR36
who: sender-admin
source: https://intranet.example/mail
reviewed: 2026-11-21
---

## What happened

It was refused.

## What you can do

1. Ask.

## What an admin can do

1. Look.
`;

interface Listed {
  readonly id: string;
  readonly title: string;
  readonly origin: string;
  readonly servers: string | null;
  readonly tell: string | null;
}

describe("knowledge list", () => {
  let place: Awaited<ReturnType<typeof temporaryFolder>>;

  beforeEach(async () => {
    place = await temporaryFolder();
  });

  afterEach(async () => {
    await place.remove();
  });

  const folder = async (name: string, files: Readonly<Record<string, string>>) => {
    const path = join(place.folder, name);
    await mkdir(path);
    for (const [file, text] of Object.entries(files)) await writeFile(join(path, file), text);
    return path;
  };

  const list = async (KNOWLEDGE_PATH = ""): Promise<readonly Listed[]> => {
    const { exitCode, stdout } = await run(["knowledge", "list", "--json"], {
      env: { KNOWLEDGE_PATH },
    });
    assert.equal(exitCode, 0);
    return JSON.parse(stdout) as readonly Listed[];
  };

  it("lists every built-in article by id and title", async () => {
    const { exitCode, stdout } = await run(["knowledge", "list"]);
    assert.equal(exitCode, 0);
    for (const { id, title } of await list())
      assert.equal(stdout.includes(id) && stdout.includes(title), true, id);
    const files = (await readdir("knowledge")).filter(
      (name) => name.endsWith(".md") && name !== "README.md",
    );
    assert.equal((await list()).length, files.length);
  });

  it("--json is one array, and each article has every field", async () => {
    for (const listed of await list()) {
      const { servers, tell, ...always } = listed;
      for (const optional of [servers, tell])
        assert.ok(optional === null || typeof optional === "string", listed.id);
      const shape = Object.entries(always).map(([name, value]) => [
        name,
        Array.isArray(value) ? "array" : typeof value,
      ]);
      assert.deepEqual(Object.fromEntries(shape), {
        id: "string",
        title: "string",
        codes: "array",
        phrases: "array",
        source: "string",
        whoCanFix: "string",
        reviewed: "string",
        origin: "string",
      });
      assert.equal(listed.origin, "built in");
    }
  });

  it("writes codes as they are written in articles, ranges too", async () => {
    const ours = await folder("ours", {
      "ours.md": article("Ours").replace("[5.7.64]", "[5.7.64, 5.7.606-5.7.649]"),
    });
    const listed = (await list(ours)).find(({ id }) => id === "ours");
    assert.deepEqual((listed as unknown as { codes: unknown }).codes, [
      "5.7.64",
      "5.7.606-5.7.649",
    ]);
  });

  describe("with KNOWLEDGE_PATH", () => {
    it("lists one's own articles and where they are from", async () => {
      const ours = await folder("ours", { "our-relay.md": article("Our relay") });
      const listed = (await list(ours)).find(({ id }) => id === "our-relay");
      assert.deepEqual([listed?.title, listed?.origin], ["Our relay", ours]);
    });

    it("puts one's own article in the place of a built-in one of the same name", async () => {
      const name = "certificate-domain-not-accepted";
      const ours = await folder("ours", { [`${name}.md`]: article("Call Ola about it") });
      const named = (await list(ours)).filter(({ id }) => id === name);
      assert.deepEqual(
        named.map(({ title, origin }) => [title, origin]),
        [["Call Ola about it", ours]],
      );
      const [line] = await explainAsJson(["-"], {
        stdin: "550 5.7.64 Relay Access Denied ATTR36",
        env: { KNOWLEDGE_PATH: ours },
      });
      const [best] = line!["diagnoses"] as readonly { readonly title: string }[];
      assert.equal(best?.title, "Call Ola about it");
    });

    it("reads several folders, the last word counting", async () => {
      const first = await folder("first", { "our-relay.md": article("First") });
      const second = await folder("second", { "our-relay.md": article("Second") });
      const listed = await list([first, second].join(delimiter));
      assert.equal(listed.find(({ id }) => id === "our-relay")?.title, "Second");
    });

    for (const args of [
      ["knowledge", "list"],
      ["explain", "-"],
      ["explain", "--json", "-"],
    ])
      it(`refuses a broken article by file and line: ${args.join(" ")}`, async () => {
        const broken = article("Ours").replace("who: sender-admin", "who: nobody");
        const ours = await folder("ours", { "ours.md": broken });
        const { exitCode, stdout, stderr } = await run(args, { env: { KNOWLEDGE_PATH: ours } });
        assert.deepEqual([exitCode, stdout], [1, ""]);
        assert.match(stderr, /^The knowledge base cannot be used:\n.*ours\.md:6:\d+: /);
        assert.doesNotMatch(stderr, /^\s+at /m);
      });

    it("refuses a folder that is not there", async () => {
      const { exitCode, stderr } = await run(["knowledge", "list"], {
        env: { KNOWLEDGE_PATH: join(place.folder, "nowhere") },
      });
      assert.equal(exitCode, 1);
      assert.match(stderr, /nowhere: the folder of articles cannot be read/);
    });
  });
});
