import assert from "node:assert/strict";
import { parseNdr } from "../../src/ndr/parse-ndr.js";
import { readMail } from "./reading.js";

const each = (count: number, say: (name: string) => string) =>
  Array.from({ length: count }, (_, i) => say(`sam${i}@fabrikam.example`)).join("\n\n");

const fields = (name: string) => `Final-Recipient: rfc822; ${name}\nStatus: 5.1.1`;
const reply = (name: string) => `<${name}>: host mx.fabrikam.example said: 550 5.1.1 No ${name}`;

async function recipientsOf(text: string) {
  return parseNdr(await readMail(text))?.recipients ?? [];
}

describe("parseNdr on a report about many recipients", () => {
  for (const [what, say] of [
    ["fields", fields],
    ["sentences", reply],
  ] as const) {
    it(`reads two hundred of them from ${what}, and no more`, async () => {
      for (const count of [200, 3000]) {
        const found = await recipientsOf(`Undeliverable: Offer\n\n${each(count, say)}`);
        assert.equal(found.length, 200);
        assert.equal(found.at(-1)?.finalRecipient, "sam199@fabrikam.example");
        assert.equal(found.at(-1)?.status?.detail, 1);
      }
    });

    it(`reads two hundred that are each named twice in ${what}`, async () => {
      const twice = (name: string) => `${say(name)}\n\n${say(name)}`;
      assert.equal((await recipientsOf(`Undeliverable: Offer\n\n${each(200, twice)}`)).length, 200);
    });
  }

  it("takes what is missing in the fields from what was said of the same recipient", async () => {
    const text = `Undeliverable: Offer\n\n${each(3, reply)}\n\n${each(3, fields)}`;
    assert.deepEqual(
      (await recipientsOf(text)).map(({ diagnosticCode }) => diagnosticCode),
      [0, 1, 2].map((i) => `550 5.1.1 No sam${i}@fabrikam.example`),
    );
  });
});
