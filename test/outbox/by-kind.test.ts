import assert from "node:assert/strict";
import { byKind, forKinds } from "../../src/outbox/by-kind.js";
import type { Deliver } from "../../src/outbox/outbox.js";

const message = (kind: string) => ({ lane: "a", kind, about: {} });

describe("byKind", () => {
  const heard: string[] = [];
  const hears =
    (who: string): Deliver =>
    ({ kind }) => {
      heard.push(`${who} ${kind}`);
      return Promise.resolve(7);
    };
  const deliver = byKind({ ...forKinds(["card", "line"], hears("teams")), post: hears("sink") });

  it("hands each kind to who delivers it, and says what was shown", async () => {
    for (const kind of ["line", "post", "card"]) assert.equal(await deliver(message(kind)), 7);
    assert.deepEqual(heard, ["teams line", "sink post", "teams card"]);
  });

  for (const kind of ["letter", "constructor", "__proto__", ""])
    it(`gives up what nobody delivers: ${JSON.stringify(kind)}`, async () => {
      await assert.rejects(deliver(message(kind)), { name: "DeliveryError", permanent: true });
    });
});
