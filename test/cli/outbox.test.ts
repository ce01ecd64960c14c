import assert from "node:assert/strict";
import { join } from "node:path";
import { openDatabase } from "../../src/database/database.js";
import { DeliveryError } from "../../src/outbox/delivery-error.js";
import type { Database } from "../../src/database/schema.js";
import { temporaryFolder } from "../database/databases.js";
import { run } from "../fakes/terminal.js";
import { createDesk, type Desk } from "../tickets/desk.js";
import { ANA } from "../tickets/samples.js";

describe("ndr-bot outbox", () => {
  let place: Awaited<ReturnType<typeof temporaryFolder>>;
  let db: Database;
  let desk: Desk;

  const outbox = (...args: string[]) =>
    run(["outbox", ...args], {
      env: { DATABASE_URL: `sqlite:${join(place.folder, "ndr-bot.db")}` },
    });

  beforeEach(async () => {
    place = await temporaryFolder();
    db = await openDatabase(`sqlite:${join(place.folder, "ndr-bot.db")}`);
    desk = await createDesk(db);
  });

  afterEach(async () => {
    await db.destroy();
    await place.remove();
  });

  /** A ticket whose card was refused for good, and whose later line Teams does not take now. */
  const getIntoTrouble = async () => {
    await desk.openTicket();
    await desk.claim(1, 1, ANA);
    desk.channel.before = (what) => {
      if (what === "helpdesk-card") throw new DeliveryError("403", { permanent: true });
      if (what === "requester-line") throw new DeliveryError("502");
    };
    await desk.outbox.drain();
    desk.channel.before = () => undefined;
  };

  it("says that all is well", async () => {
    const { exitCode, stdout } = await outbox("list");
    assert.deepEqual([exitCode, stdout], [0, "No dead letters.\nNothing waits to be said.\n"]);
  });

  it("lists what was given up and what is tried again, for people and as JSON", async () => {
    await getIntoTrouble();
    const { stdout } = await outbox("list");
    const [dead, waiting, , ...table] = stdout.split("\n");
    assert.equal(dead, "2 dead letters.");
    assert.match(waiting!, /^1 waits to be said, the oldest since 2026-05-04T09:00:00\.000Z\.$/);
    assert.match(table[0]!, /^ID +ABOUT +WHAT +TRIED +WHY +QUEUED +STATE$/);
    assert.match(table[1]!, /^1 +ticket\/1 +helpdesk-card +1 +DeliveryError .* given up 2026/);
    assert.match(table[3]!, /requester-line +1 +DeliveryError .* again 2026/);

    const json = JSON.parse((await outbox("list", "--json")).stdout) as {
      dead: number;
      waiting: number;
      messages: Record<string, unknown>[];
    };
    assert.deepEqual([json.dead, json.waiting, json.messages.length], [2, 1, 3]);
    assert.deepEqual(json.messages[0], {
      id: 1,
      lane: "ticket/1",
      kind: "helpdesk-card",
      attempts: 1,
      queuedAt: "2026-05-04T09:00:00.000Z",
      dueAt: json.messages[0]!["dueAt"],
      lastError: "DeliveryError",
      diedAt: "2026-05-04T09:00:00.000Z",
    });
  });

  it("replays all, and the bot says it at once, before what came after it in its lane", async () => {
    await getIntoTrouble();
    const { exitCode, stdout } = await outbox("replay", "all");
    assert.deepEqual([exitCode, stdout], [0, "2 messages are tried again now.\n"]);
    // The time of the command line is another one than the test's.
    desk.clock.pass(365 * 24 * 60 * 60_000);
    const before = desk.channel.shown.length;
    await desk.outbox.drain();
    assert.deepEqual(desk.channel.told(1).slice(before), [
      "helpdesk-card posted claimed",
      "requester-line said claimed",
    ]);
    assert.deepEqual(await desk.waiting(), []);
    assert.equal((await outbox("replay", "all")).stdout, "Nothing to replay.\n");
  });

  it("replays some, and names those that are no dead letters", async () => {
    await getIntoTrouble();
    const { exitCode, stdout, stderr } = await outbox("replay", "1", "99");
    assert.deepEqual([exitCode, stdout], [1, "1 message is tried again now.\n"]);
    assert.equal(stderr, "99: There is no dead letter of this number.\n");
    assert.equal((await desk.dead()).length, 1);
  });

  it("redraws the helpdesk's card when what was for the requester is replayed", async () => {
    await desk.openTicket();
    await desk.outbox.drain();
    await desk.claim(1, 1, ANA);
    desk.fail("requester-line", new DeliveryError("403", { permanent: true }), 1);
    await desk.outbox.drain();
    assert.equal(desk.channel.told(1).at(-1), "helpdesk-card updated claimed, out of reach");
    await outbox("replay", "all");
    desk.clock.pass(365 * 24 * 60 * 60_000);
    await desk.outbox.drain();
    assert.deepEqual(desk.channel.told(1).slice(-2), [
      "requester-line said claimed",
      "helpdesk-card updated claimed",
    ]);
  });

  it("discards all dead letters for good, and nothing that still waits", async () => {
    await getIntoTrouble();
    const { exitCode, stdout } = await outbox("discard", "all");
    assert.deepEqual([exitCode, stdout], [0, "2 dead letters are discarded.\n"]);
    assert.deepEqual(
      (await desk.waiting()).map(({ kind, died_at }) => [kind, died_at]),
      [["requester-line", null]],
    );
    assert.equal((await outbox("discard", "all")).stdout, "Nothing to discard.\n");
    assert.equal((await outbox("replay", "all")).stdout, "Nothing to replay.\n");
  });

  it("discards some, and names those that are no dead letters, also where they wait", async () => {
    await getIntoTrouble();
    const ids = (await desk.waiting()).map(({ id, died_at }) => [String(id), died_at] as const);
    const [dead] = ids.find(([, diedAt]) => diedAt !== null)!;
    const [waits] = ids.find(([, diedAt]) => diedAt === null)!;
    const { exitCode, stdout, stderr } = await outbox("discard", dead, waits, "99");
    assert.deepEqual([exitCode, stdout], [1, "1 dead letter is discarded.\n"]);
    assert.equal(
      stderr,
      [waits, 99].map((id) => `${id}: There is no dead letter of this number.\n`).join(""),
    );
    assert.deepEqual(
      (await desk.waiting()).map(({ id }) => String(id)),
      ids.map(([id]) => id).filter((id) => id !== dead),
    );
  });

  it("makes no database where there is none", async () => {
    const { exitCode, stderr } = await run(["outbox", "list"], {
      env: { DATABASE_URL: `sqlite:${join(place.folder, "other.db")}` },
    });
    assert.equal(exitCode, 1);
    assert.match(stderr, /^DATABASE_URL: there is no database .*other\.db \(ENOENT\)/);
  });

  for (const args of [
    ["list", "all"],
    ["replay"],
    ["replay", "all", "1"],
    ["replay", "-1"],
    ["replay", "1.5"],
    ["discard"],
    ["discard", "all", "1"],
    ["discard", "0"],
    ["discard", "1", "--json"],
    ["drop"],
  ])
    it(`answers ${args.join(" ")} with its usage`, async () => {
      assert.equal((await outbox(...args)).exitCode, 2);
    });
});
