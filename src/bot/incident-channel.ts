import type { Activity } from "botbuilder";
import { incidentCard } from "../cards/incident.js";
import { passedOnLine, toldLine } from "../cards/known.js";
import type { Card } from "../cards/fit.js";
import type { IncidentChannel } from "../incidents/channel.js";
import type { Log } from "../log.js";
import type { Helpdesk } from "../tickets/helpdesk.js";
import type { Case, MessageRef } from "../tickets/ticket.js";
import { statusOf } from "./connector-client.js";
import { cardMessage, plainMessage } from "./message.js";
import { callMessage } from "./nudge.js";
import type { Roster } from "./roster.js";
import { type ConnectTo, delivered } from "./teams-helpdesk-channel.js";

export interface IncidentChannelOptions {
  readonly connectTo: ConnectTo;
  readonly botId: string;
  readonly roster: Roster;
  readonly log: Log;
  /** The answer of a case as it stands now. */
  readonly draw: (about: Case) => Promise<Card>;
}

/** The helpdesk's channel, and the conversations of those who met an incident, in Teams. */
export function createIncidentChannel({
  connectTo,
  botId,
  roster,
  log,
  draw,
}: IncidentChannelOptions): IncidentChannel {
  /** False where Teams no longer knows the message. */
  async function redraw(shown: MessageRef, card: Card): Promise<boolean> {
    const { conversations } = await connectTo(shown.serviceUrl);
    try {
      await conversations.updateActivity(shown.conversation, shown.activity, cardMessage(card));
      return true;
    } catch (error) {
      if (statusOf(error) === 404) return false;
      throw error;
    }
  }

  async function say(
    { serviceUrl, conversation }: Pick<MessageRef, "serviceUrl" | "conversation">,
    message: Partial<Activity>,
  ): Promise<void> {
    const { conversations } = await connectTo(serviceUrl);
    await conversations.sendToConversation(conversation, message);
  }

  /** A post of its own, so that people can talk below it. */
  async function startThread({ place }: Helpdesk, card: Card): Promise<MessageRef> {
    const { conversations } = await connectTo(place.serviceUrl);
    const started = await conversations.createConversation({
      isGroup: true,
      bot: { id: botId, name: "" },
      tenantId: place.tenant,
      channelData: { channel: { id: place.conversation }, tenant: { id: place.tenant } },
      activity: cardMessage(card) as Activity,
    });
    return { serviceUrl: place.serviceUrl, conversation: started.id, activity: started.activityId };
  }

  return {
    showIncident: (view, helpdesk, shown) =>
      delivered(async () => {
        const card = incidentCard(view);
        if (shown && (await redraw(shown, card))) return shown;
        return startThread(helpdesk, card);
      }),

    callFor: (call) =>
      delivered(async () => {
        const message = await callMessage(call, roster, log);
        if (message) await say(call.card, message);
      }),

    showAnswer: async (about, answer) => {
      const card = await draw(about);
      return delivered(async () => {
        // An answer that Teams has lost is not worth a new card out of the blue: a line follows to those
        // who asked for it.
        await redraw(answer, card);
        return answer;
      });
    },

    tell: (about, next) => delivered(() => say(about.place, plainMessage(toldLine(about, next)))),

    passOn: (about, said) =>
      delivered(() => say(about.place, plainMessage(passedOnLine(about, said)))),
  };
}
