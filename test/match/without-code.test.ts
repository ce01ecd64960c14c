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

  it("is not certain in somebody's talk", () => {
    assert.doesNotMatch(answers([LIMIT, FULL], talk(SAID))[0] ?? "", /certain/);
  });

  it("is what sets it apart: another's words without a code are only likely", () => {
    assert.deepEqual(answers([LIMIT, FULL], reply("The mailbox is full, sorry")), ["full likely"]);
  });
});
