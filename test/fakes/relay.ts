import { once } from "node:events";
import type { AddressInfo } from "node:net";
import PostalMime, { type Email } from "postal-mime";
import { SMTPServer } from "smtp-server";

/** A mail as the relay got it. */
export interface Relayed {
  /** The address of MAIL FROM. */
  readonly from: string;
  readonly to: readonly string[];
  readonly raw: string;
}

/** What the relay does with a command: a reply code refuses it, "hang" says nothing for ever. */
export type Trouble = (
  command: "MAIL" | "RCPT" | "DATA",
  address: string,
) => number | "hang" | undefined;

export interface FakeRelay {
  readonly port: number;
  readonly mails: readonly Relayed[];
  trouble: Trouble;
  /** Login name → password; nobody logs in unless there is one. */
  close(): Promise<void>;
}

export interface FakeRelayOptions {
  readonly port?: number;
  readonly tls?: { readonly cert: string; readonly key: string };
  readonly login?: { readonly user: string; readonly password: string };
}

/** An SMTP server on loopback that keeps what it gets. */
export async function startRelay({
  port = 0,
  tls,
  login,
}: FakeRelayOptions = {}): Promise<FakeRelay> {
  const mails: Relayed[] = [];
  let trouble: Trouble = () => undefined;

  function decide(
    command: Parameters<Trouble>[0],
    address: string,
    answer: (error?: Error | null) => void,
  ): void {
    const decided = trouble(command, address);
    if (decided === "hang") return;
    if (decided === undefined) answer();
    else answer(Object.assign(new Error("Refused"), { responseCode: decided }));
  }

  const server = new SMTPServer({
    ...tls,
    logger: false,
    disabledCommands: [...(tls ? [] : ["STARTTLS"]), ...(login ? [] : ["AUTH"])],
    disableReverseLookup: true,
    closeTimeout: 100,
    onAuth: ({ username, password }, _session, answer) => {
      const isRight = username === login?.user && password === login?.password;
      if (isRight) answer(null, { user: username });
      else answer(Object.assign(new Error("Wrong"), { responseCode: 535 }));
    },
    onMailFrom: ({ address }, _session, answer) => {
      decide("MAIL", address, answer);
    },
    onRcptTo: ({ address }, _session, answer) => {
      decide("RCPT", address, answer);
    },
    onData: (stream, { envelope }, answer) => {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        const to = envelope.rcptTo.map(({ address }) => address);
        decide("DATA", to[0] ?? "", (error) => {
          const from = envelope.mailFrom ? envelope.mailFrom.address : "";
          if (!error) mails.push({ from, to, raw: Buffer.concat(chunks).toString("latin1") });
          answer(error);
        });
      });
    },
  });
  // Clients that are killed in the middle are what it is here for.
  server.on("error", () => undefined);
  server.listen(port, "127.0.0.1");
  await once(server.server, "listening");
  return {
    port: (server.server.address() as AddressInfo).port,
    mails,
    get trouble() {
      return trouble;
    },
    set trouble(next) {
      trouble = next;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(resolve);
      }),
  };
}

/** The mail as its reader sees it. */
export function readMail({ raw }: Relayed): Promise<Email> {
  return PostalMime.parse(Buffer.from(raw, "latin1"));
}
