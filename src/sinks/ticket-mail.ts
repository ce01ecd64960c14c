import { VERDICTS } from "../advice/verdict.js";
import { bestDiagnosis, caseEvidence, conclusion, triedSteps } from "../cards/evidence.js";
import { harmless, shorten } from "../cards/foreign.js";
import { nameOf } from "../cards/receipt.js";
import {
  fact,
  foreign,
  type Paragraph,
  paragraph,
  sentence,
  type TextRun,
  words,
} from "../cards/rich-text.js";
import type { Block, Letter } from "../mail/letter.js";
import { letterToText } from "../mail/letter-text.js";
import { formatMailAddress } from "../mail/mail-address.js";
import { messageIdOf, type OutgoingMail } from "../mail/transport.js";
import type { Entry, Ticket } from "../tickets/ticket.js";
import { eventEvidence } from "./event-evidence.js";
import { eventOf } from "./event-names.js";
import type { TicketMailSettings } from "./sink-settings.js";
import { eventId } from "./ticket-event.js";

/**
 * One step of a ticket as a mail to the helpdesk's system. All mails of a ticket have one subject and
 * answer its first one, so that they are filed together (RFC 5322 3.6.4).
 */
export function composeTicketMail(
  ticket: Ticket,
  entry: Entry,
  first: Pick<Entry, "id">,
  { self, to }: TicketMailSettings,
): OutgoingMail {
  const thread = messageIdOf(eventId(ticket, first), self);
  return {
    // Not "": systems take mail without a sender for a bounce, and open no ticket for one.
    envelopeFrom: formatMailAddress(self),
    to: formatMailAddress(to),
    subject: subjectOf(ticket),
    text: letterToText(letterOf(ticket, entry)),
    id: eventId(ticket, entry),
    date: entry.at,
    ...(first.id !== entry.id && { inReplyTo: thread, references: [thread] }),
    autoSubmitted: "auto-generated",
  };
}

const LONGEST_SUBJECT = 150;

/** The same for all mails of a ticket: its evidence does not change any more. */
function subjectOf({ number, case: { explanation } }: Ticket): string {
  const { code } = eventEvidence(explanation);
  const title = bestDiagnosis(explanation)?.article.title;
  const what = [code, title].filter((part) => part !== undefined).join(" ") || "Bounce";
  return shorten(harmless(`[NDR-${number}] ${what}`), LONGEST_SUBJECT);
}

function letterOf(ticket: Ticket, entry: Entry): Letter {
  const { explanation } = ticket.case;
  const { verdict } = eventEvidence(explanation);
  return [
    { kind: "headline", runs: says(ticket, entry) },
    ...typed(entry),
    ...(eventOf(entry.verb).isInternal ? [text("The requester does not see this.")] : []),
    RULE,
    ...standing(ticket).map(textBlock),
    { kind: "heading", runs: [words("The bounce")] },
    ...[...caseEvidence(ticket.case), ...triedSteps(ticket)].map(textBlock),
    { kind: "heading", runs: [words("What it may be")] },
    textBlock(paragraph(conclusion(explanation), "Small")),
    ...(verdict === undefined ? [] : [text(VERDICTS[verdict])]),
    RULE,
    text(FOOTER),
  ];
}

const FOOTER =
  "NDR Bot sends this copy of each step. Nobody reads answers to it: work on the ticket in its channel in Teams.";

const RULE: Block = { kind: "rule" };
const textBlock = (shown: Paragraph): Block => ({ kind: "text", paragraph: shown });
const text = (said: string): Block => textBlock(paragraph([words(said)], "Small"));

/** What was done, in one sentence. */
function says({ number }: Ticket, { verb, by }: Entry): readonly TextRun[] {
  const what = `ticket ${number}`;
  const said = (rest: string) => sentence(nameOf(by), ` ${rest}`);
  switch (verb) {
    case "open":
      return said(`has opened ${what}.`);
    case "claim":
      return said(`has claimed ${what}.`);
    case "assign":
      return said(`has assigned ${what}, to:`);
    case "ask":
      return said(`asks the requester of ${what}:`);
    case "reply":
      return said(`writes to the requester of ${what}:`);
    case "note":
      return said(`has noted on ${what}:`);
    case "wait-for-other-side":
      return said(`waits for the recipient's side with ${what}.`);
    case "wait-for-microsoft":
      return said(`waits for Microsoft with ${what}.`);
    case "merge":
      return said(`has merged ${what} into the ticket with this number:`);
    case "come-back":
      return said(`has withdrawn the ticket that ${what} was merged into. It is open again.`);
    case "resolve":
      return said(`has resolved ${what}.`);
    case "reopen":
      return said(`has reopened ${what}.`);
    case "add":
      return said(`has added to ${what}:`);
    case "withdraw":
      return said(`has withdrawn ${what}.`);
    case "it-works":
      return said(`says of ${what} that it works.`);
    case "still-bouncing":
      return said(`says of ${what} that it is still bouncing.`);
    default:
      return said(`has changed ${what} (${verb}).`);
  }
}

const LONGEST_TEXT = 2000;
const LINE_ENDS = /[\r\n\u0085\p{Zl}\p{Zp}]+/u;

/** Indented: no line that somebody typed passes for one of ours, or for a command to the other system. */
function typed({ text: said = "" }: Entry): Letter {
  return said
    .slice(0, LONGEST_TEXT)
    .split(LINE_ENDS)
    .filter((line) => line.trim() !== "")
    .map((line, index) =>
      textBlock(
        paragraph(
          [words("    "), foreign(line, {}, LONGEST_TEXT)],
          index === 0 ? "Default" : "None",
        ),
      ),
    );
}

/** How the ticket stands when the mail is sent. */
function standing(ticket: Ticket): readonly Paragraph[] {
  const { number, state, reason, mergedInto, requester, agent } = ticket;
  return [
    ...fact("Ticket", [words(String(number))]),
    ...fact("State now", [words(state.replaceAll("-", " "))]),
    ...fact("Reason", reason !== undefined && [words(reason.replaceAll("-", " "))]),
    ...fact("Merged into", mergedInto !== undefined && [words(`ticket ${mergedInto}`)]),
    ...fact("Requester", [nameOf(requester)]),
    ...fact("Agent", agent && [nameOf(agent)]),
  ];
}
