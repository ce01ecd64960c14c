import { advise } from "../advice/advise.js";
import { findBlankValues } from "../advice/blank-values.js";
import { dayInWords, timeInWords } from "../advice/dates.js";
import { traceCommands } from "../advice/trace-commands.js";
import { findVerdict, type Verdict, VERDICTS } from "../advice/verdict.js";
import type { Explanation } from "../explain.js";
import { OPEN_STATES, type Ticket } from "../tickets/ticket.js";
import { bestDiagnosis, evidence, grounds, outcomeWords } from "./evidence.js";
import type { Card } from "./fit.js";
import { nameOf, typedLines } from "./receipt.js";
import {
  fact,
  factOfLines,
  HEADING,
  HEADLINE,
  type Looks,
  name,
  type Paragraph,
  paragraph,
  runsOf,
  sentence,
  type TextRun,
  words,
} from "./rich-text.js";
import { section, type SectionView } from "./steps.js";
import { renderCard } from "./templates.js";

/** The helpdesk's card: who asks, what the servers said, what it probably is, what to do. */
export function ticketCard(ticket: Ticket): Card {
  const { explanation } = ticket.case;
  const best = bestDiagnosis(explanation);
  return renderCard("ticket", {
    number: ticket.number,
    version: ticket.version,
    head: head(ticket),
    from: sentence(
      "From ",
      nameOf(ticket.requester),
      words(`, ${timeInWords(ticket.openedAt) ?? dayInWords(ticket.openedAt) ?? ""}`, {
        isSubtle: true,
      }),
    ),
    fixer: fixer(explanation),
    outcome: outcome(ticket),
    outcomeStyle: ticket.case.outcome === "worked" ? "good" : "attention",
    note: note(ticket),
    resolution: ticket.resolution?.trim()
      ? factOfLines("Told the requester", typedLines(ticket.resolution))
      : [],
    facts: "ndr" in explanation ? evidence(explanation.ndr) : [],
    diagnosisTitle: [
      words(best?.confidence === "certain" ? "What it is (certain)" : "What it may be", HEADING),
    ],
    diagnosis: diagnosis(explanation),
    sections: sections(explanation),
    canClaim: ticket.state === "new",
    canResolve: OPEN_STATES.includes(ticket.state),
  });
}

/** Number, state, code and the way the message took: what tells tickets apart in a channel. */
function head({ number, state, agent, case: { explanation } }: Ticket): readonly TextRun[] {
  return [
    words(`#${number} · `, HEADLINE),
    ...stateWords(state, agent),
    ...("ndr" in explanation ? route(explanation) : []),
  ];
}

function stateWords(state: Ticket["state"], agent: Ticket["agent"]): readonly TextRun[] {
  const by = (word: string, color: Looks["color"]) => [
    words(word, { ...HEADLINE, color }),
    words(" by ", HEADLINE),
    nameOf(agent, HEADLINE),
  ];
  const waiting = (whom: string) => [
    words("Waiting", { ...HEADLINE, color: "Warning" }),
    words(` for ${whom} · `, HEADLINE),
    nameOf(agent, HEADLINE),
  ];
  switch (state) {
    case "new":
      return [words("New", { ...HEADLINE, color: "Attention" })];
    case "claimed":
      return by("Claimed", "Accent");
    case "waiting-for-requester":
      return waiting("the requester");
    case "waiting-for-other-side":
      return waiting("the other side");
    case "waiting-for-microsoft":
      return waiting("Microsoft");
    case "resolved":
      return by("Resolved", "Good");
    case "withdrawn":
      return [words("Withdrawn", { ...HEADLINE, isSubtle: true })];
    case "merged":
      return [words("Merged", { ...HEADLINE, isSubtle: true })];
  }
}

function route({ ndr }: Extract<Explanation, { ndr: unknown }>): readonly TextRun[] {
  const looks: Looks = { size: "Medium" };
  const { status, senderDomain, recipientDomain } = findBlankValues(ndr);
  const from = senderDomain === undefined ? [] : [name(senderDomain, looks)];
  const to =
    recipientDomain === undefined ? [] : [words("→ ", looks), name(recipientDomain, looks)];
  const way =
    from.length > 0 && to.length > 0 ? [...from, words(" ", looks), ...to] : [...from, ...to];
  return [
    ...(status === undefined ? [] : [words(` · ${status}`, looks)]),
    ...(way.length === 0 ? [] : [words(" · ", looks), ...way]),
  ];
}

function outcome({ requester, case: about }: Ticket): readonly Paragraph[] {
  if (about.outcome === undefined) return [];
  const said = outcomeWords(about.outcome, about.explanation);
  return [paragraph(sentence(nameOf(requester), words(` says: ${said}`, { weight: "Bolder" })))];
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
  return fact("Who can fix it", [words(FIXERS[verdictFor(explanation)])]);
}

function verdictFor(explanation: Extract<Explanation, { ndr: unknown }>): Verdict {
  if (explanation.kind === "delayed") return "wait";
  return findVerdict("diagnoses" in explanation ? explanation.diagnoses : [], explanation.ndr);
}

function sections(explanation: Explanation): readonly SectionView[] {
  if (!("ndr" in explanation)) return [];
  const best = bestDiagnosis(explanation);
  const advice = best && advise(best.article, explanation.ndr);
  const trace = traceCommands(explanation.ndr);
  return [
    ...(advice
      ? [
          ...section("admin-steps", "What an admin can do", [], advice.adminSteps),
          ...section("owner-steps", "What the group owner can do", [], advice.ownerSteps),
        ]
      : []),
    ...(trace.length > 0
      ? section(
          "trace",
          "Trace the message",
          [],
          [{ text: [{ text: "In Exchange Online PowerShell:" }], commands: trace, details: [] }],
        )
      : []),
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
