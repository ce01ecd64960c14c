import type { Activity } from "botbuilder";
import { z } from "zod";

/** What Teams says of another message without its HTML. */
export interface References {
  readonly forwarded: readonly string[];
  /** The beginning of what was replied to. */
  readonly replied: readonly string[];
}

const replyShape = z.object({
  type: z.literal("quotedReply"),
  quotedReply: z.object({
    senderId: z.string().optional().catch(undefined),
    preview: z.string(),
  }),
});

const forwardShape = z.object({
  contentType: z.literal("forwardedMessageReference"),
  content: z.string(),
});
const forwardedShape = z.object({ originalMessageContent: z.string() });

const quoteShape = z.object({ contentType: z.literal("messageReference"), content: z.string() });
const quotedShape = z.object({ messagePreview: z.string() });

/**
 * The messages that entities and attachments refer to. That Teams sends the attachments to a bot was
 * never seen; elsewhere it does.
 */
export function referencesIn({ attachments, entities, recipient }: Activity): References {
  const things: readonly unknown[] = attachments ?? [];
  const replies = ((entities ?? []) as readonly unknown[]).flatMap((entity) => {
    const reply = replyShape.safeParse(entity).data?.quotedReply;
    return reply && reply.senderId !== recipient.id ? [reply.preview] : [];
  });
  return {
    forwarded: things.flatMap((thing) => {
      const content = jsonIn(forwardShape.safeParse(thing).data?.content);
      return forwardedShape.safeParse(content).data?.originalMessageContent ?? [];
    }),
    replied: [
      ...replies,
      ...things.flatMap((thing) => {
        const content = jsonIn(quoteShape.safeParse(thing).data?.content);
        return quotedShape.safeParse(content).data?.messagePreview ?? [];
      }),
    ],
  };
}

function jsonIn(text: string | undefined): unknown {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
