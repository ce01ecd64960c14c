import assert from "node:assert/strict";
import { withWholeLine } from "../../src/match/whole-line.js";
import { answers, article, reply } from "./reports.js";

const NOT_PERMITTED = article("not-permitted", "5.7.367", {
  phrases: ["Remote server returned not permitted to relay"],
});
const NO_RECIPIENT = article("no-recipient", "5.1.351", {
  phrases: ["Remote server returned unknown recipient or mailbox unavailable"],
});
const UNKNOWN = article("unknown", "5.1.1", { phrases: ["User unknown", "unknown recipient"] });
const RELAY = article("relay", "5.7.1, 5.7.54", {
  phrases: ["Relaying denied", "Unable to relay recipient in non-accepted domain"],
});
const FILTER = article("filter", "5.7.1", { phrases: ["rejected due to content restrictions"] });
const ALL = [NOT_PERMITTED, NO_RECIPIENT, UNKNOWN, RELAY, FILTER];

/** A line in which the reply was found. */
function inLine(line: string, found: string) {
  return reply(found, { humanLines: [line] });
}

describe("a wrapper without the code it begins with", () => {
  for (const [formula, inner, id] of [
    ["Remote server returned not permitted to relay", "554 5.7.1 Relaying denied", "not-permitted"],
    [
      "Remote server returned unknown recipient or mailbox unavailable",
      "550 5.1.1 User unknown",
      "no-recipient",
    ],
  ] as const)
    it(`is told by its formula: ${formula}`, () => {
      const found = answers(ALL, inLine(`${formula} -> ${inner}`, inner));
      assert.ok(!found[0]?.endsWith("certain"));
      assert.equal(found[0]?.split(" ")[0], id);
    });

  it("is told so where its code stands behind as well", () => {
    const inner = "550 5.7.54 Unable to relay recipient in non-accepted domain 550 5.7.367";
    const line = `Remote server returned not permitted to relay -> ${inner}`;
    assert.equal(answers(ALL, inLine(line, inner))[0]?.split(" ")[0], "not-permitted");
  });

  it("is told by a code that only a repair could read", () => {
    const inner = "554 5.7.1 Relaying denied";
    const line = `55O 5.7.367 Remote server returned not permitted to relay -> ${inner}`;
    assert.deepEqual(answers(ALL, inLine(line, inner)), ["not-permitted certain"]);
  });

  it("leaves it to the inner code where nobody knows the formula", () => {
    const inner = "554 5.7.1 Relaying denied";
    assert.equal(
      answers(ALL, inLine(`It came to nought -> ${inner}`, inner))[0]?.split(" ")[0],
      "relay",
    );
  });
});

describe("words before their code", () => {
  it("are the server's where none come after it", () => {
    const line = "Message rejected due to content restrictions 550 5.7.1";
    assert.deepEqual(answers(ALL, inLine(line, "550 5.7.1")), ["filter certain"]);
  });

  it("are not where the server has words of its own", () => {
    const ndr = inLine("rejected due to content restrictions: 550 5.7.1 No", "550 5.7.1 No");
    assert.equal(withWholeLine(ndr), ndr);
  });
});

it("a report that is no bare reply stays as it is", () => {
  const ndr = {
    ...inLine("Formula -> 550 5.1.1 No", "550 5.1.1 No"),
    parsedBy: "exchange",
  } as const;
  assert.equal(withWholeLine(ndr), ndr);
});
