import { stepsToTry } from "./steps-to-try.js";
import type { Database } from "../database/schema.js";
import { transact } from "../database/transact.js";
import { enqueue, revive } from "../outbox/outbox-store.js";
import { findAskedBefore, hasAskedEnough, lockAsking } from "./asked-before.js";
import type { Asking } from "./asking.js";
import { findCase, leaveOutNames, lockOpening, recordOutcome } from "./case-store.js";
import { sinkMessage, type StepRequest, type StepResult, takeStepIn } from "./desk.js";
import { addEntry } from "./entry-store.js";
import {
  findHelpdesk,
  findLastHelpdesk,
  type Helpdesk,
  removeHelpdesk,
  saveHelpdesk,
} from "./helpdesk-store.js";
import { bothCards, laneOf } from "./messages.js";
import { showDiscarded } from "./reach.js";
import { type RequesterView, viewForRequester } from "./requester-view.js";
import { callsFor } from "./on-call-store.js";
import type { Action, Actor } from "./step.js";
import { findTicketByThread } from "./thread-store.js";
import { openInThread } from "./thread-ticket.js";
import { keptText } from "./stored-text.js";
import { type Surroundings, surroundingsOf } from "./surroundings.js";
import {
  findHelpdeskCard,
  findTicket,
  findTicketByCase,
  findUnseen,
  openTicket,
} from "./ticket-store.js";
import type { Case, MessageRef, Outcome, Person, Ticket } from "./ticket.js";

export type { StepResult } from "./desk.js";
export type { RequesterView } from "./requester-view.js";
export type { Helpdesk } from "./helpdesk-store.js";

/** What became of "Ask the helpdesk". */
export type EscalateResult =
  | { readonly kind: "opened"; readonly ticket: Ticket }
  | { readonly kind: "already-open"; readonly ticket: Ticket }
  /** They have sent the same bounce already, from another answer. */
  | { readonly kind: "asked-before"; readonly ticket: Ticket }
  /** They have opened as many within the hour as one person may. */
  | { readonly kind: "too-many" }
  /** The tenant of the case has named no helpdesk, or has switched it off. */
  | { readonly kind: "no-helpdesk" }
  | { readonly kind: "unknown-case" };

/**
 * The steps of a ticket's life. Each is one transaction and says nothing to the outside: what is to be
 * said stands in the outbox when it resolves. Rejects when the database does not answer; then nothing
 * has happened.
 */
export interface TicketDesk {
  /** Opens a ticket on a case, once: whoever asks again, from wherever, gets the same ticket. */
  escalate(caseId: string, requester: Person, asking: Asking): Promise<EscalateResult>;
  /**
   * The same for a case that was asked in a channel that takes tickets, named without its thread: the thread
   * becomes the ticket, and nothing is posted elsewhere. `no-helpdesk` in any other channel.
   */
  openInThread(caseId: string, requester: Person, channel: string): Promise<EscalateResult>;
  /** The open ticket that a person has on the same bounce from another answer of today. */
  findAskedBefore(about: Case, requester: Person): Promise<Ticket | undefined>;
  /** Takes a step on a ticket of the actor's tenant. */
  take(
    number: number,
    version: number | undefined,
    action: Action,
    actor: Actor,
  ): Promise<StepResult>;
  /**
   * Keeps what the asker said after trying the steps; the last word counts. Where there is a ticket, it is
   * a step of it, and refused as any other; `by` whom, where it is not its requester.
   */
  recordOutcome(caseId: string, outcome: Outcome, by?: Person): Promise<OutcomeResult>;
  findTicket(number: number): Promise<Ticket | undefined>;
  findTicketByCase(caseId: string): Promise<Ticket | undefined>;
  /** The ticket that is talked about in a conversation. */
  findTicketByThread(tenant: string, thread: string): Promise<Ticket | undefined>;
  /** What its requester is shown of a ticket. */
  viewForRequester(ticket: Ticket): Promise<RequesterView>;
  /** What the helpdesk is shown of a ticket beside itself. */
  surroundingsOf(ticket: Ticket): Promise<Surroundings>;
  /** Whether anything can be looked up about what a case is about. */
  isCheckable(about: Case): boolean;
  /** Where the ticket's card stands in the helpdesk's channel, once it does. */
  findHelpdeskCard(number: number): Promise<MessageRef | undefined>;
  /** Makes a channel the helpdesk of its tenant, instead of the one before. */
  setHelpdesk(helpdesk: Omit<Helpdesk, "setAt">): Promise<Helpdesk>;
  /** The helpdesk that takes new tickets. */
  findHelpdesk(tenant: string): Promise<Helpdesk | undefined>;
  /** The same, also after it was switched off: whose people still work on old tickets. */
  findLastHelpdesk(tenant: string): Promise<Helpdesk | undefined>;
  /** No new tickets; those already open are still shown. False when there was no helpdesk. */
  removeHelpdesk(tenant: string): Promise<boolean>;
}

export interface HelpdeskOptions {
  readonly db: Database;
  readonly now: () => Date;
  /** Called whenever something may wait in the outbox: pass the outbox's `wake`. */
  readonly onQueued?: (() => void) | undefined;
  /** Takes part in the transaction that names a tenant's helpdesk: what waited for one can be shown. */
  readonly onHelpdesk?:
    ((transaction: Database, tenant: string, now: Date) => Promise<void>) | undefined;
  /** Other systems that get a copy of each event: kinds of messages. */
  readonly sinks?: readonly string[] | undefined;
  /** From one person; 0, the default: any number. */
  readonly ticketsPerHour?: number | undefined;
  /** Absent: nothing is looked up. */
  readonly isCheckable?: ((about: Case) => boolean) | undefined;
}

export type OutcomeResult =
  | { readonly kind: "recorded"; readonly case: Case }
  | Pick<Extract<StepResult, { kind: "refused" }>, "kind" | "says">
  | { readonly kind: "unknown-case" };

const recorded = (about: Case | undefined): OutcomeResult =>
  about ? { kind: "recorded", case: about } : { kind: "unknown-case" };

/** In UTF-16 units. What is typed is for a card, and a card holds 25 KB in all. */
export const LONGEST_TEXT = 2_000;

export function createHelpdesk({
  db,
  now,
  onQueued,
  onHelpdesk,
  sinks = [],
  ticketsPerHour = 0,
  isCheckable = () => false,
}: HelpdeskOptions): TicketDesk {
  async function take(request: StepRequest): Promise<StepResult> {
    const result = await transact(db, (transaction) =>
      takeStepIn(transaction, request, sinks, now()),
    );
    if (result.kind === "done") onQueued?.();
    return result;
  }

  return {
    async escalate(caseId, requester, asking) {
      const result = await transact(db, async (transaction): Promise<EscalateResult> => {
        await lockOpening(transaction, caseId);
        const about = await findCase(transaction, caseId);
        if (!about) return { kind: "unknown-case" };
        const open = await findTicketByCase(transaction, caseId);
        if (open) return { kind: "already-open", ticket: open };
        if (!(await findHelpdesk(transaction, about.place.tenant))) return { kind: "no-helpdesk" };
        const { tenant } = about.place;
        await lockAsking(transaction, tenant, requester);
        const before = await findAskedBefore(transaction, about, requester, now());
        if (before) return { kind: "asked-before", ticket: before };
        if (await hasAskedEnough(transaction, tenant, requester, ticketsPerHour, now()))
          return { kind: "too-many" };
        const kept = keptAsking(asking, about);
        const shared = asking.withoutNames ? await leaveOutNames(transaction, about) : about;
        const draft = { case: shared, requester, asking: kept };
        const ticket = await openTicket(transaction, draft, now());
        const entry = await addEntry(transaction, ticket, "open", requester, kept.note);
        // No line: whoever pressed the button is looking at the card.
        const toSinks = sinks.map((kind) => sinkMessage(ticket.number, kind, entry));
        const calls = await callsFor(transaction, ticket);
        await enqueue(transaction, [...bothCards(ticket), ...toSinks, ...calls], now());
        return { kind: "opened", ticket };
      });
      if (result.kind === "opened") onQueued?.();
      return result;
    },

    async openInThread(caseId, requester, channel) {
      const result = await transact(db, (transaction) =>
        openInThread(transaction, caseId, requester, channel, sinks, now()),
      );
      if (result.kind === "opened") onQueued?.();
      return result;
    },

    take: (ticket, version, action, actor) =>
      take({ ticket, version, action: withKeptText(action), actor }),

    async recordOutcome(caseId, outcome, by) {
      const ticket = await findTicketByCase(db, caseId);
      if (!ticket) return recorded(await recordOutcome(db, caseId, outcome));
      const { tenant } = ticket.case.place;
      const action: Action = { verb: outcome === "worked" ? "it-works" : "still-bouncing" };
      const actor: Actor = { person: ticket.requester, tenant, standing: "none" };
      const result = await take({
        ticket: ticket.number,
        version: undefined,
        action,
        actor,
        saidBy: by,
      });
      return result.kind === "refused" ? result : recorded(await findCase(db, caseId));
    },

    findAskedBefore: (about, requester) => findAskedBefore(db, about, requester, now()),
    findTicket: (number) => findTicket(db, number),
    findTicketByCase: (caseId) => findTicketByCase(db, caseId),
    findTicketByThread: (tenant, thread) => findTicketByThread(db, tenant, thread),
    viewForRequester: (ticket) => viewForRequester(db, ticket),
    surroundingsOf: (ticket) => surroundingsOf(db, ticket),
    isCheckable,
    findHelpdeskCard: (number) => findHelpdeskCard(db, number),

    async setHelpdesk(draft) {
      const helpdesk: Helpdesk = { ...draft, setAt: now().toISOString() };
      const { tenant } = helpdesk.place;
      await transact(db, async (transaction) => {
        await saveHelpdesk(transaction, helpdesk);
        // A ticket that nobody can see cannot be claimed either.
        const unseen = await findUnseen(transaction, tenant);
        await revive(transaction, "helpdesk-card", unseen.map(laneOf), now());
        await showDiscarded(transaction, unseen, now());
        await onHelpdesk?.(transaction, tenant, now());
      });
      onQueued?.();
      return helpdesk;
    },

    findHelpdesk: (tenant) => findHelpdesk(db, tenant),
    findLastHelpdesk: (tenant) => findLastHelpdesk(db, tenant),
    removeHelpdesk: (tenant) => removeHelpdesk(db, tenant, now()),
  };
}

/** What comes back from a card may be anything. */
function keptAsking({ note, tried = [] }: Asking, { explanation }: Case): Asking {
  const places = stepsToTry(explanation).flatMap((_, place) =>
    tried.includes(place) ? place : [],
  );
  return {
    note: keptText(note, LONGEST_TEXT),
    tried: places.length > 0 ? places : undefined,
  };
}

function withKeptText(action: Action): Action {
  if (!("text" in action)) return action;
  return { ...action, text: keptText(action.text, LONGEST_TEXT) ?? "" };
}
