import type { Activity } from "botbuilder";
import type { Person } from "../tickets/ticket.js";

/** Somebody to be notified. */
export interface Mentioned extends Pick<Person, "name"> {
  /** Teams' own id; the Entra object id where it is not known. */
  readonly id: string;
}

/**
 * A line that notifies somebody: their name, then the text. A mention is markup, so the format has to be
 * one that knows markup, and whatever people typed is escaped.
 */
export function mentionMessage(whom: readonly Mentioned[], text: string): Partial<Activity> {
  const entities = whom.map(({ id, name }) => ({
    type: "mention",
    // Word for word what stands in the text, or Teams takes the message for broken.
    text: `<at>${plainName(name)}</at>`,
    mentioned: { id, name: plainName(name) },
  }));
  const names = entities.map((entity) => entity.text).join(", ");
  return {
    type: "message",
    textFormat: "xml",
    text: names === "" ? escaped(text) : `${names}: ${escaped(text)}`,
    entities,
  };
}

/** A name is compared with what stands in the text; with nothing to escape both are always alike. */
function plainName(name: string): string {
  return name.replace(/[\p{C}\p{Z}<>&]+/gu, " ").trim() || "Somebody";
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
