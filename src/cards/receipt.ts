import type { Person, Ticket } from "../tickets/ticket.js";
import {
  foreign,
  type Looks,
  name,
  type Paragraph,
  paragraph,
  sentence,
  type TextRun,
} from "./rich-text.js";

const TYPED_LENGTH = 1000;
const TYPED_LINES = 12;

export function nameOf(person: Person | undefined, looks: Looks = { weight: "Bolder" }): TextRun {
  return name(person?.name.trim() || "Somebody", looks);
}

/** What a person typed, on one line. */
export function typed(text: string): TextRun {
  return foreign(text.trim(), {}, TYPED_LENGTH);
}

/** The same on the lines it was typed on; empty ones are left out. */
export function typedLines(text: string): readonly TextRun[] {
  const lines = text
    .slice(0, 2 * TYPED_LENGTH)
    .split(/[\r\n\u0085\p{Zl}\p{Zp}]+/u)
    .filter((line) => line.trim() !== "");
  const shown = lines.slice(0, lines.length > TYPED_LINES ? TYPED_LINES - 1 : TYPED_LINES);
  const rest = lines.slice(shown.length).join(" ");
  return [...shown, ...(rest === "" ? [] : [rest])].map(typed);
}

/** What became of the requester's ticket on one line, in the words of the buttons pressed. */
export function receipt(ticket: Ticket): readonly TextRun[] {
  const { said, text } = receiptParts(ticket);
  return text === undefined ? said : [...said, typed(text)];
}

/** The same on as many lines as the agent typed. */
export function receiptLines(ticket: Ticket): readonly Paragraph[] {
  const { said, text } = receiptParts(ticket);
  const [first, ...others] = text === undefined ? [] : typedLines(text);
  return [
    paragraph(first ? [...said, first] : said),
    ...others.map((line) => paragraph([line], "Small")),
  ];
}

interface ReceiptParts {
  readonly said: readonly TextRun[];
  /** What the agent typed. */
  readonly text?: string;
}

function receiptParts(ticket: Ticket): ReceiptParts {
  const number = `Ticket #${ticket.number}: `;
  const agent = nameOf(ticket.agent);
  // It is still on its way, and sent again it would arrive twice.
  const isDelayed = ticket.case.explanation.kind === "delayed";
  switch (ticket.state) {
    case "new":
      return { said: sentence(number, "sent to the helpdesk.") };
    case "claimed":
      return { said: sentence(number, agent, " has taken it.") };
    case "waiting-for-requester":
      return { said: sentence(number, agent, " needs an answer from you.") };
    case "waiting-for-other-side":
      return { said: sentence(number, agent, " is waiting for the recipient's side.") };
    case "waiting-for-microsoft":
      return { said: sentence(number, agent, " is waiting for Microsoft.") };
    case "withdrawn":
      return { said: sentence(number, "you took it back.") };
    case "merged":
      return {
        said: sentence(number, `handled together with ticket #${ticket.mergedInto ?? ""}.`),
      };
    case "resolved":
      return ticket.resolution?.trim()
        ? { said: sentence(number, agent, " resolved it: "), text: ticket.resolution }
        : {
            said: sentence(
              number,
              agent,
              ` resolved it.${isDelayed ? "" : " Please send your message again."}`,
            ),
          };
  }
}
