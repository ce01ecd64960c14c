import { isForgotten } from "./forgotten.js";
import { OPEN_STATES, type Person, type Reason, type Ticket } from "./ticket.js";
import { type Role, TRANSITIONS, type Verb } from "./transitions.js";

/** What somebody wants to do with a ticket. Texts are as typed, cut to what is kept. */
export type Action =
  | { readonly verb: "claim" | "it-works" }
  | { readonly verb: "assign"; readonly to: Person }
  | { readonly verb: "ask" | "reply" | "note" | "add"; readonly text: string }
  | {
      readonly verb:
        "wait-for-other-side" | "wait-for-microsoft" | "reopen" | "withdraw" | "still-bouncing";
      readonly text?: string | undefined;
    }
  | { readonly verb: "merge"; readonly into: number }
  | {
      readonly verb: "resolve";
      readonly reason?: Reason | undefined;
      readonly text?: string | undefined;
    };

/** Who does it. Made by who has looked it up, never from what a button says. */
export interface Actor {
  readonly person: Person;
  readonly tenant: string;
  /** Their place in the helpdesk's team. */
  readonly standing: "owner" | "agent" | "none";
}

/** Why a step was not taken. */
export type Refusal =
  /** Not for this person. */
  | { readonly kind: "not-allowed" }
  /** Only for owners of the helpdesk's team. */
  | { readonly kind: "for-owners" }
  | { readonly kind: "already-claimed"; readonly by: Person | undefined }
  | { readonly kind: "already-resolved"; readonly by: Person | undefined }
  | { readonly kind: "already-withdrawn" }
  | { readonly kind: "already-merged"; readonly into: number | undefined }
  /** The ticket to merge into: not there, not open, or the same one. */
  | { readonly kind: "cannot-merge"; readonly into: number }
  /** The requester asked to be forgotten: there is nobody to hear it, and nothing left to work on. */
  | { readonly kind: "nobody-asks" }
  /** It is open, so there is nothing to reopen. */
  | { readonly kind: "still-open" }
  /** The ticket moved on after the button that was pressed had been drawn. */
  | { readonly kind: "changed" };

/** What a step came to; `unchanged` when the ticket already stands as asked. */
export type Step =
  | { readonly kind: "stepped"; readonly ticket: Ticket }
  | { readonly kind: "unchanged"; readonly ticket: Ticket }
  | { readonly kind: "refused"; readonly why: Refusal };

/** The ticket after an action, or why it was not taken. The tenant is the caller's to check. */
export function takeStep(ticket: Ticket, action: Action, actor: Actor, now: Date): Step {
  const { verb } = action;
  const transition = TRANSITIONS[verb][ticket.state];
  const roles = rolesOf(actor, ticket);
  if (!Object.values(TRANSITIONS[verb]).some(({ by }) => mayUse(by, roles)))
    return refuse({ kind: "not-allowed" });
  if (verb === "claim" && ticket.state === "claimed" && ticket.agent?.id === actor.person.id)
    return { kind: "unchanged", ticket };
  if (!transition) return refuse(whyNot(ticket, verb));
  if (!mayUse(transition.by, roles))
    return refuse({ kind: roles.includes("agent") ? "for-owners" : "not-allowed" });
  if (isForNobody(verb, ticket)) return refuse({ kind: "nobody-asks" });
  if (action.verb === "assign" && ticket.agent?.id === action.to.id)
    return { kind: "unchanged", ticket };
  const changedAt = now.toISOString();
  const version = ticket.version + 1;
  const changed = { ...ticket, ...changes(ticket, action, actor.person, changedAt) };
  const isDecided = transition.to !== ticket.state || changed.agent?.id !== ticket.agent?.id;
  return {
    kind: "stepped",
    ticket: {
      ...changed,
      state: transition.to,
      version,
      decidedIn: isDecided ? version : ticket.decidedIn,
      changedAt,
    },
  };
}

const TO_REQUESTER: ReadonlySet<Verb> = new Set(["ask", "reply", "reopen"]);

/** Whether a step would be for a requester who is forgotten. */
export function isForNobody(verb: Verb, ticket: Ticket): boolean {
  return TO_REQUESTER.has(verb) && isForgotten(ticket);
}

/** Whether a button that was drawn for `version` still means what it said. */
export function isCurrent(
  version: number,
  { decidedIn, version: last }: Pick<Ticket, "decidedIn" | "version">,
): boolean {
  return version >= decidedIn && version <= last;
}

/** What a person is to a ticket. One can be its requester and an agent. */
export function rolesOf({ person, standing }: Actor, ticket: Ticket): readonly Role[] {
  return [
    ...(person.id === ticket.requester.id ? (["requester"] as const) : []),
    ...(standing === "none" ? [] : [standing]),
  ];
}

const mayUse = (by: readonly Role[], roles: readonly Role[]) =>
  by.some((role) => roles.includes(role));

const refuse = (why: Refusal): Step => ({ kind: "refused", why });

/** What changes besides state, version and date. */
function changes(ticket: Ticket, action: Action, person: Person, at: string): Partial<Ticket> {
  switch (action.verb) {
    case "claim":
      return { agent: person };
    case "assign":
      return { agent: action.to };
    case "ask":
    case "wait-for-other-side":
    case "wait-for-microsoft":
      // Who waits for an answer is who gets it.
      return { agent: ticket.agent ?? person };
    case "merge":
      return { agent: ticket.agent ?? person, mergedInto: action.into };
    case "resolve":
      return {
        agent: person,
        reason: action.reason ?? "not-known",
        resolution: action.text,
        resolvedAt: at,
        case: { ...ticket.case, outcome: undefined },
      };
    case "reopen":
      return { ...REOPENED, agent: person };
    case "still-bouncing":
      return {
        ...(ticket.state === "resolved" ? REOPENED : {}),
        case: { ...ticket.case, outcome: "still-bouncing" },
      };
    case "it-works":
      return { case: { ...ticket.case, outcome: "worked" } };
    case "reply":
    case "note":
    case "add":
    case "withdraw":
      return {};
  }
}

const REOPENED = {
  reason: undefined,
  resolution: undefined,
  resolvedAt: undefined,
  mergedInto: undefined,
} satisfies Partial<Ticket>;

function whyNot(ticket: Ticket, verb: Verb): Refusal {
  if (verb === "reopen" && OPEN_STATES.includes(ticket.state)) return { kind: "still-open" };
  switch (ticket.state) {
    case "new":
    case "waiting-for-requester":
    case "waiting-for-other-side":
    case "waiting-for-microsoft":
      return { kind: "changed" };
    case "claimed":
      return { kind: "already-claimed", by: ticket.agent };
    case "resolved":
      return { kind: "already-resolved", by: ticket.agent };
    case "withdrawn":
      return { kind: "already-withdrawn" };
    case "merged":
      return { kind: "already-merged", into: ticket.mergedInto };
  }
}

/** A refusal in one sentence. Plain text: names are other people's words, never markup. */
export function saysRefusal(why: Refusal, ticket: Ticket): string {
  const { number } = ticket;
  switch (why.kind) {
    case "not-allowed":
      return `You can't do this with ticket ${number}.`;
    case "for-owners":
      return `Only an owner of the helpdesk's team can do this with ticket ${number}.`;
    case "already-claimed":
      return `${why.by?.name ?? "Somebody else"} has already claimed ticket ${number}.`;
    case "already-resolved":
      return `${why.by?.name ?? "Somebody else"} has already resolved ticket ${number}.`;
    case "already-withdrawn":
      return `${ticket.requester.name} has withdrawn ticket ${number}.`;
    case "already-merged":
      return `Ticket ${number} was merged into ticket ${why.into ?? "another"}.`;
    case "cannot-merge":
      return `Ticket ${number} can't be merged into ${why.into}: name another ticket that is open.`;
    case "nobody-asks":
      return `Whoever opened ticket ${number} asked me to forget them. Nobody would hear this.`;
    case "still-open":
      return `Ticket ${number} is open already.`;
    case "changed":
      return `Ticket ${number} changed after this card was drawn. Look at it as it is now, then try again.`;
  }
}
