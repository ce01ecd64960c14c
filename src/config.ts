import { BlockList, isIP } from "node:net";
import { delimiter } from "node:path";

import type { Organisation } from "./advice/organisation.js";
import type { Credentials } from "./bot/credentials.js";
import { HOST_NAME } from "./config/host-name.js";
import { readReminders, readRetention, readTicketsPerHour } from "./config/helpdesk-times.js";
import { readFileHosts } from "./config/file-hosts.js";
import { type CheckSettings, readChecks } from "./config/checks.js";
import { readIncidentSettings } from "./config/incidents.js";
import { readLimits } from "./config/limits.js";
import { readMailSettings } from "./config/read-mail-settings.js";
import { readOrganisation } from "./config/organisation.js";
import { readPictureLanguages } from "./config/pictures.js";
import { readSinks } from "./config/read-sinks.js";
import { ConfigError, type Environment, type Source, sourceOf } from "./config/source.js";
import { readWholeNumber } from "./config/whole-number.js";
import type { FileHosts } from "./download/file-hosts.js";
import type { IncidentSettings } from "./incidents/incident.js";
import type { Limits } from "./intake/limits.js";
import { BUILT_IN_KNOWLEDGE, type KnowledgeFolder } from "./knowledge/knowledge-base.js";
import { LOG_LEVELS, type LogLevel } from "./log/levels.js";
import type { MailSettings } from "./mail/mail-settings.js";
import type { SinkSettings } from "./sinks/sink-settings.js";
import type { Upkeep } from "./tickets/upkeep.js";

export interface Config {
  readonly host: string;
  readonly port: number;
  /** Absent: nobody is authenticated, and `host` is this machine only. */
  readonly credentials?: Credentials | undefined;
  /** `sqlite:PATH` or `postgres://…` */
  readonly databaseUrl: string;
  /** To PostgreSQL, at one time. */
  readonly databaseConnections: number;
  /** How much of Teams' limits what is said about tickets may use. */
  readonly teamsPercent: number;
  /** Where the articles are, the organisation's own folders last. */
  readonly knowledgeFolders: readonly KnowledgeFolder[];
  /** What reading one bounce may cost. */
  readonly limits: Limits;
  /** When several people with the same bounce are an incident. */
  readonly incidents: IncidentSettings;
  /** What one person may send the helpdesk within an hour; 0: any number. */
  readonly ticketsPerHour: number;
  /** Which domains and addresses are the organisation's own. */
  readonly organisation: Organisation;
  /** Absent: nothing is looked up. */
  readonly checks?: CheckSettings | undefined;
  /** Absent: no mail is taken. */
  readonly mail?: MailSettings | undefined;
  /** Which other systems get a copy of each ticket event; none, unless told otherwise. */
  readonly sinks: SinkSettings;
  /** Where files that are sent in the chat may be fetched from. */
  readonly fileHosts: FileHosts;
  /** In which languages pictures are read; absent where they are not. */
  readonly pictureLanguages?: readonly string[] | undefined;
  /** What is reminded of, and how long things are kept. */
  readonly upkeep: Upkeep;
  readonly logLevel: LogLevel;
}

/** Reads what the bot is told by its environment; what may be a secret is never quoted. */
export function readConfig(env: Environment): Config {
  const problems: string[] = [];
  const source = sourceOf(env, problems);
  const port = readPort(source);
  const credentials = readCredentials(source);
  const config: Config = {
    host: readHost(source, credentials),
    port,
    credentials: credentials === "incomplete" ? undefined : credentials,
    databaseUrl: readDatabaseUrl(source),
    databaseConnections: readWholeNumber(source, "DATABASE_CONNECTIONS", 10, 100),
    teamsPercent: readWholeNumber(source, "TEAMS_LIMIT_PERCENT", 75, 100_000),
    knowledgeFolders: readFolders(source),
    limits: readLimits(source),
    incidents: readIncidentSettings(source),
    ticketsPerHour: readTicketsPerHour(source),
    organisation: readOrganisation(source),
    checks: readChecks(source),
    mail: readMailSettings(source),
    sinks: readSinks(source),
    fileHosts: readFileHosts(source, credentials !== undefined),
    pictureLanguages: readPictureLanguages(source),
    upkeep: { reminders: readReminders(source), retention: readRetention(source) },
    logLevel: readLogLevel(source),
  };
  // What two ways of mail need is missing once.
  if (problems.length > 0) throw new ConfigError([...new Set(problems)]);
  return config;
}

function readPort({ value, complain }: Source): number {
  const text = value("PORT") || "3978";
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (port < 1 || port > 65535) complain(`PORT must be 1-65535, but is ${JSON.stringify(text)}`);
  return port;
}

const KINDS = ["SingleTenant", "UserAssignedMSI", "MultiTenant"] as const;

const REGISTRATION =
  "the bot's app registration (Azure portal, Microsoft Entra ID, App registrations)";
const WHERE_APP_ID = `the Application (client) ID in ${REGISTRATION}`;
const WHERE_TENANT_ID = `the Directory (tenant) ID in ${REGISTRATION}`;
const WHERE_PASSWORD = `a client secret's Value, under Certificates & secrets in ${REGISTRATION}`;
const WHERE_KIND = "the Bot Type on the Configuration page of the Azure Bot resource";

/** Credentials, nothing when none were given, or "incomplete" after complaining. */
function readCredentials(source: Source): Credentials | "incomplete" | undefined {
  const { value, complain } = source;
  const given = ["MicrosoftAppId", "MicrosoftAppPassword", "MicrosoftAppTenantId"].filter(value);
  const kind = readKind(source);
  if (given.length === 0) return kind === "unknown" ? "incomplete" : undefined;

  let complete = kind !== "unknown";
  const problem = (text: string) => {
    complain(text);
    complete = false;
  };
  const guid = (name: string, where: string): string => {
    const text = value(name);
    if (!text) problem(`${name} is not set: ${where}`);
    else if (!GUID.test(text))
      problem(`${name} must be a GUID (8-4-4-4-12 hexadecimal digits): ${where}`);
    return text;
  };

  const appId = guid("MicrosoftAppId", WHERE_APP_ID);
  const tenantId = kind === "MultiTenant" ? "" : guid("MicrosoftAppTenantId", WHERE_TENANT_ID);
  const password = value("MicrosoftAppPassword");
  if (kind === "UserAssignedMSI") {
    if (password) problem("MicrosoftAppPassword must be empty: a managed identity has no password");
  } else if (!password) {
    problem(`MicrosoftAppPassword is not set: ${WHERE_PASSWORD}`);
  }

  if (!complete || kind === "unknown") return "incomplete";
  switch (kind) {
    case "SingleTenant":
      return { kind, appId, tenantId, password };
    case "UserAssignedMSI":
      return { kind, appId, tenantId };
    case "MultiTenant":
      return { kind, appId, password };
  }
}

const GUID = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i;

/** SingleTenant unless told otherwise: new multi-tenant bots cannot be registered any more. */
function readKind({ value, complain }: Source): Credentials["kind"] | "unknown" {
  const text = value("MicrosoftAppType") || "SingleTenant";
  const kind = KINDS.find((known) => known.toLowerCase() === text.toLowerCase());
  if (kind) return kind;
  complain(
    `MicrosoftAppType must be one of ${KINDS.join(", ")}, but is ${JSON.stringify(text)}: ${WHERE_KIND}`,
  );
  return "unknown";
}

/** Without credentials anybody who reaches the bot may speak as anybody: then loopback only. */
function readHost(
  { value, complain }: Source,
  credentials: Credentials | "incomplete" | undefined,
): string {
  const host = value("HOST") || (credentials ? "0.0.0.0" : "127.0.0.1");
  if (!isIP(host) && !HOST_NAME.test(host)) {
    complain(
      `HOST must be an address of this machine or a host name, but is ${JSON.stringify(host)}`,
    );
  } else if (!credentials && !isLoopback(host)) {
    complain(
      `HOST must be 127.0.0.1, ::1 or localhost without app credentials, but is ${JSON.stringify(host)}: ` +
        `set MicrosoftAppId (${WHERE_APP_ID}), or leave HOST out`,
    );
  }
  return host;
}

const LOOPBACK = new BlockList();
LOOPBACK.addSubnet("127.0.0.0", 8, "ipv4");
LOOPBACK.addAddress("::1", "ipv6");

function isLoopback(host: string): boolean {
  const version = isIP(host);
  if (version === 0) return host.toLowerCase() === "localhost";
  return LOOPBACK.check(host, version === 4 ? "ipv4" : "ipv6");
}

// Not quoted when it is wrong: the address of another kind of database may hold a password.
function readDatabaseUrl({ value, complain }: Source): string {
  const url = value("DATABASE_URL") || "sqlite:data/ndr-bot.db";
  if (!/^sqlite:(?!\/\/)./.test(url) && !isPostgres(url)) {
    complain(
      "DATABASE_URL must be sqlite:PATH, for example sqlite:data/ndr-bot.db, " +
        "or postgres://USER:PASSWORD@HOST/DATABASE, but is not",
    );
  }
  return url;
}

function isPostgres(url: string): boolean {
  return /^postgres(?:ql)?:\/\/./i.test(url) && URL.canParse(url);
}

/** What commands need that work on the bot's database. */
export function readDatabaseConfig(env: Environment): Pick<Config, "databaseUrl"> {
  const problems: string[] = [];
  const databaseUrl = readDatabaseUrl(sourceOf(env, problems));
  if (problems.length > 0) throw new ConfigError(problems);
  return { databaseUrl };
}

/** What the command line needs of the environment, and no more. */
export function readReadingConfig(
  env: Environment,
): Pick<Config, "knowledgeFolders" | "limits" | "organisation" | "pictureLanguages"> {
  const problems: string[] = [];
  const source = sourceOf(env, problems);
  const config = {
    knowledgeFolders: readFolders(source),
    limits: readLimits(source),
    organisation: readOrganisation(source),
    pictureLanguages: readPictureLanguages(source),
  };
  if (problems.length > 0) throw new ConfigError(problems);
  return config;
}

function readFolders({ value, complain }: Source): readonly KnowledgeFolder[] {
  const own = value("KNOWLEDGE_PATH")
    .split(delimiter)
    .map((folder) => folder.trim())
    .filter((folder) => folder !== "")
    .map((folder) => ({ folder, origin: folder }));
  const builtIn = value("KNOWLEDGE_BUILT_IN") || "on";
  switch (builtIn.toLowerCase()) {
    case "on":
      return [BUILT_IN_KNOWLEDGE, ...own];
    case "off":
      if (own.length === 0) {
        complain(
          "KNOWLEDGE_BUILT_IN is off, so KNOWLEDGE_PATH must name a folder of your own articles, but is not set",
        );
      }
      return own;
    default:
      complain(`KNOWLEDGE_BUILT_IN must be on or off, but is ${JSON.stringify(builtIn)}`);
      return own;
  }
}

function readLogLevel({ value, complain }: Source): LogLevel {
  const text = value("LOG_LEVEL") || "info";
  const level = LOG_LEVELS.find((known) => known === text.toLowerCase());
  if (!level)
    complain(`LOG_LEVEL must be one of ${LOG_LEVELS.join(", ")}, but is ${JSON.stringify(text)}`);
  return level ?? "info";
}
