import type { Database } from "../../src/database/schema.js";
import type { Bounce } from "../../src/explain.js";
import type { FromHelpdesk, IncidentChannel, NextStep } from "../../src/incidents/channel.js";
import { createIncidentDelivery } from "../../src/incidents/delivery.js";
import { expireIncidents } from "../../src/incidents/expire.js";
import type { IncidentSettings, IncidentView } from "../../src/incidents/incident.js";
import { createIncidents, reviveIncidents } from "../../src/incidents/incidents.js";
import type { IncidentAction } from "../../src/incidents/incidents.js";
import { INCIDENT_MESSAGES } from "../../src/incidents/messages.js";
import type { IncidentCall } from "../../src/incidents/on-call.js";
import { createNoticing } from "../../src/incidents/notice.js";
import { createOutbox } from "../../src/outbox/outbox.js";
import { createCaseStore } from "../../src/tickets/case-store.js";
import { createDelivery } from "../../src/tickets/delivery.js";
import { createHelpdesk } from "../../src/tickets/helpdesk.js";
import type { Case, MessageRef, Person } from "../../src/tickets/ticket.js";
import { createFakeChannel } from "../fakes/fake-channel.js";
import { ANA, asAgent, CHAT, createClock, HELPDESK } from "../tickets/samples.js";

export const SETTINGS: IncidentSettings = { people: 5, windowMinutes: 60, quietHours: 24 };
export const MINUTE = 60_000;

export const person = (index: number): Person => ({
  id: `person-${index}`,
  name: `Person ${index}`,
});

export interface BounceOf {
  readonly recipient?: string;
  readonly host?: string;
  readonly detail?: number;
  readonly subject?: number;
}

/** A bounce that no article explains: 5.7.1 of a server. */
export function bounce({
  recipient = "orders@fabrikam.example",
  host = "mx1.fabrikam.example",
  subject = 7,
  detail = 1,
}: BounceOf = {}): Bounce {
  const status = { class: 5, subject, detail } as const;
  const diagnosticCode = `550 5.${subject}.${detail} Refused by policy`;
  return {
    kind: "undiagnosed",
    says: "Your message was not delivered.",
    general: "A policy of the other side stopped it.",
    ndr: {
      parsedBy: "smtp-reply",
      sender: "kim@northwind.example",
      recipients: [
        { finalRecipient: recipient, action: "failed", status, diagnosticCode, remoteMta: host },
      ],
      humanLines: [],
    },
  };
}

/** Tickets and incidents on one database, with a helpdesk named and channels that keep what they are given. */
export async function createIncidentDesk(db: Database, settings = SETTINGS, clock = createClock()) {
  const shown: IncidentView[] = [];
  const answers: Case[] = [];
  const lines: (Case & { readonly next?: NextStep | undefined })[] = [];
  const words: (FromHelpdesk & { readonly asker: string })[] = [];
  const calls: IncidentCall[] = [];
  const tickets = createFakeChannel();
  let posted = 0;
  let refuse: ((about: Case) => void) | undefined;
  const channel: IncidentChannel = {
    showIncident(view, { place }, ref) {
      shown.push(view);
      const { serviceUrl, conversation } = place;
      return Promise.resolve(ref ?? { serviceUrl, conversation, activity: `incident-${++posted}` });
    },
    showAnswer(about, answer: MessageRef) {
      answers.push(about);
      return Promise.resolve(answer);
    },
    tell(about, next) {
      refuse?.(about);
      lines.push({ ...about, next });
      return Promise.resolve();
    },
    callFor(call) {
      calls.push(call);
      return Promise.resolve();
    },
    passOn(about, said) {
      words.push({ ...said, asker: about.asker.id });
      return Promise.resolve();
    },
  };
  const deliverIncident = createIncidentDelivery({ db, channel });
  const deliverTicket = createDelivery({ db, channel: tickets, now: clock.now });
  const outbox = createOutbox({
    db,
    deliver: (message) =>
      (INCIDENT_MESSAGES as readonly string[]).includes(message.kind)
        ? deliverIncident(message)
        : deliverTicket(message),
    now: clock.now,
  });
  const cases = createCaseStore({
    db,
    now: clock.now,
    problems: createNoticing({ settings, now: clock.now }),
  });
  const helpdesk = createHelpdesk({ db, now: clock.now, onHelpdesk: reviveIncidents });
  const incidents = createIncidents({ db, now: clock.now });
  await helpdesk.setHelpdesk(HELPDESK);
  let messages = 0;

  const meet = async (who: Person, explanation = bounce(), tenant = CHAT.tenant): Promise<Case> => {
    const place = { ...CHAT, tenant, conversation: `a:${who.id}` };
    const question = `message-${++messages}`;
    const opened = await cases.openCase({ place, question, asker: who, explanation });
    await cases.rememberAnswer(opened.id, { ...place, activity: `answer-${question}` });
    return opened;
  };

  return {
    clock,
    cases,
    helpdesk,
    incidents,
    outbox,
    tickets,
    /** The helpdesk's cards, answers and lines that were delivered, in their order. */
    shown,
    answers,
    lines,
    words,
    calls,
    /** Somebody pastes a bounce; the case as it is answered. */
    meet,
    /** So many people paste the same, one after the other. */
    async meetAll(count: number, explanation = bounce(), from = 0): Promise<readonly Case[]> {
      const met: Case[] = [];
      for (let index = from; index < from + count; index++) {
        met.push(await meet(person(index), explanation));
        clock.pass(1_000);
      }
      return met;
    },
    decide: (number: number, action: IncidentAction, version?: number) =>
      incidents.decide(number, version, action, asAgent(ANA)),
    write: (number: number, text: string, actor = asAgent(ANA)) =>
      incidents.write(number, text, actor),
    expire: () => expireIncidents(db, settings, clock.now()),
    refuse: (what: typeof refuse) => {
      refuse = what;
    },
    /** Delivers all that is due now or within the next seconds. */
    async settle() {
      await outbox.drain();
      clock.pass(5_000);
      await outbox.drain();
    },
    rows: () => db.selectFrom("incidents").selectAll().orderBy("number").execute(),
    dead: () => db.selectFrom("outbox").selectAll().where("died_at", "is not", null).execute(),
  };
}
