import { findBlankValues } from "../advice/blank-values.js";
import type { Explanation } from "../explain.js";
import type { Ticket, TicketState } from "../tickets/ticket.js";
import { ageInWords } from "./age.js";
import type { Card } from "./fit.js";
import { nameOf } from "./receipt.js";
import { HEADLINE, type Paragraph, paragraph, sentence, type TextRun, words } from "./rich-text.js";
import { renderCard } from "./templates.js";

/** Of a longer list the rest is found by its numbers and words. */
export const LISTED = 15;

/**
 * A person's own tickets, behind those they work on at the helpdesk; more than `LISTED` of either mean that
 * there are more.
 */
export function ownTicketsCard(own: readonly Ticket[], held: readonly Ticket[], now: Date): Card {
  const older = (tickets: readonly Ticket[]) =>
    tickets.length > LISTED ? [remark("For older ones, write “ticket” and the number.")] : [];
  const work = list("You work on", older(held), held, now, "agent");
  if (own.length === 0)
    return held.length > 0
      ? listsCard([work])
      : listsCard([list("Your tickets", [remark("You have none.")], [], now, "requester")]);
  return listsCard([
    ...(held.length > 0 ? [work] : []),
    list("Your tickets", older(own), own, now, "requester"),
  ]);
}

/** What is open at the helpdesk: tickets, and how many incidents beside them. */
export function queueCard(tickets: readonly Ticket[], incidents: number, now: Date): Card {
  const remarks = [
    ...(tickets.length === 0
      ? [remark(incidents === 0 ? "Nothing is open." : "No ticket is open.")]
      : []),
    ...(tickets.length > LISTED
      ? [
          remark(
            `More are open behind these ${LISTED}. “Find a ticket” in the compose box lists more.`,
          ),
        ]
      : []),
    ...(incidents === 0
      ? []
      : [remark(`Open incidents: ${incidents}. Write “incidents” to see which.`)]),
  ];
  return listsCard([list("The queue", remarks, tickets, now, "agent")]);
}

export const STATE_WORDS: Readonly<Record<TicketState, string>> = {
  new: "New",
  claimed: "Claimed",
  "waiting-for-requester": "Waiting for the requester",
  "waiting-for-other-side": "Waiting for the other side",
  "waiting-for-microsoft": "Waiting for Microsoft",
  resolved: "Resolved",
  withdrawn: "Withdrawn",
  merged: "Merged",
};

/** "5.7.64 · contoso.example"; empty where the bounce says neither. */
export function aboutWords(explanation: Explanation): string {
  if (!("ndr" in explanation)) return "";
  const { status, recipientDomain } = findBlankValues(explanation.ndr);
  return [status, recipientDomain].filter((part) => part !== undefined).join(" · ");
}

type Reader = "requester" | "agent";

interface List {
  readonly title: readonly TextRun[];
  readonly rows: readonly object[];
  readonly remarks: readonly Paragraph[];
}

export function listsCard(lists: readonly List[]): Card {
  return renderCard("ticket-list", {
    lists: lists.map((one, index) => ({ ...one, spacing: index === 0 ? "None" : "Medium" })),
  });
}

function list(
  title: string,
  remarks: readonly Paragraph[],
  tickets: readonly Ticket[],
  now: Date,
  reader: Reader,
): List {
  return {
    title: [words(title, HEADLINE)],
    rows: tickets.slice(0, LISTED).map((ticket) => ({
      number: ticket.number,
      opens: `Open ticket ${ticket.number}`,
      head: head(ticket, reader),
      below: below(ticket, now, reader),
    })),
    remarks,
  };
}

function head(ticket: Ticket, reader: Reader): readonly TextRun[] {
  const { number, state, case: about } = ticket;
  const isWaited = state === (reader === "agent" ? "new" : "waiting-for-requester");
  const stands = reader === "requester" && isWaited ? "Waiting for you" : STATE_WORDS[state];
  const what = aboutWords(about.explanation);
  return [
    words(`#${number} · `, { weight: "Bolder" }),
    words(stands, { weight: "Bolder", ...(isWaited && { color: "Attention" }) }),
    ...(what === "" ? [] : [words(` · ${what}`)]),
  ];
}

function below(ticket: Ticket, now: Date, reader: Reader): readonly TextRun[] {
  const small = { size: "Small", isSubtle: true } as const;
  const age = words(ageInWords(ticket.openedAt, now), small);
  const agent = ticket.agent && nameOf(ticket.agent, small);
  if (reader === "requester")
    return sentence(age, ...(agent ? [words(" · with ", small), agent] : []));
  return sentence(
    age,
    words(" · from ", small),
    nameOf(ticket.requester, small),
    ...(agent ? [words(" · with ", small), agent] : []),
  );
}

const remark = (text: string) => paragraph([words(text, { isSubtle: true })]);
