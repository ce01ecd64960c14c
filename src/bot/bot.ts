import { type Organisation, UNNAMED_ORGANISATION } from "../advice/organisation.js";
import { explainAll } from "../explain.js";
import type { Downloaded, Wanted } from "../download/download.js";
import type { Intake } from "../intake/intake.js";
import type { LiveKnowledge } from "../knowledge/live-knowledge.js";
import type { Log } from "../log.js";
import type { Matcher } from "../match/match.js";
import { incidentSweep } from "../incidents/expire.js";
import type { IncidentSettings } from "../incidents/incident.js";
import { createIncidents, reviveIncidents } from "../incidents/incidents.js";
import { createNoticing } from "../incidents/notice.js";
import { createCaseStore } from "../tickets/case-store.js";
import { createForgetting } from "../tickets/forget.js";
import { createHelpdesk } from "../tickets/helpdesk.js";
import type { Outbox } from "../outbox/delivery-loop.js";
import type { Deliveries } from "../outbox/by-kind.js";
import type { Database } from "../database/schema.js";
import { createSightings } from "../tickets/sightings.js";
import { requesterSweeps } from "../tickets/requester-sweeps.js";
import { createSweeps, type Sweeps } from "../tickets/sweep.js";
import { type Upkeep, upkeepSweeps } from "../tickets/upkeep.js";
import type { Answer } from "./acknowledge.js";
import { type AdapterSettings, createAdapter } from "./adapter.js";
import { personOf } from "./activity.js";
import { createAnswers } from "./answers.js";
import { BounceBot } from "./bounce-bot.js";
import { caseCard } from "./case-card.js";
import { createButtons } from "./buttons.js";
import { connectorOf } from "./connector-origin.js";
import { createLookUps, isCheckable, type LookUpSettings } from "./look-up.js";
import { createMessageExplainer } from "./explain-message.js";
import { createFileReader } from "./fetch-files.js";
import { createHelpdeskCommands } from "./helpdesk-commands.js";
import { createHelpdeskPeople } from "./helpdesk-people.js";
import { createHelpdeskThreads } from "./helpdesk-threads.js";
import { createKnowledgeCommand } from "./knowledge-command.js";
import { createTicketCommands } from "./ticket-commands.js";
import { createTicketOpener } from "./open-ticket.js";
import { createWayBack } from "./way-back.js";
import { createOutgoing } from "./outgoing.js";
import { createMessageExtension } from "./message-extension.js";
import { createPeopleCommands } from "./people-commands.js";
import { createAnswerPoster } from "./post-answer.js";
import { createDialogButtons } from "./press-in-dialog.js";
import { type ExplainAll, type ExplainFiles, readMessage } from "./read-message.js";
import { createRoster } from "./roster.js";
import { createArticleSearcher } from "./search-articles.js";
import { createTicketSearcher } from "./search-tickets.js";
import { createStandingFinder } from "./standing.js";

/** The whole bot: what Teams posts goes in, what is to be said goes out to the connector. */
export interface Bot {
  /** Whether what comes with this Authorization header is worth reading. */
  admits(authorization: string): boolean;
  /** Takes what was posted to the bot; never rejects. */
  receive(authorization: string, body: unknown): Promise<Answer>;
  /** Resolves when nothing that was acknowledged is still being worked on. */
  idle(): Promise<void>;
  /** What is said about tickets; silent until it is started. */
  readonly outbox: Outbox;
  /** What comes due by time; nothing does until it is started. */
  readonly sweeps: Sweeps;
}

export interface BotOptions extends AdapterSettings {
  readonly knowledge: Pick<LiveKnowledge<Matcher>, "inUse" | "status">;
  /** With what bounces are read. */
  readonly intake: Intake;
  /** How files that were sent are fetched. */
  readonly download: (wanted: Wanted) => Promise<Downloaded>;
  /** Other systems that get a copy of each ticket event. */
  readonly sinks?: Deliveries | undefined;
  /** Absent: several people with the same bounce are no incident. */
  readonly incidents?: IncidentSettings | undefined;
  /** Absent: nobody has said what is the organisation's own. */
  readonly organisation?: Organisation | undefined;
  /** Absent: nothing is looked up. */
  readonly lookUps?: LookUpSettings | undefined;
  /** What one person may send the helpdesk within an hour; absent or 0: any number. */
  readonly ticketsPerHour?: number | undefined;
  readonly db: Database;
  /** How much of Teams' limits what is said about tickets may use; 75 unless told otherwise. */
  readonly teamsPercent?: number | undefined;
  readonly upkeep: Upkeep;
  readonly now: () => Date;
  readonly log: Log;
}

/** Who talks to whom. */
export function createBot(options: BotOptions): Bot {
  const { knowledge, intake, download, sinks = {}, db, now, log, credentials } = options;
  const { organisation = UNNAMED_ORGANISATION } = options;
  /** Pictures are read one at a time of each person. */
  const explainFor =
    (asker?: string): ExplainAll =>
    (source) =>
      explainAll(source, (ndr) => knowledge.inUse()(ndr), { ...intake, asker }, organisation);
  const explain = explainFor();
  const readFiles = createFileReader({ download, limits: intake.limits, log });
  const chat =
    credentials && `https://teams.microsoft.com/l/chat/0/0?users=28:${credentials.appId}`;
  const problems = options.incidents && createNoticing({ settings: options.incidents, now });
  const cases = createCaseStore({ db, now, problems });
  const adapter = createAdapter(options, log);
  const connectTo = (serviceUrl: string) => adapter.connectTo(serviceUrl, credentials?.appId ?? "");
  const roster = createRoster({ connectTo, now });
  const people = createHelpdeskPeople({
    roster,
    findHelpdesk: (tenant) => desk.findLastHelpdesk(tenant),
    now,
    log,
  });
  const outbox = createOutgoing({
    db,
    connectTo,
    botId: credentials ? `28:${credentials.appId}` : "",
    people,
    roster,
    draw: (about) => caseCard(about, desk),
    isCheckable: (about) => isCheckable(about, options.lookUps),
    sinks,
    teamsPercent: options.teamsPercent ?? 75,
    now,
    log,
  });
  const desk = createHelpdesk({
    db,
    now,
    sinks: Object.keys(sinks),
    ticketsPerHour: options.ticketsPerHour,
    isCheckable: (about) => isCheckable(about, options.lookUps),
    onQueued: () => {
      outbox.wake();
    },
    onHelpdesk: reviveIncidents,
  });
  const incidents = createIncidents({
    db,
    now,
    sinks: Object.keys(sinks),
    onQueued: () => {
      outbox.wake();
    },
  });
  const standingOf = createStandingFinder({ desk, roster, log });
  const openTicket = createTicketOpener({ desk, standingOf, people });
  const wayBack = createWayBack({ db, desk, log });
  const forgetting = createForgetting({
    db,
    desk,
    now,
    log,
    onQueued: () => {
      outbox.wake();
    },
  });
  const lookUps =
    options.lookUps &&
    createLookUps({
      ...options.lookUps,
      organisation,
      db,
      now,
      onQueued: () => {
        outbox.wake();
      },
      log,
    });
  const press = createButtons({
    explainText: (text) => explain({ contentType: "text/plain", content: text }),
    cases,
    desk,
    incidents,
    roster,
    standingOf,
    people,
    openTicket,
    forgetting,
    lookUps,
    log,
  });
  const poster = createAnswerPoster({ cases, desk, connectTo, log });
  const bot = new BounceBot({
    answers: createAnswers({
      onAnswered: (opened) => lookUps?.begin(opened),
      read: (said, context) => {
        const connector = () => connectorOf(context, credentials !== undefined);
        const person = personOf(context.activity).id;
        const explainTheirs = explainFor(person);
        const explainFiles: ExplainFiles = (files) =>
          readFiles(files, person, connector, explainTheirs);
        return readMessage(said, explainTheirs, explainFiles, intake.limits.files);
      },
      cases,
      desk,
      threads: createHelpdeskThreads({ desk, incidents, standingOf, log }),
      chat,
      askFirst: (context, tellsOfBounce) => wayBack.askFirst(context, tellsOfBounce),
      log,
    }),
    press,
    extension: createMessageExtension({
      explain: createMessageExplainer({ explain, cases, desk, log }),
      press: createDialogButtons({ cases, desk, poster, press }),
      search: createArticleSearcher({ articles: () => knowledge.status().articles, explain }),
      searchTickets: createTicketSearcher({ db, standingOf, now }),
    }),
    helpdeskCommand: createHelpdeskCommands({ desk, standingOf }),
    ticketCommand: createTicketCommands({
      db,
      desk,
      incidents,
      standingOf,
      openTicket,
      chat,
      now,
    }),
    wayBack,
    peopleCommand: createPeopleCommands({
      db,
      desk,
      roster,
      standingOf,
      forgetting,
      articles: () => knowledge.status().articles.map(({ id }) => id),
      now,
    }),
    knowledgeCommand: createKnowledgeCommand(desk, () => knowledge.status()),
    sightings: createSightings({ db, now }),
    chat,
    log,
  });
  return {
    admits: (authorization) => adapter.admits(authorization),
    receive: (authorization, body) =>
      adapter.receive(authorization, body, (context) => bot.run(context)),
    idle: async () => {
      await adapter.idle();
      await poster.idle();
      await lookUps?.idle();
    },
    outbox,
    sweeps: createSweeps({
      sweeps: [
        ...upkeepSweeps(db, options.upkeep, log),
        ...requesterSweeps(db, () => {
          outbox.wake();
        }),
        ...(options.incidents ? [incidentSweep(db, options.incidents)] : []),
      ],
      now,
      log,
    }),
  };
}
