import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { readdir, readFile, readlink } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { CERTIFICATE } from "../bot/bounces.js";
import { textOf } from "../cards/reading.js";
import { temporaryFolder } from "../database/databases.js";
import { type ChildBot, freePort, startChild } from "../fakes/child-bot.js";
import { type ConnectorCall, type FakeConnector, startConnector } from "../fakes/connector.js";
import { type DnsServer, startSilentServer } from "../fakes/dns-server.js";
import { createMessage, post } from "../fakes/door.js";

/** Of each bot; the first one warms it up and is not counted. */
const BOUNCES = 7;
const NAMES = ["contoso.example", "_dmarc.contoso.example", "fabrikam.example"];

describe("a resolver that never answers", function () {
  this.timeout(120_000);
  let place: Awaited<ReturnType<typeof temporaryFolder>>;
  let connector: FakeConnector;
  let resolver: DnsServer;
  let checking: ChildBot;
  let plain: ChildBot;

  before(async () => {
    place = await temporaryFolder();
    connector = await startConnector();
    resolver = await startSilentServer(NAMES);
    // Each is waited for a second, so that only the limit for all of it ends a look-up.
    const servers = Array.from({ length: 4 }, () => `${resolver.address}:${resolver.port}`);
    checking = startChild(place.folder, await freePort(), {
      DATABASE_URL: "sqlite:checking.db",
      CHECKS: "on",
      DNS_SERVERS: servers.join(","),
    });
    plain = startChild(place.folder, await freePort(), { DATABASE_URL: "sqlite:plain.db" });
    await Promise.all([checking.listening, plain.listening]);
  });

  after(async () => {
    for (const bot of [checking, plain]) bot.kill("SIGTERM");
    const ended = await Promise.all([checking.ended, plain.ended]);
    await connector.close();
    await resolver.close();
    await place.remove();
    for (const { code, stderr } of ended) assert.equal(code, 0, stderr);
  });

  let sent = 0;

  /** Pastes a bounce that nobody has sent yet: how long its card takes, and which one it is. */
  async function paste(bot: ChildBot) {
    const conversation = `a:chat-${(sent += 1)}`;
    const text = CERTIFICATE.replace("Message-ID: <6f0c2b7a", `Message-ID: <silent-${sent}`);
    const began = performance.now();
    const message = createMessage(connector.url, { id: `message-${sent}`, text });
    await post(bot.url, {
      ...message,
      conversation: { ...(message["conversation"] as object), id: conversation },
    });
    const card = await connector.called(
      (call) => call.conversation === conversation && call.method === "POST" && hasCard(call),
    );
    return { conversation, card, began, tookMs: performance.now() - began };
  }

  it("holds no card up, and is said to have said nothing three seconds later", async () => {
    const times: { readonly checking: number[]; readonly plain: number[] } = {
      checking: [],
      plain: [],
    };
    const updates: number[] = [];
    for (let bounce = 0; bounce <= BOUNCES; bounce++) {
      const without = await paste(plain);
      const first = await paste(checking);
      assert.doesNotMatch(JSON.stringify(first.card.body), /looked up/i);
      const update = await connector.called(
        ({ method, conversation }) => method === "PUT" && conversation === first.conversation,
      );
      updates.push(performance.now() - first.began);
      const text = textOf(cardOf(update));
      assert.match(text, /^\? Where fabrikam\.example takes its mail could not be found out: /m);
      assert.match(text, /its name servers did not answer in time\.$/m);
      if (bounce === 0) continue;
      times.plain.push(without.tookMs);
      times.checking.push(first.tookMs);
    }
    const [off, on] = [median(times.plain), median(times.checking)];
    const figures = `the card after ${ms(off)} without checks, ${ms(on)} with them; the update after ${updates.map(ms).join(", ")}`;
    console.log(`      ${figures}`);
    // As fast as without, but for what a machine that does other things may add.
    assert.ok(on < 2 * off + 300, figures);
    for (const update of updates) assert.ok(update > 2_500 && update < 4_500, figures);
    assert.ok(
      resolver.asked.some((question) => question === "udp MX fabrikam.example"),
      "it was asked",
    );
  });

  it("leaves no socket behind", async function () {
    if (!existsSync("/proc/self/net/udp")) this.skip();
    // It is seen while it is open, so that finding none means something.
    const { conversation } = await paste(checking);
    assert.notEqual(await within(2_000, async () => (await socketsTo(resolver)) > 0), false);
    await connector.called((call) => call.method === "PUT" && call.conversation === conversation);
    assert.equal(await within(2_000, async () => (await socketsTo(resolver)) === 0), true);
  });

  /** How many sockets of the bot are connected to a server, over UDP or TCP. */
  async function socketsTo({ port }: DnsServer): Promise<number> {
    const remote = `0100007F:${port.toString(16).toUpperCase().padStart(4, "0")}`;
    const proc = `/proc/${checking.pid}`;
    const tables = await Promise.all(
      ["udp", "tcp"].map((table) => readFile(`${proc}/net/${table}`, "utf8")),
    );
    // "sl local_address rem_address st … inode", see proc(5).
    const inodes = tables
      .flatMap((table) => table.split("\n").map((line) => line.trim().split(/\s+/)))
      .filter((columns) => columns[2] === remote)
      .map((columns) => columns[9]);
    const open = await Promise.all(
      (await readdir(`${proc}/fd`)).map((fd) => readlink(`${proc}/fd/${fd}`).catch(() => "")),
    );
    return inodes.filter((inode) => open.includes(`socket:[${inode}]`)).length;
  }
});

const hasCard = ({ body }: ConnectorCall): boolean => Array.isArray(body["attachments"]);

const cardOf = ({ body }: ConnectorCall): Record<string, unknown> =>
  (body["attachments"] as readonly { readonly content: Record<string, unknown> }[])[0]?.content ??
  {};

/** Whether it became so within this time. */
async function within(limitMs: number, isSo: () => Promise<boolean>): Promise<boolean> {
  const end = performance.now() + limitMs;
  while (performance.now() < end) {
    if (await isSo()) return true;
    await sleep(20);
  }
  return isSo();
}

const median = (times: readonly number[]): number =>
  [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;

const ms = (time: number): string => `${Math.round(time)} ms`;
