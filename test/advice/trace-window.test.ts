import assert from "node:assert/strict";
import { traceWindow } from "../../src/advice/trace-window.js";

const DAY = 24 * 60 * 60 * 1000;

describe("traceWindow", () => {
  it("holds the day before and the day after, across months and years", () => {
    assert.deepEqual(traceWindow("2026-12-31T23:59:00Z"), {
      start: "2026-12-30",
      end: "2027-01-01",
    });
    assert.deepEqual(traceWindow("2028-02-29"), { start: "2028-02-28", end: "2028-03-01" });
  });

  it("goes by the day in UTC, and holds the message in every time zone", () => {
    assert.deepEqual(traceWindow("2026-11-21T23:30:00-08:00"), {
      start: "2026-11-21",
      end: "2026-11-23",
    });
  });

  it("is shorter than the ten days that one command may ask for", () => {
    for (const arrival of ["2026-02-28T00:00:00Z", "2026-03-29T12:00:00+14:00", "2026-10-25"]) {
      const { start = "", end = "" } = traceWindow(arrival) ?? {};
      assert.ok(Date.parse(end) - Date.parse(start) <= 9 * DAY, arrival);
    }
  });

  for (const unknown of [undefined, "", "yesterday", "mail 1", "2026-13-45", "'; calc; '"])
    it(`knows no days around ${String(unknown)}`, () => {
      assert.equal(traceWindow(unknown), undefined);
    });
});
