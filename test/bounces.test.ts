import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { explanationAsJson } from "../src/cli/as-json.js";
import { readSource } from "../src/cli/read-source.js";
import { explainAll } from "../src/explain.js";
import { DEFAULT_LIMITS } from "../src/intake/limits.js";
import { createOutlookReader } from "../src/intake/outlook/outlook-reader.js";
import { createPictureReader } from "../src/intake/picture/picture-reader.js";
import { BUILT_IN_KNOWLEDGE, loadKnowledgeBase } from "../src/knowledge/knowledge-base.js";
import { createMatcher } from "../src/match/match.js";
import type { Matcher } from "../src/match/match.js";

/**
 * Each file in fixtures/bounces is explained as `<name>.expected.json` says; each in not-bounces is
 * not taken for a failure. A new bounce: drop the file, run with UPDATE_EXPECTED=1, read the diff.
 */
const BOUNCES = "test/fixtures/bounces";
const NOT_BOUNCES = "test/fixtures/not-bounces";

describe("bounces", function () {
  // A picture takes a second, and several on a machine with other things to do.
  this.timeout(60_000);
  const intake = {
    limits: { ...DEFAULT_LIMITS, timeMs: 60_000 },
    outlook: createOutlookReader(),
    pictures: createPictureReader({ languages: ["eng"] }),
  };
  let match: Matcher;
  before(async () => {
    match = createMatcher(await loadKnowledgeBase([BUILT_IN_KNOWLEDGE]));
  });

  after(() => Promise.all([intake.outlook.close(), intake.pictures.close()]));

  const explainFile = async (path: string): Promise<{ kind?: string }> => {
    const source = await readSource(path, nothing(), intake.limits);
    assert.ok(typeof source !== "string", `${path} cannot be read`);
    const explanations = await explainAll(source, match, intake);
    return JSON.parse(JSON.stringify(explanationAsJson(path, ...explanations))) as object;
  };

  for (const name of readdirSync(BOUNCES).filter((name) => !name.endsWith(".expected.json"))) {
    it(`explains ${name}`, async () => {
      const found = await explainFile(join(BOUNCES, name));
      const expected = join(BOUNCES, `${name}.expected.json`);
      if (process.env["UPDATE_EXPECTED"])
        writeFileSync(expected, `${JSON.stringify(found, null, 2)}\n`);
      assert.ok(existsSync(expected), `${expected} is missing: run with UPDATE_EXPECTED=1`);
      assert.deepEqual(found, JSON.parse(readFileSync(expected, "utf8")));
    });
  }

  for (const name of readdirSync(NOT_BOUNCES)) {
    it(`does not take ${name} for a failure`, async () => {
      const { kind } = await explainFile(join(NOT_BOUNCES, name));
      assert.equal(kind, name.startsWith("delay") ? "delayed" : "not-an-ndr");
    });
  }
});

/** Who writes bounces, each of which has a fixture that begins with its name. */
const DIALECTS = [
  ...[
    "exchange-",
    "exchange2003-",
    "iis-",
    "outlook-com-",
    "gmail-",
    "yahoo-",
    "postfix-",
    "exim-",
  ],
  ...["sendmail-", "qmail-", "courier-", "domino-", "groupwise-", "ses-", "sendgrid-", "mimecast-"],
  ...["proofpoint-", "zimbra-"],
];

/** The ways a bounce is written down. */
const FORMATS = [".txt", ".html", ".eml", ".msg", ".png"];

describe("the bounces of our own", () => {
  const bounces = readdirSync(BOUNCES).filter((name) => !name.endsWith(".expected.json"));

  it("are sixty at least, and of what is none there are twenty-five", () => {
    assert.ok(bounces.length >= 60, `${bounces.length} bounces`);
    const others = readdirSync(NOT_BOUNCES).length;
    assert.ok(others >= 25, `${others} that are none`);
  });

  for (const dialect of DIALECTS)
    it(`have one that begins with ${dialect}`, () => {
      assert.equal(
        bounces.some((name) => name.startsWith(dialect)),
        true,
      );
    });

  for (const format of FORMATS)
    it(`have one that ends with ${format}`, () => {
      assert.equal(
        bounces.some((name) => name.endsWith(format)),
        true,
      );
    });
});

async function* nothing(): AsyncGenerator<Uint8Array> {}
