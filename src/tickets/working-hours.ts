import { DateTime, Info, Interval } from "luxon";

/** When somebody is at the helpdesk, by the clock of one time zone. */
export interface WorkingHours {
  readonly shifts: readonly Shift[];
  /** Name in the IANA time zone database, such as Europe/Berlin. */
  readonly zone: string;
}

export interface Shift {
  /** 1 is Monday, 7 is Sunday. */
  readonly days: readonly number[];
  /** Minutes since midnight. */
  readonly from: number;
  /** The same; at or before `from` it is on the next day. */
  readonly to: number;
}

/** Whole minutes of working time between two moments. Only days of `hours` are looked at, one by one. */
export function workingMinutes(from: Date, to: Date, hours: WorkingHours): number {
  if (to <= from) return 0;
  const asked = Interval.fromDateTimes(from, to);
  const worked = Interval.merge(shiftsBetween(from, to, hours))
    .flatMap((shift) => shift.intersection(asked) ?? [])
    .reduce((sum, { start, end }) => sum + (Number(end) - Number(start)), 0);
  return Math.floor(worked / 60_000);
}

export function isWorkingTime(at: Date, hours: WorkingHours): boolean {
  return shiftsBetween(at, at, hours).some((shift) => shift.contains(DateTime.fromJSDate(at)));
}

/** Every shift that may touch the time between; of a day of 23 or 25 hours as long as it was. */
function shiftsBetween(from: Date, to: Date, { shifts, zone }: WorkingHours): Interval[] {
  const found: Interval[] = [];
  // A shift of the evening before may reach into the first day.
  let day = DateTime.fromJSDate(from, { zone }).startOf("day").minus({ days: 1 });
  for (; day.toMillis() <= to.getTime(); day = day.plus({ days: 1 }))
    for (const shift of shifts)
      if (shift.days.includes(day.weekday)) found.push(shiftOn(day, shift));
  return found;
}

function shiftOn(day: DateTime, { from, to }: Shift): Interval {
  const endsOn = to <= from ? day.plus({ days: 1 }) : day;
  return Interval.fromDateTimes(atClock(day, from), atClock(endsOn, to));
}

/** By the clock on the wall, which is not so many minutes after midnight when summer time begins. */
function atClock(day: DateTime, minutes: number): DateTime {
  if (minutes === DAY) return day.plus({ days: 1 });
  return day.set({ hour: Math.floor(minutes / 60), minute: minutes % 60 });
}

const DAY = 24 * 60;

const WEEK = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const SHIFT = /^([a-z]{3})(?:-([a-z]{3}))? (\d\d):(\d\d)-(\d\d):(\d\d)$/;

/**
 * Reads `Mon-Fri 08:00-18:00 Europe/Berlin`; several shifts have commas between and share the zone at the
 * end. `undefined` where it is something else, "zone" where only the time zone is not known.
 */
export function parseWorkingHours(text: string): WorkingHours | "zone" | undefined {
  const [, listed = "", zone = ""] = /^(.{1,400}) ([A-Za-z][\w+/-]{1,60})$/.exec(tidy(text)) ?? [];
  const shifts = listed.split(",").map((part) => parseShift(part.trim().toLowerCase()));
  if (!shifts.every((shift) => shift !== undefined)) return undefined;
  return Info.isValidIANAZone(zone) ? { shifts, zone } : "zone";
}

const tidy = (text: string) => text.trim().replace(/\s+/g, " ");

function parseShift(text: string): Shift | undefined {
  const [, first = "", last = first, ...clock] = SHIFT.exec(text) ?? [];
  const [start, end] = [WEEK.indexOf(first), WEEK.indexOf(last)];
  const [fromHour = 0, fromMinute = 0, toHour = 0, toMinute = 0] = clock.map(Number);
  const [from, to] = [fromHour * 60 + fromMinute, toHour * 60 + toMinute];
  const isClock = fromMinute < 60 && toMinute < 60 && from < DAY && to <= DAY;
  if (start < 0 || end < 0 || !isClock || from === to) return undefined;
  const length = ((end - start + 7) % 7) + 1;
  return { days: Array.from({ length }, (_, at) => ((start + at) % 7) + 1), from, to };
}
