import type { Person } from "../tickets/ticket.js";
import { type Card, fit } from "./fit.js";
import { nameOf } from "./receipt.js";
import { sentence, type TextRun } from "./rich-text.js";

/** What a card gets in a dialog beside its own. */
export interface DialogExtras {
  /** The case whose answer can be posted; absent where it stands there, or cannot be kept. */
  readonly post?: string | undefined;
  /** Below everything else. */
  readonly remarks?: readonly string[] | undefined;
}

/** The others are for later, when the dialog is long closed. */
const IN_DIALOG: readonly unknown[] = ["escalate", "something-else", "follow", "send", "back"];

/**
 * A card of ours as a dialog takes it. There Teams carries out no Action.Execute: each becomes the
 * submit that it falls back to on old clients.
 */
export function inDialog(card: Card, { post, remarks = [] }: DialogExtras): Card {
  const { body, actions, ...others } = withSubmits(card) as Parts;
  const own = (actions ?? []).filter(({ data }) => IN_DIALOG.includes(data?.verb));
  return fit({
    ...others,
    body: [...body.filter(isForDialogs), ...remarks.map((text) => line(sentence(text)))],
    actions: [...(post === undefined ? [] : [postButton(post)]), ...own],
  });
}

/** The answer as it is posted for everybody: with the name of who had it posted. */
export function askedFor(card: Card, person: Person): Card {
  const { body, ...others } = structuredClone(card) as Parts;
  const asked = sentence(nameOf(person), " asked me to explain a message here.");
  return fit({ ...others, body: [line(asked), ...body] });
}

/** Whether a card asks before it sends: nothing else is to be done there. */
export function isReview(card: Card): boolean {
  const { actions = [] } = card as Parts;
  return actions.some(({ verb }) => verb === "send");
}

/** What the helpdesk asks is answered in the chat, on the card that stands there. */
function isForDialogs(element: unknown): boolean {
  return (element as { readonly id?: unknown }).id !== "reply";
}

interface Parts extends Record<string, unknown> {
  readonly body: readonly unknown[];
  readonly actions?: readonly {
    readonly verb?: unknown;
    readonly data?: { readonly verb?: unknown };
  }[];
}

function withSubmits(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(withSubmits);
  if (typeof node !== "object" || node === null) return node;
  const { type, fallback } = node as { readonly type?: unknown; readonly fallback?: unknown };
  if (type === "Action.Execute") return fallback;
  return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, withSubmits(value)]));
}

function postButton(caseId: string) {
  return {
    type: "Action.Submit",
    title: "Post in this thread",
    data: { verb: "post", case: caseId },
  };
}

function line(inlines: readonly TextRun[]) {
  return { type: "RichTextBlock", spacing: "Medium", inlines };
}
