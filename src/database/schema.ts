import type { Generated, Kysely } from "kysely";

/**
 * The database, or a transaction on it. Inside a transaction use nothing but the transaction:
 * SQLite has one connection, and the outer handle would wait for it for ever.
 */
export type Database = Kysely<Schema>;

/** The tables. Dates are ISO 8601 in UTC with milliseconds, so that they sort as text. */
export interface Schema {
  readonly cases: CaseRow;
  readonly tickets: TicketRow;
  readonly ticket_entries: TicketEntryRow;
  readonly ticket_words: TicketWordRow;
  readonly incidents: IncidentRow;
  readonly incident_people: IncidentPersonRow;
  readonly problems: ProblemRow;
  readonly counters: CounterRow;
  readonly outbox: OutboxRow;
  readonly rate_limits: RateLimitRow;
  readonly helpdesks: HelpdeskRow;
  readonly routes: RouteRow;
  readonly on_call: OnCallRow;
  readonly seen_activities: SeenActivityRow;
  readonly greetings: GreetingRow;
  readonly mail_replies: MailReplyRow;
}

export interface CaseRow {
  readonly id: string;
  readonly tenant: string;
  readonly service_url: string;
  readonly conversation: string;
  readonly question: string;
  readonly asker_id: string;
  readonly asker_name: string;
  /** Explanation as JSON. */
  readonly explanation: string;
  /** Findings as JSON, once they are there. */
  readonly findings: string | null;
  /** MessageRef as JSON. */
  readonly answer: string | null;
  readonly outcome: string | null;
  /** What several people may meet at once: see Problem. Null where it is this bounce's own. */
  readonly problem: string | null;
  /** The recipients' domain, by which an incident can be split; "" where there is none. */
  readonly part: string;
  readonly incident: number | null;
  readonly opened_at: string;
}

export interface TicketRow {
  readonly number: number;
  readonly tenant: string;
  readonly version: number;
  /** The version in which state or agent last changed. */
  readonly decided_in: number;
  readonly state: string;
  readonly case_id: string;
  readonly requester_id: string;
  readonly requester_name: string;
  readonly note: string | null;
  /** Steps that the requester had tried: places from 0, with commas between. */
  readonly tried: string | null;
  readonly agent_id: string | null;
  readonly agent_name: string | null;
  readonly reason: string | null;
  readonly resolution: string | null;
  readonly merged_into: number | null;
  readonly incident: number | null;
  /** Where the helpdesk's card stands: MessageRef as JSON. */
  readonly helpdesk_card: string | null;
  /** The conversation that the helpdesk's card stands in, or is to stand in. */
  readonly thread: string | null;
  readonly opened_at: string;
  readonly changed_at: string;
  readonly resolved_at: string | null;
  /** When the requester was asked whether it works now. */
  readonly asked_at: string | null;
  /** When the helpdesk was reminded that nobody has claimed it. */
  readonly reminded_at: string | null;
}

/** One step of a ticket: what was done, by whom, in which words. Rows are added and never changed. */
export interface TicketEntryRow {
  readonly id: Generated<number>;
  readonly ticket: number;
  /** Version of the ticket after the step. */
  readonly version: number;
  readonly verb: string;
  readonly by_id: string;
  readonly by_name: string;
  readonly text: string | null;
  readonly at: string;
}

/** By which words a ticket is found. */
export interface TicketWordRow {
  readonly tenant: string;
  readonly word: string;
  readonly ticket: number;
}

export interface IncidentRow {
  readonly number: number;
  readonly tenant: string;
  readonly version: number;
  /** The version in which somebody last decided something about it. */
  readonly decided_in: number;
  /** open, resolved, dismissed or expired. */
  readonly state: string;
  readonly problem: string;
  /** "" for all of the problem, or the recipients' domain that was split off. */
  readonly part: string;
  /** Id of the case that is shown as the example. */
  readonly example: string;
  readonly agent_id: string | null;
  readonly agent_name: string | null;
  /** What those who follow it were told. */
  readonly resolution: string | null;
  /** MessageRef as JSON. */
  readonly card: string | null;
  /** The conversation that the card began. */
  readonly thread: string | null;
  readonly opened_at: string;
  /** Of the first and the last bounce that belong to it. */
  readonly first_seen_at: string;
  readonly last_seen_at: string;
  readonly closed_at: string | null;
}

/** Somebody who met an incident. */
export interface IncidentPersonRow {
  readonly incident: number;
  readonly person_id: string;
  readonly person_name: string;
  /** The first case of theirs in it: where they are told. */
  readonly case_id: string;
  /** 1 where they want to be told when it is fixed. */
  readonly follows: number;
  readonly met_at: string;
}

/** Locked while the bounces of one problem are counted, so that it becomes one incident, never two. */
export interface ProblemRow {
  readonly tenant: string;
  readonly problem: string;
  readonly seen_at: string;
}

/** The last number given out. A row, not a sequence: a sequence leaves gaps when a transaction fails. */
export interface CounterRow {
  readonly name: string;
  readonly value: number;
}

export interface OutboxRow {
  readonly id: Generated<number>;
  /** What must not overtake each other shares a lane, e.g. "ticket/42". */
  readonly lane: string;
  /** What is to be said, e.g. "helpdesk-card". */
  readonly kind: string;
  /** What it is about, as JSON: ids, and words only where they are kept nowhere else. */
  readonly about: string;
  /** Of what is drawn: showing a later version settles it too. Null for what must be said by itself. */
  readonly version: number | null;
  readonly attempts: number;
  readonly due_at: string;
  readonly queued_at: string;
  /** Name of the last error; never its message, which may hold addresses. */
  readonly last_error: string | null;
  /** Set when it was given up. */
  readonly died_at: string | null;
}

/** When something may be sent again, in one thread or in all. */
export interface RateLimitRow {
  readonly key: string;
  /** RateState as JSON. */
  readonly state: string;
  /** From then on the row says nothing. */
  readonly free_at: string;
}

export interface HelpdeskRow {
  readonly tenant: string;
  readonly service_url: string;
  readonly conversation: string;
  readonly team: string;
  readonly name: string;
  readonly set_by_id: string;
  readonly set_by_name: string;
  readonly set_at: string;
  /** Set when the helpdesk was switched off: no new tickets, but the old ones still have a home. */
  readonly removed_at: string | null;
}

/** Tickets of one kind go to a channel of their own. */
export interface RouteRow {
  readonly id: Generated<number>;
  readonly tenant: string;
  /** article, codes or verdict. */
  readonly kind: string;
  readonly value: string;
  /** Id of the team the channel is in. */
  readonly team: string;
  readonly conversation: string;
  readonly name: string;
  readonly set_by_id: string;
  readonly set_by_name: string;
  readonly set_at: string;
}

export interface OnCallRow {
  readonly tenant: string;
  readonly person_id: string;
  readonly person_name: string;
  readonly added_at: string;
}

export interface SeenActivityRow {
  readonly conversation: string;
  readonly activity: string;
  readonly seen_at: string;
}

export interface GreetingRow {
  readonly tenant: string;
  readonly conversation: string;
  readonly greeted_at: string;
}

export interface MailReplyRow {
  readonly id: Generated<number>;
  /** Names the answer, in its Message-ID, in its text and in the log. */
  readonly reference: string;
  /** Hash of what was asked, so that a mail that is delivered twice is answered once. */
  readonly question: string;
  /** Hash of who asked, so that answers can be counted. */
  readonly asker: string;
  /** Reply as JSON; gone once it was delivered or given up. */
  readonly mail: string | null;
  readonly attempts: number;
  readonly due_at: string;
  readonly queued_at: string;
  /** Name of the last error; never its message, which may hold addresses. */
  readonly last_error: string | null;
}
