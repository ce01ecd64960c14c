import type { Log } from "../log.js";
import type { Helpdesk } from "../tickets/helpdesk.js";
import type { Person } from "../tickets/ticket.js";
import type { Roster } from "./roster.js";
import { withTimeLimit } from "./time-limit.js";

/** The helpdesk's people as cards and lines name them. Never rejects: nothing is held up by a list of names. */
export interface HelpdeskPeople {
  /** Those a ticket can be given to; nobody where Teams does not say. */
  agentsOf(helpdesk: Helpdesk): Promise<readonly Person[]>;
  /** By which id somebody is mentioned. */
  teamsIdOf(tenant: string, person: Person): Promise<string>;
}

export interface HelpdeskPeopleOptions {
  readonly roster: Roster;
  readonly findHelpdesk: (tenant: string) => Promise<Helpdesk | undefined>;
  readonly now: () => Date;
  readonly log: Log;
}

const LIMIT_MS = 3000;
/** While Teams is in trouble, not every card has to wait to hear so. */
const PAUSE_MS = 30_000;

export function createHelpdeskPeople({
  roster,
  findHelpdesk,
  now,
  log,
}: HelpdeskPeopleOptions): HelpdeskPeople {
  let pausedUntil = 0;

  async function orElse<T>(otherwise: T, ask: () => Promise<T>): Promise<T> {
    if (now().getTime() < pausedUntil) return otherwise;
    try {
      return await withTimeLimit(ask(), LIMIT_MS);
    } catch (error) {
      pausedUntil = now().getTime() + PAUSE_MS;
      log.warn({ err: error }, "names of the helpdesk's people not read");
      return otherwise;
    }
  }

  return {
    agentsOf: (helpdesk) => orElse<readonly Person[]>([], () => roster.agentsOf(helpdesk)),
    teamsIdOf: (tenant, person) =>
      orElse(person.id, async () => {
        const helpdesk = await findHelpdesk(tenant);
        const agent = helpdesk && (await roster.findAgent(helpdesk, person.id));
        // Teams takes the Entra object id for most purposes, too.
        return agent?.teamsId ?? person.id;
      }),
  };
}
