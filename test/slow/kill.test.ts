import assert from "node:assert/strict";
import { randomInt } from "node:crypto";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Card } from "../../src/cards/fit.js";
import { openDatabase } from "../../src/database/database.js";
import { caseOf } from "../bot/steps.js";
import { textOf } from "../cards/reading.js";
import { type ChildBot, freePort, startChild } from "../fakes/child-bot.js";
import { type FakeConnector, startConnector } from "../fakes/connector.js";
import { post } from "../fakes/door.js";
import type { ActivityJson } from "../fakes/teams.js";
import { chatOf, HELPDESK, KIM, mention, message, OLA, press, threadOf } from "../fakes/teams.js";
import { temporaryFolder } from "../database/databases.js";

const TICKETS = 500;
const ROUNDS = Number(process.env["KILL_ROUNDS"] ?? 2);
const LIMIT_MS = 120_000;

/** What is acknowledged is kept: the promise of the receipt. */
describe(`${TICKETS} escalations in flight when the bot is killed`, function () {
  this.timeout(LIMIT_MS);
  const chat = chatOf(KIM);
  let place: Awaited<ReturnType<typeof temporaryFolder>>;
  let connector: FakeConnector;
  let port: number;
  let bot: ChildBot;

  async function start(): Promise<void> {
    bot = startChild(place.folder, port, {
      DATABASE_URL: "sqlite:ndr-bot.db",
      LOG_LEVEL: "info",
      TEAMS_LIMIT_PERCENT: "100000",
      TICKETS_PER_HOUR: "0",
    });
    await bot.listening;
  }

  beforeEach(async () => {
    place = await temporaryFolder();
    connector = await startConnector({ members: [{ ...OLA, userRole: "owner" }] });
    port = await freePort();
    await start();
  });

  afterEach(async () => {
    bot.kill("SIGKILL");
    await bot.ended;
    await connector.close();
    await place.remove();
  });

  const receive = (activity: ActivityJson) =>
    post(bot.url, { serviceUrl: connector.url, ...activity });

  async function until(what: string, isTrue: () => boolean): Promise<void> {
    const deadline = Date.now() + LIMIT_MS / 2;
    while (!isTrue()) {
      assert.equal(Date.now() < deadline, true, `waited in vain until ${what}`);
      await sleep(10);
    }
  }

  /** The cases of as many answers. */
  async function paste(count: number): Promise<readonly string[]> {
    await receive(mention(OLA, threadOf(HELPDESK, "1"), "helpdesk here"));
    await until(
      "there is a helpdesk",
      () => connector.shown(threadOf(HELPDESK, "1").conversation.id).length > 0,
    );
    const pastes = Array.from({ length: count }, () =>
      receive(message(KIM, chat, "550 5.7.64 Relay Access Denied ATTR36")),
    );
    for (const { status } of await Promise.all(pastes)) assert.equal(status, 200);
    const answers = () =>
      connector.shown(chat.conversation.id).filter(({ type }) => type === "message");
    await until("all answers are given", () => answers().length === count);
    return answers().map((answer) => caseOf(cardOf(answer)));
  }

  /** The number on the receipt, or `undefined` where there was no answer. */
  async function send(id: string): Promise<number | undefined> {
    try {
      const { status, body } = await receive(press(KIM, chat, "send", { case: id }));
      assert.equal(status, 200);
      const [, number] = /Ticket #(\d+): sent/.exec(textOf(body)) ?? [];
      assert.notEqual(number, undefined, JSON.stringify(body).slice(0, 500));
      return Number(number);
    } catch (error) {
      if (error instanceof TypeError) return undefined; // fetch: the connection was cut
      throw error;
    }
  }

  async function storedNumbers(): Promise<readonly number[]> {
    const db = await openDatabase(`sqlite:${join(place.folder, "ndr-bot.db")}`);
    const rows = await db.selectFrom("tickets").select("number").orderBy("number").execute();
    await db.destroy();
    return rows.map(({ number }) => number);
  }

  /** How often each ticket was posted in the helpdesk's channel. */
  function posted(): ReadonlyMap<number, number> {
    const counts = new Map<number, number>();
    for (const { path, body } of connector.calls) {
      if (path !== "/v3/conversations") continue;
      const number = Number(/^#(\d+) · /.exec(textOf(cardOf(body["activity"])))?.[1]);
      counts.set(number, (counts.get(number) ?? 0) + 1);
    }
    return counts;
  }

  for (let round = 1; round <= ROUNDS; round += 1) {
    const seed = Number(process.env["KILL_AFTER"] ?? randomInt(1, TICKETS));
    it(`loses nothing it acknowledged (KILL_AFTER=${seed} receipts)`, async () => {
      const began = Date.now();
      const cases = await paste(TICKETS);
      const acknowledged = new Map<string, number>();
      const pasted = Date.now();
      await Promise.all(
        cases.map(async (id) => {
          const number = await send(id);
          if (number !== undefined) acknowledged.set(id, number);
          if (acknowledged.size === seed) bot.kill("SIGKILL");
        }),
      );
      assert.equal((await bot.ended).signal, "SIGKILL");
      const killed = Date.now();

      const stored = await storedNumbers();
      assert.deepEqual(stored, countTo(stored.length), "no number twice, and no gap");
      assert.equal(new Set(acknowledged.values()).size, acknowledged.size);
      const lost = [...acknowledged.values()].filter((number) => !stored.includes(number));
      assert.deepEqual(lost, [], "every acknowledged ticket is there");
      const before = posted().size;

      await start();
      await until("every ticket stands in the channel", () => posted().size >= stored.length);
      const drained = Date.now();
      const again = await Promise.all(cases.map(async (id) => [id, await send(id)] as const));
      for (const [id, number] of again)
        if (acknowledged.has(id)) assert.equal(number, acknowledged.get(id), "the same number");
      const numbers = again.map(([, number]) => number ?? 0).sort((a, b) => a - b);
      assert.deepEqual(numbers, countTo(TICKETS), "the rest go on where these end");
      await until("the rest stand in the channel, too", () => posted().size === TICKETS);

      const twice = [...posted().values()].filter((count) => count > 1).length;
      console.log(
        `      ${acknowledged.size} acknowledged, ${stored.length} stored, ${before} posted before the kill; ` +
          `${TICKETS} answers ${pasted - began} ms, killed after ${killed - pasted} ms, ` +
          `all posted ${drained - killed} ms after the kill, ${twice} of them twice`,
      );
    });
  }
});

const countTo = (last: number) => Array.from({ length: last }, (_, index) => index + 1);

function cardOf(activity: unknown): Card {
  const { attachments } = activity as { readonly attachments?: readonly { content: Card }[] };
  return attachments?.[0]?.content ?? {};
}
