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

/** "2026-11-21 10:05", which PowerShell reads the same in every culture. */
export function timeForCommand(iso: string): string | undefined {
  return parseIso(iso)?.toISOString().slice(0, 16).replace("T", " ");
}

// Date.parse alone also takes "mail 1" for the year 2001.
const ISO = /^(?:19|20)\d\d-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d))?$/;

function parseIso(text: string): Date | undefined {
  if (!ISO.test(text)) return undefined;
  const date = new Date(text);
  return Number.isNaN(date.getTime()) ? undefined : date;
}
