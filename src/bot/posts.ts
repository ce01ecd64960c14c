import type { Activity } from "botbuilder";
import type { Card } from "../cards/fit.js";
import type { MessageRef, Place } from "../tickets/ticket.js";
import { type ConnectTo, statusOf } from "./connector-client.js";
import { cardMessage, plainMessage } from "./message.js";

/** What the bot posts of itself, and draws anew where it stands. Each rejects as the connector does. */
export interface Posts {
  /** A post of its own in a channel, so that people can talk below it. */
  startThread(channel: Place, card: Card): Promise<MessageRef>;
  post(where: Conversation, card: Card): Promise<MessageRef>;
  /** One line, in plain words or ready made. */
  say(where: Conversation, line: string | Partial<Activity>): Promise<void>;
  /** False where Teams no longer knows the message, as it does now and then of valid ones. */
  redraw(shown: MessageRef, card: Card): Promise<boolean>;
  /**
   * Draws a card anew that began a thread. Where Teams has forgotten it, it comes anew in the same thread,
   * for that is where people talk about it; where that is gone, too, it begins another.
   */
  keepThread(shown: MessageRef | undefined, channel: Place, card: Card): Promise<MessageRef>;
}

type Conversation = Pick<Place, "serviceUrl" | "conversation">;

export function createPosts({
  connectTo,
  botId,
}: {
  readonly connectTo: ConnectTo;
  readonly botId: string;
}): Posts {
  const posts: Posts = {
    async startThread(channel, card) {
      const { conversations } = await connectTo(channel.serviceUrl);
      const started = await conversations.createConversation({
        isGroup: true,
        bot: { id: botId, name: "" },
        tenantId: channel.tenant,
        channelData: { channel: { id: channel.conversation }, tenant: { id: channel.tenant } },
        activity: cardMessage(card) as Activity,
      });
      return {
        serviceUrl: channel.serviceUrl,
        conversation: started.id,
        activity: started.activityId,
      };
    },

    async post({ serviceUrl, conversation }, card) {
      const { conversations } = await connectTo(serviceUrl);
      const sent = await conversations.sendToConversation(conversation, cardMessage(card));
      return { serviceUrl, conversation, activity: sent.id };
    },

    async say({ serviceUrl, conversation }, line) {
      const { conversations } = await connectTo(serviceUrl);
      const message = typeof line === "string" ? plainMessage(line) : line;
      await conversations.sendToConversation(conversation, message);
    },

    redraw: ({ serviceUrl, conversation, activity }, card) =>
      unlessGone(async () => {
        const { conversations } = await connectTo(serviceUrl);
        await conversations.updateActivity(conversation, activity, cardMessage(card));
        return true;
      }, false),

    async keepThread(shown, channel, card) {
      if (!shown) return posts.startThread(channel, card);
      if (await posts.redraw(shown, card)) return shown;
      const anew = await unlessGone(() => posts.post(shown, card), undefined);
      return anew ?? posts.startThread(channel, card);
    },
  };
  return posts;
}

async function unlessGone<T, G>(act: () => Promise<T>, ifGone: G): Promise<T | G> {
  try {
    return await act();
  } catch (error) {
    if (statusOf(error) === 404) return ifGone;
    throw error;
  }
}
