import assert from "node:assert/strict";
import { stepsTryAgain } from "../../src/advice/steps-try-again.js";
import { TENANT_ATTRIBUTION } from "../cards/example-articles.js";

const article = (...steps: readonly string[]) => ({
  ...TENANT_ATTRIBUTION,
  senderSteps: steps.map((text) => ({
    text: [{ kind: "words" as const, text }],
    commands: [],
    details: [],
  })),
});

describe("stepsTryAgain", () => {
  for (const step of [
    "Send it again in an hour: a fault may pass.",
    "It is right: send the message again now. If it was a passing fault, it goes through.",
    "If the bounce says that delivery is delayed, wait until then. If it failed, send the message again after a day.",
    "Send it once more, as plain text.",
    "Open its settings and enter a complete address. Then try again.",
  ])
    it(`finds ${step}`, () => {
      assert.equal(stepsTryAgain(article("Phone the recipient.", step)), true);
    });

  for (const step of [
    "Send it again once your admin says that the ban is lifted.",
    "Send the message again when they have done so.",
    "Don't send again to this address; it would come back in the same way.",
    "Then send the message again.",
    "You need not send the message again.",
    "It failed for good? Send the message again when it is repaired.",
    "After a change in DNS, allow up to a day, then send again.",
    "Waiting mail goes out once it is repaired. If it failed, send it again then.",
    "Call the recipient, and call again in the evening.",
  ])
    it(`does not take for it ${step}`, () => {
      assert.equal(stepsTryAgain(article(step)), false);
    });
});
