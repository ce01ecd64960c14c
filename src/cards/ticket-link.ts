import { timeInWords } from "../advice/dates.js";
import { OPEN_STATES, type Ticket } from "../tickets/ticket.js";
import { ageInWords } from "./age.js";
import { harmless } from "./foreign.js";
import { type Insertable, insertable } from "./insertable.js";
import { HEADLINE, words } from "./rich-text.js";
import { renderCard } from "./templates.js";
import { aboutWords, STATE_WORDS } from "./ticket-list.js";

/**
 * A ticket for a message of the person's own. Whoever reads that may have no right to the bounce in it:
 * the card says which ticket it is, and its button opens it for those who may see it.
 */
export function insertableTicket(ticket: Ticket, now: Date): Insertable {
  const { number, state, requester, agent, openedAt } = ticket;
  const title = `#${number} · ${STATE_WORDS[state]}`;
  // The list is seen by the searcher alone.
  const found = [
    aboutWords(ticket.case.explanation),
    `from ${requester.name}`,
    agent ? `with ${agent.name}` : "",
    ageInWords(openedAt, now),
  ];
  const text = harmless(found.filter((part) => part !== "").join(" · ")).replace(/[<>]/g, "");
  const since = timeInWords(openedAt) ?? "";
  const card = renderCard("ticket-link", {
    number,
    title: [words(`Ticket #${number} · ${STATE_WORDS[state]}`, HEADLINE)],
    age: [
      words(OPEN_STATES.includes(state) ? `Open since ${since}` : `Opened on ${since}`, {
        isSubtle: true,
      }),
    ],
  });
  return insertable(card, title, text);
}
