import type { Database } from "../database/schema.js";
import type { Message } from "../outbox/outbox-store.js";
import type { Helpdesk } from "../tickets/helpdesk.js";
import { findLastHelpdesk } from "../tickets/helpdesk-store.js";
import { listOnCall } from "../tickets/on-call-store.js";
import type { MessageRef, Person } from "../tickets/ticket.js";
import type { IncidentChannel } from "./channel.js";
import type { Incident } from "./incident.js";
import { findIncident, findIncidentCard } from "./incident-store.js";
import { onCallLine } from "./messages.js";

/** A line in the thread of a new incident that mentions whoever is on call. */
export interface IncidentCall {
  readonly incident: Incident;
  readonly helpdesk: Helpdesk;
  /** Where the incident's card stands. */
  readonly card: MessageRef;
  /** Whom it mentions. */
  readonly people: readonly Person[];
}

/** What a new incident leads to, behind its card. */
export async function callsForIncident(
  transaction: Database,
  incident: Incident,
): Promise<readonly Message[]> {
  const people = await listOnCall(transaction, incident.tenant);
  return people.length === 0 ? [] : [onCallLine(incident)];
}

/** Calls, unless the incident is over by now, or nobody can see it. */
export async function deliverCall(
  db: Database,
  channel: IncidentChannel,
  number: number,
): Promise<void> {
  const incident = await findIncident(db, number);
  if (incident?.state !== "open") return;
  const card = await findIncidentCard(db, number);
  const helpdesk = await findLastHelpdesk(db, incident.tenant);
  const people = await listOnCall(db, incident.tenant);
  if (card && helpdesk && people.length > 0)
    await channel.callFor({ incident, helpdesk, card, people });
}
