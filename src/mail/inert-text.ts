import type { TextRun } from "../cards/rich-text.js";

/**
 * The words of a run. Mail programs make a link of everything that looks like one, and a bounce may be
 * written to have its link pressed: what is not ours is shown as the trade writes such addresses.
 */
export function inertText({ text, foreign }: TextRun): string {
  if (!foreign) return text;
  return (
    text
      .replace(/:(?=\/\/)/g, "[:]")
      .replace(/\b(www)\.(?=\S)/gi, "$1[.]")
      // A path of the network is one to Outlook, and whoever presses it logs in there.
      .replace(/\\\\(?=\S)/g, "[\\\\]")
  );
}
