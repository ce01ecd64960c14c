/** A page of Microsoft Learn as plain Markdown, without what only its own site understands. */
export function cleanPage(markdown: string): string {
  return SITE_MARKUP.reduce(
    (text, [markup, instead]) => text.replace(markup, instead),
    markdown.replace(/\r\n?/g, "\n").replace(INVISIBLE, "").replace(BLANKS, " "),
  );
}

// A Windows checkout has CRLF; authors paste no-break and zero-width blanks from their editors.
const INVISIBLE = /[\uFEFF\u200B-\u200F\u2060\u00AD]/g;
const BLANKS = /[\u00A0\u202F]|&nbsp;/g;

// Lengths are bounded, so that an opening without its end costs no more than a line.
const SITE_MARKUP: readonly (readonly [RegExp, string])[] = [
  // Only the token: `choose **Edit** :::image type="icon" source="edit.png":::.` is still a step.
  [/ ?:::image(?:-end)?\b[^\n]{0,600}?:::/g, ""],
  [/:::no-loc text="([^"\n]{0,200})":::/g, "$1"],
  [/\[!INCLUDE ?\[[^\]\n]{0,200}\]\([^)\n]{0,300}\)\]/gi, ""],
  [/\[!div [^\]\n]{0,100}\]/gi, ""],
  [/\[!VIDEO (https:[^\]\s]{0,300})\]/gi, "<$1>"],
  [/^_?\*{0,2}Original KB number:[^\n]*$/gim, ""],
  // Also where the quote mark before it has been forgotten.
  [/\[!NOTE\]/gi, "**Note:**"],
  [/\[!TIP\]/gi, "**Tip:**"],
  [/\[!IMPORTANT\]/gi, "**Important:**"],
  [/\[!WARNING\]/gi, "**Warning:**"],
  [/\[!CAUTION\]/gi, "**Caution:**"],
];
