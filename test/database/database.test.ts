import assert from "node:assert/strict";
import { stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { sql } from "kysely";
import Libsql from "libsql";
import { createCaseStore } from "../../src/tickets/case-store.js";
import { openDatabase } from "../../src/database/database.js";
import { createDelivery } from "../../src/tickets/delivery.js";
import { createHelpdesk } from "../../src/tickets/helpdesk.js";
import { createOutbox } from "../../src/outbox/outbox.js";
import { createFakeChannel } from "../fakes/fake-channel.js";
import { temporaryFolder } from "./databases.js";
import { ANA, asAgent, createClock, HELPDESK, RIA, sampleCase } from "../tickets/samples.js";

const refusal = (message: RegExp) => ({ name: "DatabaseError", message });

describe("openDatabase", () => {
  let folder: string;
  let remove: () => Promise<void>;

  beforeEach(async () => {
    ({ folder, remove } = await temporaryFolder());
  });

  afterEach(() => remove());

  it("makes the folder and the file", async () => {
    const path = join(folder, "a", "b", "ndr-bot.db");
    const db = await openDatabase(`sqlite:${path}`);
    await db.destroy();
    assert.ok((await stat(path)).isFile());
  });

  it("writes every commit to the disk and lets readers in meanwhile", async () => {
    const db = await openDatabase(`sqlite:${join(folder, "ndr-bot.db")}`);
    const journal = await sql<{ journal_mode: string }>`pragma journal_mode`.execute(db);
    const synchronous = await sql<{ synchronous: number }>`pragma synchronous`.execute(db);
    const keys = await sql<{ foreign_keys: number }>`pragma foreign_keys`.execute(db);
    await db.destroy();
    assert.equal(journal.rows[0]?.journal_mode, "wal");
    assert.equal(synchronous.rows[0]?.synchronous, 2);
    assert.equal(keys.rows[0]?.foreign_keys, 1);
  });

  it("finds everything again, and delivers what was left over", async () => {
    const url = `sqlite:${join(folder, "ndr-bot.db")}`;
    const clock = createClock();
    const before = await openDatabase(url);
    const helpdesk = createHelpdesk({ db: before, now: clock.now });
    await helpdesk.setHelpdesk(HELPDESK);
    const cases = createCaseStore({ db: before, now: clock.now });
    const { id } = await cases.openCase(sampleCase());
    await helpdesk.escalate(id, RIA, { note: "a note" });
    // The process ends in the middle of the first delivery: no answer, no error, only silence.
    const silent = createFakeChannel();
    const begun = new Promise<void>((resolve) => {
      silent.before = () => {
        resolve();
        return new Promise<void>(() => undefined);
      };
    });
    const deliver = createDelivery({ db: before, channel: silent, now: clock.now });
    void createOutbox({ db: before, deliver, now: clock.now }).drain();
    await begun;
    await before.destroy();

    const after = await openDatabase(url);
    const channel = createFakeChannel();
    const again = createHelpdesk({ db: after, now: clock.now });
    const outbox = createOutbox({
      db: after,
      deliver: createDelivery({ db: after, channel, now: clock.now }),
      now: clock.now,
    });
    assert.equal((await again.take(1, 1, { verb: "claim" }, asAgent(ANA))).kind, "done");
    // The lease of the process that is gone.
    clock.pass(30_000);
    await outbox.drain();
    await after.destroy();
    assert.deepEqual(channel.told(1), [
      "helpdesk-card posted claimed",
      "requester-card posted claimed",
      "requester-line said claimed",
    ]);
  });

  it("refuses a database that a newer version has changed", async () => {
    const url = `sqlite:${join(folder, "ndr-bot.db")}`;
    const db = await openDatabase(url);
    await sql`insert into kysely_migration values ('9999-incidents', '2030-01-01T00:00:00.000Z')`.execute(
      db,
    );
    await db.destroy();
    await assert.rejects(
      openDatabase(url),
      refusal(/changed by a newer version of NDR Bot \(9999-incidents\)\. Run that version/),
    );
  });

  it("leaves a database as it was when a table cannot be made", async () => {
    const path = join(folder, "ndr-bot.db");
    const foreign = new Libsql(path);
    foreign.exec("create table tickets (seat text)");
    await assert.rejects(
      openDatabase(`sqlite:${path}`),
      refusal(/could not be brought up to date/),
    );
    const tables = foreign.prepare("select name from sqlite_master where name = 'cases'").all();
    foreign.close();
    assert.deepEqual(tables, []);
  });

  it("refuses a folder that cannot be written, and names it", async () => {
    const file = join(folder, "file");
    await writeFile(file, "");
    await assert.rejects(
      openDatabase(`sqlite:${join(file, "data", "ndr-bot.db")}`),
      refusal(/the folder .*file.data cannot be made or written \(ENOTDIR\)/),
    );
  });

  it("refuses a file that is not a database, and leaves it alone", async () => {
    const path = join(folder, "letter.txt");
    await writeFile(path, "Dear helpdesk, ".repeat(100));
    await assert.rejects(openDatabase(`sqlite:${path}`), refusal(/letter\.txt is not a database/));
    assert.equal((await stat(path)).size, 1_500);
  });

  it("refuses a folder in place of a file", async () => {
    await assert.rejects(openDatabase(`sqlite:${folder}`), refusal(/cannot be opened for writing/));
  });

  for (const [url, says] of [
    ["mysql://bot:secret@db.example/x", /but starts with mysql:/],
    ["data/ndr-bot.db", /has no scheme/],
    ["", /has no scheme/],
    ["sqlite:", /write sqlite: and then the path/],
    ["sqlite://ndr-bot.db", /write sqlite: and then the path/],
  ] as const) {
    it(`refuses ${JSON.stringify(url)} without repeating a password`, async () => {
      const error = await openDatabase(url).then(
        () => assert.fail("opened"),
        (reason: unknown) => reason as Error,
      );
      assert.equal(error.name, "DatabaseError");
      assert.match(error.message, says);
      assert.doesNotMatch(error.message, /secret/);
    });
  }
});
