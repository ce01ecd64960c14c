import type { Database } from "../database/schema.js";
import { enqueue } from "../outbox/outbox-store.js";
import { takeStepIn } from "../tickets/desk.js";
import type { Actor } from "../tickets/step.js";
import { lockTickets } from "../tickets/ticket-store.js";
import { OPEN_STATES, type Reason } from "../tickets/ticket.js";
import { linkTickets } from "./gather.js";
import type { Incident } from "./incident.js";
import { saveIncident } from "./incident-store.js";
import { answerCard, incidentCard, told } from "./messages.js";
import { listFollowers } from "./people-store.js";

/** How an incident ends. */
export interface Closing {
  readonly state: Exclude<Incident["state"], "open">;
  /** Who said so; nobody where it has only grown quiet. */
  readonly actor?: Actor | undefined;
  readonly reason?: Reason | undefined;
  readonly resolution?: string | undefined;
}

export const closingOf = (state: Closing["state"], actor?: Actor): Closing => ({ state, actor });

export interface ClosingOptions {
  readonly sinks: readonly string[];
  readonly now: Date;
}

/**
 * Closes an open incident and queues what its people see of it; to be called with its problem locked. Who
 * has an open ticket in it hears through that ticket, and who only wanted to be told gets one line.
 */
export async function close(
  transaction: Database,
  incident: Incident,
  closing: Closing,
  { sinks, now }: ClosingOptions,
): Promise<Incident> {
  const version = incident.version + 1;
  const closed: Incident = {
    ...incident,
    version,
    decidedIn: version,
    state: closing.state,
    agent: closing.actor?.person,
    resolution: closing.resolution,
    closedAt: now.toISOString(),
  };
  await saveIncident(transaction, closed);
  const heard = await settleTickets(transaction, closed, closing, { sinks, now });
  const followers = await listFollowers(transaction, incident.number);
  const cases = await transaction
    .selectFrom("cases")
    .select("id")
    .where("incident", "=", incident.number)
    .orderBy("opened_at")
    .execute();
  await enqueue(
    transaction,
    [
      incidentCard(closed),
      ...cases.map(({ id }) => answerCard(id)),
      ...followers.filter(({ person }) => !heard.has(person)).map(({ caseId }) => told(caseId)),
    ],
    now,
  );
  return closed;
}

/** What its end means for the tickets in it; whose requesters have heard of it that way. */
async function settleTickets(
  transaction: Database,
  { number }: Incident,
  { state, actor, reason, resolution }: Closing,
  { sinks, now }: ClosingOptions,
): Promise<ReadonlySet<string>> {
  const open = await transaction
    .selectFrom("tickets")
    .select(["number", "requester_id"])
    .where("incident", "=", number)
    .where("state", "in", OPEN_STATES)
    .orderBy("number")
    .execute();
  const numbers = open.map((ticket) => ticket.number);
  // A ticket is somebody's question: that nobody else asks any more, or nobody ever should have been
  // counted with them, does not answer it.
  if (state === "dismissed") await linkTickets(transaction, numbers, null, now);
  if (state !== "resolved" || !actor) return new Set();
  await lockTickets(transaction, numbers);
  const heard = new Set<string>();
  for (const ticket of open) {
    const result = await takeStepIn(
      transaction,
      {
        ticket: ticket.number,
        version: undefined,
        action: { verb: "resolve", reason, text: resolution },
        actor,
        isHeardElsewhere: heard.has(ticket.requester_id),
      },
      sinks,
      now,
    );
    if (result.kind === "done") heard.add(ticket.requester_id);
    for (const other of await requestersMergedInto(transaction, ticket.number)) heard.add(other);
  }
  return heard;
}

/** They hear of the step that resolved the ticket their own was merged into. */
async function requestersMergedInto(
  transaction: Database,
  ticket: number,
): Promise<readonly string[]> {
  const rows = await transaction
    .selectFrom("tickets")
    .select("requester_id")
    .where("merged_into", "=", ticket)
    .execute();
  return rows.map(({ requester_id }) => requester_id);
}
