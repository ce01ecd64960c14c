import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { Ajv } from "ajv";
import addFormats from "ajv-formats";
import { parseDocument } from "yaml";
import { KEYS } from "../../src/knowledge/front-matter.js";
import { BUILT_IN_KNOWLEDGE } from "../../src/knowledge/knowledge-base.js";
import { problemsOf, withLines } from "./small-article.js";

interface Schema {
  readonly properties: Readonly<
    Record<string, { readonly description?: string; readonly enum?: readonly string[] }>
  >;
}

const folder = BUILT_IN_KNOWLEDGE.folder;
const schema = JSON.parse(await readFile(join(folder, "article.schema.json"), "utf8")) as Schema;
const ajv = new Ajv({ allErrors: true, allowUnionTypes: true, strictRequired: false });
addFormats.default(ajv);
const isValid = ajv.compile(schema);

/** As the bot reads it: every value a text. */
function frontMatterOf(lines: readonly string[]): unknown {
  const end = lines.indexOf("---", 1);
  return parseDocument(lines.slice(1, end).join("\n"), { schema: "failsafe" }).toJS();
}

describe("knowledge/article.schema.json", () => {
  it("has the keys that are read, each with a description", () => {
    assert.deepEqual(Object.keys(schema.properties), KEYS);
    for (const [key, { description }] of Object.entries(schema.properties))
      assert.ok(description, key);
  });

  for (const key of ["who", "servers"]) {
    it(`allows for ${key} what is read, and nothing else`, () => {
      const isRead = (choice: string) =>
        problemsOf(
          withLines({
            7: key === "who" ? `who: ${choice}` : ["who: sender", `servers: ${choice}`],
          }),
        ).length === 0;
      const choices = schema.properties[key]?.enum ?? [];
      assert.deepEqual(choices.filter(isRead), choices);
      // What is read is said by the refusal.
      const [said = ""] = problemsOf(
        withLines({ 7: key === "who" ? "who: x" : ["who: sender", "servers: x"] }),
      );
      assert.ok(said.endsWith(`write one of ${choices.join(", ")}`), said);
    });
  }

  it("accepts every built-in article", async () => {
    const names = (await readdir(folder)).filter((name) => name.endsWith(".md"));
    for (const name of names.filter((found) => found !== "README.md")) {
      const lines = (await readFile(join(folder, name), "utf8")).split("\n");
      assert.ok(isValid(frontMatterOf(lines)), `${name}: ${ajv.errorsText(isValid.errors)}`);
    }
  });

  const cases: Record<string, Parameters<typeof withLines>[0]> = {
    "a missing title": { 2: [] },
    "an unknown key": { 2: ["title: x", "author: y"] },
    "a code that is none": { 3: "codes: [5.1]" },
    "a code with a leading zero": { 3: "codes: [5.01.1]" },
    "codes that are no list": { 3: "codes: 5.1.1" },
    "neither codes nor phrases": { 3: "codes: []", 4: [], 5: [], 6: [] },
    "a phrase that is too short": { 5: "  - no" },
    "another person": { 7: "who: nobody" },
    "other servers": { 7: ["who: sender", "servers: google"] },
    "an empty tell": { 7: ["who: sender", "tell:"] },
    "a tell that is too long": { 7: ["who: sender", `tell: ${"x".repeat(61)}`] },
    "a source without https": { 8: "source: http://a.example" },
    "a day that does not exist": { 9: "reviewed: 2026-02-30" },
    "a date in another order": { 9: "reviewed: 21.11.2026" },
  };
  for (const [what, change] of Object.entries(cases)) {
    it(`refuses ${what}, as the bot does`, () => {
      const lines = withLines(change);
      assert.equal(isValid(frontMatterOf(lines)), false);
      assert.notDeepEqual(problemsOf(lines), []);
    });
  }
});
