import assert from "node:assert/strict";
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { createDelivery } from "../../src/tickets/delivery.js";
import { openDatabase } from "../../src/database/database.js";
import { createOutbox } from "../../src/outbox/outbox.js";
import { createFakeChannel } from "../fakes/fake-channel.js";
import { temporaryFolder } from "./databases.js";

const SCRIPT = fileURLToPath(new URL("open-tickets.ts", import.meta.url));
const TSX = import.meta.resolve("tsx");

describe("several processes on one SQLite file", function () {
  // Starting a process with a TypeScript loader takes a second, more on a busy machine.
  this.timeout(60_000);

  let url: string;
  let remove: () => Promise<void>;
  const children: ChildProcess[] = [];

  beforeEach(async () => {
    const place = await temporaryFolder();
    remove = place.remove;
    url = `sqlite:${join(place.folder, "ndr-bot.db")}`;
  });

  afterEach(async () => {
    for (const child of children.splice(0)) child.kill("SIGKILL");
    await remove();
  });

  const openTickets = (count: number) => {
    const child = spawn(process.execPath, ["--import", TSX, SCRIPT, url, String(count)], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    children.push(child);
    const numbers: number[] = [];
    const lines = createInterface({ input: child.stdout });
    lines.on("line", (line) => numbers.push(Number(line)));
    const ended = Promise.all([once(child, "exit"), once(lines, "close")]);
    return { child, lines, numbers, ended };
  };

  const countTo = (last: number) => Array.from({ length: last }, (_, index) => index + 1);

  it("start on an empty file at once, and give out each number once and none too few", async () => {
    const processes = [openTickets(60), openTickets(60), openTickets(60)];
    const codes = await Promise.all(
      processes.map(async ({ ended }) => (await ended)[0][0] as unknown),
    );
    assert.deepEqual(codes, [0, 0, 0]);
    const numbers = processes.flatMap((process) => process.numbers).sort((a, b) => a - b);
    assert.deepEqual(numbers, countTo(180));
  });

  it("lose no acknowledged ticket and no card to kill -9", async () => {
    const process = openTickets(400);
    for (let line = 0; line < 40; line++) await once(process.lines, "line");
    process.child.kill("SIGKILL");
    await process.ended;

    const db = await openDatabase(url);
    const tickets = await db.selectFrom("tickets").select("number").orderBy("number").execute();
    const stored = tickets.map((ticket) => ticket.number);
    assert.deepEqual(stored, countTo(stored.length));
    assert.ok(process.numbers.length >= 40);
    assert.deepEqual(
      process.numbers.filter((number) => !stored.includes(number)),
      [],
    );

    const channel = createFakeChannel();
    const now = () => new Date();
    await createOutbox({ db, deliver: createDelivery({ db, channel, now }), now }).drain();
    const posted = channel.shown.filter((call) => call.what === "helpdesk-card");
    assert.deepEqual(
      posted.map((call) => call.ticket.number).sort((a, b) => a - b),
      stored,
    );
    await db.destroy();
  });
});
