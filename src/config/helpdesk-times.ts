import type { ReminderSettings } from "../tickets/reminders.js";
import type { Retention } from "../tickets/retention.js";
import { parseWorkingHours, type WorkingHours } from "../tickets/working-hours.js";
import type { Source } from "./source.js";

/** When the helpdesk is reminded of what nobody took; absent where it is not. */
export function readReminders(source: Source): ReminderSettings | undefined {
  const afterMinutes = readWhole(source, "REMIND_AFTER_MINUTES", 30, 10_000);
  const hours = readHours(source);
  return afterMinutes > 0 && hours ? { afterMinutes, hours } : undefined;
}

/** How many days things are kept; 0 is for ever. */
export function readRetention(source: Source): Retention {
  return {
    caseDays: readWhole(source, "RETENTION_DAYS", 30, 36_500),
    ticketDays: readWhole(source, "TICKET_RETENTION_DAYS", 365, 36_500),
  };
}

/** What one person may send the helpdesk within an hour; 0 is any number. */
export const readTicketsPerHour = (source: Source): number =>
  readWhole(source, "TICKETS_PER_HOUR", 20, 10_000);

const USUAL_HOURS = "Mon-Fri 08:00-18:00 UTC";

function readHours({ value, complain }: Source): WorkingHours | undefined {
  const text = value("WORKING_HOURS") || USUAL_HOURS;
  const hours = parseWorkingHours(text);
  if (typeof hours === "object") return hours;
  complain(
    hours === "zone"
      ? `WORKING_HOURS must end with a time zone such as Europe/Berlin or UTC, but is ${JSON.stringify(text)}`
      : `WORKING_HOURS must look like Mon-Fri 08:00-18:00 Europe/Berlin, several shifts with commas between, but is ${JSON.stringify(text)}`,
  );
  return undefined;
}

function readWhole({ value, complain }: Source, name: string, usual: number, most: number): number {
  const text = value(name) || String(usual);
  const number = /^\d{1,6}$/.test(text) ? Number(text) : Infinity;
  if (number <= most) return number;
  complain(`${name} must be a whole number from 0 to ${most}, but is ${JSON.stringify(text)}`);
  return usual;
}
