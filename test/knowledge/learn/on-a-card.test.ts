import assert from "node:assert/strict";
import { diagnosisCard } from "../../../src/cards/diagnosis.js";
import { explain } from "../../../src/explain.js";
import { loadKnowledgeBase } from "../../../src/knowledge/knowledge-base.js";
import { createMatcher } from "../../../src/match/match.js";
import { run } from "../../fakes/terminal.js";

const FOLDER = "test/fixtures/learn";
const BOUNCE = "550 5.7.951 MODERATION.Queue.Closed; room takes no mail";

/** Every text of a card, in its order. */
function textsOf(node: unknown): readonly string[] {
  if (Array.isArray(node)) return node.flatMap(textsOf);
  if (typeof node !== "object" || node === null) return [];
  const { text } = node as { readonly text?: unknown };
  return [...(typeof text === "string" ? [text] : []), ...Object.values(node).flatMap(textsOf)];
}

describe("a page of Learn", () => {
  it("is shown on a card with numbers for its steps and none for its remarks", async () => {
    const match = createMatcher(await loadKnowledgeBase([{ folder: FOLDER, origin: FOLDER }]));
    const explanation = await explain({ contentType: "text/plain", content: BOUNCE }, match);
    assert.equal(explanation.kind, "diagnosed");
    assert.equal(explanation.diagnoses[0]?.confidence, "certain");
    const texts = textsOf(diagnosisCard({ explanation, helpdesk: "none" }));
    const numberOf = (text: string) => texts[texts.indexOf(text) - 1];
    assert.equal(numberOf("Wait an hour"), "1.");
    assert.equal(numberOf("Ask the moderator"), "2.");
    assert.equal(numberOf("Two things are worth trying:")?.trim(), "");
    assert.doesNotMatch(texts.join("\n"), /\*\*|:::|\[!|&nbsp;|undefined/);
  });

  it("is shown on a terminal without a day where the page has none", async () => {
    const env = { KNOWLEDGE_PATH: FOLDER, KNOWLEDGE_BUILT_IN: "off" };
    const { stdout } = await run(["knowledge", "show", "scanner-login-refused"], { env });
    assert.match(
      stdout,
      /^ {4}Do one of the following\.\n {4}Option 1: Use another protocol\n {4}1\. Open/m,
    );
    assert.match(stdout, /terms=A%20scanner's%20mail%20is%20refused\n/);
    assert.doesNotMatch(stdout, /checked on/);
  });
});
