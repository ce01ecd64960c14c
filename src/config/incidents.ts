import type { IncidentSettings } from "../incidents/incident.js";
import type { Source } from "./source.js";

/** When several people with the same bounce are an incident, as far as the environment says so. */
export function readIncidentSettings({ value, complain }: Source): IncidentSettings {
  const read = (name: string, usual: number, least: number, most: number): number => {
    const text = value(name);
    if (text === "") return usual;
    const number = /^\d{1,5}$/.test(text) ? Number(text) : -1;
    if (number < least || number > most)
      complain(
        `${name} must be a whole number from ${least} to ${most}, but is ${JSON.stringify(text)}`,
      );
    return number;
  };
  const people = read("INCIDENT_PEOPLE", 5, 0, 1000);
  if (people === 1) complain("INCIDENT_PEOPLE must be 0 for never, or at least 2, but is 1");
  return {
    people,
    windowMinutes: read("INCIDENT_WINDOW_MINUTES", 60, 1, 1440),
    quietHours: read("INCIDENT_QUIET_HOURS", 24, 1, 720),
  };
}
