import assert from "node:assert/strict";
import {
  helpCard,
  notANdrCard,
  noticeCard,
  unreadableCard,
  welcomeCard,
  wentWrongCard,
} from "../../src/cards/notice.js";
import { textOf } from "./reading.js";

describe("notice cards", () => {
  it("welcome says who added the bot when that is known", () => {
    assert.match(textOf(welcomeCard("Ana Lopez")), /\nAna Lopez added me\. Send me a bounce/);
    assert.match(textOf(welcomeCard()), /\nSend me a bounce/);
    assert.match(textOf(welcomeCard(" ")), /\nSend me a bounce/);
  });

  it("help names the ways to hand over a bounce, and the commands", () => {
    assert.equal(textOf(helpCard()).match(/^•/gm)?.length, 5);
    for (const command of [
      "my tickets",
      "forget me",
      "queue",
      "incidents",
      "on call",
      "routes",
      "helpdesk",
    ])
      assert.ok(textOf(helpCard()).includes(`“${command}”`), command);
  });

  for (const [looksLike, says] of [
    ["auto-reply", /automatic reply/],
    ["delivery receipt", /was delivered/],
    ["read receipt", /read receipt/],
    ["feedback report", /mail admin/],
    ["meeting reply", /meeting request/],
    ["recall notice", /take back a message/],
    ["quarantine notice", /don't use its links/],
    ["suspicious imitation", /Don't open its links/],
    ["plain talk", /not delivered:\n• Paste/],
  ] as const) {
    it(`not a bounce but ${looksLike}`, () => {
      assert.match(textOf(notANdrCard(looksLike)), says);
    });
  }

  it("says so where what was sent was too long to read all of it", () => {
    assert.match(textOf(notANdrCard("plain talk", true)), /too long to read all of it/);
    assert.doesNotMatch(textOf(notANdrCard("plain talk")), /too long/);
  });

  it("unreadable says why and what to send instead", () => {
    assert.match(textOf(unreadableCard("The file is encrypted.")), /encrypted\.\n• Paste/);
  });

  it("went wrong names the reference", () => {
    assert.match(textOf(wentWrongCard("01J9-4K7Q")), /reference: 01J9-4K7Q$/);
  });

  it("a short answer has a title and a text", () => {
    assert.equal(
      textOf(noticeCard("Done.", "This is the helpdesk now.")),
      "Done.\nThis is the helpdesk now.",
    );
  });
});
