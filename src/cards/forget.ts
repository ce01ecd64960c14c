import type { Kept } from "../tickets/forget.js";
import type { Card } from "./fit.js";
import { noticeCard } from "./notice.js";
import { HEADLINE, paragraph, sentence, words } from "./rich-text.js";
import { renderCard } from "./templates.js";

/** What is kept about whoever asks, what would happen to it, and the button. */
export function forgetCard(kept: Kept): Card {
  return renderCard("forget", {
    title: [words("Shall I forget you?", HEADLINE)],
    paragraphs: [
      paragraph(sentence(`I keep about you: ${listOf(kept)}.`)),
      paragraph(sentence(`${withdrawn(kept)}Answers are deleted. ${STAYS}`)),
      paragraph(sentence("This cannot be undone. Messages in Teams stay where they are.")),
    ],
  });
}

const STAYS =
  "Of closed tickets the number, the dates and the error code stay, without your name, your words and any address. Where you helped others, your name becomes “Somebody”.";

export function forgottenCard(): Card {
  return noticeCard(
    "You are forgotten.",
    "What I kept about you is gone. If you send me a bounce again, I begin anew.",
  );
}

export function nothingKeptCard(): Card {
  return noticeCard("There is nothing to forget.", "I keep nothing about you.");
}

function listOf({ answers, tickets, steps, isOnCall }: Kept): string {
  const parts = [
    count(answers, "answer"),
    count(tickets, "ticket"),
    count(steps, "step in tickets", "steps in tickets"),
    ...(isOnCall ? ["that you are on call"] : []),
  ];
  return `${parts.slice(0, -1).join(", ")} and ${parts.at(-1) ?? ""}`;
}

function withdrawn({ openTickets }: Kept): string {
  if (openTickets === 0) return "";
  return openTickets === 1
    ? "Your open ticket is withdrawn first. "
    : `Your ${openTickets} open tickets are withdrawn first. `;
}

function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}
