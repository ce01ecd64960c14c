import assert from "node:assert/strict";
import {
  isWorkingTime,
  parseWorkingHours,
  type WorkingHours,
  workingMinutes,
} from "../../src/tickets/working-hours.js";

const hours = (text: string): WorkingHours => {
  const parsed = parseWorkingHours(text);
  assert.equal(typeof parsed, "object", text);
  return parsed as WorkingHours;
};

const between = (from: string, to: string, text: string) =>
  workingMinutes(new Date(from), new Date(to), hours(text));

describe("workingMinutes", () => {
  const UTC = "Mon-Fri 08:00-18:00 UTC";
  const cases: readonly (readonly [what: string, from: string, to: string, minutes: number])[] = [
    ["within a day", "2026-11-23T09:00Z", "2026-11-23T09:45Z", 45],
    ["from before the morning", "2026-11-23T03:00Z", "2026-11-23T08:10Z", 10],
    ["into the evening", "2026-11-23T17:50Z", "2026-11-23T23:00Z", 10],
    ["over a night", "2026-11-23T17:50Z", "2026-11-24T08:20Z", 30],
    ["over a weekend", "2026-11-27T17:45Z", "2026-11-30T08:15Z", 30],
    ["on a Sunday", "2026-11-29T09:00Z", "2026-11-29T17:00Z", 0],
    ["a whole week", "2026-11-23T00:00Z", "2026-11-30T00:00Z", 5 * 600],
    ["at no time", "2026-11-23T09:00Z", "2026-11-23T09:00Z", 0],
    ["backwards", "2026-11-24T09:00Z", "2026-11-23T09:00Z", 0],
    ["not quite a minute", "2026-11-23T09:00:00Z", "2026-11-23T09:00:59Z", 0],
  ];
  for (const [what, from, to, minutes] of cases)
    it(`counts ${minutes} ${what}`, () => {
      assert.equal(between(from, to, UTC), minutes);
    });

  it("goes by the clock of the zone", () => {
    const [from, to] = ["2026-11-23T06:00Z", "2026-11-23T08:00Z"];
    assert.equal(between(from, to, "Mon-Fri 08:00-18:00 Europe/Berlin"), 60);
    assert.equal(between(from, to, "Mon-Fri 08:00-18:00 America/New_York"), 0);
  });

  it("goes by the clock on both sides of a change to summer time", () => {
    const berlin = "Mon-Fri 08:00-18:00 Europe/Berlin";
    // 27 March 2026 is the Friday before, 30 March the Monday after: 08:00 is another hour of UTC.
    assert.equal(between("2026-03-27T06:50Z", "2026-03-27T07:10Z", berlin), 10);
    assert.equal(between("2026-03-30T05:50Z", "2026-03-30T06:10Z", berlin), 10);
    assert.equal(between("2026-03-27T16:55Z", "2026-03-30T06:05Z", berlin), 10);
  });

  it("knows the day of 23 hours and the day of 25", () => {
    const always = "Mon-Sun 00:00-24:00 Europe/Berlin";
    assert.equal(between("2026-03-28T23:00Z", "2026-03-29T22:00Z", always), 23 * 60);
    assert.equal(between("2026-10-24T22:00Z", "2026-10-25T23:00Z", always), 25 * 60);
    const night = "Sun 01:00-04:00 Europe/Berlin";
    assert.equal(between("2026-03-28T12:00Z", "2026-03-29T12:00Z", night), 2 * 60);
    assert.equal(between("2026-10-24T12:00Z", "2026-10-25T12:00Z", night), 4 * 60);
  });

  it("counts a night shift past midnight, and an overlap once", () => {
    const night = "Mon 22:00-06:00 UTC";
    assert.equal(between("2026-11-23T00:00Z", "2026-11-25T00:00Z", night), 8 * 60);
    assert.equal(between("2026-11-24T03:00Z", "2026-11-24T12:00Z", night), 3 * 60);
    const twice = "Mon 08:00-12:00, Mon 10:00-14:00 UTC";
    assert.equal(between("2026-11-23T00:00Z", "2026-11-24T00:00Z", twice), 6 * 60);
  });

  it("tells working time from the rest", () => {
    const at = (time: string) => isWorkingTime(new Date(time), hours(UTC));
    assert.deepEqual(
      ["2026-11-23T07:59Z", "2026-11-23T08:00Z", "2026-11-23T17:59Z", "2026-11-23T18:00Z"].map(at),
      [false, true, true, false],
    );
    assert.equal(at("2026-11-28T12:00Z"), false);
  });
});

describe("parseWorkingHours", () => {
  it("reads several shifts, and days around the end of the week", () => {
    assert.deepEqual(hours(" mon-thu 08:00-17:30,  Fri 08:00-14:00  UTC"), {
      shifts: [
        { days: [1, 2, 3, 4], from: 480, to: 1050 },
        { days: [5], from: 480, to: 840 },
      ],
      zone: "UTC",
    });
    assert.deepEqual(hours("Sat-Mon 00:00-24:00 UTC").shifts[0]?.days, [6, 7, 1]);
  });

  for (const text of [
    "",
    "always",
    "Mon-Fri",
    "Mon-Fri 8-18 UTC",
    "Mon-Fri 08:00-18:00",
    "Mon-Fri 08:60-18:00 UTC",
    "Mon-Fri 08:00-25:00 UTC",
    "Mon-Fri 24:00-08:00 UTC",
    "Mon-Fri 08:00-08:00 UTC",
    "Mond-Fri 08:00-18:00 UTC",
    "Mon-Fri 08:00-18:00, UTC",
  ])
    it(`refuses ${JSON.stringify(text)}`, () => {
      assert.equal(parseWorkingHours(text), undefined);
    });

  it("says where only the zone is not known", () => {
    assert.equal(parseWorkingHours("Mon-Fri 08:00-18:00 Europe/Atlantis"), "zone");
  });
});
