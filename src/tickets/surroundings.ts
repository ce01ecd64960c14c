import type { Database } from "../database/schema.js";
import { listEntries } from "./entry-store.js";
import { type Alike, countAlike } from "./alike.js";
import { isOutOfReach } from "./reach.js";
import { listMergedInto } from "./thread-store.js";
import type { Entry, Ticket } from "./ticket.js";

/** What the helpdesk is shown of a ticket beside itself. */
export interface Surroundings {
  /** Its last steps, oldest first. */
  readonly entries: readonly Entry[];
  /** The numbers of the tickets that were merged into it. */
  readonly mergedHere: readonly number[];
  /** Teams does not deliver to the requester. */
  readonly isOutOfReach: boolean;
  /** How often the same came about the same time. */
  readonly alike: Alike;
}

export async function surroundingsOf(db: Database, ticket: Ticket): Promise<Surroundings> {
  const { number } = ticket;
  return {
    entries: await listEntries(db, number),
    mergedHere: await listMergedInto(db, number),
    isOutOfReach: await isOutOfReach(db, ticket),
    alike: await countAlike(db, ticket),
  };
}
