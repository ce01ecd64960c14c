import { dayApart } from "./dates.js";

/** The days that a trace of one message looks at, as YYYY-MM-DD; one command may ask for ten at most. */
export interface TraceWindow {
  readonly start: string;
  readonly end: string;
}

// Commands take dates in the time zone of who runs them: a day on either side holds the message in any.
const DAYS_BEFORE = 1;
const DAYS_AFTER = 1;

/** The days around the arrival of a message; undefined where nobody says when that was. */
export function traceWindow(arrivalDate: string | undefined): TraceWindow | undefined {
  const start = arrivalDate && dayApart(arrivalDate, -DAYS_BEFORE);
  const end = arrivalDate && dayApart(arrivalDate, DAYS_AFTER);
  return start && end ? { start, end } : undefined;
}
