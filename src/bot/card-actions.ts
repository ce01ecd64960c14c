import { z } from "zod";
import type { Asking } from "../tickets/asking.js";
import { type Reason, REASONS } from "../tickets/ticket.js";
import { type Verb, VERBS } from "../tickets/transitions.js";

/** A button that was pressed. What comes back is parsed like any other input: anybody can send it. */
export type CardAction =
  | {
      readonly verb: "escalate" | "something-else" | "follow" | "back" | "show";
      readonly case: string;
    }
  | {
      readonly verb: "worked" | "still-bouncing";
      readonly case: string;
      readonly aside?: boolean | undefined;
    }
  /** From the helpdesk's card, or from the answer's. */
  | {
      readonly verb: "check-dns";
      readonly case: string;
      readonly onTicket?: boolean | undefined;
    }
  | { readonly verb: "tell"; readonly case: string; readonly answer: string }
  | { readonly verb: "correct"; readonly case: string; readonly text: string }
  /** The review anew, or on its way: with what was filled in beside the button. */
  | (Asking & { readonly verb: "review" | "send"; readonly case: string })
  /** Shows a ticket, or leaves what a small card asks. */
  | { readonly verb: "open" | "leave"; readonly ticket: number }
  | { readonly verb: "forget-me" }
  | TicketAction
  | IncidentPress;

/** A step on a ticket, with what was typed and chosen beside the button. */
export interface TicketAction {
  readonly verb: TicketVerb;
  readonly ticket: number;
  readonly version?: number | undefined;
  readonly text?: string | undefined;
  /** Id of the person to assign to. */
  readonly to?: string | undefined;
  /** Number of the ticket to merge into. */
  readonly into?: number | undefined;
  readonly reason?: Reason | undefined;
  /** Whether the button stood on a small card of its own, which then says what became of it. */
  readonly aside?: boolean | undefined;
}

/** A decision about an incident, with what was typed and chosen beside the button. */
export interface IncidentPress {
  readonly verb: "resolve-incident" | "split-incident" | "dismiss-incident";
  readonly incident: number;
  readonly version?: number | undefined;
  readonly text?: string | undefined;
  readonly reason?: Reason | undefined;
  /** The domain to split off. */
  readonly part?: string | undefined;
}

/** The outcome is told by the case's own buttons, which are there without a ticket, too. */
export type TicketVerb = Exclude<Verb, "it-works" | "still-bouncing">;

/** Names a case, as it travels in buttons. */
export const caseId = z.string().regex(/^[\w-]{1,64}$/);
// An article, named as its file is, or one of the answers that are none; which are offered is known to
// the case.
const offered = z.string().regex(/^\P{C}{1,200}$/u);
const digits = z.string().regex(/^\d{1,9}$/);
const number = z
  .union([z.number(), digits.transform(Number)])
  .pipe(z.number().int().min(1).max(Number.MAX_SAFE_INTEGER));
// The gaps have a bound: without one, three patterns try all ways to share the blanks of a long text.
/** People write #7, too; an empty field is none. */
const typedNumber = z.union([
  number,
  z
    .string()
    .regex(/^\s{0,9}#?\s{0,9}\d{0,9}\s{0,9}$/)
    .transform((text) => Number(text.replace(/\D/g, "")) || undefined),
]);
// Longer texts are cut by the store, which knows how much a card can hold.
const typed = z.string().max(10_000).optional();
/** The choices ticked, as a card joins them. */
const places = z
  .string()
  .regex(/^\d{1,2}(?:,\d{1,2}){0,30}$/)
  .transform((text) => text.split(",").map(Number));
const flag = z.boolean().optional().catch(undefined);

const cardActionShape = z.discriminatedUnion("verb", [
  z.object({
    verb: z.enum(["escalate", "something-else", "follow", "back", "show"]),
    case: caseId,
  }),
  z.object({ verb: z.enum(["worked", "still-bouncing"]), case: caseId, aside: flag }),
  z.object({ verb: z.literal("check-dns"), case: caseId, onTicket: flag }),
  z.object({ verb: z.enum(["open", "leave"]), ticket: number }),
  z.object({ verb: z.literal("tell"), case: caseId, answer: offered }),
  z.object({ verb: z.literal("correct"), case: caseId, text: z.string().max(10_000) }),
  z.object({
    verb: z.enum(["review", "send"]),
    case: caseId,
    note: typed,
    tried: places.optional().catch(undefined),
    withoutNames: flag,
  }),
  z.object({
    verb: z.enum(["resolve-incident", "split-incident", "dismiss-incident"]),
    incident: number,
    version: number.optional(),
    text: typed,
    reason: z.enum(REASONS).optional().catch(undefined),
    part: z.string().max(300).optional(),
  }),
  z.object({ verb: z.literal("forget-me") }),
  z
    .object({
      verb: z.enum(
        VERBS.filter(
          (verb): verb is TicketVerb => verb !== "it-works" && verb !== "still-bouncing",
        ),
      ),
      ticket: number,
      version: number.optional(),
      text: typed,
      // On cards that were drawn by an older version.
      resolution: typed,
      to: z.string().max(200).optional(),
      into: typedNumber.optional(),
      reason: z.enum(REASONS).optional().catch(undefined),
      aside: flag,
    })
    .transform(({ resolution, text, ...action }) => ({ ...action, text: text ?? resolution })),
]);

/** The action in a button's verb and data, or `undefined` where they are not ours. */
export function parseCardAction(verb: unknown, data: unknown): CardAction | undefined {
  if (typeof data !== "object" || data === null || Array.isArray(data)) return undefined;
  return cardActionShape.safeParse({ ...withOwnText(verb, data), verb }).data;
}

/** A card has several inputs for text, and no two may have one id: each is called after its verb. */
function withOwnText(verb: unknown, data: object): object {
  const own = typeof verb === "string" ? `${verb}-text` : "";
  return Object.hasOwn(data, own)
    ? { ...data, text: (data as Record<string, unknown>)[own] }
    : data;
}

const invokeShape = z.object({
  action: z.object({
    type: z.literal("Action.Execute"),
    verb: z.unknown(),
    data: z.unknown(),
  }),
});

/** The same, in the value of an `adaptiveCard/action`. */
export function parseInvoke(value: unknown): CardAction | undefined {
  const action = invokeShape.safeParse(value).data?.action;
  return action && parseCardAction(action.verb, action.data);
}
