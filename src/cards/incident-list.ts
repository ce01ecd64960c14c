import type { IncidentView } from "../incidents/incident.js";
import { ageInWords } from "./age.js";
import { conclusion } from "./evidence.js";
import type { Card } from "./fit.js";
import { HEADLINE, type Paragraph, paragraph, sentence, words } from "./rich-text.js";
import { listsCard } from "./ticket-list.js";

/** The incidents that are open, as the helpdesk's people see them. */
export function incidentsCard(incidents: readonly IncidentView[], now: Date): Card {
  const remarks =
    incidents.length === 0
      ? [remark("None is open.")]
      : [
          ...incidents.flatMap((view) => row(view, now)),
          remark("Write “incident” and the number to see one."),
        ];
  return listsCard([{ title: [words("Open incidents", HEADLINE)], rows: [], remarks }]);
}

function row({ incident, people, bounces, examples }: IncidentView, now: Date) {
  const [example] = examples;
  const hit = `${people} people, ${bounces} bounces`;
  const when = `first ${ageInWords(incident.firstSeenAt, now)}, last ${ageInWords(incident.lastSeenAt, now)}`;
  return [
    paragraph(
      sentence(
        words(`Incident ${incident.number}`, { weight: "Bolder" }),
        ...(example ? [words(" · "), ...conclusion(example.explanation)] : []),
      ),
    ),
    paragraph([words(`${hit} · ${when}`, { size: "Small", isSubtle: true })], "None"),
  ];
}

const remark = (text: string): Paragraph => paragraph([words(text, { isSubtle: true })]);
