import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { Kysely, Migrator, sql } from "kysely";
import { openDatabase, openExisting } from "../../src/database/database.js";
import { listMigrations } from "../../src/database/migrations/migrations.js";
import { openSqlite } from "../../src/database/sqlite.js";
import { createDelivery } from "../../src/tickets/delivery.js";
import { findTicket } from "../../src/tickets/ticket-store.js";
import { createOutbox } from "../../src/outbox/outbox.js";
import { createFakeChannel } from "../fakes/fake-channel.js";
import { ANA, CHAT, HELPDESK, RIA, sampleCase } from "../tickets/samples.js";
import { onEachKind, temporaryFolder } from "./databases.js";
import { freshPostgres, hasPostgres } from "./postgres.js";

const SCRIPT = fileURLToPath(new URL("migrate-once.ts", import.meta.url));
const TSX = import.meta.resolve("tsx");
const NOON = "2026-05-04T12:00:00.000Z";

describe("migrations", function () {
  // Starting a process takes a second, more on a busy machine; so does making a database.
  this.timeout(60_000);

  for (const kind of ["an SQLite file", "PostgreSQL"] as const)
    it(`run once when three copies start at once on ${kind} without tables`, async function () {
      if (kind === "PostgreSQL" && !(await hasPostgres())) return this.skip();
      const place =
        kind === "PostgreSQL" ? await freshPostgres({ empty: true }) : await freshFile();
      const said = await Promise.all(
        [1, 2, 3].map(async () => {
          const child = spawn(process.execPath, ["--import", TSX, SCRIPT, place.url], {
            stdio: ["ignore", "pipe", "inherit"],
          });
          const ended = once(child, "exit");
          const output = await text(child.stdout);
          return [output, (await ended)[0] as unknown];
        }),
      );
      assert.deepEqual(said, Array(3).fill(["opened\n", 0]));
      const db = await openExisting(place.url);
      const counters = await db.selectFrom("counters").select("name").orderBy("name").execute();
      await db.destroy();
      await place.remove();
      assert.deepEqual(counters, [
        { name: "incidents" },
        { name: "tickets" },
        { name: "tickets-without-words" },
      ]);
    });

  it("lose nothing of a database of before the helpdesk of many", async () => {
    const { url, remove } = await freshFile();
    await makeOldDatabase(url.slice("sqlite:".length));

    const db = await openDatabase(url);
    const ticket = await findTicket(db, 7);
    assert.equal(ticket?.state, "claimed");
    assert.deepEqual(ticket.agent, ANA);
    assert.equal(ticket.note, "It worked last week.");
    assert.equal(ticket.case.question, "message-1");
    const row = await db.selectFrom("tickets").selectAll().executeTakeFirstOrThrow();
    assert.deepEqual([row.tenant, row.decided_in], [CHAT.tenant, 2]);

    const channel = createFakeChannel();
    const now = () => new Date(NOON);
    const deliver = createDelivery({ db, channel, now });
    await createOutbox({ db, deliver, now }).drain();
    assert.deepEqual(channel.told(7), [
      "helpdesk-card updated claimed, out of reach",
      "requester-line said claimed",
    ]);
    const left = await db.selectFrom("outbox").select(["lane", "kind", "died_at"]).execute();
    assert.deepEqual(left, [{ lane: "ticket/7", kind: "requester-card", died_at: NOON }]);
    const { value } = await db
      .selectFrom("counters")
      .select("value")
      .where("name", "=", "tickets")
      .executeTakeFirstOrThrow();
    assert.equal(value, 7);
    await db.destroy();
    await remove();
  });

  onEachKind((kind) => {
    it("are refused where a newer version was there before, and by a tool where they have not run", async () => {
      if (kind.name === "SQLite in memory") return;
      const place = await kind.fresh();
      const db = await openDatabase(place.url);
      await sql`insert into kysely_migration values ('9999-later', ${NOON})`.execute(db);
      const newer = { name: "DatabaseError", message: /newer version of NDR Bot \(9999-later\)/ };
      await assert.rejects(openDatabase(place.url), newer);
      await assert.rejects(openExisting(place.url), newer);
      await sql`delete from kysely_migration where name like '0003%' or name like '9999%'`.execute(
        db,
      );
      await db.destroy();
      await assert.rejects(openExisting(place.url), {
        name: "DatabaseError",
        message: /tables of this version are not there yet\. Start the bot once/,
      });
      await place.remove();
    });
  });

  it("are no matter of a tool's: it makes no file", async () => {
    const { url, remove } = await freshFile();
    await assert.rejects(openExisting(url), {
      name: "DatabaseError",
      message: /there is no database .* \(ENOENT\)\. Name the one the bot uses/,
    });
    await remove();
  });
});

async function freshFile() {
  const { folder, remove } = await temporaryFolder();
  return { url: `sqlite:${join(folder, "ndr-bot.db")}`, remove };
}

/** A database as 0002 left it, with a claimed ticket whose messages wait, one of them given up. */
async function makeOldDatabase(path: string): Promise<void> {
  const db = new Kysely<Record<string, Record<string, string | number | null>>>({
    dialect: await openSqlite(path),
  });
  const migrations = listMigrations({
    numbersItself: (column) => column.autoIncrement(),
    bytewiseText: sql`text`,
  });
  const { error } = await new Migrator({
    db,
    provider: { getMigrations: () => Promise.resolve({ ...migrations }) },
  }).migrateTo("0002-mail-replies");
  assert.equal(error, undefined);
  const { explanation } = sampleCase();
  await db
    .insertInto("cases")
    .values({
      id: "case-1",
      tenant: CHAT.tenant,
      service_url: CHAT.serviceUrl,
      conversation: CHAT.conversation,
      question: "message-1",
      asker_id: RIA.id,
      asker_name: RIA.name,
      explanation: JSON.stringify(explanation),
      opened_at: NOON,
    })
    .execute();
  await db
    .insertInto("helpdesks")
    .values({
      tenant: CHAT.tenant,
      service_url: CHAT.serviceUrl,
      conversation: HELPDESK.place.conversation,
      team: HELPDESK.team,
      name: HELPDESK.name,
      set_by_id: ANA.id,
      set_by_name: ANA.name,
      set_at: NOON,
    })
    .execute();
  await db
    .insertInto("tickets")
    .values({
      number: 7,
      version: 2,
      state: "claimed",
      case_id: "case-1",
      requester_id: RIA.id,
      requester_name: RIA.name,
      note: "It worked last week.",
      agent_id: ANA.id,
      agent_name: ANA.name,
      helpdesk_card: JSON.stringify({ ...HELPDESK.place, activity: "card" }),
      opened_at: NOON,
      changed_at: NOON,
    })
    .execute();
  await db.updateTable("counters").set({ value: 7 }).execute();
  const waiting = { ticket_number: 7, version: 2, due_at: NOON, queued_at: NOON };
  await db
    .insertInto("outbox")
    .values([
      { ...waiting, message: "helpdesk-card", attempts: 3, last_error: "DeliveryError" },
      { ...waiting, message: "requester-card", attempts: 50, died_at: NOON },
      { ...waiting, message: "requester-line", attempts: 0 },
    ])
    .execute();
  await db.destroy();
}
