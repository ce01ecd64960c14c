import { advise } from "../advice/advise.js";
import { dayInWords, timeInWords } from "../advice/dates.js";
import { SIDES } from "../advice/side.js";
import { findVerdict, type Verdict, VERDICTS } from "../advice/verdict.js";
import type { Explanation } from "../explain.js";
import type { Alike } from "../tickets/alike.js";
import type { Surroundings } from "../tickets/surroundings.js";
import type { Entry, Person, Ticket } from "../tickets/ticket.js";
import {
  bestDiagnosis,
  bouncesAlike,
  evidence,
  grounds,
  outcomeWords,
  triedSteps,
} from "./evidence.js";
import { withLookedUp } from "./findings.js";
import type { Card } from "./fit.js";
import { nameOf, typedLines } from "./receipt.js";
import { REASON_WORDS } from "./reasons.js";
import {
  fact,
  factOfLines,
  HEADING,
  listing,
  type Paragraph,
  paragraph,
  runsOf,
  sentence,
  words,
} from "./rich-text.js";
import { section, type SectionView } from "./steps.js";
import { renderCard } from "./templates.js";
import { ticketActions } from "./ticket-actions.js";
import { wayItTook } from "./way.js";
import { ticketHead } from "./ticket-head.js";
import { history } from "./ticket-history.js";
import { trace } from "./trace.js";

/** What is known about a ticket beside itself. */
export interface TicketSurroundings extends Partial<Surroundings> {
  /** Those it can be given to. */
  readonly agents?: readonly Person[] | undefined;
  /** There is something that can be looked up about its bounce. */
  readonly canCheck?: boolean | undefined;
}

/** The helpdesk's card: who asks, what was said since, what the servers said, what it is, what to do. */
export function ticketCard(
  ticket: Ticket,
  {
    entries = [],
    agents = [],
    mergedHere = [],
    isOutOfReach = false,
    alike,
    canCheck = false,
  }: TicketSurroundings = {},
): Card {
  const { explanation } = ticket.case;
  const best = bestDiagnosis(explanation);
  return renderCard("ticket", {
    number: ticket.number,
    version: ticket.version,
    head: ticketHead(ticket),
    from: sentence(
      "From ",
      nameOf(ticket.requester),
      words(`, ${timeInWords(ticket.openedAt) ?? dayInWords(ticket.openedAt) ?? ""}`, {
        isSubtle: true,
      }),
    ),
    fixer: fixer(explanation),
    together: [...inIncident(ticket), ...seenAsWell(alike), ...mergedTickets(mergedHere)],
    reach: isOutOfReach ? outOfReach(ticket) : [],
    outcome: outcome(ticket, entries),
    outcomeStyle: ticket.case.outcome === "worked" ? "good" : "attention",
    note: [...note(ticket), ...triedSteps(ticket)],
    resolution: resolution(ticket),
    history: history(entries),
    facts: [
      ...bouncesAlike(explanation),
      ...("ndr" in explanation ? evidence(explanation.ndr) : []),
    ],
    diagnosisTitle: [
      words(best?.confidence === "certain" ? "What it is (certain)" : "What it may be", HEADING),
    ],
    diagnosis: diagnosis(explanation),
    sections: withLookedUp(sections(explanation), ticket.case.findings),
    ...ticketActions(ticket, agents),
    caseId: ticket.case.id,
    canCheck,
  });
}

function outOfReach({ requester }: Ticket): readonly Paragraph[] {
  return [
    paragraph(
      sentence(
        words("Teams does not deliver to ", { weight: "Bolder" }),
        nameOf(requester),
        words(".", { weight: "Bolder" }),
        " They may have blocked or removed this bot. Please reach them another way.",
      ),
    ),
  ];
}

const OUTCOMES = ["it-works", "still-bouncing"];

function outcome(
  { requester, case: about }: Ticket,
  entries: readonly Entry[],
): readonly Paragraph[] {
  if (about.outcome === undefined) return [];
  // In a group it may be whose mail it is, and not who asked the helpdesk about it.
  const by = entries.findLast(({ verb }) => OUTCOMES.includes(verb))?.by ?? requester;
  const said = outcomeWords(about.outcome, about.explanation);
  return [paragraph(sentence(nameOf(by), words(` says: ${said}`, { weight: "Bolder" })))];
}

function resolution({ reason, resolution: told }: Ticket): readonly Paragraph[] {
  return [
    ...fact("Reason", reason && [words(REASON_WORDS[reason])]),
    ...factOfLines("Told the requester", told?.trim() ? typedLines(told) : ""),
  ];
}

function inIncident({ incident }: Ticket): readonly Paragraph[] {
  return fact("Part of", incident !== undefined && [words(`incident ${incident}`)]);
}

/** Whether somebody has a problem of their own, or one of many. */
function seenAsWell(alike: Alike | undefined): readonly Paragraph[] {
  if (!alike || alike.bounces < 2) return [];
  const { bounces, people } = alike;
  const whose = people === 1 ? "all from one person" : `from ${people} people`;
  return fact("Within a day of it", [words(`${bounces} bounces alike, ${whose}`)]);
}

const MOST_MERGED = 12;

function mergedTickets(numbers: readonly number[]): readonly Paragraph[] {
  const named = numbers.map((number) => `#${number}`);
  return fact("Merged into this", named.length > 0 && listing(named, MOST_MERGED));
}

function note(ticket: Ticket): readonly Paragraph[] {
  const lines = typedLines(ticket.note ?? "");
  return lines.map((line, index) =>
    paragraph(
      sentence(index === 0 ? "“" : "", line, index === lines.length - 1 ? "”" : ""),
      index === 0 ? "Default" : "Small",
    ),
  );
}

/** The verdict as one agent would say it to another. */
const FIXERS: Readonly<Record<Verdict, string>> = {
  sender: "the requester",
  "sender-admin": "the requester's mail admin",
  recipient: "the recipient",
  owner: "the owner of the group",
  "recipient-admin": "the recipient's mail admin",
  microsoft: "Microsoft",
  wait: "nobody has to do anything yet",
  unclear: "can't be told yet",
  "check-address": "check the address first",
  "mailbox-closed": "the recipient, whose mailbox takes no mail now",
  temporary: "nobody yet, this is temporary",
  unknown: "not known",
};

function diagnosis(explanation: Explanation): readonly Paragraph[] {
  const [best, ...others] = "diagnoses" in explanation ? explanation.diagnoses : [];
  if (!best) return [paragraph(sentence("No article of mine fits.")), ...grounds(explanation)];
  const more =
    others.length === 1 ? " One other cause fits." : ` ${others.length} other causes fit.`;
  return [
    paragraph(
      sentence(
        words(best.article.title, { weight: "Bolder" }),
        best.confidence === "certain" ? "" : ` (${best.confidence}).`,
        others.length === 0 ? "" : more,
      ),
    ),
  ];
}

function fixer(explanation: Explanation): readonly Paragraph[] {
  if (!("ndr" in explanation)) return [];
  const { side } = explanation;
  return [
    ...fact("Who can fix it", [words(FIXERS[verdictFor(explanation)])]),
    ...fact("Refused on", side && [words(SIDES[side])]),
  ];
}

function verdictFor(explanation: Extract<Explanation, { ndr: unknown }>): Verdict {
  if (explanation.kind === "delayed") return "wait";
  const { ndr, side } = explanation;
  return findVerdict("diagnoses" in explanation ? explanation.diagnoses : [], ndr, side);
}

function sections(explanation: Explanation): readonly SectionView[] {
  if (!("ndr" in explanation)) return [];
  const best = bestDiagnosis(explanation);
  const advice = best && advise(best.article, explanation.ndr);
  return [
    ...(advice
      ? [
          ...section("admin-steps", "What an admin can do", [], advice.adminSteps),
          ...section("owner-steps", "What the group owner can do", [], advice.ownerSteps),
        ]
      : []),
    ...trace("trace", "Trace the message", explanation.ndr),
    ...wayItTook(explanation.ndr, explanation.side),
    ...(advice ? section("why", "Why", grounds(explanation)) : []),
    ...(advice
      ? section(
          "told",
          "What the requester was told",
          [
            paragraph(sentence(VERDICTS[verdictFor(explanation)])),
            ...advice.happened.map((line) => paragraph(runsOf(line))),
          ],
          advice.senderSteps,
        )
      : []),
  ];
}
