import "dotenv/config";
import { createBot } from "./bot/bot.js";
import { loadTemplates, TemplateError } from "./cards/templates.js";
import { readConfig } from "./config.js";
import { ConfigError } from "./config/source.js";
import { createResolver } from "./dns/resolver.js";
import { createDownload } from "./download/download.js";
import { explainAll } from "./explain.js";
import type { Intake } from "./intake/intake.js";
import { createOutlookReader } from "./intake/outlook/outlook-reader.js";
import { KnowledgeError } from "./knowledge/knowledge-base.js";
import { type KnowledgeStatus, openKnowledge, withoutFolders } from "./knowledge/live-knowledge.js";
import { loadStatusMeanings } from "./knowledge/status-meanings.js";
import { createPictureReader } from "./intake/picture/picture-reader.js";
import { createLog, type Log } from "./log.js";
import { MailError } from "./mail/mail-error.js";
import { createMailWay } from "./mail/mail-way.js";
import { createMatcher } from "./match/match.js";
import { createServer, ListenError } from "./server.js";
import { createSinks } from "./sinks/sinks.js";
import { openDatabase } from "./database/database.js";
import { DatabaseError } from "./database/database-error.js";
import type { Database } from "./database/schema.js";
import { summarize } from "./outbox/dead-letters.js";

/** The card says by then what could not be found out. */
const LOOK_UP_LIMIT_MS = 3_000;

/** What the environment says → what is loaded → the bot → listen. */
async function start(): Promise<void> {
  // What is written here is other people's mail: nobody else on this machine reads it.
  process.umask(0o077);
  const config = readConfig(process.env);
  const { credentials } = config;
  const log = createLog(config.logLevel);

  const knowledge = await openKnowledge({
    folders: config.knowledgeFolders,
    use: createMatcher,
    now: () => new Date(),
    onChange: (status) => {
      note(log, status);
    },
  });
  /** For people who need not know where the folders are; the log says it. */
  const status = (): KnowledgeStatus => {
    const { problems, ...rest } = knowledge.status();
    return { ...rest, problems: withoutFolders(problems, config.knowledgeFolders) };
  };
  loadStatusMeanings();
  loadTemplates();
  const db = await openDatabase(config.databaseUrl, { connections: config.databaseConnections });

  const outlook = createOutlookReader();
  const languages = config.pictureLanguages;
  const pictures = languages && createPictureReader({ languages });
  const intake: Intake = { limits: config.limits, outlook, pictures };

  const sinks = createSinks(config.sinks, { db, now: () => new Date() });
  const bot = createBot({
    credentials,
    knowledge: { inUse: () => knowledge.inUse(), status },
    intake,
    download: createDownload({ hosts: config.fileHosts }),
    sinks: sinks.deliveries,
    incidents: config.incidents,
    ticketsPerHour: config.ticketsPerHour,
    organisation: config.organisation,
    lookUps: config.checks && {
      resolver: createResolver({ servers: config.checks.servers, now: () => new Date() }),
      blockLists: config.checks.blockLists,
      limitMs: LOOK_UP_LIMIT_MS,
    },
    db,
    teamsPercent: config.teamsPercent,
    upkeep: config.upkeep,
    now: () => new Date(),
    log,
  });
  const server = createServer({
    process: (authorization, body) => bot.receive(authorization, body),
    admits: (authorization) => bot.admits(authorization),
    isLocalOnly: credentials === undefined,
    idle: () => bot.idle(),
    ready: async () => ({
      ...(await readOutbox(db)),
      articles: status().articles.length,
      articlesReadAt: status().readAt,
      articleProblems: status().problems,
    }),
    log,
  });

  const mail =
    config.mail &&
    (await createMailWay({
      settings: config.mail,
      maxBytes: config.limits.file,
      explain: (source) =>
        explainAll(source, (ndr) => knowledge.inUse()(ndr), intake, config.organisation),
      db,
      now: () => new Date(),
      log,
    }));

  const mailAddress = await mail?.open();
  const address = await server.listen(config.port, config.host).catch(async (error: unknown) => {
    await mail?.close();
    throw error;
  });
  bot.outbox.start();
  bot.sweeps.start();

  const stop = async () => {
    await Promise.all([server.close(), mail?.close()]);
    knowledge.close();
    await bot.sweeps.stop();
    await sinks.closeAfter(bot.outbox.stop());
    await outlook.close();
    await pictures?.close();
    await db.destroy();
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.once(signal, () => {
      void stop().then(() => {
        log.info("stopped");
      });
    });
  // Who reads this may end the program in the next moment.
  log.info({ address, mailAddress, articles: status().articles.length }, "listening");
}

/** A runbook that cannot be read is the operator's to mend: one line for each mistake. */
function note(log: Log, { articles, problems }: KnowledgeStatus): void {
  if (problems.length === 0) log.info({ articles: articles.length }, "articles read again");
  for (const problem of problems)
    log.error({ problem }, "article not read, the last good state stays");
}

/** Whether the database answers, and what waits in it to be said. */
async function readOutbox(db: Database) {
  try {
    const { waiting, oldest, dead } = await summarize(db);
    const ageMs = oldest === undefined ? 0 : Date.now() - Date.parse(oldest);
    return {
      ok: true,
      outbox: { waiting, oldestSeconds: Math.max(0, Math.round(ageMs / 1000)), dead },
    };
  } catch {
    return { ok: false };
  }
}

/** What an operator can mend; anything else is a defect and keeps its stack. */
const EXPECTED = [
  ConfigError,
  KnowledgeError,
  TemplateError,
  DatabaseError,
  ListenError,
  MailError,
];

try {
  await start();
} catch (error) {
  if (!EXPECTED.some((kind) => error instanceof kind)) throw error;
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 1;
}
