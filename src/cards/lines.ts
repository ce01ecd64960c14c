import type { Entry, Person, Ticket } from "../tickets/ticket.js";
import { outcomeWords } from "./evidence.js";
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

/** What is said in a thread, and who has to hear of it. */
export interface Line {
  readonly whom?: Person | undefined;
  readonly text: string;
}

/** One line about a step, for the ticket's thread and whoever works on the ticket. */
export function helpdeskLine(ticket: Ticket, entry: Entry): Line {
  const { by, text, verb } = entry;
  const { agent, number } = ticket;
  const line = (said: string): Line => ({
    whom: agent?.id === by.id ? undefined : agent,
    text: `${by.name} ${said}`,
  });
  switch (verb) {
    case "assign":
      // By now somebody else may have it.
      return agent && agent.name === text
        ? line(`gave you ticket #${number}.`)
        : { text: `${by.name} gave ticket #${number} to ${text ?? "a colleague"}.` };
    case "add":
      return line(`adds: ${text ?? ""}`);
    case "withdraw":
      return line(`took ticket #${number} back${text ? `: ${text}` : "."}`);
    case "still-bouncing":
      return line(
        `says: ${outcomeWords("still-bouncing", ticket.case.explanation)}${text ? `. ${text}` : "."}`,
      );
    default:
      return line(`about ticket #${number}${text ? `: ${text}` : "."}`);
  }
}
