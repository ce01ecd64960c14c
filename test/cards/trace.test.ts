import assert from "node:assert/strict";
import { diagnosisCard } from "../../src/cards/diagnosis.js";
import { trace } from "../../src/cards/trace.js";
import { DELAYED, diagnosed, NDR, READ_IN_PICTURE, UNDIAGNOSED, view } from "./examples.js";
import { findAll, openTextOf, textOf } from "./reading.js";

const TITLE = "How an admin can trace the message";

describe("the trace on the answer's card", () => {
  for (const [name, explanation] of Object.entries({
    diagnosed: diagnosed(),
    undiagnosed: UNDIAGNOSED,
    delayed: DELAYED,
  }))
    it(`stands closed below what is ${name}, with the days around the bounce`, () => {
      const card = diagnosisCard(view({ explanation }));
      const titles = findAll(card, "Action.ToggleVisibility").map(({ title }) => title);
      assert.ok(titles.includes(TITLE), titles.join(", "));
      assert.match(
        textOf(card),
        /Get-MessageTraceV2 .*-StartDate '2026-11-20' -EndDate '2026-11-22'/,
      );
      assert.doesNotMatch(openTextOf(card), /-StartDate/);
    });

  it("comes right after the admin's steps", () => {
    const titles = findAll(diagnosisCard(view()), "Action.ToggleVisibility").map(
      (it) => it["title"],
    );
    assert.equal(titles.indexOf(TITLE), titles.indexOf("What an admin can do") + 1);
  });

  it("is not there where a picture was read and nobody has compared it", () => {
    const card = diagnosisCard(view({ explanation: READ_IN_PICTURE }));
    assert.doesNotMatch(textOf(card), new RegExp(TITLE));
  });

  it("is nothing where the bounce names neither side", () => {
    assert.deepEqual(
      trace("t", TITLE, { ...NDR, sender: undefined, recipients: [{}], messageId: undefined }),
      [],
    );
  });
});
