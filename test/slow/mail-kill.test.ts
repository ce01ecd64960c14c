import assert from "node:assert/strict";
import { randomInt } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { createTransport } from "nodemailer";
import { type ChildBot, freePort, startChild } from "../fakes/child-bot.js";
import { type FakeRelay, type Relayed, startRelay } from "../fakes/relay.js";
import { BOUNCES, forward } from "../mail/forwarded.js";
import { BOT } from "../mail/post-office.js";
import { temporaryFolder } from "../database/databases.js";

const MAILS = 200;
const ROUNDS = Number(process.env["KILL_ROUNDS"] ?? 1);
const PARALLEL = 10;
const LIMIT_MS = 180_000;

/** What is acknowledged is answered: the promise of 250. */
describe(`${MAILS} mails in flight when the bot is killed`, function () {
  this.timeout(LIMIT_MS);
  let place: Awaited<ReturnType<typeof temporaryFolder>>;
  let relay: FakeRelay;
  let ports: { readonly http: number; readonly smtp: number };
  let bot: ChildBot;

  async function start(): Promise<void> {
    bot = startChild(place.folder, ports.http, {
      DATABASE_URL: "sqlite:ndr-bot.db",
      MAIL_LISTEN: `127.0.0.1:${ports.smtp}`,
      MAIL_ADDRESS: BOT,
      MAIL_RELAY: `smtp://127.0.0.1:${relay.port}`,
      MAIL_PER_MINUTE: "100000",
    });
    await bot.listening;
  }

  beforeEach(async () => {
    place = await temporaryFolder();
    relay = await startRelay();
    ports = { http: await freePort(), smtp: await freePort() };
    await start();
  });

  afterEach(async () => {
    bot.kill("SIGKILL");
    await bot.ended;
    await relay.close();
    await place.remove();
  });

  const messageId = (i: number) => `<killed-${i}@contoso.example>`;

  /** Hands all mails over, as a server with so many connections does; those that got their 250. */
  async function sendAll(numbers: readonly number[], onTaken: (taken: number) => void) {
    const client = createTransport({
      host: "127.0.0.1",
      port: ports.smtp,
      pool: true,
      maxConnections: PARALLEL,
      maxRequeues: 0,
      ignoreTLS: true,
    });
    const taken: number[] = [];
    await Promise.all(
      numbers.map(async (i) => {
        const bounce = BOUNCES[i % BOUNCES.length];
        assert.ok(bounce, "there are bounces");
        const from = `person${i}@contoso.example`;
        const raw = Buffer.from(forward(bounce, from, messageId(i), true), "latin1");
        const sent = await client.sendMail({ envelope: { from, to: [BOT] }, raw }).then(
          () => true,
          () => false,
        );
        if (sent) onTaken(taken.push(i));
      }),
    );
    client.close();
    return taken;
  }

  /** The mails that were answered. */
  const answered = () => new Set(relay.mails.map((mail) => fieldOf(mail, "In-Reply-To")));

  async function untilAnswered(ids: readonly string[]): Promise<void> {
    const deadline = Date.now() + LIMIT_MS / 2;
    let missing = ids;
    while (missing.length > 0 && Date.now() < deadline) {
      await sleep(100);
      const ids = answered();
      missing = missing.filter((id) => !ids.has(id));
    }
    assert.deepEqual(missing, []);
  }

  for (let round = 1; round <= ROUNDS; round += 1) {
    const seed = Number(process.env["KILL_AFTER"] ?? randomInt(1, MAILS));
    it(`loses no answer it owes (KILL_AFTER=${seed} mails)`, async () => {
      const all = Array.from({ length: MAILS }, (_, i) => i);
      const taken = await sendAll(all, (count) => {
        if (count === seed) bot.kill("SIGKILL");
      });
      assert.equal((await bot.ended).signal, "SIGKILL");
      const before = relay.mails.length;

      await start();
      await untilAnswered(taken.map(messageId));
      // The server sends again what it got no 250 for, and to be sure all the rest as well.
      const again = await sendAll(all, () => undefined);
      assert.equal(again.length, MAILS);
      await untilAnswered(all.map(messageId));
      await sleep(500);

      const twice = relay.mails.length - MAILS;
      console.log(
        `      ${taken.length} acknowledged, ${before} answered before the kill, ${twice} answers twice`,
      );
      // Four are on their way at one time.
      assert.ok(twice <= 4, `${twice} answers came twice`);
      const ids = new Set(relay.mails.map((mail) => fieldOf(mail, "Message-ID")));
      assert.equal(ids.size, MAILS, "and are the same mail then");
    });
  }
});

/** A field of a header that is folded nowhere but after the colon. */
function fieldOf({ raw }: Relayed, name: string): string | undefined {
  return new RegExp(`^${name}:\\s+(\\S+)`, "im").exec(raw)?.[1];
}
