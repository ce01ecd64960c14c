import type { TurnContext } from "botbuilder";
import type { Card } from "../cards/fit.js";
import { forgetCard, forgottenCard, nothingKeptCard } from "../cards/forget.js";
import { noticeCard } from "../cards/notice.js";
import type { Forgetting, Kept } from "../tickets/forget.js";
import { isPersonal, personOf, placeOf } from "./activity.js";
import type { Pressed, Presser } from "./buttons.js";

/** Answers “forget me”: nobody is forgotten before they press the button. */
export async function askToForget(
  { activity }: TurnContext,
  forgetting: Forgetting,
): Promise<Card> {
  if (!isPersonal(activity))
    return noticeCard(
      "Not here",
      "Write “forget me” in our own chat: it is nobody else's business.",
    );
  const kept = await forgetting.whatIsKept(personOf(activity), placeOf(activity).tenant);
  return isNothing(kept) ? nothingKeptCard() : forgetCard(kept);
}

/** Forgets whoever pressed the button, as Teams says who that is. */
export async function pressForget(presser: Presser, forgetting: Forgetting): Promise<Pressed> {
  await forgetting.forget(presser.person, presser.tenant);
  return { kind: "card", card: forgottenCard() };
}

function isNothing({ answers, tickets, steps, isOnCall }: Kept): boolean {
  return answers + tickets + steps === 0 && !isOnCall;
}
