import type { RequesterView } from "../tickets/helpdesk.js";
import { type Entry, OPEN_STATES, type Reason, type Ticket } from "../tickets/ticket.js";
import { nameOf, receipt, receiptLines, typedLines } from "./receipt.js";
import { foreign, type Paragraph, paragraph, sentence, type TextRun, words } from "./rich-text.js";

/** The part of the requester's card that tells how their ticket stands and what they can do about it. */
export interface TicketPart {
  readonly ticketLines: readonly Paragraph[];
  readonly ticketStyle: string;
  readonly talk: readonly Paragraph[];
  readonly number: number;
  readonly version: number;
  /** The helpdesk waits for words of theirs: there is a place for them on the card. */
  readonly isAsked: boolean;
  readonly canAdd: boolean;
  readonly canWithdraw: boolean;
  /** They can say whether it works. */
  readonly canSay: boolean;
}

/** For a case without a ticket. */
export const NO_TICKET: TicketPart = {
  ticketLines: [],
  ticketStyle: "default",
  talk: [],
  number: 0,
  version: 0,
  isAsked: false,
  canAdd: false,
  canWithdraw: false,
  canSay: true,
};

export function ticketPart(view: RequesterView): TicketPart {
  const { ticket } = view;
  const isOpen = OPEN_STATES.includes(ticket.state);
  const isAsked = ticket.state === "waiting-for-requester";
  return {
    ticketLines: view.isUnseen
      ? unseen(ticket)
      : [...receiptLines(ticket), ...because(ticket), ...next(view)],
    ticketStyle: view.isUnseen ? "warning" : STYLES[(view.into ?? ticket).state],
    talk: talkOf(view),
    number: ticket.number,
    version: ticket.version,
    isAsked,
    canAdd: isOpen && !isAsked,
    canWithdraw: isOpen,
    canSay: isOpen || ticket.state === "resolved",
  };
}

function unseen({ number }: Ticket): readonly Paragraph[] {
  return [
    paragraph(sentence(`Ticket #${number}: saved, but I couldn't show it to the helpdesk yet.`)),
    paragraph(
      sentence(
        "They see it as soon as I can show it. If it is urgent, contact them the way you usually do.",
      ),
      "Small",
    ),
  ];
}

const STYLES: Readonly<Record<Ticket["state"], string>> = {
  new: "emphasis",
  claimed: "accent",
  "waiting-for-requester": "warning",
  "waiting-for-other-side": "accent",
  "waiting-for-microsoft": "accent",
  resolved: "good",
  withdrawn: "emphasis",
  merged: "accent",
};

/** Only what somebody who sends mail can do something with. */
const CAUSES: Readonly<Partial<Record<Reason, string>>> = {
  "wrong-address": "The address was wrong.",
  "other-side": "The cause was on the recipient's side.",
  "our-settings": "The cause was a setting on our side.",
  "block-list": "Our mail server was on a block list.",
  microsoft: "The cause was at Microsoft.",
};

function because({ state, reason }: Ticket): readonly Paragraph[] {
  const cause = state === "resolved" && reason ? CAUSES[reason] : undefined;
  return cause === undefined ? [] : [paragraph(sentence(cause), "Small")];
}

const SEND_AGAIN = paragraph(sentence("If it still bounces, send me the new bounce."), "Small");

/** What comes now, where the state alone does not say. */
function next({ ticket, into }: RequesterView): readonly Paragraph[] {
  switch (ticket.state) {
    case "withdrawn":
      return [SEND_AGAIN];
    case "merged":
      return into
        ? [
            paragraph(receipt(into), "Small"),
            ...because(into),
            ...(OPEN_STATES.includes(into.state) ? [] : [SEND_AGAIN]),
          ]
        : [];
    default:
      return [];
  }
}

/** Earlier words are there to be remembered, the last ones to be read. */
const EARLIER_LENGTH = 200;

function talkOf({ ticket, talk }: RequesterView): readonly Paragraph[] {
  if (ticket.state === "withdrawn") return [];
  return talk.flatMap((entry, index) =>
    index === talk.length - 1
      ? inFull(entry)
      : [paragraph([...by(entry), foreign(entry.text ?? "", {}, EARLIER_LENGTH)], "Small")],
  );
}

function inFull(entry: Entry): readonly Paragraph[] {
  const [first, ...others] = typedLines(entry.text ?? "");
  return [
    paragraph([...by(entry), ...(first ? [first] : [])], "Small"),
    ...others.map((line) => paragraph([line], "None")),
  ];
}

/** By the side it was said for: an agent can be the requester of a ticket, too. */
function by(entry: Entry): readonly TextRun[] {
  return entry.verb === "add"
    ? [words("You: ", { weight: "Bolder" })]
    : sentence(nameOf(entry.by), entry.verb === "ask" ? " asks: " : ": ");
}
