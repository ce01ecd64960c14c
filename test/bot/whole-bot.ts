import assert from "node:assert/strict";
import type { IncomingMessage, ServerResponse } from "node:http";
import { join } from "node:path";
import type { AdapterSettings } from "../../src/bot/adapter.js";
import { type Bot, createBot } from "../../src/bot/bot.js";
import type { LookUpSettings } from "../../src/bot/look-up.js";
import type { Card } from "../../src/cards/fit.js";
import { createDownload } from "../../src/download/download.js";
import type { IncidentSettings } from "../../src/incidents/incident.js";
import { PLAIN_INTAKE } from "../../src/intake/intake.js";
import { BUILT_IN_KNOWLEDGE, loadKnowledgeBase } from "../../src/knowledge/knowledge-base.js";
import { createLog } from "../../src/log.js";
import { createMatcher } from "../../src/match/match.js";
import { createServer, type Server } from "../../src/server.js";
import { openDatabase } from "../../src/database/database.js";
import type { Database } from "../../src/database/schema.js";
import type { Deliveries } from "../../src/outbox/by-kind.js";
import {
  type ConnectorCall,
  type ConnectorMember,
  type FakeConnector,
  type Fault,
  startConnector,
} from "../fakes/connector.js";
import { createMemory, open, post, type Reply } from "../fakes/door.js";
import { type FileServer, head, startFileServer } from "../download/file-server.js";
import type { ActivityJson, Chat, SentFile } from "../fakes/teams.js";
import { ANA, BO, GUS, HELPDESK, KIM, MAIL_TEAM, OLA, OUTAGES } from "../fakes/teams.js";
import { temporaryFolder } from "../database/databases.js";
import { createClock } from "../tickets/samples.js";
import { assertManners } from "./manners.js";

/** The real bot behind its HTTP door, on a database file, with Teams' side of the line played on loopback. */
export interface WholeBot {
  /** Everything the bot did to the connector. */
  readonly calls: readonly ConnectorCall[];
  /** The lines of its log. */
  readonly log: readonly string[];
  readonly db: Database;
  readonly clock: { pass(milliseconds: number): void };
  /** Posts what Teams posts, and waits until the bot has done all it will do about it now. */
  receive(activity: ActivityJson): Promise<Reply>;
  /** Waits until all turns have ended and all that is due was said. */
  settle(): Promise<void>;
  /** Does what has come due by time, and says what is to be said about it. */
  sweep(): Promise<void>;
  /** The threads it has started in channels, oldest first. */
  readonly threads: readonly string[];
  /** The messages in a chat as they look now, oldest first. */
  shown(chat: Chat | string): readonly Message[];
  /** The last card in a chat as it looks now. */
  card(chat: Chat | string): Card;
  /** What the connector does wrong from now on. */
  trouble: (call: ConnectorCall) => Fault | undefined;
  /** Who is in the helpdesk's team, and what Teams says they are there. */
  roster: readonly ConnectorMember[];
  /** What keeps changed articles from being taken up. */
  articleProblems: readonly string[];
  /** What an activity has as its `serviceUrl`. */
  readonly serviceUrl: string;
  /** Where files are kept: the address of one that is answered so. */
  keep(name: string, answer: FileAnswer): SentFile;
  /** The requests for files so far. */
  readonly fetched: readonly IncomingMessage[];
  /** Ends the bot and starts another on the same database. */
  restart(): Promise<void>;
  /** Ends the connector: nobody listens there any more. */
  hangUp(): Promise<void>;
}

/** A file's bytes, or whatever its place does instead. */
export type FileAnswer = string | Uint8Array | ((response: ServerResponse) => void);

export interface WholeBotSettings extends AdapterSettings {
  /** Other systems that get a copy of each ticket event. */
  sinks?: Deliveries;
  /** Absent: several people with the same bounce are no incident. */
  incidents?: IncidentSettings;
  /** Absent: any number. */
  ticketsPerHour?: number;
  /** Absent: nothing is looked up. Read when the bot starts. */
  lookUps?: LookUpSettings;
  /** The header that Teams sends along, for the address of its connector. */
  authorize?: (serviceUrl: string) => Promise<string>;
}

export interface Message {
  readonly id: string;
  readonly type: string;
  readonly text?: string;
  readonly attachments?: readonly { readonly contentType: string; readonly content: Card }[];
}

const ROSTER: readonly ConnectorMember[] = [
  { ...OLA, userRole: "owner" },
  { ...ANA, userRole: "user" },
  { ...BO, userRole: "user" },
  { ...GUS, userRole: "guest" },
];

/** At any hour: what time it is in a test is its own matter. */
const REMINDERS = {
  afterMinutes: 30,
  hours: { shifts: [{ days: [1, 2, 3, 4, 5, 6, 7], from: 0, to: 24 * 60 }], zone: "UTC" },
};

/** For all tests: it takes a while to build, and keeps nothing of what it is asked. */
let articles: ReturnType<typeof loadArticles> | undefined;

async function loadArticles() {
  const inUse = await loadKnowledgeBase([BUILT_IN_KNOWLEDGE]);
  return { inUse, match: createMatcher(inUse) };
}

/** A fresh bot for each test of the `describe` block; after each, it must have kept its manners. */
export function wholeBot(settings: WholeBotSettings = {}): WholeBot {
  const memory = createMemory();
  const replies: Reply[] = [];
  let clock: ReturnType<typeof createClock>;
  let connector: FakeConnector;
  let place: Awaited<ReturnType<typeof temporaryFolder>>;
  let db: Database;
  let bot: Bot;
  let server: Server;
  let url: string;
  let isOnTheLine = true;
  let fileServer: FileServer;
  const kept = new Map<string, FileAnswer>();

  async function start(): Promise<void> {
    const log = createLog("info", memory);
    const { inUse, match } = await (articles ??= loadArticles());
    const status = { articles: inUse, readAt: "2026-11-21T10:05:00.000Z" };
    db = await openDatabase(`sqlite:${join(place.folder, "ndr-bot.db")}`);
    bot = createBot({
      ...settings,
      knowledge: {
        inUse: () => match,
        status: () => ({ ...status, problems: whole.articleProblems }),
      },
      intake: PLAIN_INTAKE,
      download: createDownload({
        hosts: { names: [], loopback: [fileServer.origin] },
        timeMs: 20_000,
        idleMs: 2_000,
      }),
      db,
      // The clock stands still, and whoever waited for it would wait for ever.
      teamsPercent: 100_000,
      upkeep: { reminders: REMINDERS, retention: { caseDays: 30, ticketDays: 365 } },
      now: () => clock.now(),
      log,
    });
    server = createServer({
      process: (authorization, body) => bot.receive(authorization, body),
      admits: (authorization) => bot.admits(authorization),
      isLocalOnly: settings.credentials === undefined,
      idle: () => bot.idle(),
      ready: () => ({ ok: true }),
      log,
    });
    url = await open(server);
    bot.outbox.start();
  }

  async function stop(): Promise<void> {
    await server.close();
    await bot.outbox.stop();
    await db.destroy();
  }

  const whole: WholeBot = {
    get calls() {
      return connector.calls;
    },
    get log() {
      return memory.lines;
    },
    get db() {
      return db;
    },
    get clock() {
      return clock;
    },
    get serviceUrl() {
      return connector.url;
    },
    get threads() {
      return connector.started;
    },
    trouble: () => undefined,
    roster: ROSTER,
    articleProblems: [],
    async receive(activity) {
      const authorization = await settings.authorize?.(connector.url);
      const headers: Record<string, string> = authorization ? { authorization } : {};
      const reply = await post(url, { serviceUrl: connector.url, ...activity }, headers);
      if (activity["type"] === "invoke") replies.push(reply);
      await whole.settle();
      return reply;
    },
    async settle() {
      await bot.idle();
      // With its table gone an outbox cannot drain; what the bot does then is seen elsewhere.
      await bot.outbox.drain().catch(() => undefined);
    },
    async sweep() {
      await bot.sweeps.run();
      await whole.settle();
    },
    shown: (chat) =>
      connector.shown(
        typeof chat === "string" ? chat : chat.conversation.id,
      ) as unknown as readonly Message[],
    card(chat) {
      const card = whole
        .shown(chat)
        .flatMap(({ attachments }) => attachments ?? [])
        .at(-1)?.content;
      assert.equal(typeof card, "object", "no card was shown");
      return card as Card;
    },
    keep(name, answer) {
      const path = `/download/${kept.size}`;
      kept.set(path, answer);
      return { name, url: `${fileServer.origin}${path}` };
    },
    get fetched() {
      return fileServer.asked;
    },
    async restart() {
      await stop();
      await start();
    },
    async hangUp() {
      isOnTheLine = false;
      await connector.close();
    },
  };

  beforeEach(async () => {
    memory.lines.length = 0;
    replies.length = 0;
    clock = createClock("2026-11-21T08:00:00.000Z");
    whole.trouble = () => undefined;
    whole.roster = ROSTER;
    whole.articleProblems = [];
    isOnTheLine = true;
    connector = await startConnector({
      // Kim asks: in her chats, and not in the helpdesk's team.
      members: (conversation) =>
        conversation === MAIL_TEAM.id ? whole.roster : [...whole.roster, KIM],
      team: { name: MAIL_TEAM.name },
      channels: [
        // General has no name in Teams.
        { id: MAIL_TEAM.id },
        { id: HELPDESK, name: "Helpdesk" },
        { id: OUTAGES, name: "Outages" },
      ],
      fault: (call) => whole.trouble(call),
    });
    kept.clear();
    fileServer = await startFileServer(
      ({ url: path = "" }, response) => {
        const answer = kept.get(path);
        if (typeof answer === "function") answer(response);
        else if (answer === undefined) head(response, 404).end();
        else response.end(answer);
      },
      { secure: false },
    );
    place = await temporaryFolder();
    await start();
  });

  afterEach(async () => {
    await stop();
    if (isOnTheLine) await connector.close();
    await fileServer.close();
    await place.remove();
    assertManners({ calls: connector.calls, replies, log: memory.lines });
  });

  return whole;
}
