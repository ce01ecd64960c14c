import type { IncomingHttpHeaders } from "node:http";
import { head, startFileServer } from "../download/file-server.js";

/** A request as the other system got it. */
export interface Received {
  readonly headers: IncomingHttpHeaders;
  /** Byte for byte. */
  readonly body: Buffer;
}

/** A status, one with headers, or nothing for ever. */
export type Answer =
  | number
  | "hang"
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>> };

export interface Receiver {
  readonly url: URL;
  /** What was posted, answered or not. */
  readonly received: readonly Received[];
  answer: (received: Received) => Answer;
  close(): Promise<void>;
}

/** Another system with a webhook, on loopback. */
export async function startReceiver({ secure = true } = {}): Promise<Receiver> {
  const received: Received[] = [];
  const server = await startFileServer(
    (request, response) => {
      const pieces: Buffer[] = [];
      request.on("data", (piece: Buffer) => pieces.push(piece));
      request.on("error", () => undefined);
      request.on("end", () => {
        const one = { headers: request.headers, body: Buffer.concat(pieces) };
        received.push(one);
        const answer = receiver.answer(one);
        if (answer === "hang") return;
        const { status, headers } = typeof answer === "number" ? { status: answer } : answer;
        head(response, status, headers).end("whatever is said here is not read");
      });
    },
    { secure },
  );
  const receiver: Receiver = {
    url: new URL(`${server.origin}/hook?for=ndr-bot`),
    received,
    answer: () => 204,
    close: server.close,
  };
  return receiver;
}
