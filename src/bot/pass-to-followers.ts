import type { Activity } from "botbuilder";
import type { Incident } from "../incidents/incident.js";
import type { IncidentDesk, WriteResult } from "../incidents/incidents.js";
import { personOf, placeOf } from "./activity.js";
import { CANNOT_PASS_ON, type FindStanding } from "./standing.js";

export interface FollowersOptions {
  readonly incidents: IncidentDesk;
  readonly standingOf: FindStanding;
}

const NOT_YOURS =
  "I did not pass this on: only the members of the helpdesk's team can write to those who follow an incident.";
const NOBODY =
  "I passed nothing on: nobody has asked to be told about this yet. Whoever meets it sees on their answer that it is known.";

/** Takes words in an incident's thread to those who wait for its end, and says in a sentence what was done. */
export async function passToFollowers(
  activity: Activity,
  { number }: Incident,
  text: string,
  { incidents, standingOf }: FollowersOptions,
): Promise<string> {
  const person = personOf(activity);
  const { tenant } = placeOf(activity);
  const standing = await standingOf(tenant, person);
  if (standing === undefined) return CANNOT_PASS_ON;
  if (standing === "none") return NOT_YOURS;
  return saysOf(await incidents.write(number, text, { person, tenant, standing }));
}

function saysOf(result: WriteResult): string {
  switch (result.kind) {
    case "done":
      if (result.people === 0) return NOBODY;
      return `Passed on to ${result.people === 1 ? "1 person" : `${result.people} people`}.`;
    case "refused":
      return `I did not pass this on. ${result.says}`;
    case "unknown-incident":
      return "I did not pass this on: there is no such incident any more.";
  }
}
