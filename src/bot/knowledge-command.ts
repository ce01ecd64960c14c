import type { TurnContext } from "botbuilder";
import { knowledgeCard } from "../cards/knowledge-status.js";
import type { KnowledgeStatus } from "../knowledge/live-knowledge.js";
import type { TicketDesk } from "../tickets/helpdesk.js";
import { channelDataOf, isInChannel, placeOf } from "./activity.js";
import { cardMessage } from "./message.js";

/**
 * Says which articles are in use. What is wrong with a file, and where it lies, is for the helpdesk's
 * team; anybody else is told that something is.
 */
export function createKnowledgeCommand(
  desk: TicketDesk,
  status: () => KnowledgeStatus,
): (context: TurnContext) => Promise<void> {
  return async (context) => {
    const card = knowledgeCard(status(), await isAtHelpdesk(context));
    await context.sendActivity(cardMessage(card));
  };

  async function isAtHelpdesk({ activity }: TurnContext): Promise<boolean> {
    if (!isInChannel(activity)) return false;
    const helpdesk = await desk.findHelpdesk(placeOf(activity).tenant);
    return helpdesk !== undefined && channelDataOf(activity).team?.id === helpdesk.team;
  }
}
