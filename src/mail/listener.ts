import type { AddressInfo } from "node:net";
import { SMTPServer, type SMTPServerSession } from "smtp-server";
import type { Log } from "../log.js";
import { isSameMailbox, keyOfMailbox, type MailAddress, parseMailAddress } from "./mail-address.js";
import { MailError } from "./mail-error.js";
import type { RateLimit } from "./rate-limit.js";
import { readMessage } from "./read-message.js";
import { refusal } from "./refusal.js";

/** One mail as it was handed over. */
export interface Handed {
  /** The address of MAIL FROM; "" is the null reverse-path. */
  readonly sender: string;
  readonly mail: Uint8Array;
}

export interface ListenerOptions {
  /** The only address that mail is taken for. */
  readonly self: MailAddress;
  /** Whether a mail server may connect from this IP address. */
  readonly isAllowed: (address: string) => boolean;
  /** PEM; without it no STARTTLS is offered. */
  readonly tls?:
    { readonly cert: string; readonly key: string; readonly isRequired: boolean } | undefined;
  /** Of one mail. */
  readonly maxBytes: number;
  /** Whether one more mail is taken of this sender now. */
  readonly admits: RateLimit;
  /** Takes one mail over; what it resolves for is acknowledged, what it rejects is sent again later. */
  readonly receive: (handed: Handed) => Promise<void>;
  readonly log: Log;
  /** How long a client may say nothing. */
  readonly idleMs?: number | undefined;
  /** How long a connection lasts, whatever is said on it. */
  readonly lifetimeMs?: number | undefined;
}

/** The SMTP door: takes mail for one address, from the organisation's own servers. */
export interface Listener {
  /** Resolves with the address once connections are accepted; rejects with a `MailError`. */
  listen(port: number, host: string): Promise<string>;
  /** Accepts nothing new; resolves when what is being handed over has been, within the limit. */
  close(): Promise<void>;
}

const IDLE_MS = 60_000;
const LIFETIME_MS = 10 * 60_000;
const CLOSE_MS = 10_000;
const MOST_CLIENTS = 20;
/** More than this for other addresses is somebody who looks for an open relay. */
const MOST_WRONG_RECIPIENTS = 10;

export function createListener(options: ListenerOptions): Listener {
  const { self, tls, log, idleMs = IDLE_MS, lifetimeMs = LIFETIME_MS } = options;
  /** What is known of a connection besides its session. */
  const ends = new Map<string, NodeJS.Timeout>();
  const wrongRecipients = new WeakMap<SMTPServerSession, number>();

  const server = new SMTPServer({
    ...(tls && { cert: tls.cert, key: tls.key, minVersion: "TLSv1.2" }),
    // Its own lines hold addresses.
    logger: false,
    name: self.domain,
    // Nobody logs in here, and the jokes of sendmail are none to an auditor.
    disabledCommands: ["AUTH", "WIZ", "SHELL", "KILL", "VRFY", ...(tls ? [] : ["STARTTLS"])],
    disableReverseLookup: true,
    hideSMTPUTF8: true,
    size: options.maxBytes,
    rejectOversized: true,
    maxClients: MOST_CLIENTS,
    maxCommandLength: 2048,
    maxRecipients: 1,
    socketTimeout: idleMs,
    closeTimeout: CLOSE_MS,

    onConnect(session, answer) {
      if (!options.isAllowed(session.remoteAddress)) {
        log.warn("a server that may not connect was refused");
        answer(refusal(554, "5.7.1 This server is not known here"));
        return;
      }
      ends.set(
        session.id,
        setTimeout(() => {
          hangUp(session.id);
        }, lifetimeMs),
      );
      answer();
    },

    onClose(session) {
      clearTimeout(ends.get(session.id));
      ends.delete(session.id);
    },

    onMailFrom({ address }, session, answer) {
      if (tls?.isRequired && !session.secure) answer(refusal(530, "5.7.0 Use STARTTLS first"));
      else if (options.admits(keyOf(address))) answer();
      else {
        log.warn({ why: "rate-limit" }, "mail put off");
        answer(refusal(451, "4.7.1 Too much mail at once, try again later"));
      }
    },

    onRcptTo({ address }, session, answer) {
      const recipient = parseMailAddress(address);
      if (recipient && isSameMailbox(recipient, self)) {
        answer();
        return;
      }
      const wrong = (wrongRecipients.get(session) ?? 0) + 1;
      wrongRecipients.set(session, wrong);
      answer(
        wrong > MOST_WRONG_RECIPIENTS
          ? refusal(421, "4.7.0 Too many wrong recipients")
          : refusal(550, "5.7.1 Mail is taken for one address only"),
      );
    },

    onData(stream, { envelope }, answer) {
      const sender = envelope.mailFrom ? envelope.mailFrom.address : "";
      readMessage(stream, options.maxBytes)
        .then(async (mail) => {
          // Undefined is a mail that is too large: the server refuses it by itself.
          if (mail) await options.receive({ sender, mail });
          else log.info({ why: "too-large" }, "mail refused");
        })
        .then(
          () => {
            answer(null, "2.6.0 Taken");
          },
          (error: unknown) => {
            log.warn({ err: error }, "mail not taken, it is to be sent again");
            answer(refusal(451, "4.3.0 This cannot be taken now, try again later"));
          },
        );
    },
  });

  /** A byte a minute is no reason to hold a connection for ever. */
  function hangUp(id: string): void {
    for (const connection of server.connections)
      if (connection.id === id) connection.send(421, "4.4.2 This has taken too long");
  }

  server.on("error", (error) => {
    // A client that goes away is nobody's fault; listen() reads its own errors.
    if (server.server.listening) log.debug({ err: error }, "connection failed");
  });

  return {
    listen: (port, host) => listen(server, port, host),
    close: () =>
      new Promise((resolve) => {
        server.close(resolve);
        for (const connection of server.connections)
          if (!isBusy(connection.session)) connection.send(421, "4.3.2 Closing");
      }),
  };
}

/** One sender has many spellings: a domain may be written in wide letters. */
function keyOf(sender: string): string {
  const address = parseMailAddress(sender);
  return address ? keyOfMailbox(address) : sender.toLowerCase();
}

/** Right after it was accepted a connection has no envelope yet. */
function isBusy({ envelope }: Partial<SMTPServerSession>): boolean {
  return envelope !== undefined && envelope.mailFrom !== false;
}

function listen(server: SMTPServer, port: number, host: string): Promise<string> {
  return new Promise((resolve, reject) => {
    server.server.once("error", (error: NodeJS.ErrnoException) => {
      reject(new MailError(explainListenError(error.code, port, host), { cause: error }));
    });
    server.listen(port, host, () => {
      const { port: actual } = server.server.address() as AddressInfo;
      resolve(`smtp://${host.includes(":") ? `[${host}]` : host}:${actual}`);
    });
  });
}

function explainListenError(code: string | undefined, port: number, host: string): string {
  switch (code) {
    case "EADDRINUSE":
      return `MAIL_LISTEN: port ${port} is in use by another program: stop it, or name a free port.`;
    case "EACCES":
      return `MAIL_LISTEN: the bot is not allowed to listen on port ${port}: name a port of 1024 or higher.`;
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
      return `MAIL_LISTEN: ${host} is not an address of this machine.`;
    default:
      return `MAIL_LISTEN: the bot cannot listen on ${host}, port ${port} (${code ?? "no reason given"}).`;
  }
}
