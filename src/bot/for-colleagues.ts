import type { Activity } from "botbuilder";
import { mentionedIds } from "./mentions.js";

/** What is said to the bot in a thread of the helpdesk, and is not for those who asked. */
export type ForColleagues =
  | { readonly kind: "note"; readonly text: string }
  /** The name of a button, or little more. */
  | { readonly kind: "step" };

const NOTE =
  /^(?:internal )?note(?: (?:for|to) (?:colleagues|the helpdesk|us))?(?: ?:| [–—-]) ?(\S.*)$/is;
const STEP =
  /^(?:please )?(?:claim|assign|resolve|close|reopen|split|dismiss|merge|wait)(?: (?:it|this|me|(?:this |the )?(?:ticket|incident)))?(?: to me)?(?: into)?(?: (?:ticket |incident )?#?\d{1,9})?[\s.!]*$/i;
const ASSIGN = /^(?:please )?assign /i;
/** Longer texts are said to somebody. */
const LONGEST_STEP = 60;

/** Whether words in a thread are a note, or a step that somebody expects the bot to take. */
export function forColleagues(activity: Activity, text: string): ForColleagues | undefined {
  const [, note] = NOTE.exec(text.trim()) ?? [];
  if (note !== undefined) return { kind: "note", text: note };
  if (text.length > LONGEST_STEP) return undefined;
  const gives = ASSIGN.test(text) && mentionedIds(activity).length > 0;
  return gives || STEP.test(text.replace(/\s+/g, " ").trim()) ? { kind: "step" } : undefined;
}
