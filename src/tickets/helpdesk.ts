import { findCase, recordOutcome } from "./case-store.js";
import { findHelpdesk, removeHelpdesk, saveHelpdesk, type Helpdesk } from "./helpdesk-store.js";
import { enqueue, reviveUnseen } from "./outbox-store.js";
import type { Database } from "./schema.js";
import { keptText } from "./stored-text.js";
import {
  findHelpdeskCard,
  findTicket,
  findTicketByCase,
  lockNumbers,
  openTicket,
  saveTicket,
} from "./ticket-store.js";
import type { Case, MessageRef, Outcome, Person, Ticket } from "./ticket.js";
import { claim, resolve, saysRefusal, type Refusal, type Step } from "./transitions.js";

export type { Helpdesk } from "./helpdesk-store.js";

/**
 * The way to the people on both sides. Each call rejects when the other side did not take it; an error may
 * carry `permanent` and `retryAfterMs` (see DeliveryError). A call may be repeated after a crash.
 */
export interface HelpdeskChannel {
  /** Shows the ticket in the helpdesk's channel; redraws `shown` where it already stands. Returns where it stands now. */
  showToHelpdesk(
    ticket: Ticket,
    helpdesk: Helpdesk,
    shown: MessageRef | undefined,
  ): Promise<MessageRef>;
  /** Redraws the requester's answer so that it says how the ticket stands. Returns where it stands now. */
  showToRequester(ticket: Ticket, answer: MessageRef | undefined): Promise<MessageRef>;
  /** One line to the requester: an edited card notifies nobody. */
  tellRequester(ticket: Ticket): Promise<void>;
}

/** What became of "Ask the helpdesk". */
export type EscalateResult =
  | { readonly kind: "opened"; readonly ticket: Ticket }
  | { readonly kind: "already-open"; readonly ticket: Ticket }
  /** The tenant of the case has named no helpdesk, or has switched it off. */
  | { readonly kind: "no-helpdesk" }
  | { readonly kind: "unknown-case" };

/** What became of an agent's step. A refusal changed nothing; `ticket` is how it stands. */
export type StepResult =
  | { readonly kind: "done"; readonly ticket: Ticket }
  | {
      readonly kind: "refused";
      readonly why: Refusal;
      /** `why` as one sentence of plain text. */
      readonly says: string;
      readonly ticket: Ticket;
    }
  | { readonly kind: "unknown-ticket" };

/**
 * The steps of a ticket's life. Each is one transaction and says nothing to the outside: what is to be
 * said stands in the outbox when it resolves. Rejects when the database does not answer; then nothing
 * has happened. Who may do what is for the caller to check.
 */
export interface TicketDesk {
  /** Opens a ticket on a case, once: whoever asks again, from wherever, gets the same ticket. */
  escalate(caseId: string, requester: Person, note: string | undefined): Promise<EscalateResult>;
  /** `version`: that of the card the button was on; an older one is refused. `undefined`: any. */
  claim(number: number, version: number | undefined, agent: Person): Promise<StepResult>;
  resolve(
    number: number,
    version: number | undefined,
    agent: Person,
    resolution: string | undefined,
  ): Promise<StepResult>;
  /**
   * Keeps what the asker said after trying the steps; the last word counts. Where there is a ticket, its
   * helpdesk sees it. The case, if there is one.
   */
  recordOutcome(caseId: string, outcome: Outcome): Promise<Case | undefined>;
  findTicket(number: number): Promise<Ticket | undefined>;
  findTicketByCase(caseId: string): Promise<Ticket | undefined>;
  /** Where the ticket's card stands in the helpdesk's channel, once it does. */
  findHelpdeskCard(number: number): Promise<MessageRef | undefined>;
  /** Makes a channel the helpdesk of its tenant, instead of the one before. */
  setHelpdesk(helpdesk: Omit<Helpdesk, "setAt">): Promise<Helpdesk>;
  findHelpdesk(tenant: string): Promise<Helpdesk | undefined>;
  /** No new tickets; those already open are still shown. False when there was no helpdesk. */
  removeHelpdesk(tenant: string): Promise<boolean>;
}

// A note is for a card, and a card holds 25 KB in all.
const LONGEST_TEXT = 2_000;

// No line: whoever pressed the button is looking at the card.
const AFTER_OPENING = ["helpdesk-card", "requester-card"] as const;
const AFTER_A_STEP = ["helpdesk-card", "requester-card", "requester-line"] as const;

// Each failed round means that somebody else's step was stored, so a handful is plenty.
const ROUNDS = 5;

/** `onQueued` is called whenever something may wait in the outbox: pass the outbox's `wake`. */
export function createHelpdesk({
  db,
  now,
  onQueued,
}: {
  readonly db: Database;
  readonly now: () => Date;
  readonly onQueued?: (() => void) | undefined;
}): TicketDesk {
  async function takeStep(
    number: number,
    version: number | undefined,
    step: (ticket: Ticket) => Step,
  ): Promise<StepResult> {
    const result = await db.transaction().execute(async (transaction): Promise<StepResult> => {
      for (let round = 1; round <= ROUNDS; round++) {
        const ticket = await findTicket(transaction, number);
        if (!ticket) return { kind: "unknown-ticket" };
        const taken = step(ticket);
        if (taken.kind === "unchanged") return { kind: "done", ticket };
        if (taken.kind === "refused") return refused(taken.why, ticket);
        if (version !== undefined && version !== ticket.version) {
          return refused({ kind: "changed" }, ticket);
        }
        if (await saveTicket(transaction, taken.ticket)) {
          await enqueue(transaction, taken.ticket, AFTER_A_STEP, now());
          return { kind: "done", ticket: taken.ticket };
        }
      }
      throw new Error(`Ticket ${number} changes faster than a step on it can be stored.`);
    });
    if (result.kind === "done") onQueued?.();
    return result;
  }

  return {
    async escalate(caseId, requester, note) {
      const result = await db
        .transaction()
        .execute(async (transaction): Promise<EscalateResult> => {
          const about = await findCase(transaction, caseId);
          if (!about) return { kind: "unknown-case" };
          await lockNumbers(transaction);
          const open = await findTicketByCase(transaction, caseId);
          if (open) return { kind: "already-open", ticket: open };
          if (!(await findHelpdesk(transaction, about.place.tenant)))
            return { kind: "no-helpdesk" };
          const draft = { case: about, requester, note: keptText(note, LONGEST_TEXT) };
          const ticket = await openTicket(transaction, draft, now());
          await enqueue(transaction, ticket, AFTER_OPENING, now());
          return { kind: "opened", ticket };
        });
      if (result.kind === "opened") onQueued?.();
      return result;
    },

    claim: (number, version, agent) =>
      takeStep(number, version, (ticket) => claim(ticket, agent, now())),

    resolve: (number, version, agent, resolution) =>
      takeStep(number, version, (ticket) =>
        resolve(ticket, agent, keptText(resolution, LONGEST_TEXT), now()),
      ),

    async recordOutcome(caseId, outcome) {
      const recorded = await db.transaction().execute(async (transaction) => {
        const about = await recordOutcome(transaction, caseId, outcome);
        const ticket = about && (await findTicketByCase(transaction, caseId));
        // No step: buttons already drawn stay good. Queued for the version to come, because a card on its
        // way may show this version without the outcome, and would strike this redraw out unseen.
        const next = ticket && { ...ticket, version: ticket.version + 1 };
        if (next) await enqueue(transaction, next, ["helpdesk-card"], now());
        return { about, isQueued: next !== undefined };
      });
      if (recorded.isQueued) onQueued?.();
      return recorded.about;
    },

    findTicket: (number) => findTicket(db, number),
    findTicketByCase: (caseId) => findTicketByCase(db, caseId),
    findHelpdeskCard: (number) => findHelpdeskCard(db, number),

    async setHelpdesk(draft) {
      const helpdesk: Helpdesk = { ...draft, setAt: now().toISOString() };
      await db.transaction().execute(async (transaction) => {
        await saveHelpdesk(transaction, helpdesk);
        await reviveUnseen(transaction, helpdesk.place.tenant, now());
      });
      onQueued?.();
      return helpdesk;
    },

    findHelpdesk: (tenant) => findHelpdesk(db, tenant),
    removeHelpdesk: (tenant) => removeHelpdesk(db, tenant, now()),
  };
}

function refused(why: Refusal, ticket: Ticket): StepResult {
  return { kind: "refused", why, says: saysRefusal(why, ticket), ticket };
}
