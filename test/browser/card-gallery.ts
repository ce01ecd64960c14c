import { articleCard } from "../../src/cards/article.js";
import { diagnosisCard } from "../../src/cards/diagnosis.js";
import { askedFor, inDialog } from "../../src/cards/dialog.js";
import { postingCard, unexplainedCard } from "../../src/cards/dialog-notice.js";
import { incidentCard } from "../../src/cards/incident.js";
import { insertableAnswer } from "../../src/cards/insertable.js";
import {
  helpCard,
  notANdrCard,
  unreadableCard,
  welcomeCard,
  wentWrongCard,
} from "../../src/cards/notice.js";
import { reviewCard } from "../../src/cards/review.js";
import { ticketCard } from "../../src/cards/ticket.js";
import { beginningCard, hiddenFileCard } from "../../src/cards/withheld.js";
import { ordinaryCards } from "../cards/all-cards.js";
import {
  AGENTS,
  BARE_CODE,
  BIG_INCIDENT,
  CASE,
  CLAIMED_TICKET,
  closedIncident,
  DELAYED,
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
  RESOLVED_TICKET,
  TEMPORARY,
  seen,
  TICKETS,
  UNDIAGNOSED,
  view,
  WITH_WAY,
} from "../cards/examples.js";
import { requesterCards } from "../cards/requester-cards.js";
import { RESTRICTED_GROUP, TENANT_ATTRIBUTION } from "../cards/example-articles.js";
import { renderCards, type Shot } from "./render-card.js";

const LONG_NAME = "Maximiliane Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh";
const LONG_TEXT =
  "It began on Thursday evening, after the new firewall was put in, and only for mail to this one partner; everybody else gets our mail. We have tried it from Outlook, from a phone and from the web, with and without the attachment. https://tickets.northwind.example/incidents/2026/11/21/000000000000000000000000000000004711";
const LONG_ENTRIES = [...ENTRIES, ...ENTRIES].map((entry) => ({
  ...entry,
  text: entry.text && `${entry.text} ${LONG_TEXT}`,
}));

/** Every card in the states people meet. Run: npx tsx test/browser/card-gallery.ts OUTDIR */
const SHOTS: readonly Shot[] = [
  { name: "diagnosis-certain", card: diagnosisCard(view()) },
  {
    name: "diagnosis-certain-open",
    card: diagnosisCard(view()),
    press: ["What an admin can do", "How an admin can trace the message", "Why we think so"],
  },
  {
    name: "diagnosis-way",
    card: diagnosisCard(view({ explanation: WITH_WAY })),
    press: ["The way it took: 5 servers, 3 min 15 s"],
  },
  {
    name: "ticket-way",
    card: ordinaryCards()["ticket with its way"]!,
    press: ["The way it took: 5 servers, 3 min 15 s"],
  },
  {
    name: "diagnosis-possible",
    card: diagnosisCard(view({ explanation: GROUP })),
    press: ["What the group owner can do"],
  },
  {
    name: "diagnosis-bare-code",
    card: diagnosisCard(view({ explanation: BARE_CODE })),
    press: ["Other possible causes"],
  },
  {
    name: "diagnosis-long-names",
    card: diagnosisCard(view({ explanation: LONG_NAMES })),
    press: ["Why we think so"],
  },
  { name: "diagnosis-picture", card: diagnosisCard(view({ explanation: READ_IN_PICTURE })) },
  { name: "diagnosis-temporary", card: diagnosisCard(view({ explanation: TEMPORARY })) },
  {
    name: "diagnosis-likely",
    card: diagnosisCard(view({ explanation: LIKELY, helpdesk: "none" })),
    press: ["Other possible causes"],
  },
  { name: "diagnosis-many", card: diagnosisCard(view({ explanation: MANY, caseId: undefined })) },
  {
    name: "diagnosis-together",
    card: diagnosisCard(view({ explanation: { ...MANY, bounces: 20 } })),
  },
  {
    name: "diagnosis-beginning",
    card: diagnosisCard(view({ explanation: { ...LIKELY, isBeginning: true } })),
  },
  { name: "diagnosis-known", card: diagnosisCard(view({ known: KNOWN })) },
  {
    name: "diagnosis-following",
    card: diagnosisCard(view({ known: { ...KNOWN, follows: true } })),
  },
  { name: "diagnosis-fixed", card: diagnosisCard(view({ known: FIXED })) },
  { name: "diagnosis-over", card: ordinaryCards()["over"]! },
  { name: "incident-new", card: incidentCard(NEW_INCIDENT) },
  { name: "incident-big", card: incidentCard(BIG_INCIDENT) },
  {
    name: "incident-big-resolve",
    card: incidentCard(BIG_INCIDENT),
    press: ["What an admin can do", "Resolve…"],
  },
  { name: "incident-big-split", card: incidentCard(BIG_INCIDENT), press: ["Split…"] },
  {
    name: "incident-resolved",
    card: incidentCard(closedIncident("resolved", FIXED.resolution)),
  },
  { name: "incident-dismissed", card: incidentCard(closedIncident("dismissed")) },
  { name: "incident-expired", card: incidentCard(closedIncident("expired")) },
  { name: "incidents", card: ordinaryCards()["incidents"]! },
  { name: "summary", card: ordinaryCards()["summary"]! },
  { name: "summary-of-too-many", card: ordinaryCards()["summary of too many"]! },
  { name: "rest", card: ordinaryCards()["rest"]! },
  { name: "only-the-beginning", card: beginningCard() },
  {
    name: "hidden-file",
    card: hiddenFileCard("https://teams.microsoft.com/l/chat/0/0?users=28:1"),
  },
  { name: "diagnosis-undiagnosed", card: diagnosisCard(view({ explanation: UNDIAGNOSED })) },
  {
    name: "diagnosis-delayed",
    card: diagnosisCard(view({ explanation: DELAYED })),
    press: ["What may be holding it up"],
  },
  { name: "diagnosis-sent", card: diagnosisCard(view({ ticket: seen(NEW_TICKET) })) },
  {
    name: "diagnosis-claimed",
    card: diagnosisCard(view({ ticket: seen(CLAIMED_TICKET), outcome: "still-bouncing" })),
  },
  { name: "diagnosis-resolved", card: diagnosisCard(view({ ticket: seen(RESOLVED_TICKET) })) },
  {
    name: "diagnosis-resolved-still-bouncing",
    card: diagnosisCard(view({ ticket: seen(RESOLVED_TICKET), outcome: "still-bouncing" })),
  },
  { name: "diagnosis-worked", card: diagnosisCard(view({ outcome: "worked" })) },
  { name: "review", card: reviewCard(CASE), press: ["Why I think so"] },
  {
    name: "review-without-names",
    card: reviewCard(CASE, { withoutNames: true, tried: [1], note: "Since Monday.\nUrgent!" }),
  },
  {
    name: "ticket-tried",
    card: ticketCard(
      { ...NEW_TICKET, tried: [0, 1], note: "Since Monday." },
      { alike: { bounces: 7, people: 4 } },
    ),
  },
  ...Object.entries(TICKETS).flatMap(([state, ticket]) => [
    { name: `ticket-${state}`, card: ticketCard(ticket, { agents: AGENTS }) },
    {
      name: `ticket-${state}-long`,
      card: ticketCard(
        {
          ...ticket,
          requester: { id: "u1", name: LONG_NAME },
          agent: ticket.agent && { id: "u2", name: LONG_NAME },
          note: LONG_TEXT,
          reason: state === "resolved" ? "other-side" : undefined,
          resolution: state === "resolved" ? LONG_TEXT : undefined,
          case: { ...CASE, explanation: LONG_NAMES, outcome: "still-bouncing" },
        },
        { agents: AGENTS, entries: LONG_ENTRIES, mergedHere: [13, 14, 20, 1007] },
      ),
    },
  ]),
  {
    name: "ticket-talked-about",
    card: ticketCard(CLAIMED_TICKET, { agents: AGENTS, entries: ENTRIES, mergedHere: [13] }),
  },
  ...["Ask the requester…", "Assign…"].map((title, index) => ({
    name: `ticket-form-${index}`,
    card: ticketCard(CLAIMED_TICKET, { agents: AGENTS }),
    press: [title],
  })),
  {
    name: "ticket-open",
    card: ticketCard(NEW_TICKET),
    press: ["Why", "Trace the message", "What the requester was told"],
  },
  {
    name: "ticket-long-names",
    card: ticketCard({
      ...RESOLVED_TICKET,
      note: "Two things:\n1. It is urgent.\n2. It worked last week.",
      case: { ...CASE, explanation: LONG_NAMES, outcome: "still-bouncing" },
    }),
    press: ["Trace the message"],
  },
  {
    name: "ticket-resolve",
    card: ticketCard(CLAIMED_TICKET),
    press: ["Resolve…", "What an admin can do"],
  },
  {
    name: "ticket-worked",
    card: ticketCard({ ...RESOLVED_TICKET, case: { ...CASE, outcome: "worked" } }),
  },
  {
    name: "ticket-undiagnosed",
    card: ticketCard({ ...NEW_TICKET, case: { ...CASE, explanation: UNDIAGNOSED } }),
  },
  { name: "notice-welcome", card: welcomeCard("Ana Lopez") },
  { name: "notice-help", card: helpCard() },
  { name: "notice-fake", card: notANdrCard("suspicious imitation") },
  { name: "notice-unreadable", card: unreadableCard("The file is damaged or encrypted.") },
  { name: "article", card: articleCard(TENANT_ATTRIBUTION) },
  {
    name: "article-open",
    card: articleCard(RESTRICTED_GROUP),
    press: ["What the sender can do", "What the group owner can do"],
  },
  { name: "dialog", card: inDialog(diagnosisCard(view()), { post: CASE.id }) },
  {
    name: "dialog-question",
    card: inDialog(diagnosisCard(view({ explanation: BARE_CODE })), { post: CASE.id }),
  },
  {
    name: "dialog-review",
    card: inDialog(reviewCard(CASE), {
      remarks: ["I post in this thread what becomes of it, for everybody here to see."],
    }),
  },
  { name: "dialog-asked-for", card: askedFor(diagnosisCard(view()), CASE.asker) },
  { name: "dialog-to-insert", card: insertableAnswer(GROUP).content },
  {
    name: "dialog-no-bounce",
    card: unexplainedCard({ kind: "not-an-ndr", looksLike: "plain talk", says: "" }, true),
  },
  { name: "dialog-posted", card: postingCard("posted", CASE.id) },
  { name: "dialog-not-here", card: postingCard("not-here", CASE.id) },
  { name: "dialog-busy", card: postingCard("busy", CASE.id) },
  ...Object.entries(requesterCards()).map(([name, card]) => ({
    name: name.replaceAll(" ", "-"),
    card,
  })),
  {
    name: "requester-takes-back",
    card: diagnosisCard(view({ ticket: seen(CLAIMED_TICKET) })),
    press: ["Take the ticket back…"],
  },
  { name: "notice-went-wrong", card: wentWrongCard("01J9-4K7Q") },
];

const [folder] = process.argv.slice(2);
if (folder === undefined) {
  console.error("Usage: npx tsx test/browser/card-gallery.ts OUTDIR");
  process.exitCode = 2;
} else {
  const files = await renderCards(SHOTS, folder);
  console.log(`${files.length} pictures in ${folder}`);
}
