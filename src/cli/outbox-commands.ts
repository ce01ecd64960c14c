import { transact } from "../database/transact.js";
import { discard, listUndelivered, replay, summarize } from "../outbox/dead-letters.js";
import type { OutboxSummary, Undelivered } from "../outbox/dead-letters.js";
import { redrawReplayed } from "../tickets/reach.js";
import type { Command } from "./command.js";
import { colorsFor, inert, jsonLine } from "./terminal.js";
import type { Terminal } from "./terminal.js";
import { withDatabase } from "./with-database.js";

/** More than anybody reads; the sums are of all. */
const MOST_SHOWN = 500;

/** `outbox list`: what was given up, and what was tried in vain and will be tried again. */
export async function listOutbox(
  { json }: Extract<Command, { kind: "outbox-list" }>,
  terminal: Terminal,
): Promise<number> {
  return withDatabase(terminal, async (db) => {
    const summary = await summarize(db);
    const messages = await listUndelivered(db, MOST_SHOWN);
    terminal.stdout.write(
      json ? jsonLine({ ...summary, messages }) : forPeople(summary, messages, terminal),
    );
    return 0;
  });
}

/** `outbox replay`: says dead letters again; the running bot takes them up within a second. */
export async function replayOutbox(
  { ids }: Extract<Command, { kind: "outbox-replay" }>,
  terminal: Terminal,
): Promise<number> {
  return withDatabase(terminal, async (db) => {
    const found = await transact(db, async (transaction) => {
      const now = terminal.now();
      const replayed = await replay(transaction, ids, now);
      await redrawReplayed(transaction, replayed, now);
      return replayed.map(({ id }) => id);
    });
    terminal.stdout.write(
      found.length === 0
        ? "Nothing to replay.\n"
        : `${found.length === 1 ? "1 message is" : `${found.length} messages are`} tried again now.\n`,
    );
    return nameMissing(ids, found, terminal);
  });
}

/** `outbox discard`: deletes dead letters for good. */
export async function discardOutbox(
  { ids }: Extract<Command, { kind: "outbox-discard" }>,
  terminal: Terminal,
): Promise<number> {
  return withDatabase(terminal, async (db) => {
    const found = await discard(db, ids);
    terminal.stdout.write(
      found.length === 0
        ? "Nothing to discard.\n"
        : `${found.length === 1 ? "1 dead letter is" : `${found.length} dead letters are`} discarded.\n`,
    );
    return nameMissing(ids, found, terminal);
  });
}

/** Says which of the numbers asked for are those of no dead letter; the exit code. */
function nameMissing(
  ids: readonly number[] | "all",
  found: readonly number[],
  { stderr }: Terminal,
): number {
  const missing = ids === "all" ? [] : ids.filter((id) => !found.includes(id));
  for (const id of missing) stderr.write(`${id}: There is no dead letter of this number.\n`);
  return missing.length > 0 ? 1 : 0;
}

function forPeople(
  { waiting, oldest, dead }: OutboxSummary,
  messages: readonly Undelivered[],
  terminal: Terminal,
): string {
  const c = colorsFor(terminal);
  const heads = [
    c.bold(`${dead === 0 ? "No" : dead} dead ${dead === 1 ? "letter" : "letters"}.`),
    waiting === 0
      ? "Nothing waits to be said."
      : `${waiting} ${waiting === 1 ? "waits" : "wait"} to be said, the oldest since ${oldest ?? "?"}.`,
  ];
  const rows = [
    ["ID", "ABOUT", "WHAT", "TRIED", "WHY", "QUEUED", "STATE"],
    ...messages.map(({ id, lane, kind, attempts, lastError, queuedAt, dueAt, diedAt }) => [
      String(id),
      lane,
      kind,
      String(attempts),
      lastError ?? "-",
      queuedAt,
      diedAt === undefined ? `again ${dueAt}` : `given up ${diedAt}`,
    ]),
  ];
  const widths = rows[0]?.map((_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  const table = rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths?.[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
  const lines = messages.length > 0 ? [...heads, "", ...table] : heads;
  return inert(`${lines.join("\n")}\n`, c);
}
