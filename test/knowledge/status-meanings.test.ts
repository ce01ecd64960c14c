import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generalMeaning } from "../../src/knowledge/general-meaning.js";
import { KnowledgeError } from "../../src/knowledge/knowledge-base.js";
import { loadStatusMeanings } from "../../src/knowledge/status-meanings.js";

const SMALL = `# ours
"1.0":
  trouble: the address is wrong
  advice: Check it.
"1.1":
  trouble: nobody lives there
  advice: Ask for the address
  title: Bad destination mailbox address
  source: RFC 3463
`;

describe("loadStatusMeanings", () => {
  let folder: string;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "codes-"));
  });

  after(async () => {
    await rm(folder, { recursive: true });
  });

  const load = async (text: string) => {
    const path = join(folder, "codes.yaml");
    await writeFile(path, text);
    return loadStatusMeanings(path);
  };

  it("reads trouble and advice, without the full stop", async () => {
    const meanings = await load(SMALL);
    assert.deepEqual(
      [...meanings],
      [
        ["1.0", { trouble: "the address is wrong", advice: "Check it" }],
        ["1.1", { trouble: "nobody lives there", advice: "Ask for the address" }],
      ],
    );
  });

  it("is what a code means: its detail, else its subject, else its class", async () => {
    const meanings = await load(SMALL);
    const says = (subject: number, detail: number) =>
      generalMeaning({ class: 5, subject, detail }, meanings);
    assert.equal(says(1, 1), "The message was given up: nobody lives there. Ask for the address.");
    assert.equal(says(1, 77), "The message was given up: the address is wrong. Check it.");
    assert.equal(says(2, 2), "The message was given up. It is about the mailbox.");
    assert.equal(says(9, 1), "The message was given up.");
  });

  const broken: Record<string, [string, string]> = {
    "a code with its class": [
      '"5.1.1":\n  trouble: x\n  advice: y\n',
      ':1:1: "5.1.1" is no subject',
    ],
    "an unknown key": [`${SMALL}  hint: x\n`, ':10:3: the key "hint" is unknown'],
    "a missing advice": ['"1.1":\n  trouble: x\n', ":1:1: 1.1 lacks its trouble or its advice"],
    "a code twice": [SMALL + SMALL, "not valid YAML (Map keys must be unique"],
    "an empty file": ["", "no codes in it"],
  };
  for (const [what, [text, says]] of Object.entries(broken)) {
    it(`refuses ${what}`, async () => {
      await assert.rejects(
        () => load(text),
        (error) => error instanceof KnowledgeError && error.message.includes(says),
      );
    });
  }

  it("says which file cannot be read", () => {
    assert.throws(() => loadStatusMeanings(join(folder, "none.yaml")), /none\.yaml: .*ENOENT/);
  });

  it("has a meaning for every subject in ours, in words for people", () => {
    const meanings = loadStatusMeanings();
    for (let subject = 0; subject <= 7; subject++) assert.ok(meanings.has(`${subject}.0`));
    for (const { trouble, advice } of meanings.values()) {
      assert.match(trouble, /^[a-z"]/);
      assert.match(advice, /^[A-Z]/);
    }
  });
});
