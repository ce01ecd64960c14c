import type { BounceMail } from "../intake/bounce-mail.js";
import type { Ndr } from "./ndr.js";
import { findLabels } from "./dialects/labels.js";
import { asksToPress, countLures, says } from "../wording/recognise.js";

/**
 * Does a mail play the bounce to get a click? A bounce is about a message that its reader sent to
 * somebody; an imitation is about the reader's own mailbox, password or parcel, and wants something
 * pressed. A report part speaks for itself and is not asked here.
 */
export function looksLikeImitation(
  mail: BounceMail,
  lines: readonly string[],
  ndr: Ndr | undefined,
): boolean {
  // Below Exchange's part for people stands what anybody may have written.
  const said = ndr?.parsedBy === "exchange" ? aboveLabels(mail.text) : lines;
  const lures = countLures(said);
  // A report with neither a code nor an address, but with something to press, is none.
  if (lures === 0)
    return !ndr && says("failure", lines) && asksToPress(said) && FOREIGN_LINK.test(mail.text);
  if (ndr?.parsedBy === "exchange") return FOREIGN_LINK.test(said.join("\n")) || asksToPress(said);
  return LINK.test(mail.text) || asksToPress(said) || (!ndr && lures > 1);
}

const LINK = /\bhttps?:\/\/|\bwww\.|\bhxxps?:/i;

/** Exchange links to Microsoft's help and nowhere else. */
const FOREIGN_LINK =
  /\bhttps?:\/\/(?!(?:[\w-]{1,63}\.){0,5}(?:microsoft\.com|office\.com|aka\.ms|outlook\.com)(?:[/?#\s]|$))|\bwww\.|\bhxxps?:/i;

/** Work is bounded, and a lure stands near the top. */
const MAX_ABOVE = 8000;

function aboveLabels(text: string): readonly string[] {
  const [first] = findLabels(text).filter(({ label }) => label !== "subject");
  return text.slice(0, Math.min(first?.index ?? text.length, MAX_ABOVE)).split("\n");
}
