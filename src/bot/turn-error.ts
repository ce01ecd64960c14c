import { randomInt } from "node:crypto";

import type { Activity, TurnContext } from "botbuilder";

import { sayWentWrong, wentWrongCard } from "../cards/notice.js";
import type { Log } from "../log.js";
import { sentenceFor } from "./invoke-reply.js";
import { cardMessage } from "./message.js";

/** What the user sees when a turn fails, and what the log keeps of it, tied by a reference. */
export function createTurnErrorHandler(
  log: Log,
): (context: TurnContext, error: Error) => Promise<void> {
  return async (context, error) => {
    const reference = createReference();
    const { type, name } = context.activity;
    log.error(
      { reference, activity: readWord(type), invoke: readWord(name), err: error },
      "turn failed",
    );
    const reply = apologise(context.activity, reference);
    if (!reply) return;
    try {
      await context.sendActivity(reply);
    } catch (failure) {
      log.error({ reference, err: failure }, "apology failed");
    }
  };
}

/** A name from outside, when it is one of the kind that Teams uses and not a text. */
function readWord(name: unknown): string | undefined {
  return typeof name === "string" && /^[\w/.-]{1,64}$/.test(name) ? name : undefined;
}

// No letter or digit that is easily taken for another when it is read out on the telephone.
const LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ";

function createReference(): string {
  const letters = Array.from({ length: 8 }, () => LETTERS.charAt(randomInt(LETTERS.length)));
  return `${letters.slice(0, 4).join("")}-${letters.slice(4).join("")}`;
}

/** An apology in the form the activity can be answered in; none where nobody asked for anything. */
function apologise(activity: Activity, reference: string): Partial<Activity> | undefined {
  switch (activity.type) {
    case "message":
    case "messageUpdate":
      return cardMessage(wentWrongCard(reference));
    case "invoke":
      // Anything but 200 makes Teams show words of its own and try again.
      return {
        type: "invokeResponse",
        value: {
          status: 200,
          body: sentenceFor(readWord(activity.name), sayWentWrong(reference)),
        },
      };
    default:
      return undefined;
  }
}
