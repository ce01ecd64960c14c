import type { TurnContext } from "botbuilder";
import type { Helpdesk, TicketDesk } from "../tickets/helpdesk.js";
import { channelDataOf, isInChannel, isPersonal, personOf, placeOf } from "./activity.js";
import { type FindStanding, NOT_HELPDESK } from "./standing.js";

/** Somebody of the helpdesk's team, in one of its channels or, to read, in their own chat. */
export interface AtHelpdesk {
  readonly helpdesk: Helpdesk;
  readonly standing: "owner" | "agent";
}

/** A short answer. */
export interface Notice {
  readonly title: string;
  readonly text: string;
}

export interface AtHelpdeskOptions {
  readonly desk: TicketDesk;
  readonly standingOf: FindStanding;
  /** Nothing is changed: that can be said in the bot's own chat, too. */
  readonly isReading: boolean;
}

/** Who says something in a channel of the helpdesk's team, or why what they say does not count. */
export async function atHelpdesk(
  { activity }: TurnContext,
  { desk, standingOf, isReading }: AtHelpdeskOptions,
): Promise<AtHelpdesk | Notice> {
  const { tenant } = placeOf(activity);
  const helpdesk = await desk.findHelpdesk(tenant);
  if (!helpdesk) return NO_HELPDESK;
  const isThere = isInChannel(activity) && channelDataOf(activity).team?.id === helpdesk.team;
  if (!isThere && !(isReading && isPersonal(activity))) return NOT_HERE;
  const standing = await standingOf(tenant, personOf(activity));
  if (standing === undefined) return CANNOT_CHECK;
  return standing === "none" ? NOT_A_MEMBER : { helpdesk, standing };
}

const NO_HELPDESK: Notice = {
  title: "No helpdesk is named yet",
  text: "A team owner makes a channel the helpdesk by writing there: mention me, then “helpdesk here”.",
};
const NOT_HERE: Notice = {
  title: "Not here",
  text: "Write this in a channel of the helpdesk's team.",
};
const NOT_A_MEMBER: Notice = {
  title: "Not for you",
  text: NOT_HELPDESK,
};
const CANNOT_CHECK: Notice = {
  title: "Please try again in a minute",
  text: "Teams does not tell me right now who is in the helpdesk's team.",
};
