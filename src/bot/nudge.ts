import type { Activity } from "botbuilder";
import type { Log } from "../log.js";
import { nudgeLine } from "../cards/nudge.js";
import type { Nudge } from "../tickets/nudge.js";
import type { Person } from "../tickets/ticket.js";
import type { Roster } from "./roster.js";

/**
 * The message of a nudge, with mentions of those whom the helpdesk's team still has: Teams mixes the others
 * up when it does not know somebody. `undefined` where it would be said to nobody.
 */
export async function nudgeMessage(
  nudge: Nudge,
  roster: Roster,
  log: Log,
): Promise<Partial<Activity> | undefined> {
  const people = await stillThere(nudge, roster, log);
  if (people.length === 0 && nudge.waitedMinutes === undefined) return undefined;
  const { text, mentions } = nudgeLine({ ...nudge, people });
  const entities = mentions.map((mention) => ({
    type: "mention",
    text: mention.text,
    // A bot may name somebody by their Entra object id as well as by Teams' own.
    mentioned: { id: mention.id, name: mention.name },
  }));
  // Mentions are tags, so it is no plain text; but there are no words in it but ours and cleaned names.
  return { type: "message", text, ...(entities.length > 0 && { entities }) };
}

async function stillThere(
  { helpdesk, people }: Nudge,
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
