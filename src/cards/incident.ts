import { advise } from "../advice/advise.js";
import { timeInWords } from "../advice/dates.js";
import { traceCommands } from "../advice/trace-commands.js";
import { type Explanation, isBounce } from "../explain.js";
import type { Incident, IncidentView, Part } from "../incidents/incident.js";
import { problemOf, type Where } from "../incidents/problem.js";
import type { Case } from "../tickets/ticket.js";
import { bestDiagnosis, conclusion, grounds, serverSaid } from "./evidence.js";
import { barChart } from "./bar-chart.js";
import type { Card } from "./fit.js";
import { nameOf, typedLines } from "./receipt.js";
import {
  fact,
  factOfLines,
  foreignLines,
  HEADLINE,
  listing,
  name,
  type Paragraph,
  sentence,
  type TextRun,
  words,
} from "./rich-text.js";
import { section, type SectionView } from "./steps.js";
import { renderCard } from "./templates.js";

/** A list to choose from, not to scroll through. */
const CHOICES = 10;
const NAMED_PARTS = 5;

/** The helpdesk's card of an incident: what it is and where, whom it hits, what to do. */
export function incidentCard(view: IncidentView): Card {
  const { incident } = view;
  const [example] = view.examples;
  const isOpen = incident.state === "open";
  const parts = view.parts.filter((part) => part.name !== "");
  return renderCard("incident", {
    number: incident.number,
    version: incident.version,
    head: head(incident),
    headStyle: isOpen ? "attention" : incident.state === "resolved" ? "good" : "emphasis",
    what: example ? conclusion(example.explanation) : sentence("Its bounces are deleted by now."),
    hit: hit(view, isOpen),
    facts: [
      ...(example ? where(example.explanation) : []),
      ...whichDomains(view.parts, incident),
      ...fact("First", [words(timeInWords(incident.firstSeenAt) ?? incident.firstSeenAt)]),
      ...fact("Last", [words(timeInWords(incident.lastSeenAt) ?? incident.lastSeenAt)]),
      ...fact("People", view.names.length > 0 && people(view)),
      ...fact("Tickets in it", view.tickets.length > 0 && tickets(view.tickets)),
    ],
    resolution: incident.resolution
      ? factOfLines("Told everybody", typedLines(incident.resolution))
      : [],
    ...barChart(view.bars),
    said: view.examples.flatMap(whatTheServerSaid),
    sections: example ? sections(example.explanation) : [],
    canDecide: isOpen,
    canSplit: isOpen && view.parts.length > 1 && parts.length > 0,
    parts: parts.slice(0, CHOICES).map((part) => ({
      title: `${part.name} (${count(part.people, "person", "people")})`,
      value: part.name,
    })),
  });
}

function head({ number, state, agent }: Incident): readonly TextRun[] {
  const by = (word: string) =>
    agent ? [words(`${word} by `, HEADLINE), nameOf(agent, HEADLINE)] : [words(word, HEADLINE)];
  const incident = words(`Incident ${number} · `, HEADLINE);
  switch (state) {
    case "open":
      return [incident, words("Open", HEADLINE)];
    case "resolved":
      return [incident, ...by("Resolved")];
    case "dismissed":
      return [incident, ...by("Called no incident")];
    case "expired":
      return [incident, words("Over: nobody meets it any more", HEADLINE)];
  }
}

/** How many it hits: what grows while one looks. */
function hit(
  { people: met, bounces, followers }: IncidentView,
  isOpen: boolean,
): readonly TextRun[] {
  const asked = isOpen ? "waiting to be told" : "asked to be told";
  return [
    words(count(met, "person", "people"), HEADLINE),
    words(` · ${count(bounces, "bounce", "bounces")}`, { size: "Medium" }),
    words(
      followers > 0
        ? ` · ${followers} ${asked}`
        : ` · nobody asked to be told${isOpen ? " yet" : ""}`,
      { isSubtle: true },
    ),
  ];
}

const PLACES: Readonly<Record<Where["kind"], string>> = {
  mailbox: "One mailbox",
  server: "Servers of",
  recipients: "Mail to",
  sender: "Mail from",
};

function where(explanation: Explanation): readonly Paragraph[] {
  const problem = problemOf(explanation);
  if (!problem) return [];
  return factOfLines(PLACES[problem.where.kind], foreignLines(problem.where.name));
}

/** The domains that the mail was for, where that says more than the place does. */
function whichDomains(parts: readonly Part[], { part }: Incident): readonly Paragraph[] {
  if (part !== "") return fact("Only mail to", [name(part)]);
  if (parts.length < 2) return [];
  const shown = parts.slice(0, NAMED_PARTS).map((one) => {
    const domain = one.name === "" ? "no domain named" : one.name;
    return `${domain} (${one.people})`;
  });
  const left = parts.length - shown.length;
  return fact(
    "Recipients at",
    sentence(...listing(shown, NAMED_PARTS), left > 0 ? ` and ${left} more` : ""),
  );
}

function people({ names, people: met }: IncidentView): readonly TextRun[] {
  const left = met - names.length;
  return left > 0
    ? sentence(...commaSeparated(names), ` and ${left} more`)
    : listing(names, names.length);
}

function commaSeparated(names: readonly string[]): readonly TextRun[] {
  return names.flatMap((one, index) => sentence(index === 0 ? "" : ", ", name(one)));
}

function tickets(numbers: readonly number[]): readonly TextRun[] {
  return [words(numbers.map((number) => `#${number}`).join(", "))];
}

function whatTheServerSaid({ explanation }: Case): readonly Paragraph[] {
  return isBounce(explanation) ? serverSaid(explanation.ndr) : [];
}

/** As on a ticket's card, by the bounce that stands for all. */
function sections(explanation: Explanation): readonly SectionView[] {
  if (!isBounce(explanation)) return [];
  const best = bestDiagnosis(explanation);
  const advice = best && advise(best.article, explanation.ndr);
  const trace = traceCommands(explanation.ndr);
  return [
    ...section("admin-steps", "What an admin can do", [], advice?.adminSteps),
    ...section("owner-steps", "What the group owner can do", [], advice?.ownerSteps),
    ...(trace.length > 0
      ? section(
          "trace",
          "Trace one of the messages",
          [],
          [{ text: [{ text: "In Exchange Online PowerShell:" }], commands: trace, details: [] }],
        )
      : []),
    ...section("why", "Why", grounds(explanation)),
  ];
}

function count(number: number, one: string, many: string): string {
  return `${number} ${number === 1 ? one : many}`;
}
