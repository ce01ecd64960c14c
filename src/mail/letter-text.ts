import type { Paragraph, TextRun } from "../cards/rich-text.js";
import type { StepView } from "../cards/steps.js";
import { inertText } from "./inert-text.js";
import type { Block, Letter } from "./letter.js";

/** A letter for programs that show no HTML. */
export function letterToText(letter: Letter): string {
  const lines = letter.flatMap((block, index) => linesOf(block, index === 0));
  return `${lines.join("\n").replace(/\n{3,}/g, "\n\n")}\n`;
}

function linesOf(block: Block, isFirst: boolean): readonly string[] {
  switch (block.kind) {
    case "headline":
      return [...(isFirst ? [] : [""]), textOf(block.runs), ""];
    case "heading":
      return ["", textOf(block.runs)];
    case "text":
      return paragraphLines(block.paragraph);
    case "step":
      return stepLines(block.step);
    case "rule":
      // Not "-- ": what stands below that is taken for a signature.
      return ["", "----------", ""];
  }
}

function paragraphLines({ inlines, spacing }: Paragraph): readonly string[] {
  return [...(spacing === "Default" ? [""] : []), textOf(inlines)];
}

function stepLines({ number, text, commands, details }: StepView): readonly string[] {
  return [
    `${textOf(number).padEnd(3)} ${textOf(text)}`,
    ...details.map(({ inlines }) => `      ${textOf(inlines)}`),
    ...commands.map(({ inlines }) => `      ${textOf(inlines)}`),
  ];
}

function textOf(runs: readonly TextRun[]): string {
  return runs.map(runText).join("").trimEnd();
}

function runText(run: TextRun): string {
  const text = inertText(run);
  const url = run.selectAction?.url;
  return url === undefined || text.includes(url) ? text : `${text} (${url})`;
}
