import type { Activity } from "botbuilder";
import type { Bounce } from "../explain.js";
import type { CaseStore } from "../tickets/case-store.js";
import type { Case, Person, Place } from "../tickets/ticket.js";
import { channelDataOf, isInChannel, placeOf } from "./activity.js";
import { withoutPeoplesWords } from "./draw-reading.js";
import type { MessageRequest } from "./extension-request.js";

/** Where a message stands; in a channel that is its thread, whether or not Teams says so. */
export function placeOfMessage(activity: Activity, { id, replyTo }: MessageRequest): Place {
  const place = placeOf(activity);
  const isChannel = isInChannel(activity) || channelDataOf(activity).channel !== undefined;
  if (!isChannel || place.conversation.includes(";messageid=")) return place;
  return { ...place, conversation: `${place.conversation};messageid=${replyTo ?? id}` };
}

/**
 * The person's case about a message: the one they have, or a new one. Once others see its answer, or the
 * helpdesk works on it, it stays as it is.
 */
export async function keepAnswer(
  cases: CaseStore,
  place: Place,
  question: string,
  asker: Person,
  explanation: Bounce,
): Promise<Case> {
  const known = await findCases(cases, place, question);
  const own = known.find((one) => one.asker.id === asker.id);
  const kept = withoutPeoplesWords(explanation);
  if (!own) {
    const opened = await cases.openCase({ place, question, asker, explanation: kept });
    return { ...opened, explanation };
  }
  if (own.answer !== undefined) return own;
  const replaced = await cases.replaceExplanation(own.id, kept);
  return replaced ? { ...replaced, explanation } : own;
}

/** The cases about a message, those of other organisations aside. */
export async function findCases(
  cases: CaseStore,
  { conversation, tenant }: Place,
  question: string,
): Promise<readonly Case[]> {
  const known = await cases.findCasesByQuestion(conversation, question);
  return known.filter(({ place }) => place.tenant === tenant);
}
