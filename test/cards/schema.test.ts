import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { Ajv } from "ajv";
import addFormats from "ajv-formats";
import { cardsWith, ordinaryCards } from "./all-cards.js";

const schemaFile = process.env["ADAPTIVE_CARD_SCHEMA"];

describe("the official Adaptive Card schema", () => {
  if (schemaFile === undefined) {
    it("checks every card when ADAPTIVE_CARD_SCHEMA names adaptive-card.json of version 1.5");
    return;
  }
  const validate = compile(schemaFile);
  const cards = { ...ordinaryCards(), ...cardsWith("<at>x</at> ${y}") };
  for (const [name, card] of Object.entries(cards)) {
    it(`takes ${name}`, () => {
      // Teams' own part is unknown to the schema.
      const { msteams, ...plain } = card;
      assert.ok(msteams === undefined || typeof msteams === "object");
      assert.ok(
        validate(withoutTeamsOwn(plain)),
        JSON.stringify(validate.errors?.slice(-3), null, 1),
      );
    });
  }

  it("would refuse an unknown property", () => {
    assert.equal(validate({ type: "AdaptiveCard", version: "1.5", colour: "red" }), false);
  });
});

/**
 * The card without what Teams draws and the published schema does not know: charts and code, whose
 * fallback is checked in their place, and the people picker (a filtered choice that asks Graph for more).
 */
function withoutTeamsOwn(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(withoutTeamsOwn);
  if (typeof node !== "object" || node === null) return node;
  const { type, fallback } = node as { readonly type?: unknown; readonly fallback?: unknown };
  if (typeof type === "string" && /^(?:Chart\.|CodeBlock$)/.test(type))
    return withoutTeamsOwn(fallback);
  return Object.fromEntries(
    Object.entries(node)
      .filter(
        ([key, value]) => key !== "choices.data" && !(key === "style" && value === "filtered"),
      )
      .map(([key, value]) => [key, withoutTeamsOwn(value)]),
  );
}

function compile(file: string) {
  const ajv = new Ajv({ strict: false });
  addFormats.default(ajv);
  ajv.addMetaSchema(
    createRequire(import.meta.url)("ajv/dist/refs/json-schema-draft-06.json") as object,
  );
  const schema = JSON.parse(readFileSync(file, "utf8")) as Record<string, unknown>;
  // An `id` is draft-04's word, and Ajv refuses it.
  delete schema["id"];
  return ajv.compile(schema);
}
