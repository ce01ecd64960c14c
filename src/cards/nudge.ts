import type { Incident } from "../incidents/incident.js";
import type { Nudge } from "../tickets/nudge.js";

/** What is said before and after the names of those whom a line mentions. Plain text. */
export interface AroundNames {
  readonly before: string;
  readonly after: string;
}

/** Asks people to take a ticket; nobody, where nobody is mentioned. */
export function nudgeLine(
  { ticket: { number }, waitedMinutes }: Pick<Nudge, "ticket" | "waitedMinutes">,
  isSomebodyMentioned: boolean,
): AroundNames {
  if (waitedMinutes === undefined) return { before: "", after: `: ticket #${number} is new.` };
  const time = waitedMinutes === 1 ? "1 minute" : `${waitedMinutes} minutes`;
  const waited = `Nobody has taken ticket #${number} for ${time}.`;
  return isSomebodyMentioned
    ? { before: `${waited} `, after: ", can you?" }
    : { before: waited, after: "" };
}

/** Tells people of a new incident. */
export function callLine({ number }: Incident): AroundNames {
  return { before: "", after: `: incident ${number} is new.` };
}
