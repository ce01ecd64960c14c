import assert from "node:assert/strict";
import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { sql } from "kysely";
import pg from "pg";
import { lockName, openDatabase } from "../../src/database/database.js";
import type { Database } from "../../src/database/schema.js";
import { emptyPostgres, freshPostgres, hasPostgres } from "./postgres.js";

const refusal = async (url: string): Promise<string> => {
  const error = await openDatabase(url).then(
    () => assert.fail("opened"),
    (reason: unknown) => reason as Error,
  );
  assert.equal(error.name, "DatabaseError", error.stack);
  assert.doesNotMatch(error.message, /s3cret|postgres:\/\//);
  return error.message;
};

describe("PostgreSQL", function () {
  this.timeout(30_000);

  describe("that cannot be used, is refused with a sentence that repeats no password:", () => {
    it("nobody listens", async () => {
      const said = await refusal("postgres://bot:s3cret@127.0.0.1:1/ndr");
      assert.match(
        said,
        /^DATABASE_URL: PostgreSQL cannot be reached \(ECONNREFUSED\)\. Check host/,
      );
    });

    it("the host does not exist", async () => {
      assert.match(await refusal("postgres://bot:s3cret@db.invalid/ndr"), /cannot be reached/);
    });

    it("it speaks no TLS", async () => {
      const server = createServer((socket) => socket.once("data", () => socket.end("N")));
      server.listen(0, "127.0.0.1");
      await once(server, "listening");
      const { port } = server.address() as AddressInfo;
      const said = await refusal(`postgres://bot:s3cret@127.0.0.1:${port}/ndr?sslmode=verify-full`);
      server.close();
      assert.match(said, /speaks no TLS there/);
    });

    describe("on a server", () => {
      before(async function () {
        if (!(await hasPostgres())) this.skip();
      });

      it("there is no such database", async () => {
        const { url, remove } = await freshPostgres();
        await remove();
        assert.match(await refusal(url), /has no database of this name/);
      });

      it("the user may not make tables, or does not exist", async () => {
        const { url, remove } = await freshPostgres({ empty: true });
        const db = await emptyPostgres();
        const role = `ndr_bot_test_${process.pid}`;
        await sql.raw(`create role ${role} login password 's3cret'`).execute(db);
        const address = new URL(url);
        address.username = role;
        address.password = "s3cret";
        try {
          // Up to version 14 everybody may make tables in "public".
          const owner = new pg.Client(url);
          await owner.connect();
          await owner.query("revoke create on schema public from public");
          await owner.end();
          assert.match(await refusal(address.href), /may not create tables in PostgreSQL/);
        } finally {
          await remove();
          await sql.raw(`drop role ${role}`).execute(db);
        }
        address.pathname = "/postgres";
        assert.match(await refusal(address.href), /refuses the login/);
      });
    });
  });

  describe("in use", () => {
    let db: Database;

    before(async function () {
      if (!(await hasPostgres())) this.skip();
    });

    beforeEach(async () => {
      db = await emptyPostgres();
    });

    it("counts in numbers", async () => {
      const { rows } = await sql<{ n: unknown }>`select count(*) as n, 2^40 from counters`.execute(
        db,
      );
      assert.equal(rows[0]?.n, 3);
    });

    it("lets one after the other where both name the same", async () => {
      const steps: string[] = [];
      const one = (name: string) =>
        db.transaction().execute(async (transaction) => {
          await lockName(transaction, "same");
          steps.push(`${name} begins`);
          await sql`select pg_sleep(0.02)`.execute(transaction);
          steps.push(`${name} ends`);
        });
      await Promise.all([one("a"), one("b")]);
      assert.match(steps.join(), /^(\w) begins,\1 ends,(\w) begins,\2 ends$/);
    });

    it("finds a word by its beginning with the index", async () => {
      const { rows } = await sql<{ collation: string }>`
        select collation_name as collation from information_schema.columns
        where table_name = 'ticket_words' and column_name = 'word'`.execute(db);
      assert.equal(rows[0]?.collation, "C");
    });
  });
});

describe("a PostgreSQL that says nothing any more", function () {
  this.timeout(60_000);
  let place: Awaited<ReturnType<typeof freshPostgres>>;
  let hole: Hole;
  let db: Database;

  before(async function () {
    if (!(await hasPostgres())) this.skip();
  });

  beforeEach(async () => {
    place = await freshPostgres();
    hole = await openHole(place.url);
    db = await openDatabase(hole.url);
  });

  afterEach(async () => {
    await db.destroy();
    await hole.close();
    await place.remove();
  });

  const look = () => db.selectFrom("counters").selectAll().execute();
  const timed = async (work: Promise<unknown>): Promise<number> => {
    const began = performance.now();
    await assert.rejects(work, { name: "DatabaseError", message: /does not answer/ });
    return performance.now() - began;
  };

  it("keeps one waiting two seconds, and the next ones not at all, until it answers again", async () => {
    await look();
    hole.isSilent = true;
    const first = await timed(look());
    assert.ok(first < 4_000, `${first} ms`);
    const next = await timed(look());
    assert.ok(next < 100, `${next} ms`);
    await timed(db.transaction().execute((transaction) => sql`select 1`.execute(transaction)));
    hole.isSilent = false;
    let found: readonly unknown[] = [];
    while (found.length === 0) {
      found = await look().catch(() => []);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    assert.equal(found.length, 3);
  });

  it("gives up all that is under way at once, be it in a transaction, and leaves nothing half done", async () => {
    const begun = new Promise<void>((resolve) => {
      hole.onSilence = resolve;
    });
    const writing = db.transaction().execute(async (transaction) => {
      await transaction.updateTable("counters").set({ value: 99 }).execute();
      hole.isSilent = true;
      await sql`select 1`.execute(transaction);
    });
    await Promise.all([
      timed(writing),
      begun.then(() => Promise.all([1, 2, 3].map(() => timed(look())))),
    ]);
    const direct = await openDatabase(place.url);
    const rows = await direct.selectFrom("counters").select("value").execute();
    await direct.destroy();
    assert.deepEqual(rows, [{ value: 0 }, { value: 0 }, { value: 0 }]);
  });

  it("does not take a slow query for silence", async () => {
    const { rows } = await sql<{ n: number }>`select 1 as n from pg_sleep(2.5)`.execute(db);
    assert.equal(rows[0]?.n, 1);
  });
});

/** A way to the server on which nothing may come through any more, while connections are still taken. */
interface Hole {
  readonly url: string;
  isSilent: boolean;
  /** Called with the first bytes that are swallowed. */
  onSilence: () => void;
  close(): Promise<void>;
}

async function openHole(url: string): Promise<Hole> {
  const target = new URL(url);
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(Number(target.port || 5432), target.hostname);
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from);
      from.on("data", (bytes) => {
        if (hole.isSilent) hole.onSilence();
        else to.write(bytes);
      });
      from.on("error", () => to.destroy());
      from.on("close", () => to.destroy());
    }
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const through = new URL(url);
  through.port = String((server.address() as AddressInfo).port);
  const hole: Hole = {
    url: through.href,
    isSilent: false,
    onSilence: () => undefined,
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
  return hole;
}
