import type { Log } from "../log.js";
import type { TicketDesk } from "../tickets/helpdesk.js";
import type { Actor } from "../tickets/step.js";
import type { Person } from "../tickets/ticket.js";
import type { Roster } from "./roster.js";

export interface StandingOptions {
  readonly desk: TicketDesk;
  readonly roster: Roster;
  readonly log: Log;
}

/** What somebody is in the helpdesk's team of a tenant; `undefined` where Teams does not say right now. */
export type FindStanding = (
  tenant: string,
  person: Person,
) => Promise<Actor["standing"] | undefined>;

export const NOT_HELPDESK = "Only the members of the helpdesk's team can do this.";
export const CANNOT_CHECK =
  "Teams does not tell me right now who is in the helpdesk's team. Please try again in a minute.";
/** The same where words were to be sent to somebody. */
export const CANNOT_PASS_ON =
  "I did not pass this on: Teams does not tell me right now who is in the helpdesk's team. Please send it again in a minute.";

export function createStandingFinder({ desk, roster, log }: StandingOptions): FindStanding {
  return async (tenant, person) => {
    const helpdesk = await desk.findLastHelpdesk(tenant);
    if (!helpdesk) return "none";
    try {
      return await roster.standingOf(helpdesk, person);
    } catch (error) {
      log.warn({ err: error }, "roster of the helpdesk's team not read");
      return undefined;
    }
  };
}
