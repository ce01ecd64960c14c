/** An article's words with the values of one bounce filled in: what a person is told. */
export interface Advice {
  readonly title: string;
  readonly happened: readonly Line[];
  readonly senderSteps: readonly AdviceStep[];
  readonly ownerSteps: readonly AdviceStep[];
  readonly adminSteps: readonly AdviceStep[];
  readonly source: string;
  /** In words: 21 November 2026; absent where the page does not say. */
  readonly reviewed?: string | undefined;
}

export interface AdviceStep {
  readonly text: Line;
  /** Command lines, with values quoted for PowerShell. */
  readonly commands: readonly string[];
  readonly details: readonly Line[];
  /** Stands between the steps and has no number. */
  readonly isRemark?: true | undefined;
}

export type Line = readonly Run[];

/** A piece of text with one look. */
export interface Run {
  readonly text: string;
  readonly bold?: true;
  readonly italic?: true;
  readonly code?: true;
  readonly link?: string;
  /** Came from the mail: shown as it is, never read as markup, link or mention. */
  readonly foreign?: true;
}
