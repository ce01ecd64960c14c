import type { Activity } from "botbuilder";
import { z } from "zod";

/** The message of the bot's own that somebody replied to. */
export interface RepliedTo {
  readonly id?: string | undefined;
  /** Its first words, where Teams hands them over. */
  readonly preview: string;
}

const replyShape = z.object({
  type: z.literal("quotedReply"),
  quotedReply: z.object({
    messageId: z.string().optional().catch(undefined),
    senderId: z.string(),
    preview: z.string().catch(""),
  }),
});

const htmlShape = z.object({ contentType: z.literal("text/html"), content: z.string() });

/** What was replied to, as newer clients say it and as older ones put it into the message's HTML. */
export function repliedToBot(activity: Activity): RepliedTo | undefined {
  const { entities, attachments, replyToId, recipient } = activity;
  for (const entity of (entities ?? []) as readonly unknown[]) {
    const reply = replyShape.safeParse(entity).data?.quotedReply;
    if (reply?.senderId === recipient.id) return { id: reply.messageId, preview: reply.preview };
  }
  for (const attachment of (attachments ?? []) as readonly unknown[]) {
    const html = htmlShape.safeParse(attachment).data?.content.slice(0, LONGEST_HTML) ?? "";
    const reply = quoteIn(html, recipient.id);
    if (reply) return reply;
  }
  return replyToId ? { id: replyToId, preview: "" } : undefined;
}

// A quote stands at the beginning, and Teams cuts it short.
const LONGEST_HTML = 5_000;
const TAG = /<([a-z]+)\b([^<>]*)>/gi;
const ID = /\bitemid="([^"<>]*)"/i;

function quoteIn(html: string, bot: string): RepliedTo | undefined {
  const tags = [...html.matchAll(TAG)];
  const [first] = tags;
  if (first?.[1]?.toLowerCase() !== "blockquote" || !/skype\.com\/Reply"/i.test(first[2] ?? ""))
    return undefined;
  const withMark = (mark: string) =>
    tags.find(([, , attributes = ""]) => attributes.includes(`itemprop="${mark}"`));
  if (ID.exec(withMark("mri")?.[2] ?? "")?.[1] !== bot) return undefined;
  const preview = withMark("preview");
  const from = preview ? preview.index + preview[0].length : 0;
  const to = html.indexOf("</p>", from);
  return {
    id: ID.exec(first[2] ?? "")?.[1],
    preview: preview ? html.slice(from, to === -1 ? undefined : to) : "",
  };
}
