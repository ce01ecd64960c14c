import type { Card } from "../cards/fit.js";
import { notANdrCard, unreadableCard } from "../cards/notice.js";
import { restCard } from "../cards/rest.js";
import { beginningCard, hiddenFileCard, noBounceHereCard } from "../cards/withheld.js";
import type { NoBounce, Reading } from "./read-message.js";
import type { Said } from "./said.js";

/** Where something was said, as far as it decides what Teams hands over there. */
export interface Surroundings {
  readonly isPersonal: boolean;
  /** The address of the bot's own chat, where it has one. */
  readonly chat?: string | undefined;
}

/** What is to be said beside the bounces; where there are none, of what was handed over instead. */
export function noticeFor(
  { problems, rest, unread }: Reading,
  said: Said,
  { isPersonal, chat }: Surroundings,
): Card | undefined {
  const hasBounces = problems.length > 0;
  const [only, ...others] = rest;
  if (hasBounces && !only && unread === 0) return undefined;
  if (hasBounces || others.length > 0 || unread > 0)
    return restCard(
      rest.map(({ name, explanation: { says } }) => ({ name, says })),
      { hasBounces, unread },
    );
  if (only) return noBounceCard(only.explanation);
  if (said.hidesFile) return hiddenFileCard(chat);
  if (said.quoted.length > 0) return beginningCard();
  return isPersonal ? notANdrCard("plain talk") : noBounceHereCard(chat);
}

function noBounceCard(explanation: NoBounce): Card {
  return explanation.kind === "unreadable"
    ? unreadableCard(explanation.says)
    : notANdrCard(explanation.looksLike, explanation.isCut);
}
