import { createSocket } from "node:dgram";
import { connect, isIPv6 } from "node:net";
import type { RecordType } from "./answer.js";
import { decodeReply, encodeQuery, type Question, type Timed } from "./wire.js";

/** A resolver's address. */
export interface NameServer {
  readonly address: string;
  readonly port: number;
}

/** The longest message that TCP's two bytes of length allow. */
const MOST_BYTES = 0xffff;

/**
 * Asks one server, over UDP and once more over TCP where the answer was too long. Rejects with the signal's
 * reason when it is aborted, and with the socket's error; no socket outlives it.
 */
export async function askServer<T extends RecordType>(
  server: NameServer,
  question: Question<T>,
  signal: AbortSignal,
): Promise<Timed<T>> {
  const short = await overUdp(server, question, signal);
  return short === "truncated" ? overTcp(server, question, signal) : short;
}

function overUdp<T extends RecordType>(
  { address, port }: NameServer,
  question: Question<T>,
  signal: AbortSignal,
): Promise<Timed<T> | "truncated"> {
  const { id, bytes } = encodeQuery(question);
  return new Promise((resolve, reject) => {
    const socket = createSocket({ type: isIPv6(address) ? "udp6" : "udp4" });
    const end = listen(signal, (reason) => {
      socket.close();
      if (reason !== undefined) reject(asError(reason));
    });
    socket.on("error", end);
    socket.on("message", (message) => {
      // What comes for another question, or from somebody who guesses, is not listened to.
      const reply = decodeReply(message, id, question);
      if (reply.kind === "other") return;
      end();
      resolve(reply.kind === "truncated" ? "truncated" : reply.timed);
    });
    // A connected socket hears its server alone.
    socket.connect(port, address, () => {
      socket.send(bytes);
    });
  });
}

function overTcp<T extends RecordType>(
  { address, port }: NameServer,
  question: Question<T>,
  signal: AbortSignal,
): Promise<Timed<T>> {
  const { id, bytes } = encodeQuery(question);
  return new Promise((resolve, reject) => {
    const socket = connect({ host: address, port });
    const end = listen(signal, (reason) => {
      socket.destroy();
      if (reason !== undefined) reject(asError(reason));
    });
    let heard = Buffer.alloc(0);
    socket.on("error", end);
    socket.on("end", () => {
      end(new Error("The server hung up."));
    });
    socket.on("data", (piece) => {
      heard = Buffer.concat([heard, piece]);
      const length = heard.length < 2 ? MOST_BYTES : heard.readUInt16BE(0);
      if (heard.length < 2 + length) return;
      const reply = decodeReply(heard.subarray(2, 2 + length), id, question);
      if (reply.kind === "answer") {
        end();
        resolve(reply.timed);
      } else {
        end(new Error("The server answered something else."));
      }
    });
    const length = Buffer.alloc(2);
    length.writeUInt16BE(bytes.length);
    socket.write(Buffer.concat([length, bytes]));
  });
}

/** Ends something once: with a reason, without one, or when the signal is aborted. */
function listen(
  signal: AbortSignal,
  close: (reason?: unknown) => void,
): (reason?: unknown) => void {
  let isOver = false;
  const end = (reason?: unknown) => {
    if (isOver) return;
    isOver = true;
    signal.removeEventListener("abort", onAbort);
    close(reason);
  };
  const onAbort = () => {
    end(signal.reason);
  };
  if (signal.aborted) queueMicrotask(onAbort);
  else signal.addEventListener("abort", onAbort);
  return end;
}

const asError = (reason: unknown): Error =>
  reason instanceof Error ? reason : new Error("The server was not heard.");
