import assert from "node:assert/strict";
import { chmod, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { sql } from "kysely";
import { openDatabase, openForReading } from "../../src/database/database.js";
import type { Database } from "../../src/database/schema.js";
import { DATABASES, temporaryFolder } from "../database/databases.js";
import { run } from "../fakes/terminal.js";
import { createDesk } from "../tickets/desk.js";
import { ANA, asAgent } from "../tickets/samples.js";

const HEADER =
  "number,state,reason,opened,first claimed,resolved,minutes to claim,minutes to resolve,requester,agent,code,article,confidence,verdict,sender domain,recipient domain,remote host,outcome,merged into,incident,entries,first answer,minutes to answer";
const MINUTE = 60_000;

describe("tickets export", () => {
  for (const kind of DATABASES.filter(({ name }) => name !== "SQLite in memory"))
    describe(`from ${kind.name}`, () => {
      let place: Awaited<ReturnType<typeof kind.fresh>>;
      let db: Database;

      before(async function () {
        this.timeout(60_000);
        if (!(await kind.isThere())) this.skip();
      });

      beforeEach(async () => {
        place = await kind.fresh();
        db = await openDatabase(place.url);
      });

      afterEach(async () => {
        await db.destroy();
        await place.remove();
      });

      const exported = async (...options: readonly string[]) => {
        const env = { DATABASE_URL: place.url };
        const { exitCode, stdout, stderr } = await run(["tickets", "export", ...options], { env });
        assert.deepEqual([exitCode, stderr], [0, ""]);
        return stdout.trimEnd().split("\n");
      };

      it("has a line for each ticket, and nothing that somebody wrote", async () => {
        const desk = await createDesk(db);
        const { number } = await desk.openTicket();
        desk.clock.pass(12.5 * MINUTE);
        await desk.claim(number, 1, ANA);
        desk.clock.pass(30 * MINUTE);
        await desk.helpdesk.take(
          number,
          undefined,
          { verb: "resolve", reason: "wrong-address", text: "Write to sales." },
          asAgent(ANA),
        );
        await desk.openTicket();
        assert.deepEqual(await exported(), [
          HEADER,
          "1,resolved,wrong-address,2026-05-04T09:00:00.000Z,2026-05-04T09:12:30.000Z,2026-05-04T09:42:30.000Z,12,42,Ria Requester,Ana Agent,5.1.99,,,check-address,,fabrikam.example,,,,,3,2026-05-04T09:42:30.000Z,42",
          "2,new,,2026-05-04T09:42:30.000Z,,,,,Ria Requester,,5.1.99,,,check-address,,fabrikam.example,,,,,1,,",
        ]);
      });

      it("says when the requester was first written to, claimed or not", async () => {
        const desk = await createDesk(db);
        const { number } = await desk.openTicket();
        const says = (verb: "note" | "reply") =>
          desk.helpdesk.take(number, undefined, { verb, text: "Looking." }, asAgent(ANA));
        desk.clock.pass(MINUTE);
        await says("note");
        desk.clock.pass(4 * MINUTE);
        await says("reply");
        desk.clock.pass(60 * MINUTE);
        await desk.claim(number, undefined, ANA);
        const [, line] = await exported();
        assert.match(line!, /,65,,Ria Requester,Ana Agent,.*,4,2026-05-04T09:05:00\.000Z,5$/);
      });

      it("is of the days that are named, both included", async () => {
        const desk = await createDesk(db);
        for (let day = 0; day < 4; day++) {
          await desk.openTicket();
          desk.clock.pass(24 * 60 * MINUTE);
        }
        const numbers = async (...options: readonly string[]) =>
          (await exported(...options)).slice(1).map((line) => line.split(",", 1)[0]);
        assert.deepEqual(await numbers("--since", "2026-05-05", "--until", "2026-05-06"), [
          "2",
          "3",
        ]);
        assert.deepEqual(await numbers("--since", "2026-05-07"), ["4"]);
        assert.deepEqual(await numbers("--until", "2026-05-04"), ["1"]);
        assert.deepEqual(await numbers("--since", "2027-01-01"), []);
      });

      it("goes on behind the first batch", async () => {
        const desk = await createDesk(db);
        await desk.openTicket();
        await multiply(db, 1100);
        const lines = await exported();
        assert.equal(lines.length, 1 + 1101);
        assert.match(lines.at(-1)!, /^1101,/);
      });

      it("makes harmless what a spreadsheet would run", async () => {
        const desk = await createDesk(db);
        await desk.openTicket();
        for (const evil of [
          '=HYPERLINK("https://evil.example")',
          "+1",
          "-1",
          "@sum",
          "\tx",
          "\rx",
        ]) {
          await db.updateTable("tickets").set({ requester_name: evil }).execute();
          const [, ...rest] = await exported();
          const cell = rest.join("\n").split("2026-05-04T09:00:00.000Z,,,,,")[1];
          assert.match(cell!, /^"?'/, JSON.stringify(evil));
        }
      });

      for (const evil of ["a;=1+1;b", "a\t=1+1"])
        it(`leaves ${JSON.stringify(evil)} one cell where others end one there`, async () => {
          const desk = await createDesk(db);
          await desk.openTicket();
          await db.updateTable("tickets").set({ requester_name: evil }).execute();
          const [, line] = await exported();
          assert.ok(line?.includes(`,"${evil}",`), line);
        });

      it("changes nothing, and may not", async () => {
        const desk = await createDesk(db);
        await desk.openTicket();
        const before = await desk.everything();
        await exported();
        assert.deepEqual(await desk.everything(), before);
        const reading = await openForReading(place.url);
        await assert.rejects(reading.deleteFrom("tickets").execute(), /read-?only/i);
        await reading.destroy();
      });

      it("refuses the tables of another version", async () => {
        const env = { DATABASE_URL: place.url };
        await sql`delete from kysely_migration where name like '0003%'`.execute(db);
        const older = await run(["tickets", "export"], { env });
        assert.deepEqual([older.exitCode, older.stdout], [1, ""]);
        assert.match(older.stderr, /not there yet\. Start the bot once/);
        await sql`insert into kysely_migration (name, timestamp) values ('0099-later', 'x')`.execute(
          db,
        );
        const newer = await run(["tickets", "export"], { env });
        assert.match(newer.stderr, /changed by a newer version/);
      });
    });

  it("writes a file for the operator alone, and replaces none", async () => {
    const { folder, remove } = await temporaryFolder();
    const url = `sqlite:${join(folder, "x.db")}`;
    const out = join(folder, "tickets.csv");
    await (await openDatabase(url)).destroy();
    const args = ["tickets", "export", "--out", out];
    assert.deepEqual(await run(args, { env: { DATABASE_URL: url } }), {
      exitCode: 0,
      stdout: "",
      stderr: "",
    });
    assert.equal(await readFile(out, "utf8"), `${HEADER}\n`);
    assert.equal((await stat(out)).mode & 0o077, 0);
    const again = await run(args, { env: { DATABASE_URL: url } });
    assert.equal(again.exitCode, 1);
    assert.match(again.stderr, /There is such a file already/);
    await remove();
  });

  it("needs no right to write a database file", async () => {
    const { folder, remove } = await temporaryFolder();
    const path = join(folder, "x.db");
    await (await openDatabase(`sqlite:${path}`)).destroy();
    await chmod(path, 0o400);
    const { exitCode } = await run(["tickets", "export"], {
      env: { DATABASE_URL: `sqlite:${path}` },
    });
    assert.equal(exitCode, 0);
    await remove();
  });

  it("makes no database where there is none", async () => {
    const { folder, remove } = await temporaryFolder();
    const path = join(folder, "nothing.db");
    const { exitCode, stderr } = await run(["tickets", "export"], {
      env: { DATABASE_URL: `sqlite:${path}` },
    });
    assert.equal(exitCode, 1);
    assert.match(stderr, /cannot be read \(ENOENT\)/);
    await assert.rejects(stat(path));
    await remove();
  });

  for (const args of [
    ["tickets"],
    ["tickets", "import"],
    ["tickets", "export", "all"],
    ["tickets", "export", "--json"],
    ["knowledge", "list", "--since", "2026-01-01"],
  ])
    it(`answers ${args.join(" ")} with its usage`, async () => {
      const { exitCode, stderr } = await run(args);
      assert.equal(exitCode, 2);
      assert.match(stderr, /^Usage:/);
    });
});

/** So many more tickets like the first. */
async function multiply(db: Database, times: number): Promise<void> {
  const one = await db.selectFrom("cases").selectAll().executeTakeFirstOrThrow();
  const ticket = await db.selectFrom("tickets").selectAll().executeTakeFirstOrThrow();
  for (let at = 2; at < times + 2; at += 100) {
    const numbers = Array.from({ length: 100 }, (_, index) => at + index);
    await db
      .insertInto("cases")
      .values(numbers.map((number) => ({ ...one, id: `case-${number}` })))
      .execute();
    await db
      .insertInto("tickets")
      .values(numbers.map((number) => ({ ...ticket, number, case_id: `case-${number}` })))
      .execute();
  }
}
