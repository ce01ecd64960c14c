import assert from "node:assert/strict";
import { diagnosisCard } from "../../src/cards/diagnosis.js";
import { GROUP, RELAY, diagnosed, UNDIAGNOSED, view } from "./examples.js";
import { openTextOf } from "./reading.js";

const MARK = /The server that refused is not Microsoft's/;

describe("the answer card of a bounce from another mail system", () => {
  it("says that the code is taken in its common meaning", () => {
    assert.match(openTextOf(diagnosisCard(view({ explanation: GROUP }))), MARK);
  });

  it("says so as well where no article fits", () => {
    assert.match(openTextOf(diagnosisCard(view({ explanation: UNDIAGNOSED }))), MARK);
  });

  it("says nothing of it where Microsoft refused", () => {
    assert.doesNotMatch(openTextOf(diagnosisCard(view({ explanation: diagnosed(RELAY) }))), MARK);
  });
});
