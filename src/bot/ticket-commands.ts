import type { Activity, TurnContext } from "botbuilder";
import type { Card } from "../cards/fit.js";
import { notice } from "../cards/notice.js";
import { words } from "../cards/rich-text.js";
import { incidentCard } from "../cards/incident.js";
import { incidentsCard } from "../cards/incident-list.js";
import { LISTED, ownTicketsCard, queueCard } from "../cards/ticket-list.js";
import { chatLink } from "../cards/withheld.js";
import type { Database } from "../database/schema.js";
import type { IncidentDesk } from "../incidents/incidents.js";
import type { TicketDesk } from "../tickets/helpdesk.js";
import type { Person, Ticket } from "../tickets/ticket.js";
import { listHeld, listOwn, listQueue } from "../tickets/ticket-search.js";
import { channelDataOf, isInChannel, isPersonal, personOf, placeOf } from "./activity.js";
import type { TicketCommand } from "./commands.js";
import { cardMessage, plainMessage } from "./message.js";
import type { OpenTicket } from "./open-ticket.js";
import { CANNOT_CHECK, type FindStanding } from "./standing.js";

export interface TicketCommandsOptions {
  readonly db: Database;
  readonly desk: TicketDesk;
  readonly incidents: IncidentDesk;
  readonly standingOf: FindStanding;
  readonly openTicket: OpenTicket;
  /** The address of the bot's own chat, where it has one. */
  readonly chat?: string | undefined;
  readonly now: () => Date;
}

const NOT_HELPDESK = "Only the members of the helpdesk's team see what is open there.";
/** The same whether there is none, or it is another organisation's. */
const NO_INCIDENT = "There is no such incident.";

/** Shows tickets to who may see them, where nobody else looks on. */
export function createTicketCommands(
  options: TicketCommandsOptions,
): (context: TurnContext, command: TicketCommand) => Promise<void> {
  const { db, desk, incidents, standingOf, openTicket, chat, now } = options;
  return async (context, command) => {
    const shown = await carryOut(context.activity, command);
    await context.sendActivity(
      typeof shown === "string" ? plainMessage(shown) : cardMessage(shown),
    );
  };

  async function carryOut(activity: Activity, command: TicketCommand): Promise<Card | string> {
    const { tenant } = placeOf(activity);
    const person = personOf(activity);
    switch (command) {
      case "my tickets":
        if (!isPersonal(activity)) return inOurChat("I show you your tickets in our own chat.");
        return ownTicketsCard(
          await listOwn(db, tenant, person.id, LISTED + 1),
          await listTheirWork(tenant, person),
          now(),
        );
      case "queue":
        return toAgents(activity, async () => {
          const open = await incidents.listOpen(tenant);
          return queueCard(await listQueue(db, tenant, LISTED + 1), open.length, now());
        });
      case "incidents":
        return toAgents(activity, async () => {
          const open = await incidents.listOpen(tenant);
          return incidentsCard(await Promise.all(open.map((one) => incidents.view(one))), now());
        });
      default: {
        const [what, which] = command.split(" ");
        const number = Number(which);
        if (what === "incident")
          return toAgents(activity, async () => {
            const incident = await incidents.find(tenant, number);
            return incident ? incidentCard(incident) : NO_INCIDENT;
          });
        if (!(await isAmongAgents(activity)))
          return inOurChat("I show tickets in our own chat, and in the helpdesk's team.");
        const opened = await openTicket(number, { person, tenant });
        return opened.kind === "card" ? opened.card : opened.text;
      }
    }
  }

  /** None where they are not at the helpdesk any more, or Teams does not say. */
  async function listTheirWork(tenant: string, person: Person): Promise<readonly Ticket[]> {
    const held = await listHeld(db, tenant, person.id, LISTED + 1);
    if (held.length === 0) return held;
    const standing = await standingOf(tenant, person);
    return standing === undefined || standing === "none" ? [] : held;
  }

  /** For the helpdesk's people, and nobody else's eyes. */
  async function toAgents(
    activity: Activity,
    show: () => Promise<Card | string>,
  ): Promise<Card | string> {
    const standing = await standingOf(placeOf(activity).tenant, personOf(activity));
    if (standing === undefined) return CANNOT_CHECK;
    if (standing === "none") return NOT_HELPDESK;
    if (!(await isAmongAgents(activity)))
      return inOurChat("I show this in our own chat, and in the helpdesk's team.");
    return show();
  }

  /** Whether only people of the helpdesk's look on, or nobody. */
  async function isAmongAgents(activity: Activity): Promise<boolean> {
    if (isPersonal(activity)) return true;
    if (!isInChannel(activity)) return false;
    const helpdesk = await desk.findLastHelpdesk(placeOf(activity).tenant);
    return helpdesk !== undefined && channelDataOf(activity).team?.id === helpdesk.team;
  }

  function inOurChat(text: string): Card {
    return notice("Not here", [words(text)], [], chatLink(chat));
  }
}
