import type { StatusCode } from "../ndr/status-code.js";

/** Who has to act before mail flows again. */
export type WhoCanFix =
  "sender" | "sender-admin" | "recipient" | "recipient-admin" | "microsoft" | "wait";

/**
 * Whose mail servers mean this by these codes: Microsoft's give some codes a meaning of their own,
 * and everybody else's keep to the registry and to custom.
 */
export type Servers = "microsoft" | "others";

/** One cause of a bounce, and what each person can do about it. */
export interface Article {
  /** File name without `.md`. */
  readonly id: string;
  readonly title: string;
  readonly codes: readonly CodeRange[];
  /** Set where servers give this without any code, be it always or at times. */
  readonly withoutCode?: true | undefined;
  /** Literal pieces of what servers say when this is the cause. */
  readonly phrases: readonly string[];
  readonly who: WhoCanFix;
  /** Whose codes these are; absent where everybody's servers mean the same. */
  readonly servers?: Servers | undefined;
  /** How a person tells this cause from others of the same code; the words on a button. */
  readonly tell?: string | undefined;
  /** The page this article was checked against. */
  readonly source: string;
  /** Date of that check, YYYY-MM-DD; absent where a page dropped in does not say. */
  readonly reviewed?: string | undefined;
  /** `built in`, or the folder of the organisation's own articles. */
  readonly origin: string;
  /** One paragraph each. */
  readonly happened: readonly RichText[];
  readonly senderSteps: readonly Step[];
  /** Empty where no group is involved. */
  readonly ownerSteps: readonly Step[];
  readonly adminSteps: readonly Step[];
}

/** The origin of the articles that come with the bot. */
export const BUILT_IN = "built in";

/** Whether an organisation wrote it for itself: it knows its own mail better than we do. */
export function isOwn({ origin }: Article): boolean {
  return origin !== BUILT_IN;
}

/** Codes from `from` to `to`, both included; a single code has both the same. */
export interface CodeRange {
  readonly from: StatusCode;
  readonly to: StatusCode;
}

/** One numbered step. */
export interface Step {
  readonly text: RichText;
  /** Command lines to run, one entry a line, in the order given. */
  readonly commands: readonly RichText[];
  /** Bulleted remarks under the step. */
  readonly details: readonly RichText[];
  /** No step but a heading or a paragraph between steps, as pages of Learn have them. */
  readonly isRemark?: true | undefined;
}

export type RichText = readonly Inline[];
export type Inline = Words | Blank;

/** Text of ours, with the Markdown it was written in already read. */
export interface Words {
  readonly kind: "words";
  readonly text: string;
  readonly bold?: true;
  readonly italic?: true;
  readonly code?: true;
  /** An https address. */
  readonly link?: string;
}

/** A place for a value of this bounce: `{recipientDomain|the recipient's domain}`. */
export interface Blank {
  readonly kind: "blank";
  readonly name: BlankName;
  /** What to write where the bounce does not say. */
  readonly otherwise: string;
  readonly bold?: true;
  readonly italic?: true;
  readonly code?: true;
}

/** The values an article may ask for. */
export const BLANKS = [
  "recipient",
  "recipientDomain",
  "sender",
  "senderDomain",
  "reportingMta",
  "remoteMta",
  "clientIp",
  "status",
  "messageId",
  "arrivalDate",
  "traceStart",
  "traceEnd",
] as const;
export type BlankName = (typeof BLANKS)[number];
