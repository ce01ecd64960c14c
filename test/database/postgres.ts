import { randomBytes } from "node:crypto";
import { sql } from "kysely";
import pg from "pg";
import { openDatabase } from "../../src/database/database.js";
import type { Database } from "../../src/database/schema.js";

/** Where the tests may create databases; a superuser's address. */
const ADDRESS = process.env["TEST_POSTGRES_URL"] ?? "postgres://postgres@127.0.0.1:5432/postgres";
const PREFIX = "ndr_bot_test_";
/** Names this run's databases, and its connection to the server, by which others see that it is alive. */
const RUN = `${PREFIX}${randomBytes(4).toString("hex")}`;

let admin: Promise<pg.Client | undefined> | undefined;
let template: Promise<string> | undefined;
let shared: Promise<{ readonly db: Database; readonly emptying: string }> | undefined;
let made = 0;

/** Whether PostgreSQL answers; what needs it is skipped where it does not, and fails with REQUIRE_SERVICES=1. */
export async function hasPostgres(): Promise<boolean> {
  return (await connected()) !== undefined;
}

/** A database that nobody else has, with or without tables. */
export async function freshPostgres({ empty = false } = {}) {
  const server = await theServer();
  const name = `${RUN}_${++made}`;
  const from = empty ? "" : `template ${await (template ??= makeTemplate())}`;
  await server.query(`create database ${name} ${from}`);
  return { url: addressOf(name), remove: () => drop(server, name) };
}

/** One database for all tests of this run, without rows; creating one for each would take a second. */
export async function emptyPostgres(): Promise<Database> {
  const { db, emptying } = await (shared ??= openShared());
  try {
    await sql.raw(emptying).execute(db);
    return db;
  } catch {
    // A test has dropped a table.
    await db.destroy();
    return (await (shared = openShared())).db;
  }
}

async function openShared() {
  const { url } = await freshPostgres();
  const db = await openDatabase(url);
  return { db, emptying: await emptyingOf(db) };
}

/** Brings a database back to how it was when its tables were made. */
async function emptyingOf(db: Database): Promise<string> {
  // Truncating is slower by far: it makes new files. The youngest first: they refer to older ones.
  const { rows: tables } = await sql<{ name: string; sequence: string | null }>`
    select c.relname as name, pg_get_serial_sequence(c.relname, a.attname) as sequence
    from pg_class c left join pg_attribute a on a.attrelid = c.oid and a.attidentity <> ''
    where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and c.relname not like 'kysely%'
    order by c.oid desc`.execute(db);
  const counters = await db.selectFrom("counters").selectAll().execute();
  return [
    ...tables.map(({ name }) => `delete from ${name}`),
    ...tables.flatMap(({ sequence }) =>
      sequence ? [`select setval('${sequence}', 1, false)`] : [],
    ),
    ...counters.map(({ name, value }) => `insert into counters values ('${name}', ${value})`),
  ].join(";");
}

async function makeTemplate(): Promise<string> {
  const { url } = await freshPostgres({ empty: true });
  const db = await openDatabase(url);
  await db.destroy();
  const name = new URL(url).pathname.slice(1);
  // Nobody counts on these databases after a power cut.
  await (await theServer()).query(`alter database ${name} set synchronous_commit = off`);
  return name;
}

function addressOf(name: string): string {
  const url = new URL(ADDRESS);
  url.pathname = `/${name}`;
  return url.href;
}

async function theServer(): Promise<pg.Client> {
  const server = await connected();
  if (!server) throw new Error("PostgreSQL does not answer.");
  return server;
}

function connected(): Promise<pg.Client | undefined> {
  admin ??= connect();
  return admin;
}

async function connect(): Promise<pg.Client | undefined> {
  const client = new pg.Client({
    connectionString: ADDRESS,
    application_name: RUN,
    connectionTimeoutMillis: 5_000,
  });
  client.on("error", () => undefined);
  try {
    await client.connect();
  } catch (error) {
    if (process.env["REQUIRE_SERVICES"] === "1") throw error;
    console.log("PostgreSQL does not answer at TEST_POSTGRES_URL: its tests are skipped.");
    return undefined;
  }
  await dropOthers(client);
  return client;
}

/** What runs that were killed left behind. */
async function dropOthers(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `select made.datname as name from pg_database made where made.datname like $1 || '%' and not exists (
       select from pg_stat_activity run
       where run.application_name like $1 || '%' and made.datname like run.application_name || '%')`,
    [PREFIX],
  );
  for (const { name } of rows) await drop(client, name);
}

/** Of two runs that clean up at once, one finds it gone. */
async function drop(client: pg.Client, name: string): Promise<void> {
  await client.query(`drop database if exists ${name} with (force)`);
}

after(async function () {
  // Dropping a database takes its time on a slow disk.
  this.timeout(60_000);
  await (await shared)?.db.destroy();
  const client = await admin?.catch(() => undefined);
  if (!client) return;
  const { rows } = await client.query<{ name: string }>(
    "select datname as name from pg_database where datname like $1 || '%'",
    [RUN],
  );
  for (const { name } of rows) await drop(client, name);
  await client.end();
});
