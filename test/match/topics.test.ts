import assert from "node:assert/strict";
import { createMatcher } from "../../src/match/match.js";
import { article, talk } from "./reports.js";

const match = createMatcher([
  article("group", "5.7.1", {
    title: "The group takes mail from some people only",
    happened: "The large list you wrote to accepts messages from its members.",
  }),
  article("login", "5.7.139", {
    title: "A device may not sign in with a password",
    happened: "A printer or an app tried to send with a password that is no longer accepted.",
  }),
  article("full", "5.2.2", {
    title: "The mailbox is full",
    tell: "The recipient has no room left",
    phrases: ["MapiExceptionQuotaExceeded"],
  }),
  article("loop", "5.4.14", { title: "The message went in circles between two servers" }),
  article("size", "5.2.3", {
    title: "The message is too large",
    happened: "An attachment was too heavy.",
  }),
  article("spam", "5.7.501", { title: "The account is blocked for spam" }),
]);

describe("words of nobody but the asker", () => {
  for (const [text, id] of [
    ["my mail to the big distribution list came back", "group"],
    ["printer can't send any more, password changed", "login"],
    ["the mailbox of our customer is full, mail bounced", "full"],
    ["mail with an attachment came back, too heavy it says", "size"],
    ["my account was blocked, they say I sent spam", "spam"],
  ] as const)
    it(`are taken by what they are about: ${text}`, () => {
      const [best] = match(talk(text));
      assert.equal(best?.article.id, id);
      assert.equal(best.confidence, "possible");
      assert.equal(best.reasons[0]?.signal, "topic");
    });

  for (const text of [
    "Who has duty in the helpdesk today?",
    "can you tell me a joke",
    "Please send me the mail about the printer password",
    "I changed my password and the printer is large",
    "Our group grew too large for the account room, so we moved",
    "Do not send the large attachment before Monday",
    "The customer rejected the offer for a printer with password",
    "How do I share a mailbox with a group?",
  ])
    it(`are left alone where they speak of something else: ${text}`, () => {
      assert.deepEqual(match(talk(text)), []);
    });

  it("are nothing beside a phrase", () => {
    const found = match(talk("mail to a large group came back: MapiExceptionQuotaExceeded"));
    assert.deepEqual(
      found.map(({ article }) => article.id),
      ["full"],
    );
  });

  it("are not looked at in a letter", () => {
    const letter = `${"It was a long day in the office. ".repeat(20)}Mail to the large group came back.`;
    assert.deepEqual(match(talk(letter)), []);
  });

  it("are repeated only where the article has them", () => {
    const [best] = match(talk("Dear Ann, mail to the distribution list came back, regards Sam"));
    assert.equal(best?.reasons[0]?.says, "You speak of “distribution”, “list”.");
  });
});
