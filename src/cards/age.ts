import { dayInWords } from "../advice/dates.js";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** "just now", "5 minutes ago", "3 hours ago", "2 days ago"; the day itself where it is a month and more. */
export function ageInWords(iso: string, now: Date): string {
  const age = now.getTime() - Date.parse(iso);
  if (age < MINUTE) return "just now";
  if (age < HOUR) return ago(age / MINUTE, "minute");
  if (age < DAY) return ago(age / HOUR, "hour");
  if (age < 31 * DAY) return ago(age / DAY, "day");
  return `on ${dayInWords(iso) ?? "an unknown day"}`;
}

function ago(count: number, unit: string): string {
  const whole = Math.floor(count);
  return `${whole} ${unit}${whole === 1 ? "" : "s"} ago`;
}
