import type { TurnContext } from "botbuilder";
import type { Card } from "../cards/fit.js";
import { noticeCard } from "../cards/notice.js";
import type { Forgetting } from "../tickets/forget.js";
import type { TicketDesk } from "../tickets/helpdesk.js";
import { atHelpdesk } from "./at-helpdesk.js";
import { askToForget } from "./forget-command.js";
import { cardMessage } from "./message.js";
import { carryOutOnCall, type OnCallOptions } from "./on-call-command.js";
import type { PeopleCommand } from "./people-grammar.js";
import type { FindStanding } from "./standing.js";
import { carryOutRoute, type RouteOptions } from "./route-command.js";

export interface PeopleCommandsOptions extends OnCallOptions, RouteOptions {
  readonly desk: TicketDesk;
  readonly standingOf: FindStanding;
  readonly forgetting: Forgetting;
}

/** Carries out what is said about people on call, routes and oneself, and answers it. */
export function createPeopleCommands(
  options: PeopleCommandsOptions,
): (context: TurnContext, command: PeopleCommand) => Promise<void> {
  return async (context, command) => {
    await context.sendActivity(cardMessage(await carryOut(context, command)));
  };

  async function carryOut(context: TurnContext, command: PeopleCommand): Promise<Card> {
    if (command.kind === "forget-me") return askToForget(context, options.forgetting);
    const isReading = command.kind === "on-call" || command.kind === "routes";
    const at = await atHelpdesk(context, { ...options, isReading });
    if (!("helpdesk" in at)) return noticeCard(at.title, at.text);
    switch (command.kind) {
      case "routes":
      case "route-here":
      case "route-off":
        return carryOutRoute(context, command, at, options);
      default: {
        const { title, text } = await carryOutOnCall(context, command, at.helpdesk, options);
        return noticeCard(title, text);
      }
    }
  }
}
