import type { Card } from "../cards/fit.js";
import type { Insertable } from "../cards/insertable.js";

/** What a dialog's request is answered with: the dialog anew, a sentence, or a card for the compose box. */
export type ExtensionReply =
  { readonly task: TaskReply } | { readonly composeExtension: ComposeReply };

type TaskReply =
  | {
      readonly type: "continue";
      readonly value: {
        readonly title: string;
        readonly width: string;
        readonly height: string;
        readonly card: { readonly contentType: string; readonly content: Card };
      };
    }
  | { readonly type: "message"; readonly value: string };

type ComposeReply =
  | {
      readonly type: "result";
      readonly attachmentLayout: "list";
      readonly attachments: readonly Insertable[];
    }
  | { readonly type: "message"; readonly text: string };

/** A sentence, in the form that an invoke of this name is answered with. */
export function sentenceFor(invoke: string | undefined, sentence: string): object {
  switch (invoke) {
    case "composeExtension/fetchTask":
    case "composeExtension/submitAction":
      return { task: { type: "message", value: sentence } } satisfies ExtensionReply;
    case "composeExtension/query":
      return { composeExtension: { type: "message", text: sentence } } satisfies ExtensionReply;
    default:
      return {
        statusCode: 200,
        type: "application/vnd.microsoft.activity.message",
        value: sentence,
      };
  }
}

const TITLE = "Explain this bounce";

/** A dialog with a card. */
export function dialog(card: Card): ExtensionReply {
  return {
    task: {
      type: "continue",
      value: {
        title: TITLE,
        width: "medium",
        height: "large",
        card: { contentType: "application/vnd.microsoft.card.adaptive", content: card },
      },
    },
  };
}

/** Cards for a message of the person's own. */
export function toInsert(attachments: readonly Insertable[]): ExtensionReply {
  return { composeExtension: { type: "result", attachmentLayout: "list", attachments } };
}
