import type { Ticket } from "../tickets/ticket.js";
import { stillTitle } from "./evidence.js";
import type { Card } from "./fit.js";
import { typedLines } from "./receipt.js";
import { HEADING, type Paragraph, paragraph, sentence, words } from "./rich-text.js";
import { renderCard } from "./templates.js";

/** Small cards beside the ticket's own: what a button on them is answered with takes their place, too. */

/** Asks whether it works now. */
export function followUpCard({ number, case: { id, explanation } }: Ticket): Card {
  const data = { case: id, aside: true };
  const isDelayed = explanation.kind === "delayed";
  return aside(
    isDelayed ? "Did your message arrive?" : "Did it work when you sent it again?",
    [
      paragraph(
        sentence(`Ticket #${number} was resolved. If all is well, you need not answer.`),
        "Small",
      ),
    ],
    [
      { verb: "worked", title: isDelayed ? "It arrived" : "It works", data },
      { verb: "still-bouncing", title: stillTitle(explanation), data },
    ],
  );
}

/** Asks whether words that were said in the chat are meant for the helpdesk; `text` as it is sent then. */
export function sendWordsCard({ number, version }: Ticket, text: string): Card {
  const data = { ticket: number, aside: true };
  return aside(
    `Send this to the helpdesk for ticket #${number}?`,
    typedLines(text).map((line) => paragraph([line], "Small")),
    [
      { verb: "add", title: "Send", data: { ...data, version, text } },
      { verb: "leave", title: "No", data },
    ],
  );
}

/** That the helpdesk has what was sent. */
export function saysSent({ number }: Pick<Ticket, "number">): string {
  return `Sent to the helpdesk for ticket #${number}.`;
}

/** What became of it, in a sentence. */
export function asideSaid(text: string): Card {
  return aside(text, [], []);
}

interface Button {
  readonly verb: string;
  readonly title: string;
  readonly data: object;
}

function aside(title: string, lines: readonly Paragraph[], buttons: readonly Button[]): Card {
  return renderCard("aside", {
    title: [words(title, HEADING)],
    lines,
    buttons: buttons.map((button) => ({
      ...button,
      submit: { verb: button.verb, ...button.data },
    })),
  });
}
