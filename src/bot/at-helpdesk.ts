import type { TurnContext } from "botbuilder";
import type { Log } from "../log.js";
import type { Helpdesk, TicketDesk } from "../tickets/helpdesk.js";
import { channelDataOf, isInChannel, personOf, placeOf } from "./activity.js";
import type { Roster } from "./roster.js";

/** Somebody of the helpdesk's team, in one of its channels. */
export interface AtHelpdesk {
  readonly helpdesk: Helpdesk;
  readonly standing: "owner" | "agent";
}

/** A short answer. */
export interface Notice {
  readonly title: string;
  readonly text: string;
}

/** Who says something in a channel of the helpdesk's team, or why what they say does not count. */
export async function atHelpdesk(
  { activity }: TurnContext,
  { desk, roster, log }: { readonly desk: TicketDesk; readonly roster: Roster; readonly log: Log },
): Promise<AtHelpdesk | Notice> {
  const helpdesk = await desk.findHelpdesk(placeOf(activity).tenant);
  if (!helpdesk) return NO_HELPDESK;
  if (!isInChannel(activity) || channelDataOf(activity).team?.id !== helpdesk.team) return NOT_HERE;
  try {
    const standing = await roster.standingOf(helpdesk, personOf(activity));
    return standing === "none" ? NOT_A_MEMBER : { helpdesk, standing };
  } catch (error) {
    log.warn({ err: error }, "roster of the helpdesk's team not read");
    return CANNOT_CHECK;
  }
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
  text: "Only the members of the helpdesk's team can do this.",
};
const CANNOT_CHECK: Notice = {
  title: "Please try again in a minute",
  text: "Teams does not tell me right now who is in the helpdesk's team.",
};
