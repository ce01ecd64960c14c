import { CardFactory, type Activity, type TurnContext } from "botbuilder";
import type { Card } from "../cards/fit.js";
import { statusOf } from "./connector-client.js";

/** A message with a card and nothing else: Teams splits text from cards and then names no id. */
export function cardMessage(card: Card): Partial<Activity> {
  return { type: "message", attachments: [CardFactory.adaptiveCard(card)] };
}

/** A message in words that nobody may take for markup. */
export function plainMessage(text: string): Partial<Activity> {
  return { type: "message", text, textFormat: "plain" };
}

/**
 * Redraws a card where it stands, or sends it anew: Teams forgets valid messages now and then.
 * Returns the id of the message it is on now.
 */
export async function redrawCard(
  context: TurnContext,
  shown: string,
  card: Card,
): Promise<string | undefined> {
  try {
    await context.updateActivity({ ...cardMessage(card), id: shown });
    return shown;
  } catch (error) {
    if (statusOf(error) !== 404) throw error;
    return (await context.sendActivity(cardMessage(card)))?.id;
  }
}
