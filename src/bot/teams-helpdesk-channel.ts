import type { Activity } from "botbuilder";
import type { ConnectorClient } from "botframework-connector";
import { ticketCard } from "../cards/ticket.js";
import { followUpCard } from "../cards/aside.js";
import { helpdeskLine, requesterLine } from "../cards/lines.js";
import { DeliveryError } from "../outbox/delivery-error.js";
import type { HelpdeskChannel } from "../tickets/channel.js";
import type { Helpdesk } from "../tickets/helpdesk.js";
import {
  type Case,
  isSharedThread,
  type MessageRef,
  type Person,
  type Place,
} from "../tickets/ticket.js";
import { drawCase } from "./case-card.js";
import { statusOf } from "./connector-client.js";
import type { HelpdeskPeople } from "./helpdesk-people.js";
import { mentionMessage } from "./mention-message.js";
import { cardMessage, plainMessage } from "./message.js";
import { nudgeMessage } from "./nudge.js";
import type { Roster } from "./roster.js";
import type { Log } from "../log.js";
import type { Card } from "../cards/fit.js";

type Conversation = Pick<Place, "serviceUrl" | "conversation">;

/** Gives a client for a service URL, with the bot's own credentials. */
export type ConnectTo = (serviceUrl: string) => Promise<ConnectorClient>;

/** The helpdesk's channel and the requester's chat in Teams. */
export function createTeamsHelpdeskChannel({
  connectTo,
  botId,
  people,
  roster,
  isCheckable,
  log,
}: {
  readonly connectTo: ConnectTo;
  readonly botId: string;
  readonly people: HelpdeskPeople;
  readonly roster: Roster;
  readonly isCheckable: (about: Case) => boolean;
  readonly log: Log;
}): HelpdeskChannel {
  async function post(place: Place, card: Card): Promise<MessageRef> {
    const client = await connectTo(place.serviceUrl);
    const sent = await client.conversations.sendToConversation(
      place.conversation,
      cardMessage(card),
    );
    return { serviceUrl: place.serviceUrl, conversation: place.conversation, activity: sent.id };
  }

  /** A post of its own in the channel, so that each ticket has a thread. */
  async function startThread({ place }: Helpdesk, card: Card): Promise<MessageRef> {
    const client = await connectTo(place.serviceUrl);
    const started = await client.conversations.createConversation({
      isGroup: true,
      bot: { id: botId, name: "" },
      tenantId: place.tenant,
      channelData: { channel: { id: place.conversation }, tenant: { id: place.tenant } },
      activity: cardMessage(card) as Activity,
    });
    return { serviceUrl: place.serviceUrl, conversation: started.id, activity: started.activityId };
  }

  async function say(where: Conversation, line: string | Partial<Activity>): Promise<void> {
    const client = await connectTo(where.serviceUrl);
    const message = typeof line === "string" ? plainMessage(line) : line;
    await client.conversations.sendToConversation(where.conversation, message);
  }

  /** The same, so that somebody hears of it. */
  async function sayTo(whom: Person, tenant: string, where: Conversation, line: string) {
    const id = await people.teamsIdOf(tenant, whom);
    const mentioned = [{ id, name: whom.name }];
    await say(where, mentionMessage(mentioned, { before: "", after: `: ${line}` }));
  }

  async function redraw(shown: MessageRef, card: Card): Promise<boolean> {
    const client = await connectTo(shown.serviceUrl);
    try {
      await client.conversations.updateActivity(
        shown.conversation,
        shown.activity,
        cardMessage(card),
      );
      return true;
    } catch (error) {
      // Teams forgets valid messages now and then (ActivityNotFoundInConversation): then a new card.
      if (statusOf(error) === 404) return false;
      throw error;
    }
  }

  return {
    showToHelpdesk: ({ ticket, helpdesk, shown, ...surroundings }) =>
      delivered(async () => {
        const agents = await people.agentsOf(helpdesk);
        const card = ticketCard(ticket, {
          ...surroundings,
          agents,
          canCheck: isCheckable(ticket.case),
        });
        if (shown && (await redraw(shown, card))) return shown;
        return isSharedThread(ticket) ? post(ticket.case.place, card) : startThread(helpdesk, card);
      }),
    showToRequester: (view, answer) =>
      delivered(async () => {
        const { ticket } = view;
        const card = drawCase(ticket.case, view, "available", isCheckable(ticket.case));
        if (answer && (await redraw(answer, card))) return answer;
        return post(ticket.case.place, card);
      }),
    tellRequester: (ticket, entry) =>
      delivered(() => {
        const { place } = ticket.case;
        const line = requesterLine(ticket, entry);
        // In a thread nobody is notified of what is said there to everybody.
        return isSharedThread(ticket)
          ? sayTo(ticket.requester, place.tenant, place, line)
          : say(place, line);
      }),
    askRequester: (ticket) =>
      delivered(async () => {
        await post(ticket.case.place, followUpCard(ticket));
      }),
    nudge: (nudge) =>
      delivered(async () => {
        const message = await nudgeMessage(nudge, roster, log);
        if (message) await say(nudge.card, message);
      }),
    tellHelpdesk: (ticket, entry, card) =>
      delivered(() => {
        const { whom, text } = helpdeskLine(ticket, entry);
        return whom ? sayTo(whom, ticket.case.place.tenant, card, text) : say(card, text);
      }),
  };
}

/** Says of a failure whether, and when, another try makes sense. */
export async function delivered<T>(deliver: () => Promise<T>): Promise<T> {
  try {
    return await deliver();
  } catch (error) {
    if (error instanceof DeliveryError) throw error;
    const status = statusOf(error);
    throw new DeliveryError(`Teams answered ${status ?? "nothing"}`, {
      // Not installed there, blocked, gone, or too large: the same again comes to the same.
      permanent: status !== undefined && [400, 403, 404, 405, 413].includes(status),
      retryAfterMs: retryAfterOf(error),
      cause: error,
    });
  }
}

/** From our own client, or from the header of the SDK's error. */
function retryAfterOf(error: unknown): number | undefined {
  const { retryAfterMs, response } = (error ?? {}) as {
    readonly retryAfterMs?: unknown;
    readonly response?: { readonly headers?: { get?: (name: string) => string | undefined } };
  };
  if (typeof retryAfterMs === "number") return retryAfterMs;
  const seconds = Number(response?.headers?.get?.("retry-after") ?? Number.NaN);
  return Number.isFinite(seconds) ? seconds * 1000 : undefined;
}
