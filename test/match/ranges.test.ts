import assert from "node:assert/strict";
import { answers, article, reply } from "./reports.js";

const LAST = article("last", "5.7.1, 5.7.0-5.7.999");

describe("a range of codes", () => {
  it("stands behind the very code", () => {
    const articles = [article("range", "5.7.700-5.7.749"), article("exact", "5.7.708")];
    assert.equal(answers(articles, reply("550 5.7.708"))[0], "exact certain");
  });

  it("that is narrow stands before a wide one", () => {
    const articles = [article("a-wide", "5.7.600-5.7.699"), article("narrow", "5.7.606-5.7.612")];
    assert.equal(answers(articles, reply("550 5.7.610"))[0]?.split(" ")[0], "narrow");
  });

  it("is found wherever others begin and end", () => {
    const articles = Array.from({ length: 300 }, (_, i) =>
      article(`from-${i}`, `5.7.${i}-5.7.${i + 2}`),
    );
    const found = answers(articles, reply("550 5.7.150")).map((answer) => answer.split(" ")[0]);
    assert.deepEqual(found, ["from-148", "from-149", "from-150"]);
  });

  it("is never certain of a code it does not name", () => {
    const range = article("range", "5.7.606-5.7.649", { phrases: ["banned sending IP"] });
    assert.deepEqual(answers([range, LAST], reply("550 5.7.620")), ["range likely"]);
  });

  it("is certain with the server's very words", () => {
    const range = article("range", "5.7.606-5.7.649", { phrases: ["banned sending IP"] });
    assert.deepEqual(answers([range, LAST], reply("550 5.7.620 banned sending IP")), [
      "range certain",
    ]);
  });

  it("that is a last resort gives no more than a possibility", () => {
    for (const last of [LAST, article("last", "5.7.500-5.7.899")])
      assert.deepEqual(answers([last], reply("550 5.7.555")), ["last possible"]);
  });

  it("that is a last resort stands first where many share the code", () => {
    const articles = [LAST, article("a", "5.7.1, 5.7.2, 5.7.3"), article("b", "5.7.1")];
    assert.deepEqual(answers(articles, reply("550 5.7.1 No.")), [
      "last possible",
      "a possible",
      "b possible",
    ]);
  });

  it("that is a last resort stands behind the only cause it shares the code with", () => {
    assert.deepEqual(answers([LAST, article("only", "5.7.1")], reply("550 5.7.1 No.")), [
      "only possible",
      "last possible",
    ]);
  });

  it("that is a last resort brings a few causes of the code it was made for", () => {
    const causes = ["a", "b", "c", "d"].map((id) => article(id, "5.7.1"));
    assert.deepEqual(answers([...causes, LAST], reply("550 5.7.888")), [
      "last possible",
      "a possible",
      "b possible",
      "c possible",
    ]);
  });

  it("that is a last resort brings none where a narrower range knows the code", () => {
    const articles = [LAST, article("a", "5.7.1"), article("range", "5.7.880-5.7.889")];
    assert.deepEqual(answers(articles, reply("550 5.7.888")), ["range likely"]);
  });

  it("that is a last resort gives way to a cause of its code with the words", () => {
    const relay = article("relay", "5.7.1", { phrases: ["Relay access denied"] });
    const found = answers([LAST, relay], reply("550 5.7.888 Relay access denied"));
    assert.deepEqual(found, ["relay likely"]);
  });

  it("that is a last resort gives way to words", () => {
    const group = article("group", "5.7.1", { phrases: ["RESOLVER.RST.NotAuthorized"] });
    const found = answers(
      [LAST, group, article("b", "5.7.1")],
      reply("550 5.7.1 RESOLVER.RST.NotAuthorized"),
    );
    assert.deepEqual(found, ["group certain"]);
  });
});
