import type { AdviceStep } from "../advice/advice.js";
import { numbered } from "../advice/numbered.js";
import { harmless } from "./foreign.js";
import { type Paragraph, paragraph, runsOf, type TextRun, words } from "./rich-text.js";

/** A numbered step, as the templates repeat it. */
export interface StepView {
  readonly number: readonly TextRun[];
  readonly text: readonly TextRun[];
  readonly commands: readonly Paragraph[];
  /** The same commands as one text, for clients that draw code. */
  readonly code: string;
  readonly details: readonly Paragraph[];
}

/** Something behind a line to press. */
export interface SectionView {
  /** Names the container in the card; what opens it refers to it. */
  readonly id: string;
  readonly title: string;
  readonly heading: readonly TextRun[];
  /** Whether it stands open already. */
  readonly isOpen: boolean;
  readonly paragraphs: readonly Paragraph[];
  readonly steps: readonly StepView[];
}

export function stepViews(steps: readonly AdviceStep[]): readonly StepView[] {
  const all = numbered(steps);
  const isOnly = all.filter(({ number }) => number !== undefined).length <= 1;
  return all.map(({ step, number }) => ({
    // A remark has an empty place, so that its words stand under those of the steps.
    number: [words(number === undefined ? " " : isOnly ? "•" : `${number}.`)],
    text: runsOf(step.text),
    commands: step.commands.map((command) =>
      paragraph([words(command, { fontType: "Monospace", size: "Small" })]),
    ),
    code: step.commands.map(harmless).join("\n"),
    details: step.details.map((detail) => paragraph([words("• "), ...runsOf(detail)], "Small")),
  }));
}

/** A section, or none where there is nothing to open. */
export function section(
  id: string,
  title: string,
  paragraphs: readonly Paragraph[],
  steps: readonly AdviceStep[] = [],
): readonly SectionView[] {
  if (paragraphs.length === 0 && steps.length === 0) return [];
  return [
    {
      id,
      title,
      heading: [words(title, { color: "Accent" })],
      isOpen: false,
      paragraphs,
      steps: stepViews(steps),
    },
  ];
}
