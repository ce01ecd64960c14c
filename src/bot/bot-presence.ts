import { TeamsInfo, type TurnContext } from "botbuilder";
import { isInChannel } from "./activity.js";
import { statusOf } from "./connector-client.js";
import { withTimeLimit } from "./time-limit.js";

const LIMIT_MS = 1000;

/**
 * Whether the bot is in the chat that a message extension was used in: it works in others too. Teams
 * tells by refusing to name a member; where it does not say, the bot is taken to be there.
 */
export async function isBotThere(context: TurnContext, limitMs = LIMIT_MS): Promise<boolean> {
  try {
    await withTimeLimit(TeamsInfo.getMember(context, context.activity.from.id), limitMs);
    return true;
  } catch (error) {
    const status = statusOf(error);
    // In a channel, 404 may be a person from another team.
    return status !== 403 && (status !== 404 || isInChannel(context.activity));
  }
}
