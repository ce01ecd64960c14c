import type { Database } from "../database/schema.js";
import { listPublicEntries } from "./entry-store.js";
import { isUnseen } from "./reach.js";
import { findTicket } from "./ticket-store.js";
import type { Entry, Ticket } from "./ticket.js";

/** What the requester is shown of a ticket. */
export interface RequesterView {
  readonly ticket: Ticket;
  /** The last words between them and the helpdesk, oldest first; what agents note for each other is not among them. */
  readonly talk: readonly Entry[];
  /** The ticket that is worked on instead, where it was merged. */
  readonly into?: Ticket | undefined;
  /** The helpdesk could not be shown it. */
  readonly isUnseen?: boolean | undefined;
}

const LAST_WORDS = 4;

export async function viewForRequester(db: Database, ticket: Ticket): Promise<RequesterView> {
  const { number, mergedInto } = ticket;
  return {
    ticket,
    talk: await listPublicEntries(db, number, LAST_WORDS),
    into: mergedInto === undefined ? undefined : await findTicket(db, mergedInto),
    isUnseen: await isUnseen(db, ticket),
  };
}
