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
  readonly counters: CounterRow;
  readonly outbox: OutboxRow;
  readonly helpdesks: HelpdeskRow;
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
  /** MessageRef as JSON. */
  readonly answer: string | null;
  readonly outcome: string | null;
  readonly opened_at: string;
}

export interface TicketRow {
  readonly number: number;
  readonly version: number;
  readonly state: string;
  readonly case_id: string;
  readonly requester_id: string;
  readonly requester_name: string;
  readonly note: string | null;
  readonly agent_id: string | null;
  readonly agent_name: string | null;
  readonly resolution: string | null;
  /** Where the helpdesk's card stands: MessageRef as JSON. */
  readonly helpdesk_card: string | null;
  readonly opened_at: string;
  readonly changed_at: string;
}

/** The last number given out. A row, not a sequence: a sequence leaves gaps when a transaction fails. */
export interface CounterRow {
  readonly name: string;
  readonly value: number;
}

export interface OutboxRow {
  readonly id: Generated<number>;
  readonly ticket_number: number;
  /** Version of the ticket that made this row; showing a later version settles it too. */
  readonly version: number;
  readonly message: string;
  readonly attempts: number;
  readonly due_at: string;
  readonly queued_at: string;
  /** Name of the last error; never its message, which may hold addresses. */
  readonly last_error: string | null;
  /** Set when it was given up. */
  readonly died_at: string | null;
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
