import type { Activity } from "botbuilder";
import type { Log } from "../log.js";
import { callLine, nudgeLine } from "../cards/nudge.js";
import type { IncidentCall } from "../incidents/on-call.js";
import type { Helpdesk } from "../tickets/helpdesk.js";
import type { Nudge } from "../tickets/nudge.js";
import type { Person } from "../tickets/ticket.js";
import { mentionMessage } from "./mention-message.js";
import type { Roster } from "./roster.js";

/** The message of a nudge; `undefined` where it would be said to nobody. */
export async function nudgeMessage(
  nudge: Nudge,
  roster: Roster,
  log: Log,
): Promise<Partial<Activity> | undefined> {
  const people = await stillThere(nudge, roster, log);
  if (people.length === 0 && nudge.waitedMinutes === undefined) return undefined;
  return mentionMessage(people, nudgeLine(nudge, people.length > 0));
}

/** The same for a new incident. */
export async function callMessage(
  call: IncidentCall,
  roster: Roster,
  log: Log,
): Promise<Partial<Activity> | undefined> {
  const people = await stillThere(call, roster, log);
  return people.length === 0 ? undefined : mentionMessage(people, callLine(call.incident));
}

/** Those whom the helpdesk's team still has: Teams mixes the others up when it does not know somebody. */
async function stillThere(
  { helpdesk, people }: { readonly helpdesk: Helpdesk; readonly people: readonly Person[] },
  roster: Roster,
  log: Log,
): Promise<readonly Person[]> {
  if (people.length === 0) return people;
  try {
    const members = new Set((await roster.agentsOf(helpdesk)).map(({ id }) => id));
    return people.filter(({ id }) => members.has(id));
  } catch (error) {
    // Better somebody too many than nobody.
    log.warn({ err: error }, "roster of the helpdesk's team not read");
    return people;
  }
}
