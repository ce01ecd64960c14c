import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";

/** A database that is there for a measurement only. */
export interface EmptyDatabase {
  readonly url: string;
  remove(): Promise<void>;
}

/** A file in the folder for temporary files: have it on the disk that is to be measured. */
export async function emptySqlite(): Promise<EmptyDatabase> {
  const folder = await mkdtemp(join(tmpdir(), "ndr-bot-bench-"));
  return {
    url: `sqlite:${join(folder, "bench.db")}`,
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** A database of its own on the server at `server`, whose user may create one. */
export async function emptyPostgres(server: string): Promise<EmptyDatabase> {
  const name = `ndr_bot_bench_${randomBytes(4).toString("hex")}`;
  await onServer(server, `create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    remove: () => onServer(server, `drop database ${name} with (force)`),
  };
}

async function onServer(server: string, command: string): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    await client.query(command);
  } finally {
    await client.end();
  }
}
