import { lockName } from "../database/database.js";
import type { Database } from "../database/schema.js";
import { listOwnOpen } from "./ticket-search.js";
import type { Case, Person, Ticket } from "./ticket.js";

/** Makes a person's other presses wait until this transaction ends, whatever they are about. */
export const lockAsking = (transaction: Database, tenant: string, { id }: Person): Promise<void> =>
  lockName(transaction, `asking/${tenant}/${id}`);

const DAY_MS = 24 * 60 * 60_000;
const HOUR_MS = 60 * 60_000;
/** Of somebody who has more open, the newest are compared. */
const COMPARED = 20;

/**
 * The open ticket that a person has opened within a day about the same bounce: one that says the same of the
 * same message. Where a bounce does not name the message there is none.
 */
export async function findAskedBefore(
  db: Database,
  about: Case,
  requester: Person,
  now: Date,
): Promise<Ticket | undefined> {
  const bounce = fingerprintOf(about);
  if (bounce === undefined) return undefined;
  const open = await listOwnOpen(db, about.place.tenant, requester.id, COMPARED);
  const since = now.getTime() - DAY_MS;
  return open.find(
    (ticket) =>
      ticket.case.id !== about.id &&
      Date.parse(ticket.openedAt) > since &&
      fingerprintOf(ticket.case) === bounce,
  );
}

function fingerprintOf({ explanation }: Case): string | undefined {
  if (!("ndr" in explanation)) return undefined;
  const { messageId, recipients } = explanation.ndr;
  if (messageId === undefined) return undefined;
  const reports = recipients.map(({ finalRecipient, status, remoteMta }) => [
    // One of the two may have its names left out.
    finalRecipient?.toLowerCase().replace(/^.*@/, ""),
    status,
    remoteMta?.toLowerCase(),
  ]);
  return JSON.stringify([messageId, reports]);
}

/** Whether a person has opened so many tickets within the hour that one more would be too many. */
export async function hasAskedEnough(
  db: Database,
  tenant: string,
  { id }: Person,
  mostPerHour: number,
  now: Date,
): Promise<boolean> {
  if (mostPerHour === 0) return false;
  const [oldest] = await db
    .selectFrom("tickets")
    .select("opened_at")
    .where("tenant", "=", tenant)
    .where("requester_id", "=", id)
    .orderBy("number", "desc")
    .offset(mostPerHour - 1)
    .limit(1)
    .execute();
  return oldest !== undefined && Date.parse(oldest.opened_at) > now.getTime() - HOUR_MS;
}
