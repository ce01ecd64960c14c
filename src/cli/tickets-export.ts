import { type FileHandle, open } from "node:fs/promises";
import { stringify } from "csv-stringify/sync";
import { DatabaseError } from "../database/database-error.js";
import { openForReading } from "../database/database.js";
import type { Database } from "../database/schema.js";
import { formatStatusCode } from "../ndr/status-code.js";
import { readTicketFacts, type TicketFacts } from "../tickets/ticket-facts.js";
import type { Command } from "./command.js";
import { reasonOf } from "./reason.js";
import type { Terminal } from "./terminal.js";

type ExportCommand = Extract<Command, { kind: "export" }>;

type Cell = string | number | undefined;

/** Header and cell of each column; docs/deploying.md explains them. */
const COLUMNS: readonly (readonly [header: string, cell: (ticket: TicketFacts) => Cell])[] = [
  ["number", ({ number }) => number],
  ["state", ({ state }) => state],
  ["reason", ({ reason }) => reason],
  ["opened", ({ openedAt }) => openedAt],
  ["first claimed", ({ claimedAt }) => claimedAt],
  ["resolved", ({ resolvedAt }) => resolvedAt],
  ["minutes to claim", ({ openedAt, claimedAt }) => minutesBetween(openedAt, claimedAt)],
  ["minutes to resolve", ({ openedAt, resolvedAt }) => minutesBetween(openedAt, resolvedAt)],
  ["requester", ({ requester }) => requester],
  ["agent", ({ agent }) => agent],
  ["code", ({ code }) => code && formatStatusCode(code)],
  ["article", ({ article }) => article],
  ["confidence", ({ confidence }) => confidence],
  ["verdict", ({ verdict }) => verdict],
  ["sender domain", ({ senderDomain }) => senderDomain],
  ["recipient domain", ({ recipientDomain }) => recipientDomain],
  ["remote host", ({ remoteHost }) => remoteHost],
  ["outcome", ({ outcome }) => outcome],
  ["merged into", ({ mergedInto }) => mergedInto],
  ["incident", ({ incident }) => incident],
  ["entries", ({ entries }) => entries],
  ["first answer", ({ answeredAt }) => answeredAt],
  ["minutes to answer", ({ openedAt, answeredAt }) => minutesBetween(openedAt, answeredAt)],
];

/** `tickets export`: the tickets as CSV. */
export async function exportTickets(
  command: ExportCommand,
  databaseUrl: string,
  terminal: Terminal,
): Promise<number> {
  try {
    return await writeTickets(command, await openForReading(databaseUrl), terminal);
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error;
    terminal.stderr.write(`${error.message}\n`);
    return 1;
  }
}

/** Reads and writes some at a time, and closes the database. */
async function writeTickets(
  { out, ...days }: ExportCommand,
  db: Database,
  terminal: Terminal,
): Promise<number> {
  try {
    const file = out === undefined ? undefined : await createFile(out);
    if (typeof file === "string") {
      terminal.stderr.write(`${JSON.stringify(out)}: ${file}\n`);
      return 1;
    }
    const write = file ? (text: string) => file.appendFile(text) : writerTo(terminal);
    try {
      await write(asCsv([COLUMNS.map(([header]) => header)]));
      for await (const tickets of readTicketFacts(db, days))
        await write(asCsv(tickets.map((ticket) => COLUMNS.map(([, cell]) => cell(ticket)))));
    } finally {
      await file?.close();
    }
    return 0;
  } finally {
    await db.destroy();
  }
}

/** For the operator alone, for it holds names; nothing that is there is replaced. */
async function createFile(path: string): Promise<FileHandle | string> {
  try {
    return await open(path, "wx", 0o600);
  } catch (error) {
    return reasonOf(error);
  }
}

/** Waits for a slow reader: a million tickets must not pile up here. */
function writerTo({ stdout }: Terminal): (text: string) => Promise<void> {
  return async (text) => {
    if (stdout.write(text) === false && stdout.once)
      await new Promise<void>((resolve) => stdout.once?.("drain", resolve));
  };
}

/**
 * What a spreadsheet would take for a formula gets an apostrophe in front. One that takes semicolons or tabs
 * for the end of a cell finds none outside of quotes.
 */
function asCsv(rows: readonly (readonly Cell[])[]): string {
  return stringify(
    rows.map((row) => [...row]),
    { escape_formulas: true, quoted_match: /[;\t]/ },
  );
}

function minutesBetween(from: string, to: string | undefined): number | undefined {
  return to === undefined ? undefined : Math.floor((Date.parse(to) - Date.parse(from)) / 60_000);
}
