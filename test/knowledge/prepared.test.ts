import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  BUILT_IN_KNOWLEDGE,
  KnowledgeError,
  loadKnowledgeBase,
} from "../../src/knowledge/knowledge-base.js";

const TEXT = `---
title: As it is written
codes: [5.2.2]
phrases: []
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

describe("loadKnowledgeBase with files that were read before", () => {
  let folder: string;
  let prepared: string;

  const titles = async () =>
    (await loadKnowledgeBase([{ folder, origin: folder, prepared }])).map(({ title }) => title);
  const prepare = async (text: string) => {
    const [article] = await loadKnowledgeBase([{ folder, origin: folder }]);
    const articles = [{ ...article, title: "As it was read" }];
    await writeFile(prepared, JSON.stringify([{ name: "full.md", text, articles }]));
  };

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "prepared-"));
    prepared = join(folder, "prepared.json");
    await writeFile(join(folder, "full.md"), TEXT);
  });

  afterEach(() => rm(folder, { recursive: true }));

  it("takes what was read of the very text", async () => {
    await prepare(TEXT);
    assert.deepEqual(await titles(), ["As it was read"]);
  });

  it("reads a text that is another by now", async () => {
    await prepare(`${TEXT}\n`);
    assert.deepEqual(await titles(), ["As it is written"]);
  });

  it("names the mistakes of a text that is another by now", async () => {
    await prepare(TEXT);
    await writeFile(join(folder, "full.md"), TEXT.replace("who: recipient", "who: nobody"));
    await assert.rejects(titles(), KnowledgeError);
  });

  it("reads all where nothing was read before", async () => {
    assert.deepEqual(await titles(), ["As it is written"]);
  });

  for (const damage of ["", "[{", '"text"', "{}", "[null]"])
    it(`reads all where what was read before is damaged: ${JSON.stringify(damage)}`, async () => {
      await writeFile(prepared, damage);
      assert.deepEqual(await titles(), ["As it is written"]);
    });

  it("loses nothing of the built-in articles", async () => {
    const { folder, origin } = BUILT_IN_KNOWLEDGE;
    const articles = await loadKnowledgeBase([{ folder, origin }]);
    assert.deepEqual(JSON.parse(JSON.stringify(articles)), articles);
  });
});
