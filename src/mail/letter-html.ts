import type { Paragraph, TextRun } from "../cards/rich-text.js";
import type { StepView } from "../cards/steps.js";
import { inertText } from "./inert-text.js";
import type { Block, Letter } from "./letter.js";

/**
 * A letter as HTML that Outlook draws: tables, styles beside each element, nothing to be fetched. Outlook
 * for Windows knows neither max-width nor margins of a table, so it gets a width of its own.
 */
export function letterToHtml(letter: Letter): string {
  return [
    START,
    ...letter.map(htmlOf),
    "</td></tr></table>",
    "<!--[if mso]></td></tr></table><![endif]-->",
    "</td></tr></table></body></html>",
  ].join("\n");
}

const FONT = "font-family:'Segoe UI',-apple-system,Helvetica,Arial,sans-serif";
const MONOSPACE = "font-family:Consolas,Menlo,'Courier New',monospace";
const BREAKS = "word-break:break-word;overflow-wrap:anywhere";

const LIGHT = {
  page: "#f5f5f5",
  sheet: "#ffffff",
  ink: "#242424",
  subtle: "#5c5c5c",
  accent: "#0f548c",
  code: "#f0f0f0",
  line: "#d6d6d6",
} as const;
const DARK = {
  page: "#141414",
  sheet: "#1f1f1f",
  ink: "#f0f0f0",
  subtle: "#b3b3b3",
  accent: "#7cb8f2",
  code: "#2e2e2e",
  line: "#4a4a4a",
} as const;

/** A style sheet for the dark alone: what Outlook for Windows leaves out does no harm. */
const START = `<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark">
<title>NDR Bot</title>
<style>
:root{color-scheme:light dark}
@media (prefers-color-scheme:dark){
.page{background-color:${DARK.page}!important}
.sheet{background-color:${DARK.sheet}!important}
.ink{color:${DARK.ink}!important}
.subtle{color:${DARK.subtle}!important}
.accent{color:${DARK.accent}!important}
.code{background-color:${DARK.code}!important;color:${DARK.ink}!important}
.line{border-color:${DARK.line}!important}
}
</style></head>
<body class="page" style="margin:0;padding:0;background-color:${LIGHT.page}">
<table role="presentation" class="page" width="100%" cellpadding="0" cellspacing="0" border="0" style="background-color:${LIGHT.page}"><tr><td align="center" style="padding:12px 8px">
<!--[if mso]><table role="presentation" width="640" cellpadding="0" cellspacing="0" border="0"><tr><td><![endif]-->
<table role="presentation" class="sheet" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:640px;background-color:${LIGHT.sheet}"><tr><td class="ink" align="left" style="padding:20px;${FONT};font-size:15px;line-height:1.45;color:${LIGHT.ink};${BREAKS}">`;

function htmlOf(block: Block): string {
  switch (block.kind) {
    case "headline":
      return `<h1 class="ink" style="margin:0 0 8px;${FONT};font-size:20px;line-height:1.3;font-weight:600;color:${LIGHT.ink}">${htmlOfRuns(block.runs)}</h1>`;
    case "heading":
      return `<h2 class="accent" style="margin:22px 0 4px;${FONT};font-size:16px;line-height:1.3;font-weight:600;color:${LIGHT.accent}">${htmlOfRuns(withoutLooks(block.runs))}</h2>`;
    case "text":
      return htmlOfParagraph(block.paragraph);
    case "step":
      return htmlOfStep(block.step);
    case "rule":
      return `<hr class="line" style="margin:20px 0;border:0;border-top:1px solid ${LIGHT.line}">`;
  }
}

/** A heading has looks of its own. */
const withoutLooks = (runs: readonly TextRun[]) =>
  runs.map(({ type, text, foreign }): TextRun => ({ type, text, ...(foreign && { foreign }) }));

const SPACE: Readonly<Record<Paragraph["spacing"], string>> = {
  None: "0",
  Small: "4px 0 0",
  Default: "10px 0 0",
};

function htmlOfParagraph({ inlines, spacing }: Paragraph): string {
  return `<p style="margin:${SPACE[spacing]}">${htmlOfRuns(inlines)}</p>`;
}

function htmlOfStep({ number, text, commands, details }: StepView): string {
  const below = [...details.map(htmlOfParagraph), ...commands.map(htmlOfCommand)].join("");
  const cell = `valign="top" style="padding:4px 0 0;${FONT};font-size:15px;line-height:1.45;color:${LIGHT.ink};${BREAKS}"`;
  return (
    `<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr>` +
    `<td class="ink" width="26" ${cell}>${htmlOfRuns(number)}</td>` +
    `<td class="ink" ${cell}>${htmlOfRuns(text)}${below}</td></tr></table>`
  );
}

function htmlOfCommand({ inlines }: Paragraph): string {
  return `<p class="code" style="margin:6px 0 2px;padding:6px 8px;background-color:${LIGHT.code};color:${LIGHT.ink}">${htmlOfRuns(inlines)}</p>`;
}

function htmlOfRuns(runs: readonly TextRun[]): string {
  return runs.map(htmlOfRun).join("");
}

function htmlOfRun(run: TextRun): string {
  const color = run.color === "Accent" ? "accent" : run.isSubtle ? "subtle" : undefined;
  const styles = [
    ...(color ? [`color:${LIGHT[color]}`] : []),
    ...(run.weight ? ["font-weight:600"] : []),
    ...(run.italic ? ["font-style:italic"] : []),
    ...(run.fontType
      ? [MONOSPACE, "font-size:13px"]
      : run.size === "Small"
        ? ["font-size:13px"]
        : []),
  ];
  const looks = `${color ? ` class="${color}"` : ""}${styles.length > 0 ? ` style="${styles.join(";")}"` : ""}`;
  const words = escapeHtml(inertText(run));
  const url = run.selectAction?.url;
  if (url !== undefined) return `<a href="${escapeHtml(url)}"${looks}>${words}</a>`;
  return looks === "" ? words : `<span${looks}>${words}</span>`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Text that is nothing but text, in an element as in an attribute. */
function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? "");
}
