import { lockName } from "../database/database.js";
import type { Database } from "../database/schema.js";
import { enqueue } from "../outbox/outbox-store.js";
import { findCase, lockOpening } from "./case-store.js";
import { sinkMessage } from "./desk.js";
import { addEntry } from "./entry-store.js";
import type { EscalateResult } from "./helpdesk.js";
import { bothCards } from "./messages.js";
import { callsFor } from "./on-call-store.js";
import { findTicketByThread, takesTickets } from "./thread-store.js";
import { findTicketByCase, openTicket } from "./ticket-store.js";
import type { Person } from "./ticket.js";

/**
 * Makes the thread that a case was asked in its ticket, once: a thread is one ticket, whoever asks there
 * again. `no-helpdesk` where its channel takes no tickets. To be called in a transaction.
 */
export async function openInThread(
  transaction: Database,
  caseId: string,
  requester: Person,
  channel: string,
  sinks: readonly string[],
  now: Date,
): Promise<EscalateResult> {
  // Before the thread, always: so two who open them never wait for each other.
  await lockOpening(transaction, caseId);
  const about = await findCase(transaction, caseId);
  if (!about) return { kind: "unknown-case" };
  const { tenant, conversation: thread } = about.place;
  if (!(await takesTickets(transaction, tenant, channel))) return { kind: "no-helpdesk" };
  await lockName(transaction, `thread/${thread}`);
  const open =
    (await findTicketByThread(transaction, tenant, thread)) ??
    (await findTicketByCase(transaction, caseId));
  if (open) return { kind: "already-open", ticket: open };
  const draft = { case: about, requester, asking: {}, thread };
  const ticket = await openTicket(transaction, draft, now);
  const entry = await addEntry(transaction, ticket, "open", requester, undefined);
  const toSinks = sinks.map((kind) => sinkMessage(ticket.number, kind, entry));
  await enqueue(
    transaction,
    [...bothCards(ticket), ...(await callsFor(transaction, ticket)), ...toSinks],
    now,
  );
  return { kind: "opened", ticket };
}
