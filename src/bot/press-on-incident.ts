import { incidentCard } from "../cards/incident.js";
import type { IncidentAction, IncidentDesk } from "../incidents/incidents.js";
import type { Log } from "../log.js";
import type { TicketDesk } from "../tickets/helpdesk.js";
import type { Actor } from "../tickets/step.js";
import type { Person } from "../tickets/ticket.js";
import type { Pressed, Presser } from "./buttons.js";
import type { IncidentPress } from "./card-actions.js";
import type { Roster } from "./roster.js";

export interface IncidentPressOptions {
  readonly desk: TicketDesk;
  readonly incidents: IncidentDesk;
  readonly roster: Roster;
  readonly log: Log;
}

const NOT_HELPDESK = "Only the members of the helpdesk's team can do this.";
const CANNOT_CHECK =
  "Teams does not tell me right now who is in the helpdesk's team. Please try again in a minute.";
const NO_INCIDENT = "There is no such incident.";
const NO_PART = "Please choose a domain.";

/** Carries out what the helpdesk decides about an incident. Who pressed is looked up each time. */
export function createIncidentPress({
  desk,
  incidents,
  roster,
  log,
}: IncidentPressOptions): (press: IncidentPress, presser: Presser) => Promise<Pressed> {
  return async (press, { person, tenant }) => {
    const standing = await standingOf(person, tenant);
    if (standing === undefined) return say(CANNOT_CHECK);
    if (standing === "none") return say(NOT_HELPDESK);
    const action = actionOf(press);
    if (!action) return say(NO_PART);
    return decide(press, action, { person, tenant, standing });
  };

  /** `undefined` where Teams does not say it. */
  async function standingOf(
    person: Person,
    tenant: string,
  ): Promise<Actor["standing"] | undefined> {
    const helpdesk = await desk.findLastHelpdesk(tenant);
    if (!helpdesk) return "none";
    try {
      return await roster.standingOf(helpdesk, person);
    } catch (error) {
      log.warn({ err: error }, "roster of the helpdesk's team not read");
      return undefined;
    }
  }

  async function decide(
    { incident: number, version }: IncidentPress,
    action: IncidentAction,
    actor: Actor,
  ): Promise<Pressed> {
    const result = await incidents.decide(number, version, action, actor);
    switch (result.kind) {
      case "done":
        return { kind: "card", card: incidentCard(await incidents.view(result.incident)) };
      case "refused":
        return say(result.says);
      case "unknown-incident":
        return say(NO_INCIDENT);
    }
  }
}

function actionOf({ verb, text, reason, part }: IncidentPress): IncidentAction | undefined {
  switch (verb) {
    case "resolve-incident":
      return { verb: "resolve", text, reason };
    case "dismiss-incident":
      return { verb: "dismiss" };
    case "split-incident":
      return part ? { verb: "split", part } : undefined;
  }
}

const say = (text: string): Pressed => ({ kind: "message", text });
