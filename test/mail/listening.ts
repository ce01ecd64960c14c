import { readFileSync } from "node:fs";
import { createLog } from "../../src/log.js";
import {
  createListener,
  type Handed,
  type Listener,
  type ListenerOptions,
} from "../../src/mail/listener.js";
import { LOOPBACK_NETWORKS, membership } from "../../src/mail/network.js";
import { BOT, dial, LENA, mailOf, type RawClient } from "./post-office.js";

/** For tests only: everybody has the key. */
export const CERT = readFileSync("test/fixtures/tls/test-only-cert.pem", "utf8");
export const KEY = readFileSync("test/fixtures/tls/test-only-key.pem", "utf8");

/** A mail of little interest. */
export const MAIL = mailOf({ body: ["Hello"] });

/** A listener for each test, and clients that say what they want. */
export interface Listening {
  /** What was handed over in this test. */
  readonly handed: readonly Handed[];
  readonly port: number;
  listen(options?: Partial<ListenerOptions>): Promise<Listener>;
  call(): Promise<RawClient>;
  /** A client that has introduced itself and named a sender. */
  callFrom(sender?: string): Promise<RawClient>;
  /** The same, in the middle of a mail. */
  callToData(): Promise<RawClient>;
}

/** What it opens in a test of the `describe` block is closed after it. */
export function listening(): Listening {
  const running: Listener[] = [];
  const clients: RawClient[] = [];
  let handed: Handed[];
  let port: number;

  beforeEach(() => {
    handed = [];
  });

  afterEach(async () => {
    for (const { socket } of clients.splice(0)) socket.destroy();
    await Promise.all(running.splice(0).map((listener) => listener.close()));
  });

  async function listen(options: Partial<ListenerOptions> = {}): Promise<Listener> {
    const listener = createListener({
      self: { localPart: "ndr-bot", domain: "contoso.example" },
      isAllowed: membership(LOOPBACK_NETWORKS),
      maxBytes: 100_000,
      admits: () => true,
      receive: (mail) => {
        handed.push(mail);
        return Promise.resolve();
      },
      log: createLog("silent"),
      ...options,
    });
    running.push(listener);
    port = Number(new URL(await listener.listen(0, "127.0.0.1")).port);
    return listener;
  }

  async function call(): Promise<RawClient> {
    const client = await dial(port);
    clients.push(client);
    return client;
  }

  async function callFrom(sender = LENA): Promise<RawClient> {
    const client = await call();
    await client.say("EHLO mail.contoso.example\r\n", /^250 .*\r\n/m);
    await client.say(`MAIL FROM:<${sender}>\r\n`, /^\d{3} .*\r\n/m);
    return client;
  }

  async function callToData(): Promise<RawClient> {
    const client = await callFrom();
    await client.say(`RCPT TO:<${BOT}>\r\n`, /^250 /m);
    await client.say("DATA\r\n", /^354 /m);
    return client;
  }

  return {
    get handed() {
      return handed;
    },
    get port() {
      return port;
    },
    listen,
    call,
    callFrom,
    callToData,
  };
}
