import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { createTransport } from "nodemailer";
import { explainAll } from "../../src/explain.js";
import { BUILT_IN_KNOWLEDGE, loadKnowledgeBase } from "../../src/knowledge/knowledge-base.js";
import { createLog } from "../../src/log.js";
import type { MailSettings } from "../../src/mail/mail-settings.js";
import { createMailWay, type MailWay, type MailWayOptions } from "../../src/mail/mail-way.js";
import { LOOPBACK_NETWORKS } from "../../src/mail/network.js";
import { createMatcher, type Matcher } from "../../src/match/match.js";
import { openDatabase } from "../../src/database/database.js";
import type { Database } from "../../src/database/schema.js";
import { type FakeRelay, startRelay } from "../fakes/relay.js";

export const BOT = "ndr-bot@contoso.example";
export const LENA = "lena.novak@contoso.example";

/** The way of mail, whole: a database, a relay and the listener, all on loopback. */
export interface PostOffice {
  readonly port: number;
  readonly relay: FakeRelay;
  readonly db: Database;
  readonly log: readonly string[];
  /** Hands a mail over the way a mail server does; resolves with the reply, rejects where it is refused. */
  send(raw: string | Buffer, envelope?: Partial<Envelope>): Promise<string>;
  /** Waits until as many answers were sent, and a moment more in which no further one is. */
  answers(count: number): Promise<FakeRelay["mails"]>;
  close(): Promise<void>;
}

export interface Envelope {
  readonly from: string;
  readonly to: readonly string[];
}

type Overrides = Partial<Omit<MailWayOptions, "settings">> & {
  readonly settings?: Partial<MailSettings>;
};

let matcher: Matcher | undefined;

export async function openPostOffice({
  settings,
  ...overrides
}: Overrides = {}): Promise<PostOffice> {
  matcher ??= createMatcher(await loadKnowledgeBase([BUILT_IN_KNOWLEDGE]));
  const match = matcher;
  const relay = await startRelay();
  const db = await openDatabase("sqlite::memory:");
  const log: string[] = [];
  const way: MailWay = await createMailWay({
    settings: {
      host: "127.0.0.1",
      port: 0,
      self: { localPart: "ndr-bot", domain: "contoso.example" },
      domains: ["contoso.example"],
      allowFrom: LOOPBACK_NETWORKS,
      relay: { host: "127.0.0.1", port: relay.port, isTlsFromStart: false },
      perMinute: 100_000,
      answersPerHour: 20,
      ...settings,
    },
    maxBytes: 5 * 1024 * 1024,
    explain: (source) => explainAll(source, match),
    db,
    now: () => new Date(),
    log: createLog("debug", { write: (line) => void log.push(line) }),
    pace: { firstDelayMs: 20, pollMs: 20 },
    ...overrides,
  });
  const port = Number(new URL(await way.open()).port);
  const client = createTransport({ host: "127.0.0.1", port, ignoreTLS: true, pool: true });
  return {
    port,
    relay,
    db,
    log,
    async send(raw, { from = LENA, to = [BOT] } = {}) {
      const { response } = await client.sendMail({ envelope: { from, to: [...to] }, raw });
      return response;
    },
    async answers(count) {
      for (let waited = 0; relay.mails.length < count && waited < 5_000; waited += 10)
        await sleep(10);
      await sleep(50);
      return relay.mails;
    },
    async close() {
      client.close();
      await way.close();
      await relay.close();
      await db.destroy();
    },
  };
}

/** A mail of its own, from a person. */
export function mailOf({
  from = `Lena Novak <${LENA}>`,
  subject = "FW: Undeliverable: Offer",
  more = [],
  body,
}: {
  readonly from?: string;
  readonly subject?: string;
  readonly more?: readonly string[];
  readonly body: readonly string[];
}): string {
  return [
    `From: ${from}`,
    `To: ${BOT}`,
    `Subject: ${subject}`,
    "Date: Sat, 21 Nov 2026 10:05:00 +0000",
    "MIME-Version: 1.0",
    ...more,
    "",
    ...body,
    "",
  ].join("\r\n");
}

/** A connection on which every byte is ours. */
export interface RawClient {
  readonly socket: Socket;
  /** All that the server said so far. */
  readonly heard: () => string;
  /** Sends, and waits until the server has said something that matches. */
  say(bytes: string | Buffer, until: RegExp): Promise<string>;
}

export async function dial(port: number): Promise<RawClient> {
  const socket = connect(port, "127.0.0.1");
  let heard = "";
  socket.on("data", (chunk: Buffer) => (heard += chunk.toString("latin1")));
  socket.on("error", () => undefined);
  await once(socket, "connect");
  const client: RawClient = {
    socket,
    heard: () => heard,
    async say(bytes, until) {
      const from = heard.length;
      socket.write(bytes);
      for (let waited = 0; waited < 3_000; waited += 5) {
        if (until.test(heard.slice(from)) || socket.destroyed) break;
        await sleep(5);
      }
      return heard.slice(from);
    },
  };
  await client.say("", /^220 .*\r\n/m);
  return client;
}
