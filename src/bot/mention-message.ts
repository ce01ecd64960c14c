import type { Activity } from "botbuilder";
import type { AroundNames } from "../cards/nudge.js";

/** Somebody to be notified. */
export interface Mentioned {
  /** Teams' own id, or the Entra object id. */
  readonly id: string;
  readonly name: string;
}

/**
 * A line that notifies people: their names, and what is said around them. A mention is markup, so the format
 * has to be one that knows markup, and whatever people typed is escaped.
 */
export function mentionMessage(
  whom: readonly Mentioned[],
  { before, after }: AroundNames,
): Partial<Activity> {
  const entities = mentionsOf(whom);
  return {
    type: "message",
    textFormat: "xml",
    text: `${escaped(before)}${listed(entities.map(({ text }) => text))}${escaped(after)}`,
    ...(entities.length > 0 && { entities }),
  };
}

/** Teams finds a mention by its words, letter for letter: two people of one name need different ones. */
function mentionsOf(whom: readonly Mentioned[]) {
  const used = new Map<string, number>();
  return whom.map(({ id, name: full }) => {
    const bare = mentionable(full);
    const times = (used.get(bare) ?? 0) + 1;
    used.set(bare, times);
    const name = times === 1 ? bare : `${bare} (${times})`;
    return { type: "mention", text: `<at>${name}</at>`, mentioned: { id, name } };
  });
}

const LONGEST_NAME = 80;

/** A name is compared with what stands in the text; with nothing to escape both are always alike. */
function mentionable(name: string): string {
  const bare = name
    .slice(0, LONGEST_NAME * 4)
    .replace(/[^\p{L}\p{M}\p{N}.'’-]+/gu, " ")
    .trim()
    .slice(0, LONGEST_NAME)
    .trim();
  return bare || "Somebody";
}

function listed(names: readonly string[]): string {
  return [names.slice(0, -1).join(", "), ...names.slice(-1)].filter(Boolean).join(" and ");
}

const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
};

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (mark) => ESCAPES[mark] ?? mark).replace(/\r\n|[\r\n]/g, "<br/>");
}
