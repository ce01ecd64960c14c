import { asideSaid, followUpCard, sendWordsCard } from "../../src/cards/aside.js";
import { diagnosisCard } from "../../src/cards/diagnosis.js";
import type { Card } from "../../src/cards/fit.js";
import { insertableTicket } from "../../src/cards/ticket-link.js";
import { ownTicketsCard, queueCard } from "../../src/cards/ticket-list.js";
import type { Entry, Ticket } from "../../src/tickets/ticket.js";
import {
  CASE,
  CLAIMED_TICKET,
  LONG_NAMES,
  NEW_TICKET,
  RESOLVED_TICKET,
  seen,
  view,
} from "./examples.js";

export const NOW = new Date("2026-11-21T13:40:00Z");

const entry = (verb: string, text: string, by = CLAIMED_TICKET.agent!): Entry => ({
  id: 1,
  verb,
  by,
  text,
  at: "2026-11-21T11:00:00Z",
});
const asked = entry("ask", "Does it happen with every message?\nAnd since when?");
const told = entry("add", "Only with attachments, since yesterday.", CASE.asker);
const inState = (state: Ticket["state"], rest: Partial<Ticket> = {}): Ticket => ({
  ...CLAIMED_TICKET,
  state,
  ...rest,
});
const draw = (ticket: Ticket, rest: Parameters<typeof seen>[1] = {}) =>
  diagnosisCard(view({ ticket: seen(ticket, rest) }));

/** What a requester sees of a ticket, in its states, and the cards that find tickets. */
export function requesterCards(): Readonly<Record<string, Card>> {
  const long = { ...NEW_TICKET, number: 1234, case: { ...CASE, explanation: LONG_NAMES } };
  const tickets = [long, inState("waiting-for-requester"), RESOLVED_TICKET];
  return {
    "requester unseen": draw(NEW_TICKET, { isUnseen: true }),
    "requester asked": draw(inState("waiting-for-requester"), { talk: [told, asked] }),
    "requester talked": draw(CLAIMED_TICKET, { talk: [asked, told] }),
    "requester waits for the other side": draw(inState("waiting-for-other-side")),
    "requester waits for microsoft": draw(inState("waiting-for-microsoft")),
    "requester resolved": draw(
      { ...RESOLVED_TICKET, reason: "our-settings" },
      { talk: [asked, told] },
    ),
    "requester withdrawn": draw(inState("withdrawn")),
    "requester merged": draw(inState("merged", { mergedInto: 7 }), {
      into: { ...RESOLVED_TICKET, number: 7 },
    }),
    "follow-up": followUpCard(RESOLVED_TICKET),
    "send words": sendWordsCard(CLAIMED_TICKET, "Only with attachments.\nSince yesterday."),
    "aside said": asideSaid("Sent to the helpdesk for ticket #12."),
    "my tickets": ownTicketsCard(tickets, [], NOW),
    "my work": ownTicketsCard(tickets, tickets, NOW),
    "no tickets": ownTicketsCard([], [], NOW),
    queue: queueCard(
      Array.from({ length: 16 }, (_, at) => ({ ...tickets[at % 2]!, number: at + 1 })),
      2,
      NOW,
    ),
    "ticket link": insertableTicket(CLAIMED_TICKET, NOW).content,
  };
}

/** The same with one text in every place that a mail or a person can fill. */
export function requesterCardsWith(text: string, ticket: Ticket): Readonly<Record<string, Card>> {
  const person = ticket.requester;
  const talk = ["ask", "reply", "add", "ask"].map((verb) => entry(verb, text, person));
  const waiting = { ...ticket, state: "waiting-for-requester" } as const;
  return {
    "requester asked": draw(waiting, { talk }),
    "requester unseen": draw({ ...ticket, state: "new" }, { talk, isUnseen: true }),
    "requester merged": draw({ ...ticket, state: "merged", mergedInto: 7 }, { talk, into: ticket }),
    // What its button carries is shown nowhere; what it shows is looked at here.
    "send words": { ...sendWordsCard(ticket, text.slice(0, 1000)), actions: [] },
    "my tickets": ownTicketsCard([ticket, waiting], [ticket], NOW),
    queue: queueCard(Array<Ticket>(20).fill(ticket), 0, NOW),
    "ticket link": insertableTicket(ticket, NOW).content,
  };
}
