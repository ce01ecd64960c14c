import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync, cpSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadTemplates, renderCard } from "../../src/cards/templates.js";
import { ordinaryCards } from "./all-cards.js";
import { bytesOf, findAll, type Node } from "./reading.js";

const FILES = readdirSync("cards").filter((file) => file.endsWith(".json"));

describe("the templates", () => {
  for (const file of FILES) {
    const template = JSON.parse(readFileSync(join("cards", file), "utf8")) as Node;

    // A TextBlock reads Markdown: what stands in one must be ours to the last letter.
    it(`${file} binds no data to a text that reads Markdown`, () => {
      for (const { text } of findAll(template, "TextBlock"))
        assert.doesNotMatch(String(text), /\$/);
      assert.deepEqual(findAll(template, "FactSet", "Table", "Badge"), []);
    });

    it(`${file} shows code as PowerShell, and as monospace lines where no code is drawn`, () => {
      for (const block of findAll(template, "CodeBlock")) {
        assert.equal(block["language"], "PowerShell");
        assert.deepEqual(findAll(block["fallback"], "TextBlock", "CodeBlock"), []);
        assert.deepEqual(
          findAll(block["fallback"], "RichTextBlock").map(({ $data }) => $data),
          ["${commands}"],
        );
      }
    });

    it(`${file} has at most three columns and six buttons before the overflow menu`, () => {
      for (const { columns } of findAll(template, "ColumnSet"))
        assert.ok((columns as unknown[]).length <= 3);
      const actions = (template["actions"] ?? []) as readonly Node[];
      assert.ok(actions.filter(({ mode }) => mode !== "secondary").length <= 6);
    });

    it(`${file} declares version 1.5`, () => {
      assert.equal(template["version"], "1.5");
    });
  }
});

describe("every card", () => {
  for (const [name, card] of Object.entries(ordinaryCards())) {
    it(`${name} is complete and under 25 KB`, () => {
      assert.doesNotMatch(JSON.stringify(card), /\$\{|:null|undefined|"foreign"/);
      assert.ok(bytesOf(card) <= 25_000);
    });

    it(`${name} has an Action.Submit behind every Action.Execute`, () => {
      for (const { verb, data, fallback } of findAll(card, "Action.Execute")) {
        const { type, data: fallbackData } = fallback as Node;
        assert.equal(type, "Action.Submit");
        assert.deepEqual(fallbackData, { verb, ...(data as object) });
      }
    });

    it(`${name} names nothing twice`, () => {
      const ids = JSON.stringify(card).match(/"id":"[^"]+"/g) ?? [];
      assert.equal(new Set(ids).size, ids.length);
    });
  }
});

describe("renderCard", () => {
  it("throws where a value is missing, and names the card and the hole", () => {
    assert.throws(
      () => renderCard("notice", { title: [], text: [], links: [] }),
      /cards\/notice\.json: nothing to fill in at \$\{spacing\}$/,
    );
  });

  it("does not touch the data it is given", () => {
    const run = { type: "TextRun", text: "x".repeat(40_000), foreign: true };
    renderCard("notice", { title: [run], text: [run], list: [], links: [] });
    assert.deepEqual(run, { type: "TextRun", text: "x".repeat(40_000), foreign: true });
  });
});

describe("loadTemplates", () => {
  let folder: string;
  beforeEach(() => {
    folder = `${mkdtempSync(join(tmpdir(), "cards-"))}/`;
    cpSync("cards", folder, { recursive: true });
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it("reads them all", () => {
    assert.deepEqual(
      [...loadTemplates(folder).keys()].sort(),
      FILES.map((file) => file.replace(".json", "")).sort(),
    );
  });

  for (const [what, content] of [
    ["broken JSON", "{"],
    ["an expression that does not end", '{"type":"AdaptiveCard","fallbackText":"${foo(}"}'],
  ] as const) {
    it(`throws on ${what} and names the file`, () => {
      writeFileSync(`${folder}notice.json`, content);
      assert.throws(
        () => loadTemplates(folder),
        /notice\.json: expected an Adaptive Card template/,
      );
    });
  }

  it("throws on a missing file", () => {
    rmSync(`${folder}review.json`);
    assert.throws(() => loadTemplates(folder), /review\.json: expected .* ENOENT/);
  });
});
