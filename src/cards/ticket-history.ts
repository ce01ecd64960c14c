import { timeInWords } from "../advice/dates.js";
import type { Entry } from "../tickets/ticket.js";
import { nameOf } from "./receipt.js";
import { foreign, type Looks, type Paragraph, paragraph, sentence, words } from "./rich-text.js";

const LINES = 6;
const TEXT_LENGTH = 400;

/** What was written in the course of a ticket, the last at the end: who, when, and who could read it. */
export function history(entries: readonly Entry[]): readonly Paragraph[] {
  const written = entries.filter((entry) => kindOf(entry) !== undefined);
  const shown = written.slice(written.length > LINES ? 1 - LINES : -LINES);
  const left = written.length - shown.length;
  return [
    ...(left > 0 ? [paragraph([words(`… and ${left} more before`, { isSubtle: true })])] : []),
    ...shown.map(line),
  ];
}

interface Kind {
  readonly label: string;
  readonly looks: Looks;
  /** What was done, where the words alone do not say it. */
  readonly said?: string;
}

const ONLY_HERE: Kind = { label: "Note, only here", looks: { color: "Warning" } };
const TO_REQUESTER: Kind = { label: "To the requester", looks: { color: "Accent" } };
const FROM_REQUESTER: Kind = { label: "From the requester", looks: { color: "Good" } };

/** How an entry is shown; undefined for one without words, which the head of the card tells of. */
function kindOf({ verb, text }: Entry): Kind | undefined {
  if (!text?.trim()) return undefined;
  switch (verb) {
    case "note":
    case "wait-for-other-side":
    case "wait-for-microsoft":
      return ONLY_HERE;
    case "ask":
      return { ...TO_REQUESTER, label: "Question to the requester" };
    case "reply":
    case "reopen":
      return TO_REQUESTER;
    case "add":
      return FROM_REQUESTER;
    case "still-bouncing":
      return { ...FROM_REQUESTER, said: "still bouncing. " };
    case "withdraw":
      return { ...FROM_REQUESTER, said: "taken back. " };
    default:
      // The note of a resolved ticket has a place of its own; names and numbers are in the head.
      return undefined;
  }
}

function line(entry: Entry): Paragraph {
  const { label, looks, said = "" } = kindOf(entry) ?? ONLY_HERE;
  const when = timeInWords(entry.at)?.replace(/ \d{4},/, ",") ?? "";
  return paragraph(
    sentence(
      words(label, { ...looks, weight: "Bolder" }),
      words(" · ", { isSubtle: true }),
      nameOf(entry.by, { isSubtle: true }),
      words(`, ${when}: `, { isSubtle: true }),
      said,
      foreign(entry.text ?? "", {}, TEXT_LENGTH),
    ),
    "Small",
  );
}
