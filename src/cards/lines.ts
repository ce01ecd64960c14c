import type { Entry, Ticket } from "../tickets/ticket.js";
import { receipt } from "./receipt.js";

/**
 * One line about a step, for the requester's chat. Plain text: what people typed is never markup.
 * Without a step it says how the ticket stands.
 */
export function requesterLine(ticket: Ticket, entry: Entry | undefined): string {
  const number = `Ticket #${ticket.number}: `;
  switch (entry?.verb) {
    case "ask":
      return `${number}${entry.by.name} asks: ${entry.text ?? ""}`;
    case "reply":
      return `${number}${entry.by.name} writes: ${entry.text ?? ""}`;
    case "resolve":
      // Of the ticket that this one was merged into.
      if (ticket.state !== "merged") return standing(ticket);
      return `${number}${entry.by.name} resolved ticket #${ticket.mergedInto ?? ""}, and with it yours. ${
        entry.text ?? "Please send your message again."
      }`;
    case "reopen":
      return `${number}${entry.by.name} is working on it again.`;
    default:
      return standing(ticket);
  }
}

function standing(ticket: Ticket): string {
  return receipt(ticket)
    .map((run) => run.text)
    .join("");
}

/** One line about a step, for the ticket's thread. */
export function helpdeskLine(ticket: Ticket, entry: Entry): string {
  const { name } = entry.by;
  switch (entry.verb) {
    case "assign":
      return `${name} gave ticket #${ticket.number} to ${entry.text ?? "a colleague"}.`;
    case "add":
      return `${name} adds: ${entry.text ?? ""}`;
    case "withdraw":
      return `${name} took the ticket back${entry.text ? `: ${entry.text}` : "."}`;
    case "still-bouncing":
      return `${name} says: still bouncing${entry.text ? `: ${entry.text}` : "."}`;
    default:
      return `${name}: ${entry.text ?? entry.verb}`;
  }
}
