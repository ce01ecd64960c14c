import { CHECK_NAMES, type Findings } from "../../src/checks/check.js";
import { articleCard } from "../../src/cards/article.js";
import { diagnosisCard } from "../../src/cards/diagnosis.js";
import { askedFor, inDialog } from "../../src/cards/dialog.js";
import {
  lostCard,
  postingCard,
  sentenceCard,
  unexplainedCard,
} from "../../src/cards/dialog-notice.js";
import { incidentCard } from "../../src/cards/incident.js";
import { incidentsCard } from "../../src/cards/incident-list.js";
import { insertableAnswer } from "../../src/cards/insertable.js";
import type { Bounce } from "../../src/explain.js";
import type { Card } from "../../src/cards/fit.js";
import {
  helpCard,
  notANdrCard,
  noticeCard,
  unreadableCard,
  welcomeCard,
  wentWrongCard,
} from "../../src/cards/notice.js";
import { type RestLine, restCard } from "../../src/cards/rest.js";
import { reviewCard } from "../../src/cards/review.js";
import { summaryCard } from "../../src/cards/summary.js";
import { ticketCard } from "../../src/cards/ticket.js";
import {
  beginningCard,
  helpHereCard,
  hiddenFileCard,
  noBounceHereCard,
} from "../../src/cards/withheld.js";
import type { IncidentView } from "../../src/incidents/incident.js";
import type { Diagnosis } from "../../src/match/diagnosis.js";
import type { Ndr } from "../../src/ndr/ndr.js";
import type { Case, Ticket } from "../../src/tickets/ticket.js";
import { code, RESTRICTED_GROUP, TENANT_ATTRIBUTION } from "./example-articles.js";
import {
  AGENTS,
  BARE_CODE,
  BIG_INCIDENT,
  CASE,
  CLAIMED_TICKET,
  closedIncident,
  DELAYED,
  diagnosed,
  FINDINGS,
  FIXED,
  ENTRIES,
  GROUP,
  KNOWN,
  LIKELY,
  LONG_NAMES,
  MANY,
  NEW_INCIDENT,
  NEW_TICKET,
  READ_IN_PICTURE,
  RELAY,
  RESOLVED_TICKET,
  TEMPORARY,
  seen,
  TICKETS,
  UNDIAGNOSED,
  view,
  WITH_WAY,
} from "./examples.js";
import { NOW, requesterCards, requesterCardsWith } from "./requester-cards.js";

/** Every card in every state people meet. */
export function ordinaryCards(): Readonly<Record<string, Card>> {
  return {
    certain: diagnosisCard(view()),
    "with its way": diagnosisCard(view({ explanation: WITH_WAY })),
    "ticket with its way": ticketCard({
      ...NEW_TICKET,
      case: { ...NEW_TICKET.case, explanation: WITH_WAY },
    }),
    possible: diagnosisCard(view({ explanation: GROUP })),
    likely: diagnosisCard(view({ explanation: LIKELY, helpdesk: "none" })),
    "read in a picture": diagnosisCard(view({ explanation: READ_IN_PICTURE })),
    "bare code": diagnosisCard(view({ explanation: BARE_CODE })),
    "long names": diagnosisCard(view({ explanation: LONG_NAMES })),
    temporary: diagnosisCard(view({ explanation: TEMPORARY })),
    many: diagnosisCard(view({ explanation: MANY })),
    undiagnosed: diagnosisCard(view({ explanation: UNDIAGNOSED, caseId: undefined })),
    delayed: diagnosisCard(view({ explanation: DELAYED, outcome: "still-bouncing" })),
    "looked up": diagnosisCard(view({ findings: FINDINGS, canCheck: true })),
    "looked up, with a question": diagnosisCard(
      view({ explanation: BARE_CODE, findings: FINDINGS, canCheck: true }),
    ),
    sent: diagnosisCard(view({ ticket: seen(NEW_TICKET) })),
    claimed: diagnosisCard(view({ ticket: seen(CLAIMED_TICKET) })),
    resolved: diagnosisCard(view({ ticket: seen(RESOLVED_TICKET), outcome: "worked" })),
    known: diagnosisCard(view({ known: KNOWN })),
    following: diagnosisCard(view({ known: { ...KNOWN, follows: true } })),
    fixed: diagnosisCard(view({ known: FIXED })),
    over: diagnosisCard(view({ known: { ...FIXED, state: "expired", resolution: undefined } })),
    incidents: incidentsCard([NEW_INCIDENT, BIG_INCIDENT], NOW),
    "no incidents": incidentsCard([], NOW),
    "incident new": incidentCard(NEW_INCIDENT),
    "incident big": incidentCard(BIG_INCIDENT),
    "incident resolved": incidentCard(closedIncident("resolved", "The certificate is renewed.")),
    "incident dismissed": incidentCard(closedIncident("dismissed")),
    "incident expired": incidentCard(closedIncident("expired")),
    summary: summaryCard(problems([diagnosed(), GROUP, MANY, UNDIAGNOSED, DELAYED, LONG_NAMES])),
    "summary of too many": summaryCard(problems(Array<Bounce>(20).fill(MANY)), 13),
    review: reviewCard(CASE),
    "review without names": reviewCard(CASE, { withoutNames: true, tried: [0], note: "Urgent." }),
    "ticket of somebody who has tried": ticketCard(
      { ...NEW_TICKET, tried: [0, 1] },
      { alike: { bounces: 7, people: 4 } },
    ),
    "ticket new": ticketCard(NEW_TICKET),
    "ticket claimed": ticketCard(CLAIMED_TICKET),
    "ticket resolved": ticketCard(RESOLVED_TICKET),
    "ticket of somebody out of reach": ticketCard(CLAIMED_TICKET, { isOutOfReach: true }),
    "ticket, looked up": ticketCard(
      { ...CLAIMED_TICKET, case: { ...CASE, findings: FINDINGS } },
      { canCheck: true, agents: AGENTS },
    ),
    "ticket worked": ticketCard({ ...NEW_TICKET, case: { ...CASE, outcome: "worked" } }),
    "ticket with long names": ticketCard({
      ...RESOLVED_TICKET,
      case: { ...CASE, explanation: LONG_NAMES, outcome: "still-bouncing" },
    }),
    ...Object.fromEntries(
      Object.entries(TICKETS).map(([state, ticket]) => [
        `ticket ${state}, talked about`,
        ticketCard(ticket, { entries: ENTRIES, agents: AGENTS, mergedHere: [13, 14] }),
      ]),
    ),
    welcome: welcomeCard("Ana Lopez"),
    help: helpCard(),
    "plain talk": notANdrCard("plain talk"),
    unreadable: unreadableCard("The file is damaged."),
    rest: restCard(REST, { hasBounces: true, unread: 3 }),
    "only the beginning": beginningCard(),
    "hidden file": hiddenFileCard("https://teams.microsoft.com/l/chat/0/0?users=28:1"),
    "plain talk in a channel": noBounceHereCard(undefined),
    "help in a channel": helpHereCard(undefined),
    beginning: diagnosisCard(view({ explanation: { ...LIKELY, isBeginning: true } })),
    together: diagnosisCard(view({ explanation: { ...MANY, bounces: 20 } })),
    "went wrong": wentWrongCard("01J9-4K7Q"),
    notice: noticeCard("Done.", "This channel is the helpdesk now."),
    article: articleCard(TENANT_ATTRIBUTION),
    "article with a group owner": articleCard(RESTRICTED_GROUP),
    ...requesterCards(),
    dialog: inDialog(diagnosisCard(view()), { post: "c-5f1d7a" }),
    "dialog with a question": inDialog(diagnosisCard(view({ explanation: BARE_CODE })), {
      post: "c-5f1d7a",
    }),
    "dialog, posted": inDialog(diagnosisCard(view()), { remarks: ["It stands there already."] }),
    "dialog, review": inDialog(reviewCard(CASE), { remarks: ["I post what becomes of it."] }),
    "asked for": askedFor(diagnosisCard(view()), CASE.asker),
    "to insert": insertableAnswer(GROUP).content,
    "dialog, no bounce": unexplainedCard({ kind: "empty" }, true),
    "dialog, not here": postingCard("not-here", "c-5f1d7a"),
    "dialog, busy": postingCard("busy", "c-5f1d7a"),
    "dialog, lost": lostCard(),
  };
}

const REST: readonly RestLine[] = [
  { name: "Undeliverable Offer for the spring campaign.eml", says: "The link works no more." },
  { name: "mails.zip", says: "This is an archive, and archives are not opened." },
];

const problems = (explanations: readonly Bounce[]) =>
  explanations.map((explanation, index) => ({ explanation, caseId: `case-${index}` }));

/** Every card with one text in every place that a mail or a person can fill. */
export function cardsWith(text: string): Readonly<Record<string, Card>> {
  const opened = caseWith(text);
  const person = { id: "u", name: text };
  const ticket: Ticket = {
    ...RESOLVED_TICKET,
    case: { ...opened, outcome: "still-bouncing" },
    requester: person,
    agent: person,
    note: text,
    resolution: text,
  };
  const surroundings = {
    entries: ["note", "ask", "add", "reply", "withdraw", "still-bouncing", "note"].map((verb) => ({
      ...{ id: 1, verb, by: person, text },
      at: "2026-11-21T10:15:00.000Z",
    })),
    agents: Array.from({ length: 40 }, (_, index) => ({ id: `agent-${index}`, name: text })),
    isOutOfReach: true,
    mergedHere: Array.from({ length: 200 }, (_, index) => 100_000 + index),
  };
  const ndr = ndrWith(text);
  const undiagnosed: Bounce = { kind: "undiagnosed", says: text, general: text, ndr };
  const delayed: Bounce = { kind: "delayed", says: text, ndr, diagnoses: diagnosesWith(text) };
  return {
    diagnosed: diagnosisCard(
      view({ explanation: opened.explanation as Bounce, ticket: seen(ticket) }),
    ),
    "looked up": diagnosisCard(
      view({
        explanation: opened.explanation as Bounce,
        findings: findingsWith(text),
        canCheck: true,
        ticket: seen(ticket),
      }),
    ),
    "ticket, looked up": ticketCard(
      { ...ticket, case: { ...ticket.case, findings: findingsWith(text) } },
      { ...surroundings, canCheck: true },
    ),
    undiagnosed: diagnosisCard(view({ explanation: undiagnosed })),
    delayed: diagnosisCard(view({ explanation: delayed })),
    summary: summaryCard(problems([opened.explanation as Bounce, undiagnosed, delayed])),
    review: reviewCard(opened),
    "review, filled in": reviewCard(opened, { withoutNames: true, note: text }),
    "ticket resolved": ticketCard(ticket, surroundings),
    "ticket claimed": ticketCard({ ...ticket, state: "claimed" }, surroundings),
    "ticket undiagnosed": ticketCard({ ...ticket, case: { ...opened, explanation: undiagnosed } }),
    known: diagnosisCard(view({ known: { ...FIXED, resolution: text } })),
    incident: incidentCard(incidentWith(text, opened)),
    incidents: incidentsCard([incidentWith(text, opened)], NOW),
    welcome: welcomeCard(text),
    unreadable: unreadableCard(text),
    rest: restCard(Array(30).fill({ name: text, says: text }), { hasBounces: false, unread: 1 }),
    notice: noticeCard("Done.", text),
    "went wrong": wentWrongCard(text),
    ...requesterCardsWith(text, ticket),
    dialog: inDialog(diagnosisCard(view({ explanation: opened.explanation as Bounce })), {
      post: "c-5f1d7a",
      remarks: ["I post in this thread what becomes of it, for everybody here to see."],
    }),
    "dialog, review": inDialog(reviewCard(opened), { remarks: ["It is posted here."] }),
    "asked for": askedFor(diagnosisCard(view({ explanation: undiagnosed })), person),
    "to insert": insertableAnswer(opened.explanation as Bounce).content,
    "dialog, unreadable": unexplainedCard({ kind: "unreadable", says: text }, false),
    "dialog, sentence": sentenceCard(text, "c-5f1d7a"),
  };
}

/** More than there are checks, and of each as much as is kept. */
function findingsWith(text: string): Findings {
  return {
    at: "2026-11-21T10:12:00Z",
    list: CHECK_NAMES.flatMap((check) =>
      (["problem", "unknown"] as const).map((outcome) => ({
        ...{ check, outcome, about: text, means: text },
        found: Array<string>(6).fill(text).join("\n"),
      })),
    ),
  };
}

function incidentWith(text: string, opened: Case): IncidentView {
  const { incident } = closedIncident("resolved", text);
  return {
    ...BIG_INCIDENT,
    incident: { ...incident, agent: { id: "u", name: text }, part: "" },
    names: Array<string>(5).fill(text),
    examples: [opened, opened, opened],
  };
}

function caseWith(text: string): Case {
  return {
    ...CASE,
    asker: { id: "u", name: text },
    explanation: { ...diagnosed(...diagnosesWith(text)), says: text, ndr: ndrWith(text) },
  };
}

export function diagnosesWith(text: string): readonly Diagnosis[] {
  const reasons = Array.from({ length: 20 }, () => ({
    signal: "phrase" as const,
    points: 9,
    evidence: text,
    says: text,
  }));
  return Array.from({ length: 18 }, (_, index) => ({
    ...RELAY,
    confidence: "possible",
    reasons,
    article: { ...TENANT_ATTRIBUTION, id: `a${index}`, title: `Cause ${index}` },
  }));
}

export function ndrWith(text: string): Ndr {
  return {
    parsedBy: "words",
    reportingMta: text,
    sender: text,
    subject: text,
    messageId: text,
    arrivalDate: text,
    humanLines: [text],
    recipients: Array.from({ length: 500 }, (_, index) => ({
      finalRecipient: text,
      originalRecipient: text,
      action: "failed",
      status: code("5.7.1"),
      // Every other one has a problem of its own.
      diagnosticCode: index % 2 === 0 ? text : `${index} ${text}`,
      remoteMta: text,
    })),
  };
}
