import assert from "node:assert/strict";
import { isAboutTrouble } from "../../src/match/talk.js";

describe("isAboutTrouble", () => {
  for (const text of [
    "my mail came back",
    "our mails to hotmail are rejected",
    "her mailbox is full and my mail bounced",
  ])
    it(`hears that mail did not arrive: ${text}`, () => {
      assert.equal(isAboutTrouble(text), true);
    });

  for (const text of [
    "Dear colleagues, mails are rejected if they are too large",
    "From Monday, mails with large attachments will be rejected by our gateway",
    "[Ticket #55071] mails come back was assigned to Lena",
    "We have received your request (case 554112) about blocked mails",
    "Your membership in the mailing list was disabled due to bounces",
    "You are now subscribed. Mails that bounce are counted",
    "our mailbox is full of mail",
    "curl: connection to mail.contoso.example refused, it was blocked",
  ])
    it(`hears a notice to others: ${text}`, () => {
      assert.equal(isAboutTrouble(text), false);
    });
});
