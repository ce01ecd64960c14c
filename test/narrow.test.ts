import assert from "node:assert/strict";
import { ASK_AGAIN, narrow, NONE_OF_THEM } from "../src/narrow.js";
import { GROUP, LIKELY } from "./cards/examples.js";

if (GROUP.kind !== "diagnosed" || LIKELY.kind !== "diagnosed")
  throw new Error("the examples must be diagnosed");
const TELLABLE = {
  ...GROUP,
  diagnoses: GROUP.diagnoses.map((diagnosis, i) => ({
    ...diagnosis,
    article: { ...diagnosis.article, tell: `It is number ${i}` },
  })),
};
const ids = TELLABLE.diagnoses.map(({ article }) => article.id);
const [first = "", second = ""] = ids;
const order = (explanation: ReturnType<typeof narrow>) =>
  explanation?.diagnoses.map(({ article }) => article.id);

describe("narrow", () => {
  it("puts the cause first that the asker named, with their word as a reason", () => {
    const told = narrow(TELLABLE, second);
    assert.deepEqual(order(told), [second, first, ...ids.slice(2)]);
    assert.equal(told?.diagnoses[0]?.confidence, "likely");
    assert.deepEqual(told.diagnoses[0].reasons[0], {
      signal: "answer",
      points: 0,
      evidence: "It is number 1",
      says: "The person whose mail came back says: It is number 1.",
    });
    assert.deepEqual(told.told, { answer: second, place: 1 });
  });

  it("never makes the asker's word a certainty", () => {
    assert.ok(
      narrow(TELLABLE, first)?.diagnoses.every(({ confidence }) => confidence !== "certain"),
      "an answer made a cause certain",
    );
  });

  it("takes another answer in place of the first", () => {
    const told = narrow(narrow(TELLABLE, second)!, first);
    assert.equal(order(told)?.[0], first);
    assert.equal(
      told?.diagnoses.flatMap(({ reasons }) => reasons).filter(({ signal }) => signal === "answer")
        .length,
      1,
    );
  });

  it("asks again from where it began", () => {
    const again = narrow(narrow(TELLABLE, first)!, ASK_AGAIN);
    assert.deepEqual({ ...again, says: "" }, { ...TELLABLE, says: "" });
  });

  it("remembers that it is none of them", () => {
    const told = narrow(TELLABLE, NONE_OF_THEM);
    assert.deepEqual(told?.told, { answer: NONE_OF_THEM });
    assert.deepEqual(order(told), ids);
  });

  it("refuses an answer that was not offered", () => {
    assert.equal(narrow(TELLABLE, "some-other-article"), undefined);
    assert.equal(narrow(LIKELY as typeof TELLABLE, first), undefined);
  });
});
