import assert from "node:assert/strict";
import { answers, article, reply, talk } from "./reports.js";

const LIMIT = article("limit", "5.2.2", {
  phrases: ["the sender's submission quota was exceeded"],
  withoutCode: true,
});
const FULL = article("full", "5.2.2", { phrases: ["mailbox is full"] });
const SAID = "The message can't be submitted because the sender's submission quota was exceeded";

describe("an article whose words servers also say without a code", () => {
  it("is certain where a server says them so", () => {
    assert.deepEqual(answers([LIMIT, FULL], reply(SAID)), ["limit certain"]);
  });

  it("is certain with its code as well", () => {
    assert.deepEqual(answers([LIMIT, FULL], reply(`550 5.2.2 ${SAID}`)), ["limit certain"]);
  });

  it("is not certain where another article's words are said too", () => {
    const [first] = answers([LIMIT, FULL], reply(`${SAID}; mailbox is full`));
    assert.doesNotMatch(first ?? "", /certain/);
  });

  it("comes first behind a code that others share", () => {
    const others = ["a", "b"].map((id) => article(id, "5.7.1"));
    const [first] = answers([LIMIT, ...others], reply(`550 5.7.1 ${SAID}`));
    assert.equal(first, "limit likely");
  });

  it("comes first inside a wrapper that says nothing", () => {
    const any = article("any", "5.0.350", { phrases: ["Remote server returned an error"] });
    const said = `550 5.0.350 Remote server returned an error -> 550 ${SAID}`;
    const ndr = reply(said, { humanLines: [said] });
    assert.equal(answers([LIMIT, any], ndr)[0], "limit likely");
  });

  it("gives way to an article that has both the code and its words", () => {
    const rule = article("rule", "5.7.1", { phrases: ["refused by the organisation's policy"] });
    const said = `550 5.7.1 refused by the organisation's policy; ${SAID}`;
    assert.equal(answers([LIMIT, rule], reply(said))[0]?.split(" ")[0], "rule");
  });

  it("is not relied on where only something like its words is said behind a code", () => {
    const rule = article("rule", "5.7.1");
    const said = "550 5.7.1 because the senders submision quota was exceded";
    assert.equal(answers([LIMIT, rule], reply(said))[0]?.split(" ")[0], "rule");
  });

  it("is not certain in somebody's talk", () => {
    assert.doesNotMatch(answers([LIMIT, FULL], talk(SAID))[0] ?? "", /certain/);
  });

  it("is what sets it apart: another's words without a code are only likely", () => {
    assert.deepEqual(answers([LIMIT, FULL], reply("The mailbox is full, sorry")), ["full likely"]);
  });
});
