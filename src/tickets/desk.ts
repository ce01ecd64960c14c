import type { Database } from "../database/schema.js";
import { enqueue, type Message } from "../outbox/outbox-store.js";
import { recordOutcome } from "./case-store.js";
import { addEntry, listEntries } from "./entry-store.js";
import { bothCards, drawnAnew, messagesFor, requesterCard, requesterLine } from "./messages.js";
import {
  type Action,
  type Actor,
  isCurrent,
  type Refusal,
  saysRefusal,
  type Step,
  takeStep,
} from "./step.js";
import {
  findMergedInto,
  findTicket,
  isTicketNumber,
  lockTickets,
  saveTicket,
} from "./ticket-store.js";
import { listMergedInto } from "./thread-store.js";
import { writeWords } from "./ticket-words.js";
import { OPEN_STATES, type Person, type Ticket } from "./ticket.js";
import { FOR_ANY_VERSION } from "./transitions.js";

/** What became of a step. A refusal changed nothing; `ticket` is how it stands. */
export type StepResult =
  | { readonly kind: "done"; readonly ticket: Ticket }
  | {
      readonly kind: "refused";
      readonly why: Refusal;
      /** `why` as one sentence of plain text. */
      readonly says: string;
      readonly ticket: Ticket;
    }
  /** There is none, or it is another tenant's. */
  | { readonly kind: "unknown-ticket" };

export interface StepRequest {
  readonly ticket: number;
  /** That of the card the button was on; a stale one is refused. `undefined`: any. */
  readonly version: number | undefined;
  readonly action: Action;
  readonly actor: Actor;
  /** Whose words it is in, where that is not the actor's: an asker tells how the requester's ticket went. */
  readonly saidBy?: Person | undefined;
  /** The requester hears of it another way: the card is redrawn, and no line is said. */
  readonly isHeardElsewhere?: boolean | undefined;
}

/** Takes a step and queues what is to be said about it; to be called in a transaction. */
export async function takeStepIn(
  transaction: Database,
  { ticket: number, version, action, actor, saidBy, isHeardElsewhere = false }: StepRequest,
  sinks: readonly string[],
  now: Date,
): Promise<StepResult> {
  const by = saidBy ?? actor.person;
  await lockTickets(transaction, await changedBy(transaction, number, action));
  const ticket = await findTicket(transaction, number);
  if (!ticket || ticket.case.place.tenant !== actor.tenant) return { kind: "unknown-ticket" };
  if (await isSaidAgain(transaction, number, action, by, now)) return { kind: "done", ticket };
  const step = takeStep(ticket, action, actor, now);
  if (step.kind === "unchanged") return { kind: "done", ticket };
  const why = await objectionTo(transaction, ticket, version, action, step);
  if (why) return { kind: "refused", why, says: saysRefusal(why, ticket), ticket };
  if (step.kind === "refused") throw new Error("A refused step has an objection.");

  const stepped = step.ticket;
  await save(transaction, stepped);
  if (stepped.agent?.id !== ticket.agent?.id) await writeWords(transaction, stepped);
  const entry = await addEntry(transaction, stepped, action.verb, by, textOf(action));
  await enqueue(
    transaction,
    [
      ...messagesFor(ticket, stepped, action.verb, by, entry).filter(
        ({ kind }) => !isHeardElsewhere || kind !== "requester-line",
      ),
      ...sinks.map((kind) => sinkMessage(stepped.number, kind, entry)),
      ...(await consequences(transaction, ticket, stepped, action, entry, sinks, now)),
    ],
    now,
  );
  return { kind: "done", ticket: stepped };
}

/** The tickets that a step on one of them changes: on those that were merged, notes can be taken meanwhile. */
async function changedBy(
  transaction: Database,
  number: number,
  action: Action,
): Promise<readonly number[]> {
  if (!isTicketNumber(number)) return [];
  switch (action.verb) {
    case "merge":
      return [number, action.into, ...(await listMergedInto(transaction, number))];
    case "withdraw":
      return [number, ...(await listMergedInto(transaction, number))];
    case "reopen": {
      const into = (await findTicket(transaction, number))?.mergedInto;
      return into === undefined ? [number] : [number, into];
    }
    default:
      return [number];
  }
}

/** What a step says again within this time is a button pressed twice: meant once. */
const AGAIN_MS = 10_000;

async function isSaidAgain(
  transaction: Database,
  ticket: number,
  action: Action,
  { id }: Person,
  now: Date,
): Promise<boolean> {
  // The others lead somewhere else, from where they are refused.
  if (action.verb !== "ask" && !FOR_ANY_VERSION.has(action.verb)) return false;
  const [last] = await listEntries(transaction, ticket, 1);
  return (
    last !== undefined &&
    last.verb === action.verb &&
    last.by.id === id &&
    last.text === textOf(action) &&
    now.getTime() - Date.parse(last.at) < AGAIN_MS
  );
}

async function objectionTo(
  transaction: Database,
  ticket: Ticket,
  version: number | undefined,
  action: Action,
  step: Step,
): Promise<Refusal | undefined> {
  if (step.kind === "refused") return step.why;
  const isStale = version !== undefined && !isCurrent(version, ticket);
  if (isStale && !FOR_ANY_VERSION.has(action.verb)) return { kind: "changed" };
  if (action.verb !== "merge") return undefined;
  const into = await findTicket(transaction, action.into);
  const isFit =
    into !== undefined &&
    into.number !== ticket.number &&
    into.case.place.tenant === ticket.case.place.tenant &&
    OPEN_STATES.includes(into.state);
  return isFit ? undefined : { kind: "cannot-merge", into: action.into };
}

/** What a step on one ticket means for others. */
async function consequences(
  transaction: Database,
  before: Ticket,
  after: Ticket,
  action: Action,
  entry: number,
  sinks: readonly string[],
  now: Date,
): Promise<readonly Message[]> {
  const merged = await findMergedInto(transaction, after.number);
  switch (action.verb) {
    case "merge":
      return [
        ...(await passOn(transaction, merged, action.into, now)),
        ...(await touch(transaction, action.into, now)),
      ];
    case "reopen":
      return [
        ...drawnAnew(merged.flatMap(bothCards)),
        ...(before.mergedInto === undefined
          ? []
          : await touch(transaction, before.mergedInto, now)),
      ];
    case "resolve":
      // Their requesters wait for the same news.
      return merged.flatMap((other) => [
        ...drawnAnew(bothCards(other)),
        ...(other.requester.id === after.requester.id
          ? []
          : [requesterLine(other, "resolve", entry)]),
      ]);
    case "withdraw":
      // Only its own requester is done with it.
      return comeBack(transaction, merged, after.requester, sinks, now);
    default: {
      // Their requesters read on their own cards how it stands.
      const isNews = before.state !== after.state || before.agent?.id !== after.agent?.id;
      return isNews ? drawnAnew(merged.flatMap(requesterCard)) : [];
    }
  }
}

/** What was merged into a ticket follows it into the next one. */
async function passOn(
  transaction: Database,
  merged: readonly Ticket[],
  into: number,
  now: Date,
): Promise<readonly Message[]> {
  const moved = merged.map((other) => changed({ ...other, mergedInto: into }, now));
  for (const other of moved) await save(transaction, other);
  return moved.flatMap(bothCards);
}

async function comeBack(
  transaction: Database,
  merged: readonly Ticket[],
  by: Person,
  sinks: readonly string[],
  now: Date,
): Promise<readonly Message[]> {
  const copies: Message[] = [];
  const back = merged.map((other) =>
    decided({ ...other, mergedInto: undefined, state: other.agent ? "claimed" : "new" }, now),
  );
  for (const other of back) {
    await save(transaction, other);
    const entry = await addEntry(transaction, other, "come-back", by, undefined);
    copies.push(...sinks.map((kind) => sinkMessage(other.number, kind, entry)));
  }
  return [...back.flatMap(bothCards), ...copies];
}

/** Draws a ticket anew that a step on another one has changed the look of. */
async function touch(
  transaction: Database,
  number: number,
  now: Date,
): Promise<readonly Message[]> {
  const ticket = await findTicket(transaction, number);
  if (!ticket) return [];
  const touched = changed(ticket, now);
  await save(transaction, touched);
  return bothCards(touched);
}

const changed = (ticket: Ticket, now: Date): Ticket => ({
  ...ticket,
  version: ticket.version + 1,
  changedAt: now.toISOString(),
});

function decided(ticket: Ticket, now: Date): Ticket {
  const after = changed(ticket, now);
  return { ...after, decidedIn: after.version };
}

async function save(transaction: Database, ticket: Ticket): Promise<void> {
  if (!(await saveTicket(transaction, ticket)))
    throw new Error(`Ticket ${ticket.number} changed although it was locked.`);
  await recordOutcome(transaction, ticket.case.id, ticket.case.outcome);
}

function textOf(action: Action): string | undefined {
  switch (action.verb) {
    case "assign":
      return action.to.name;
    case "merge":
      return String(action.into);
    case "claim":
    case "it-works":
      return undefined;
    default:
      return action.text;
  }
}

/** A copy of the event for another system; it waits for nothing of Teams'. */
export function sinkMessage(ticket: number, kind: string, entry: number): Message {
  return { lane: `ticket/${ticket}/${kind}`, kind, about: { ticket, entry } };
}
