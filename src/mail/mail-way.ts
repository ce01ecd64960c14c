import { readFile } from "node:fs/promises";
import type { Explanation } from "../explain.js";
import type { MailSource } from "../intake/bounce-mail.js";
import type { Log } from "../log.js";
import { createDeliveryLoop, type OutboxPace } from "../outbox/delivery-loop.js";
import type { Database } from "../database/schema.js";
import { createListener, type ListenerOptions } from "./listener.js";
import { MailError } from "./mail-error.js";
import type { MailSettings, TlsSettings } from "./mail-settings.js";
import { membership } from "./network.js";
import { createRateLimit, type RateLimit } from "./rate-limit.js";
import { createReceiver } from "./receive.js";
import { createRelay } from "./relay.js";
import { createReplyStore } from "./reply-store.js";

/** Bounces that come by mail, and the answers to them. */
export interface MailWay {
  /** Resolves with the address once mail is taken; from then on answers go out, those from before first. */
  open(): Promise<string>;
  /** Takes nothing more, and resolves when what is under way has ended, within ten seconds. */
  close(): Promise<void>;
}

export interface MailWayOptions {
  readonly settings: MailSettings;
  /** Of one mail, in bytes. */
  readonly maxBytes: number;
  readonly explain: (source: MailSource) => Promise<readonly Explanation[]>;
  readonly db: Database;
  readonly now: () => Date;
  readonly log: Log;
  readonly pace?: Partial<OutboxPace> | undefined;
}

// 30 attempts, a quarter of an hour apart in the end, are about five hours: a relay is mended by then, and
// who asked has found another way.
const PACE: OutboxPace = {
  parallel: 4,
  attempts: 30,
  firstDelayMs: 5_000,
  longestDelayMs: 15 * 60_000,
  limitMs: 60_000,
  pollMs: 1_000,
};

const CLOSE_MS = 10_000;

/** Who talks to whom. Rejects with a `MailError` where certificate or key cannot be used. */
export async function createMailWay(options: MailWayOptions): Promise<MailWay> {
  const { settings, maxBytes, explain, db, now, log, pace } = options;
  const { self, domains, helpdesk } = settings;
  const store = createReplyStore({ db, now, perHour: settings.answersPerHour });
  const relay = createRelay(settings.relay, self);
  const outbox = createDeliveryLoop({
    queue: store.queue,
    deliver: (entry) => relay.send(entry),
    now,
    log,
    pace: { ...PACE, ...pace },
  });
  const receive = createReceiver({
    household: { self, domains },
    explain,
    store,
    helpdesk,
    onQueued: () => {
      outbox.wake();
    },
    log,
  });
  const listener = listenerFrom({
    self,
    isAllowed: membership(settings.allowFrom),
    tls: settings.tls && (await loadTls(settings.tls)),
    maxBytes,
    admits: admission(settings.perMinute, now),
    receive,
    log,
  });

  return {
    async open() {
      const address = await listener.listen(settings.port, settings.host);
      outbox.start();
      return address;
    },
    async close() {
      await listener.close();
      // A relay that hangs does not hang us: what it was sent stays in the table.
      const limit = setTimeout(() => {
        relay.close();
      }, CLOSE_MS);
      await outbox.stop();
      clearTimeout(limit);
      relay.close();
    },
  };
}

/** One sender gets a quarter of what all get together, so that nobody shuts the others out. */
function admission(perMinute: number, now: () => Date): RateLimit {
  const all = createRateLimit(perMinute, now);
  const each = createRateLimit(Math.ceil(perMinute / 4), now);
  return (sender) => each(sender) && all("");
}

async function loadTls({ certFile, keyFile, isRequired }: TlsSettings) {
  const cert = await readPem("MAIL_TLS_CERT", certFile);
  return { cert, key: await readPem("MAIL_TLS_KEY", keyFile), isRequired };
}

async function readPem(variable: string, file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (cause) {
    throw new MailError(`${variable}: the file ${file} cannot be read.`, { cause });
  }
}

function listenerFrom(options: ListenerOptions) {
  try {
    return createListener(options);
  } catch (cause) {
    if (!options.tls) throw cause;
    throw new MailError(
      "MAIL_TLS_CERT and MAIL_TLS_KEY must be a certificate and its private key in PEM, but are not.",
      { cause },
    );
  }
}
