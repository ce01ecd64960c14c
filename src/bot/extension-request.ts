import { z } from "zod";
import { type CardAction, caseId, parseCardAction } from "./card-actions.js";

/** The commands of the message extension, as the manifest names them. */
export const EXPLAIN = "explainBounce";
export const SEARCH = "searchArticles";
export const SEARCH_TICKETS = "searchTickets";

/** The message that "Explain this bounce" was used on. */
export interface MessageRequest {
  readonly id: string;
  /** The first message of its thread, where it is not that itself. */
  readonly replyTo?: string | undefined;
  readonly isDeleted: boolean;
  readonly subject: string;
  readonly body: { readonly contentType: "text/html" | "text/plain"; readonly content: string };
  /** Whether there are files or pictures, none of which Teams hands over. */
  readonly hasFile: boolean;
}

export interface SearchRequest {
  readonly command: typeof SEARCH | typeof SEARCH_TICKETS;
  /** Empty where nothing is typed yet. */
  readonly typed: string;
  /** How many results were had already, and how many are wanted. */
  readonly skip: number;
  readonly count: number;
}

/** What was pressed in a dialog; all but the first two are the buttons that cards have in a chat too. */
export type DialogPress =
  | { readonly verb: "post" | "hand-over"; readonly case: string }
  /** Teams has added the bot to the chat, and says so. */
  | { readonly verb: "added" }
  | { readonly verb: "card"; readonly action: CardAction };

// Nothing of this is taken on trust: anybody in the tenant can send it.

/** Teams' messages have some 100 KB; what is more is not read. */
const LONGEST_BODY = 500_000;
const LONGEST_SUBJECT = 500;

// Ids end up in conversations' ids, so they hold nothing but what Teams' own do.
const messageId = z.string().regex(/^[\w.:-]{1,100}$/);
const cut = (length: number) => z.string().transform((text) => text.slice(0, length));
const list = (most: number) =>
  z.custom<readonly unknown[]>((value) => Array.isArray(value) && value.length <= most);
const MOST_FILES = 200;

const payloadShape = z.object({
  id: messageId,
  replyToId: messageId.optional().catch(undefined),
  deleted: z.boolean().catch(false),
  subject: cut(LONGEST_SUBJECT).catch(""),
  body: z
    .object({ contentType: z.enum(["html", "text"]).catch("html"), content: cut(LONGEST_BODY) })
    .catch({ contentType: "html", content: "" }),
  attachments: list(MOST_FILES).catch([]),
});

const messageShape = z.object({ commandId: z.literal(EXPLAIN), messagePayload: payloadShape });

/** The message in the value of a `composeExtension/fetchTask` or `submitAction`. */
export function parseMessage(value: unknown): MessageRequest | undefined {
  const payload = messageShape.safeParse(value).data?.messagePayload;
  if (!payload) return undefined;
  const { contentType, content } = payload.body;
  return {
    id: payload.id,
    replyTo: payload.replyToId,
    isDeleted: payload.deleted,
    subject: payload.subject.trim(),
    body: { contentType: contentType === "html" ? "text/html" : "text/plain", content },
    hasFile:
      payload.attachments.length > 0 || (contentType === "html" && HAS_PICTURE.test(content)),
  };
}

const HAS_PICTURE = /<(?:img|attachment)\b/i;

const ownPress = z.object({ verb: z.enum(["post", "hand-over"]), case: caseId });
const addedPress = z.object({ msteams: z.object({ justInTimeInstall: z.literal(true) }) });
const pressShape = z.object({ commandId: z.literal(EXPLAIN), data: z.looseObject({}) });

/** What was pressed, in the value of a `composeExtension/submitAction`. */
export function parsePress(value: unknown): DialogPress | undefined {
  const data = pressShape.safeParse(value).data?.data;
  if (!data) return undefined;
  const own = ownPress.safeParse(data).data;
  if (own) return own;
  if (addedPress.safeParse(data).success) return { verb: "added" };
  const action = parseCardAction(data["verb"], data);
  return action && { verb: "card", action };
}

// A bounce may be pasted; what is more is not read.
const LONGEST_TYPED = 20_000;
const MOST_PARAMETERS = 10;
/** Teams asks for 25 at a time, and for 100 in all. */
const MOST_SKIPPED = 10_000;
const PAGE = 25;

const parameterShape = z.object({ name: z.string(), value: z.string() });
const count = (most: number) => z.number().int().min(0).max(most);

const searchShape = z.object({
  commandId: z.enum([SEARCH, SEARCH_TICKETS]),
  parameters: list(MOST_PARAMETERS).catch([]),
  queryOptions: z
    .object({ skip: count(MOST_SKIPPED).catch(0), count: count(MOST_SKIPPED).catch(PAGE) })
    .catch({ skip: 0, count: PAGE }),
});

/** The value of a `composeExtension/query`; `undefined` where it is no search of ours. */
export function parseSearch(value: unknown): SearchRequest | undefined {
  const request = searchShape.safeParse(value).data;
  if (!request) return undefined;
  const typed = request.parameters
    .flatMap((parameter) => parameterShape.safeParse(parameter).data ?? [])
    .find(({ name }) => name === "query");
  return {
    command: request.commandId,
    typed: typed?.value.slice(0, LONGEST_TYPED).trim() ?? "",
    ...request.queryOptions,
  };
}
