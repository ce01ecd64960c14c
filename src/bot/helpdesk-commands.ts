import { type Activity, TeamsInfo, type TurnContext } from "botbuilder";
import { noticeCard } from "../cards/notice.js";
import { dayInWords } from "../advice/dates.js";
import type { Helpdesk, TicketDesk } from "../tickets/helpdesk.js";
import { channelDataOf, channelOf, isInChannel, personOf, placeOf } from "./activity.js";
import type { HelpdeskCommand } from "./commands.js";
import { statusOf } from "./connector-client.js";
import { cardMessage } from "./message.js";
import type { FindStanding } from "./standing.js";

const HOW =
  "A team owner makes a channel the helpdesk by writing there: mention me, then “helpdesk here”. “helpdesk where” says which channel it is, “helpdesk off” switches it off.";

/** Names, shows and switches off the channel that tickets go to. */
export function createHelpdeskCommands({
  desk,
  standingOf,
}: {
  readonly desk: TicketDesk;
  readonly standingOf: FindStanding;
}): (context: TurnContext, command: HelpdeskCommand) => Promise<void> {
  return async (context, command) => {
    const { title, text } = await carryOut(context, command);
    await context.sendActivity(cardMessage(noticeCard(title, text)));
  };

  async function carryOut(context: TurnContext, command: HelpdeskCommand): Promise<Notice> {
    const { tenant } = placeOf(context.activity);
    const helpdesk = await desk.findHelpdesk(tenant);
    switch (command) {
      case "helpdesk":
        return { title: "The helpdesk", text: `${whereIs(helpdesk)} ${HOW}` };
      case "helpdesk where":
        return {
          title: "The helpdesk",
          text: helpdesk ? whereIs(helpdesk) : `${whereIs(helpdesk)} ${HOW}`,
        };
      case "helpdesk here":
        return nameHelpdesk(context, helpdesk);
      case "helpdesk off":
        return switchOff(context, helpdesk);
    }
  }

  async function nameHelpdesk(
    context: TurnContext,
    helpdesk: Helpdesk | undefined,
  ): Promise<Notice> {
    const { activity } = context;
    if (!isInChannel(activity))
      return {
        title: "Not here",
        text: `A helpdesk is a channel of a team, so that several people can see its tickets. ${HOW}`,
      };
    const team = teamOf(context);
    // Otherwise the owner of any team could have everybody's tickets sent there.
    if (helpdesk && helpdesk.team !== team)
      return {
        title: "There is a helpdesk already",
        text: `${whereIs(helpdesk)} Its team owner can write “helpdesk off” there first.`,
      };
    if (!(await mayDecide(context))) return NOT_OWNER;
    const objection = helpdesk ? undefined : await objectionTo(activity, team);
    if (objection) return objection;
    const channel = channelOf(activity.conversation.id);
    const named = await desk.setHelpdesk({
      place: { ...placeOf(activity), conversation: channelDataOf(activity).channel?.id ?? channel },
      team,
      name: await nameOfChannel(context),
      setBy: personOf(activity),
    });
    return {
      title: "This channel is the helpdesk now",
      text: `Tickets will be posted in ${named.name}. Anybody in this team can claim and resolve them.`,
    };
  }

  /** Whose team the helpdesk is sees all tickets there ever were: the former one has a say in it. */
  async function objectionTo(activity: Activity, team: string): Promise<Notice | undefined> {
    const { tenant } = placeOf(activity);
    const former = await desk.findLastHelpdesk(tenant);
    if (!former || former.team === team) return undefined;
    switch (await standingOf(tenant, personOf(activity))) {
      case "owner":
        return undefined;
      case undefined:
        return { title: "Please try again in a minute", text: `${CANNOT_TELL} ${GONE}` };
      default:
        return {
          title: "Ask an owner of both teams",
          text: `The helpdesk was ${former.name}. Whoever moves it must be an owner there, too: its tickets come along. ${GONE}`,
        };
    }
  }

  async function switchOff(context: TurnContext, helpdesk: Helpdesk | undefined): Promise<Notice> {
    if (!helpdesk) return { title: "No helpdesk", text: `${whereIs(helpdesk)} ${HOW}` };
    if (!isInChannel(context.activity) || teamOf(context) !== helpdesk.team)
      return {
        title: "Not here",
        text: `${whereIs(helpdesk)} Write “helpdesk off” in a channel of that team.`,
      };
    if (!(await mayDecide(context))) return NOT_OWNER;
    await desk.removeHelpdesk(placeOf(context.activity).tenant);
    return {
      title: "The helpdesk is off",
      text: "No new tickets can be sent. Those already here can still be claimed and resolved.",
    };
  }
}

const CANNOT_TELL = "Teams does not tell me right now who owns the team that was the helpdesk.";
const GONE = "If that team is gone, the admin who runs me can release it.";

interface Notice {
  readonly title: string;
  readonly text: string;
}

const NOT_OWNER: Notice = {
  title: "Ask a team owner",
  text: "Only an owner of this team can choose or switch off the helpdesk.",
};

function whereIs(helpdesk: Helpdesk | undefined): string {
  if (!helpdesk) return "No helpdesk is named yet.";
  const day = dayInWords(helpdesk.setAt.slice(0, 10)) ?? "";
  return `Tickets go to ${helpdesk.name}. ${helpdesk.setBy.name} chose it on ${day}.`;
}

function teamOf({ activity }: TurnContext): string {
  return channelDataOf(activity).team?.id ?? channelOf(activity.conversation.id);
}

/**
 * Team owners only, where Teams tells who they are. Its roster names a role for each member; where
 * it calls nobody an owner the role says nothing, and every member may decide. Guests never.
 */
async function mayDecide(context: TurnContext): Promise<boolean> {
  const role = await roleOfSender(context);
  if (role === "owner") return true;
  if (role === undefined || role === "guest" || role === "anonymous") return false;
  return !(await someOwner(context));
}

/** `undefined` for somebody who writes in a channel of the team without being in it, as in a shared one. */
async function roleOfSender(context: TurnContext): Promise<string | undefined> {
  try {
    return roleOf(await TeamsInfo.getMember(context, context.activity.from.id));
  } catch (error) {
    if (statusOf(error) === 404) return undefined;
    throw error;
  }
}

/** Pages of a roster; a team has up to 25,000 members. */
const PAGE = 500;
const MAX_PAGES = 50;

async function someOwner(context: TurnContext): Promise<boolean> {
  let continuation: string | undefined;
  for (let page = 0; page < MAX_PAGES; page++) {
    const { members, continuationToken } = await TeamsInfo.getPagedTeamMembers(
      context,
      teamOf(context),
      PAGE,
      continuation,
    );
    if (members.some((member) => roleOf(member) === "owner")) return true;
    if (!continuationToken) return false;
    continuation = continuationToken;
  }
  return false;
}

function roleOf(member: { readonly userRole?: unknown }): string {
  return typeof member.userRole === "string" ? member.userRole.toLowerCase() : "";
}

/** "General (Mail helpdesk)": Teams sends no names with a message, and General has none at all. */
export async function nameOfChannel(context: TurnContext): Promise<string> {
  const { channel, team } = channelDataOf(context.activity);
  const id = channel?.id ?? channelOf(context.activity.conversation.id);
  const [channels, details] = await Promise.all([
    TeamsInfo.getTeamChannels(context, teamOf(context)),
    TeamsInfo.getTeamDetails(context, teamOf(context)),
  ]);
  const name = channels.find((known) => known.id === id)?.name ?? channel?.name ?? "General";
  const teamName = details.name ?? team?.name;
  return teamName ? `${name} (${teamName})` : name;
}
