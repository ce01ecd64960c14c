import { parseArgs } from "node:util";

/** What a command line asks for. */
export type Command =
  | { readonly kind: "help" }
  | {
      readonly kind: "explain";
      readonly as: "page" | "json" | "powershell";
      readonly files: readonly string[];
    }
  | { readonly kind: "list"; readonly json: boolean }
  | { readonly kind: "show"; readonly id: string }
  | { readonly kind: "check"; readonly folder: string | undefined }
  | {
      readonly kind: "new";
      readonly slug: string;
      readonly codes: string | undefined;
      readonly folder: string | undefined;
    }
  | { readonly kind: "coverage"; readonly json: boolean; readonly files: readonly string[] }
  | { readonly kind: "helpdesk-release"; readonly tenant: string }
  | { readonly kind: "outbox-list"; readonly json: boolean }
  | { readonly kind: "outbox-replay"; readonly ids: readonly number[] | "all" }
  | { readonly kind: "outbox-discard"; readonly ids: readonly number[] | "all" }
  | {
      readonly kind: "export";
      /** Days, YYYY-MM-DD, both included. */
      readonly since: string | undefined;
      readonly until: string | undefined;
      readonly out: string | undefined;
    };

export const USAGE = `Usage:
  ndr-bot explain [--json] FILE…               what bounced mail says, why, and who can fix it
  ndr-bot explain --powershell FILE…           a script of what an admin can look up and do
  ndr-bot knowledge list [--json]              the articles it knows
  ndr-bot knowledge show ID                    one article, as its readers see it
  ndr-bot knowledge check [FOLDER]             what is wrong with the articles, and what may be
  ndr-bot knowledge new SLUG [--codes CODES] [--folder FOLDER]
                                               begins SLUG.md, an article to fill in
  ndr-bot knowledge coverage [--json] FILE…    which bounces no article explains
  ndr-bot outbox list [--json]                 what could not be said to Teams or another
                                               system, and why
  ndr-bot outbox replay ID… | all              says what was given up
  ndr-bot outbox discard ID… | all             deletes what was given up, for good
  ndr-bot tickets export [--since DATE] [--until DATE] [--out FILE]
                                               the helpdesk's tickets as CSV
  ndr-bot helpdesk release TENANT              lets another team be the helpdesk, where its team is gone

FILE is a saved mail (.eml, Outlook's .msg), saved HTML (.html), text or a picture; "-" is standard
input. For coverage it may be a folder of them. CODES are such as 5.7.1 or 5.7.606-5.7.649, with
commas between.
DATE is a day such as 2026-11-28; tickets are those opened from the first to the last of them.
KNOWLEDGE_PATH names folders of your own articles; KNOWLEDGE_BUILT_IN=off leaves out ours.
DATABASE_URL names the database of the bot, which may be running.
`;

/** What is wrong with a command line, in one sentence for whoever typed it. */
export class UsageError extends Error {
  override name = "UsageError";
}

/**
 * Reads the words of a command line; `undefined` where they are no command. Throws UsageError where one word
 * of them is wrong.
 */
export function parseCommand(args: readonly string[]): Command | undefined {
  const { values, positionals } = readWords(args);
  const { help, ...options } = values;
  const [verb, ...rest] = positionals;
  if (help || verb === "help") return { kind: "help" };
  if (verb === "explain") return parseExplain(rest, options);
  if (verb === "helpdesk") return parseHelpdesk(rest, options);
  if (verb === "outbox") return parseOutbox(rest, options);
  if (verb === "tickets") return parseTickets(rest, options);
  return verb === "knowledge" ? parseKnowledge(rest, options) : undefined;
}

function readWords(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        json: { type: "boolean" },
        powershell: { type: "boolean" },
        codes: { type: "string" },
        folder: { type: "string" },
        since: { type: "string" },
        until: { type: "string" },
        out: { type: "string" },
        help: { type: "boolean", short: "h" },
      },
      allowPositionals: true,
    });
  } catch (error) {
    // An option that does not exist, or has no value: Node says which.
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

interface Options {
  readonly json?: boolean;
  readonly powershell?: boolean;
  readonly codes?: string;
  readonly folder?: string;
  readonly since?: string;
  readonly until?: string;
  readonly out?: string;
}

function parseExplain(files: readonly string[], options: Options): Command | undefined {
  const { json, powershell } = options;
  if (!takes(options, "json", "powershell") || (json && powershell) || files.length === 0)
    return undefined;
  return { kind: "explain", as: json ? "json" : powershell ? "powershell" : "page", files };
}

function parseTickets([verb, ...rest]: readonly string[], options: Options): Command | undefined {
  const { since, until, out } = options;
  if (verb !== "export" || rest.length > 0 || !takes(options, "since", "until", "out"))
    return undefined;
  for (const [option, day] of Object.entries({ since, until }))
    if (day !== undefined && !isDay(day))
      throw new UsageError(`--${option}: ${JSON.stringify(day)} is no day such as 2026-11-28.`);
  return { kind: "export", since, until, out };
}

function parseHelpdesk([verb, tenant, ...rest]: readonly string[], options: Options) {
  return verb === "release" && tenant && rest.length === 0 && takes(options)
    ? ({ kind: "helpdesk-release", tenant } as const)
    : undefined;
}

function isDay(text: string): boolean {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(text) : NaN;
  // Date.parse takes 2026-02-30 for 2 March.
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

function parseKnowledge([verb, ...rest]: readonly string[], options: Options): Command | undefined {
  const [word] = rest;
  switch (verb) {
    case "list":
      return takes(options, "json") && rest.length === 0
        ? { kind: "list", json: options.json ?? false }
        : undefined;
    case "show":
      return takes(options) && rest.length === 1 && word ? { kind: "show", id: word } : undefined;
    case "check":
      return takes(options) && rest.length <= 1 ? { kind: "check", folder: word } : undefined;
    case "new":
      return takes(options, "codes", "folder") && rest.length === 1 && word
        ? { kind: "new", slug: word, codes: options.codes, folder: options.folder }
        : undefined;
    case "coverage":
      return takes(options, "json") && rest.length > 0
        ? { kind: "coverage", json: options.json ?? false, files: rest }
        : undefined;
    default:
      return undefined;
  }
}

function parseOutbox([verb, ...rest]: readonly string[], options: Options): Command | undefined {
  if (verb === "list") {
    return takes(options, "json") && rest.length === 0
      ? { kind: "outbox-list", json: options.json ?? false }
      : undefined;
  }
  const ids = takes(options) ? parseIds(rest) : undefined;
  if (ids === undefined) return undefined;
  switch (verb) {
    case "replay":
      return { kind: "outbox-replay", ids };
    case "discard":
      return { kind: "outbox-discard", ids };
    default:
      return undefined;
  }
}

/** Numbers of dead letters, or all of them. */
function parseIds(words: readonly string[]): readonly number[] | "all" | undefined {
  if (words.length === 1 && words[0] === "all") return "all";
  const areNumbers = words.length > 0 && words.every((id) => /^[1-9]\d{0,8}$/.test(id));
  return areNumbers ? words.map(Number) : undefined;
}

/** Whether nothing but these options was given. */
function takes(options: Options, ...names: readonly (keyof Options)[]): boolean {
  return Object.keys(options).every((name) => names.some((known) => known === name));
}
