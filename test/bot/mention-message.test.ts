import assert from "node:assert/strict";
import { mentionMessage } from "../../src/bot/mention-message.js";

const AROUND = { before: "", after: ": hello." };

describe("mentionMessage", () => {
  it("names each as Teams finds them, two people of one name apart", () => {
    const whom = ["a", "b", "c"].map((id) => ({ id, name: id === "c" ? "Bo" : "Ana" }));
    const { text, entities } = mentionMessage(whom, AROUND);
    assert.equal(text, "<at>Ana</at>, <at>Ana (2)</at> and <at>Bo</at>: hello.");
    assert.deepEqual(entities?.[1], {
      type: "mention",
      text: "<at>Ana (2)</at>",
      mentioned: { id: "b", name: "Ana (2)" },
    });
  });

  it("leaves nothing of a name or of the words that is markup", () => {
    const whom = [{ id: "a", name: "<b>[x](https://evil.example)</b>" }];
    const { text } = mentionMessage(whom, { before: "<i> ", after: ' & "\n' });
    assert.equal(text, "&lt;i&gt; <at>b x https evil.example b</at> &amp; &quot;<br/>");
  });

  it("has no mentions of nobody", () => {
    const message = mentionMessage([], { before: "Nobody took it.", after: "" });
    assert.deepEqual(message, { type: "message", textFormat: "xml", text: "Nobody took it." });
  });
});
