import type { Person, Ticket, TicketState } from "./ticket.js";

/** What an agent can do with a ticket. */
export type Verb = "claim" | "resolve";

/** Why a step was not taken. */
export type Refusal =
  | { readonly kind: "already-claimed"; readonly by: Person | undefined }
  | { readonly kind: "already-resolved"; readonly by: Person | undefined }
  /** The ticket moved on after the button that was pressed had been drawn. */
  | { readonly kind: "changed" };

/** What a step came to; `unchanged` when the ticket already stands as asked. */
export type Step =
  | { readonly kind: "stepped"; readonly ticket: Ticket }
  | { readonly kind: "unchanged"; readonly ticket: Ticket }
  | { readonly kind: "refused"; readonly why: Refusal };

/** verb → the state it starts from → the state it leads to. What is not listed is refused. */
export const TRANSITIONS: Readonly<
  Record<Verb, Readonly<Partial<Record<TicketState, TicketState>>>>
> = {
  claim: { new: "claimed" },
  // A colleague may resolve what somebody else claimed: people go home, and a ticket must not wait
  // for one person. Whoever resolves it is then its agent.
  resolve: { new: "resolved", claimed: "resolved" },
};

/** Takes the ticket on; claiming what is already one's own changes nothing. */
export function claim(ticket: Ticket, agent: Person, now: Date): Step {
  if (ticket.state === "claimed" && ticket.agent?.id === agent.id) {
    return { kind: "unchanged", ticket };
  }
  return take("claim", ticket, { agent }, now);
}

/** Closes the ticket with what the requester is to be told; from `new` it claims at the same time. */
export function resolve(
  ticket: Ticket,
  agent: Person,
  resolution: string | undefined,
  now: Date,
): Step {
  return take("resolve", ticket, { agent, resolution }, now);
}

/** A refusal in one sentence. Plain text: names are other people's words, never markup. */
export function saysRefusal(why: Refusal, ticket: Ticket): string {
  switch (why.kind) {
    case "already-claimed":
      return `${why.by?.name ?? "Somebody else"} has already claimed ticket ${ticket.number}.`;
    case "already-resolved":
      return `${why.by?.name ?? "Somebody else"} has already resolved ticket ${ticket.number}.`;
    case "changed":
      return `Ticket ${ticket.number} changed after this card was drawn. Look at it as it is now, then try again.`;
  }
}

function take(
  verb: Verb,
  ticket: Ticket,
  changes: Pick<Ticket, "agent" | "resolution">,
  now: Date,
): Step {
  const state = TRANSITIONS[verb][ticket.state];
  if (!state) return { kind: "refused", why: whyNot(ticket) };
  const changedAt = now.toISOString();
  return {
    kind: "stepped",
    ticket: { ...ticket, ...changes, state, version: ticket.version + 1, changedAt },
  };
}

function whyNot(ticket: Ticket): Refusal {
  switch (ticket.state) {
    case "new":
      return { kind: "changed" };
    case "claimed":
      return { kind: "already-claimed", by: ticket.agent };
    case "resolved":
      return { kind: "already-resolved", by: ticket.agent };
  }
}
