import { incidentCard } from "../cards/incident.js";
import type { IncidentAction, IncidentDesk } from "../incidents/incidents.js";
import type { Actor } from "../tickets/step.js";
import type { Pressed, Presser } from "./buttons.js";
import type { IncidentPress } from "./card-actions.js";
import { CANNOT_CHECK, type FindStanding, NOT_HELPDESK } from "./standing.js";

export interface IncidentPressOptions {
  readonly incidents: IncidentDesk;
  readonly standingOf: FindStanding;
}

const NO_INCIDENT = "There is no such incident.";
const NO_PART = "Please choose a domain.";

/** Carries out what the helpdesk decides about an incident. Who pressed is looked up each time. */
export function createIncidentPress({
  incidents,
  standingOf,
}: IncidentPressOptions): (press: IncidentPress, presser: Presser) => Promise<Pressed> {
  return async (press, { person, tenant }) => {
    const standing = await standingOf(tenant, person);
    if (standing === undefined) return say(CANNOT_CHECK);
    if (standing === "none") return say(NOT_HELPDESK);
    const action = actionOf(press);
    if (!action) return say(NO_PART);
    return decide(press, action, { person, tenant, standing });
  };

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
