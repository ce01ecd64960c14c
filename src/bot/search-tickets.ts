import { insertableTicket } from "../cards/ticket-link.js";
import type { Database } from "../database/schema.js";
import { findTickets, listOwn, listQueue } from "../tickets/ticket-search.js";
import type { Person, Ticket } from "../tickets/ticket.js";
import type { SearchRequest } from "./extension-request.js";
import { pageOf, type SearchAnswer } from "./search-articles.js";
import type { FindStanding } from "./standing.js";

/** Who searches. */
export interface Searcher {
  readonly person: Person;
  readonly tenant: string;
}

export interface TicketSearcherOptions {
  readonly db: Database;
  readonly standingOf: FindStanding;
  readonly now: () => Date;
}

const MOST_FOUND = 50;
const HINT = "Type a number, a name, a code such as 5.1.10, an address or a domain.";

/**
 * Answers "Find a ticket" in the compose box: the helpdesk's people find all of their organisation's,
 * everybody else their own.
 */
export function createTicketSearcher({
  db,
  standingOf,
  now,
}: TicketSearcherOptions): (request: SearchRequest, searcher: Searcher) => Promise<SearchAnswer> {
  return async (request, { person, tenant }) => {
    // Where Teams does not say who is an agent, nobody is.
    const standing = (await standingOf(tenant, person)) ?? "none";
    const requester = standing === "none" ? person.id : undefined;
    const found = await find(request.typed, tenant, requester);
    if (found.length === 0) return { kind: "message", text: hintFor(request.typed, standing) };
    const results = pageOf(found, request).map((ticket) => insertableTicket(ticket, now()));
    return { kind: "results", results };
  };

  function find(
    typed: string,
    tenant: string,
    requester: string | undefined,
  ): Promise<readonly Ticket[]> {
    if (typed !== "") return findTickets(db, { tenant, typed, requester, limit: MOST_FOUND });
    return requester === undefined
      ? listQueue(db, tenant, MOST_FOUND)
      : listOwn(db, tenant, requester, MOST_FOUND);
  }
}

function hintFor(typed: string, standing: string): string {
  if (typed === "")
    return standing === "none" ? "You have asked the helpdesk nothing yet." : "Nothing is open.";
  return standing === "none" ? `None of your tickets fits. ${HINT}` : `No ticket fits. ${HINT}`;
}
