const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
] as const;

/** "21 November 2026", from YYYY-MM-DD or a full ISO 8601 time; undefined for anything else. */
export function dayInWords(iso: string): string | undefined {
  const date = parseIso(iso);
  if (!date) return undefined;
  return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()] ?? ""} ${date.getUTCFullYear()}`;
}

/** "21 November 2026, 10:05 UTC", from an ISO 8601 time; undefined for anything else. */
export function timeInWords(iso: string): string | undefined {
  const day = dayInWords(iso);
  return day && `${day}, ${parseIso(iso)?.toISOString().slice(11, 16) ?? ""} UTC`;
}

const UNITS = [
  ["day", 86_400],
  ["h", 3_600],
  ["min", 60],
  ["s", 1],
] as const;

/** "3 min 12 s", "2 days 5 h": the two largest units of a number of seconds. */
export function durationInWords(seconds: number): string {
  let left = Math.max(0, Math.round(seconds));
  const parts: string[] = [];
  for (const [unit, length] of UNITS) {
    const count = Math.floor(left / length);
    left %= length;
    if (count > 0) parts.push(`${count} ${unit}${unit === "day" && count > 1 ? "s" : ""}`);
    // What is small beside the first unit says nothing any more.
    else if (parts.length > 0) break;
    if (parts.length === 2) break;
  }
  return parts.join(" ") || "0 s";
}

/** "10:05:07", UTC, from an ISO 8601 time as toISOString writes it. */
export function clockTime(iso: string): string {
  return iso.slice(11, 19);
}

/** "2026-11-21 10:05", which PowerShell reads the same in every culture. */
export function timeForCommand(iso: string): string | undefined {
  return parseIso(iso)?.toISOString().slice(0, 16).replace("T", " ");
}

/** "2026-11-22" for any time on the 21st and one day; before it, for fewer than none. */
export function dayApart(iso: string, days: number): string | undefined {
  const date = parseIso(iso);
  date?.setUTCDate(date.getUTCDate() + days);
  return date?.toISOString().slice(0, 10);
}

// Date.parse alone also takes "mail 1" for the year 2001.
const ISO = /^(?:19|20)\d\d-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d))?$/;

function parseIso(text: string): Date | undefined {
  if (!ISO.test(text)) return undefined;
  const date = new Date(text);
  return Number.isNaN(date.getTime()) ? undefined : date;
}
