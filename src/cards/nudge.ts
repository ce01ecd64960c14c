import type { Nudge } from "../tickets/nudge.js";
import type { Person } from "../tickets/ticket.js";

/** A line with mentions: each stands in the text as it stands here. */
export interface MentioningLine {
  readonly text: string;
  readonly mentions: readonly Mention[];
}

export interface Mention {
  readonly text: string;
  readonly id: string;
  readonly name: string;
}

/** Asks people to take a ticket. */
export function nudgeLine({ ticket, people, waitedMinutes }: Nudge): MentioningLine {
  const mentions = mentionsOf(people);
  const names = mentions.map(({ text }) => text);
  const whom = [names.slice(0, -1).join(", "), ...names.slice(-1)].filter(Boolean).join(" and ");
  if (waitedMinutes === undefined)
    return { text: `${whom}: ticket #${ticket.number} is new.`, mentions };
  const time = waitedMinutes === 1 ? "1 minute" : `${waitedMinutes} minutes`;
  const waited = `Nobody has taken ticket #${ticket.number} for ${time}.`;
  return { text: whom === "" ? waited : `${waited} ${whom}, can you?`, mentions };
}

/** Teams finds a mention by its words: two people of one name need different ones. */
function mentionsOf(people: readonly Person[]): readonly Mention[] {
  const used = new Map<string, number>();
  return people.map(({ id, name: full }) => {
    const bare = mentionable(full);
    const times = (used.get(bare) ?? 0) + 1;
    used.set(bare, times);
    const name = times === 1 ? bare : `${bare} (${times})`;
    return { text: `<at>${name}</at>`, id, name };
  });
}

const LONGEST_NAME = 80;

/** A line with mentions is Markdown and tags to Teams, so of a name only what is neither is left. */
function mentionable(name: string): string {
  const bare = name
    .slice(0, LONGEST_NAME * 4)
    .replace(/[^\p{L}\p{M}\p{N}.'’-]+/gu, " ")
    .trim()
    .slice(0, LONGEST_NAME)
    .trim();
  return bare || "Somebody";
}
